#include "analysis/fastest.hpp"

namespace breakeven::analysis {

std::vector<Fastest> fastest_by_size(const Group& group, const StudySummary& summary) {
  std::vector<Fastest> all;
  for (const std::uint64_t size : group.sizes) {
    Fastest fastest{size, 0, {}, 0};
    bool found = false;
    for (const Curve& curve : group.curves) {
      for (const std::size_t row : rows_with_size(curve, summary, size)) {
        const measure::PointSummary& times = summary.rows[row].times;
        if (times.fastest) {
          fastest.row = row;
          found = true;
        } else if (times.like_fastest) {
          fastest.alike.push_back(row);
        } else {
          ++fastest.slower;
        }
      }
    }
    if (found && fastest.alike.size() + fastest.slower > 0) all.push_back(std::move(fastest));
  }
  return all;
}

}  // namespace breakeven::analysis
