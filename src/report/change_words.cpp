#include "report/change_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/answer_words.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using analysis::PointChange;
using analysis::StudyChange;
using analysis::Verdict;

constexpr std::size_t points_at_most = 12;
constexpr double share_worth_telling = 0.1;  // of a change

std::string counted_points(std::size_t count) { return fmt::format("{} point{}", count, count == 1 ? "" : "s"); }

/// "12 % longer (8 % to 16 %)", "5.0 % less", "3.10× as long": from twice on factors are easier to grasp.
std::string by_how_much(const MedianRatio& ratio) {
  if (ratio.ratio >= 2 || ratio.ratio <= 0.5) {
    return with_interval(ratio.ratio, ratio.interval, format_ratio) + " as long";
  }
  const bool longer = ratio.ratio > 1;
  const auto beyond = [longer](double value) { return longer ? value - 1 : 1 - value; };
  const std::string by = format_percent(beyond(ratio.ratio)) + (longer ? " longer" : " less");
  if (!ratio.interval) return by;
  const auto [least, most] = std::minmax({beyond(ratio.interval->low), beyond(ratio.interval->high)});
  return fmt::format("{} ({} to {})", by, format_percent(least), format_percent(most));
}

/// "work takes 140 ms more, talk 9.00 ms": the phases that the change is in, the largest first.
std::string where(const PointChange& change) {
  struct Part {
    std::string_view name;
    double growth;
  };
  std::vector<Part> parts{{"what no phase accounts for", change.phases.other}};
  for (std::size_t i = 0; i < phase_count; ++i) {
    parts.push_back({to_string(static_cast<Phase>(i)), change.phases.phases.at(i)});
  }
  const double total = change.after_seconds - change.before_seconds;
  std::erase_if(parts, [&](const Part& part) { return part.growth / total < share_worth_telling; });
  std::ranges::sort(parts, std::ranges::greater(), [](const Part& part) { return std::abs(part.growth); });
  std::vector<std::string> told;
  for (const Part& part : parts) {
    told.push_back(
        fmt::format("{} {}{}", part.name, told.empty() ? "takes " : "", format_seconds(std::abs(part.growth))) +
        (told.empty() ? total > 0 ? " more" : " less" : ""));
  }
  return told.empty() ? "" : "; " + listed(told);
}

std::string list_points(const StudyChange& change, Verdict verdict, const ChangeLabels& labels) {
  const auto points = analysis::points_with(change, verdict);
  if (points.empty()) return "";
  std::string text = fmt::format("{} of {} {} {}:\n", points.size(), counted_points(change.points.size()),
                                 points.size() == 1 ? "is" : "are", to_string(verdict));
  for (std::size_t i = 0; i < std::min(points.size(), points_at_most); ++i) {
    const PointChange& point = *points[i];
    text += fmt::format("- {}: {}, {} now, {} before{}.\n", labels.after(point.rows.after), by_how_much(point.ratio),
                        format_seconds(point.after_seconds), format_seconds(point.before_seconds), where(point));
  }
  if (points.size() > points_at_most) {
    text += fmt::format("- and {} more, in the table.\n", points.size() - points_at_most);
  }
  return text;
}

std::string floor_in_words(const StudyChange& change) {
  if (!change.noise_floor) return "";
  return fmt::format(" beyond the noise floor of {}", format_percent(*change.noise_floor));
}

std::size_t count_of(const StudyChange& change, Verdict verdict) {
  return static_cast<std::size_t>(std::ranges::count(change.points, verdict, &PointChange::verdict));
}

}  // namespace

std::string changes_in_words(const StudyChange& change, const ChangeLabels& labels) {
  if (change.points.empty()) return "There is nothing to compare: no point has times in both.\n";
  const std::size_t same = count_of(change, Verdict::no_change);
  if (same == change.points.size()) {
    return fmt::format("No change can be told{}: {} compared.\n", floor_in_words(change), counted_points(same));
  }
  std::string text = list_points(change, Verdict::slower, labels) + list_points(change, Verdict::faster, labels);
  if (same > 0)
    text += fmt::format("{}: no change that can be told{}.\n", counted_points(same), floor_in_words(change));
  return text;
}

std::string limits_in_words(const StudyChange& change) {
  const auto count = [&](const auto& holds) {
    return static_cast<std::size_t>(std::ranges::count_if(change.points, holds));
  };
  const std::size_t of = change.points.size();
  const std::size_t too_few = count([&](const PointChange& point) { return cannot_tell(point, of); });
  const std::size_t single =
      count([](const PointChange& point) { return point.ratio.basis == IntervalBasis::repetitions; });
  std::string text;
  if (of > 0 && !change.noise_floor) {
    text +=
        "The noise floor is not known, for neither has a point that was measured twice (a twin): small changes may "
        "be noise.\n";
  }
  if (too_few > 0) {
    text += fmt::format(
        "Not known: whether {} changed, for even the clearest difference could be chance: to tell it "
        "of {}, each needs at least {} launches in both.\n",
        counted_points(too_few), counted_points(of), analysis::launches_to_tell(of));
  }
  if (single > 0) {
    text += fmt::format("Of {} one has a single launch: another launch may differ by more than its repetitions do.\n",
                        counted_points(single));
  }
  return text;
}

}  // namespace breakeven::report
