#include "analysis/study_change.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace breakeven::analysis {
namespace {

std::optional<double> larger_floor(const StudySummary& before, const StudySummary& after) {
  std::optional<double> larger;
  for (const StudySummary* summary : {&before, &after}) {
    if (summary->noise_floor) larger = std::max(larger.value_or(0), summary->noise_floor->difference);
  }
  return larger;
}

std::vector<std::uint64_t> digests_of(const StudyPoint& point) {
  std::set<std::uint64_t> digests;
  for (const Trial* trial : point.trials) {
    if (trial->status == TrialStatus::ok) digests.insert(trial->answer.digest);
  }
  return {digests.begin(), digests.end()};
}

}  // namespace

StudyChange compare_studies(const study::StudyContent& before, const study::StudyContent& after) {
  StudyChange change;
  change.before = summarise_study(before);
  change.after = summarise_study(after);
  change.surroundings = compare_surroundings(before, after);
  change.noise_floor = larger_floor(change.before, change.after);
  MatchedPoints matched = match_points(change.before, change.after);
  change.only_before = std::move(matched.only_before);
  change.only_after = std::move(matched.only_after);
  for (const RowPair& rows : matched.pairs) {
    const StudyPoint& earlier = change.before.rows[rows.before].measured;
    const StudyPoint& later = change.after.rows[rows.after].measured;
    change.points.push_back(compare_point(rows, earlier, later));
    AnswerChange answer{rows, digests_of(earlier), digests_of(later)};
    if (answer.before != answer.after) change.answers.push_back(std::move(answer));
  }
  judge(change.points, change.noise_floor.value_or(0));
  return change;
}

std::vector<const PointChange*> points_with(const StudyChange& change, Verdict verdict) {
  std::vector<const PointChange*> points;
  for (const PointChange& point : change.points) {
    if (point.verdict == verdict) points.push_back(&point);
  }
  std::ranges::stable_sort(points, std::ranges::greater(),
                           [](const PointChange* point) { return std::abs(std::log(point->ratio.ratio)); });
  return points;
}

}  // namespace breakeven::analysis
