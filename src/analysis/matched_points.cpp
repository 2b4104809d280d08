#include "analysis/matched_points.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace breakeven::analysis {
namespace {

using Likeness = std::string (*)(const plan::Point&, const StudyPoint&);

std::string as_planned(const plan::Point& point, const StudyPoint& /*measured*/) { return point.identity(); }

std::string in_any_part(const plan::Point& point, const StudyPoint& measured) {
  plan::Point anywhere = point;
  anywhere.part.clear();
  return as_planned(anywhere, measured);
}

std::string as_described(const plan::Point& point, const StudyPoint& measured) {
  plan::Point described = point;
  if (!measured.trials.empty()) described.parameters = {{"described", measured.trials.front()->parameters}};
  return in_any_part(described, measured);
}

using Numbers = std::vector<std::size_t>;

Numbers measured_rows(const StudySummary& summary) {
  Numbers rows;
  for (std::size_t i = 0; i < summary.rows.size(); ++i) {
    if (summary.rows[i].measured.point.role == plan::Role::measured) rows.push_back(i);
  }
  return rows;
}

bool is_comparable(const SummaryRow& row) { return row.times.total.count > 0 && row.times.total.minimum > 0; }

/// Times of a crew that was kept are without its start.
bool of_the_same(const SummaryRow& a, const SummaryRow& b) { return a.times.kept_crew == b.times.kept_crew; }

class Matcher {
 public:
  Matcher(const StudySummary& before, const StudySummary& after)
      : before_(before), after_(after), left_before_(measured_rows(before)), left_after_(measured_rows(after)) {}

  /// Rows with the same key, that have no other yet, are pairs.
  void match_by(Likeness key) {
    const auto key_of = [&](const SummaryRow& row) { return key(row.measured.point, row.measured); };
    std::multimap<std::string, std::size_t> earlier;
    for (const std::size_t row : left_before_) earlier.emplace(key_of(before_.rows[row]), row);
    std::erase_if(left_after_, [&](std::size_t row) {
      const auto found = earlier.lower_bound(key_of(after_.rows[row]));
      if (found == earlier.end() || found->first != key_of(after_.rows[row])) return false;
      pairs_.push_back({found->second, row});
      earlier.erase(found);
      return true;
    });
    left_before_.clear();
    for (const auto& [text, row] : earlier) left_before_.push_back(row);
    std::ranges::sort(left_before_);
  }

  MatchedPoints result() {
    std::ranges::sort(pairs_, {}, &RowPair::after);
    MatchedPoints points;
    for (const RowPair& pair : pairs_) {
      const bool earlier = is_comparable(before_.rows[pair.before]);
      const bool later = is_comparable(after_.rows[pair.after]);
      if (earlier && later && of_the_same(before_.rows[pair.before], after_.rows[pair.after])) {
        points.pairs.push_back(pair);
        continue;
      }
      if (earlier) points.only_before.push_back({pair.before, pair.after});
      if (later) points.only_after.push_back({pair.after, pair.before});
    }
    add_lone(points.only_before, left_before_, before_);
    add_lone(points.only_after, left_after_, after_);
    return points;
  }

 private:
  static void add_lone(std::vector<LoneRow>& lone, const Numbers& rows, const StudySummary& summary) {
    for (const std::size_t row : rows) {
      if (is_comparable(summary.rows[row])) lone.push_back({row, std::nullopt});
    }
  }

  const StudySummary& before_;
  const StudySummary& after_;
  Numbers left_before_;
  Numbers left_after_;
  std::vector<RowPair> pairs_;
};

}  // namespace

MatchedPoints match_points(const StudySummary& before, const StudySummary& after) {
  Matcher matcher(before, after);
  for (const Likeness key : std::array{as_planned, in_any_part, as_described}) matcher.match_by(key);
  return matcher.result();
}

}  // namespace breakeven::analysis
