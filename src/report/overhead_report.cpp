#include "report/overhead_report.hpp"

#include "report/launch_gantt.hpp"
#include "report/overhead_cells.hpp"
#include "report/overhead_summary.hpp"
#include "report/overhead_tables.hpp"
#include "report/overhead_troubles.hpp"

namespace breakeven::report {

std::string render_overhead(std::span<const overhead::Series> all, const Appearance& appearance) {
  const auto series = without_unmeasured(all);
  return render_overhead_summary(series, appearance) + render_starting(series, appearance) +
         render_gantt(series, appearance) + render_mpirun_gantt(series, appearance) +
         render_ways(series, "fork", "A parent with data of", appearance) +
         render_ways(series, "objects", "Passing an object of", appearance) +
         render_talking(section_of(series, "talk"), "Talking", appearance) + render_clocks(series, appearance) +
         render_pairs(series, render_talking, appearance) + render_troubles(all, appearance);
}

}  // namespace breakeven::report
