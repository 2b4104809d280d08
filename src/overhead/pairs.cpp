#include "overhead/pairs.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace breakeven::overhead {
namespace {

constexpr const char* section = "pairs";

Series distances(const std::vector<launch::ProcessorPair>& pairs) {
  std::vector<std::string> texts;
  for (const launch::ProcessorPair& pair : pairs) texts.push_back(text_of(pair));
  Series series;
  series.condition = {section, "distances", "processors", 2, 0, fmt::format("{}", fmt::join(texts, ", "))};
  series.unit = "1";
  series.launches = {{static_cast<double>(pairs.size())}};
  return series;
}

}  // namespace

std::string text_of(const launch::ProcessorPair& pair) {
  return fmt::format("{} ({}+{})", pair.shared, pair.first, pair.second);
}

std::vector<Series> measure_pairs(const PairsPlan& plan, const CrewMaker& make_crew, const Watch& watch) {
  std::vector<Series> all{distances(plan.pairs)};
  if (plan.pairs.size() < 2) return all;
  TalkPlan pinned = plan.talk;
  pinned.section = section;
  pinned.points.clear();
  for (CrewPoint point : plan.talk.points) {
    for (const launch::ProcessorPair& pair : plan.pairs) {
      point.setting = text_of(pair);
      point.processors = {pair.first, pair.second};
      pinned.points.push_back(point);
    }
  }
  std::ranges::move(measure_talking(pinned, make_crew, watch), std::back_inserter(all));
  return all;
}

}  // namespace breakeven::overhead
