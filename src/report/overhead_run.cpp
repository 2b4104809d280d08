#include "report/overhead_run.hpp"

#include "report/overhead_fits.hpp"
#include "report/overhead_loggp.hpp"
#include "report/overhead_notes.hpp"
#include "report/overhead_report.hpp"

namespace breakeven::report {

std::string render_overhead_run(const OverheadRunView& run, const Appearance& appearance) {
  return render_overhead(run.series, appearance) + render_overhead_fits(run.fits, appearance) +
         render_overhead_loggp(run.fits, appearance) + render_overhead_notes(run.series, run.environment, appearance);
}

}  // namespace breakeven::report
