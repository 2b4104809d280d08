#include "report/overhead_run.hpp"

#include "report/overhead_fits.hpp"
#include "report/overhead_loggp.hpp"
#include "report/overhead_notes.hpp"
#include "report/overhead_overview.hpp"
#include "report/overhead_report.hpp"
#include "report/overhead_troubles.hpp"

namespace breakeven::report {

std::string render_overhead_run(const OverheadRunView& run, Detail detail, const Appearance& appearance) {
  if (detail == Detail::main) {
    return render_overhead_overview(run.series, appearance) +
           render_overhead_notes(main_series(run.series), run.environment, appearance);
  }
  const auto fits = without_unmeasured(run.fits, run.series);
  return render_overhead(run.series, appearance) + render_overhead_fits(fits, appearance) +
         render_overhead_loggp(fits, appearance) + render_overhead_notes(run.series, run.environment, appearance);
}

}  // namespace breakeven::report
