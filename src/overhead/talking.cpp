#include "overhead/talking.hpp"

#include <algorithm>
#include <iterator>
#include <random>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "os/memory.hpp"
#include "overhead/rounds.hpp"

namespace breakeven::overhead {
namespace {

using workloads::Cadence;
using workloads::TalkItem;
using workloads::TalkObservations;

constexpr std::string_view separator = ", ";

std::string setting_of(const CrewPoint& point, const TalkItem& item) {
  std::vector<std::string> parts;
  if (!point.setting.empty()) parts.push_back(point.setting);
  parts.emplace_back(to_string(item.cadence));
  if (item.allocated) parts.emplace_back("allocated");
  return fmt::format("{}", fmt::join(parts, separator));
}

Condition condition_of(const TalkPlan& plan, const CrewPoint& point, const TalkItem& item) {
  Condition condition = condition_of(point, plan.section, std::string(to_string(item.operation)));
  condition.bytes = item.bytes;
  condition.setting = setting_of(point, item);
  return condition;
}

/// The series of one point, as its launches come in.
class TalkSeries {
 public:
  TalkSeries(const TalkPlan& plan, const CrewPoint& point, std::uint64_t memory_bytes)
      : plan_(plan), point_(point), items_(items_for(plan, point, memory_bytes)) {
    for (const TalkItem& item : items_.fitting) all_.emplace_back().condition = condition_of(plan, point, item);
    clock_[0].condition = condition_of(point, "clock", "stated error");
    clock_[1].condition = condition_of(point, "clock", "offset");
    clock_[2].condition = condition_of(point, "clock", "windows begun late");
    clock_[2].unit = "1";
    for (const TalkItem& item : items_.too_large) {
      Series& series = all_.emplace_back();
      series.condition = condition_of(plan, point, item);
      series.trouble = fmt::format("needs {} bytes of memory, and {} are available",
                                   memory_of(item, point.options.workers), memory_bytes);
    }
  }

  bool empty() const { return items_.fitting.empty(); }

  void launch_once(const CrewMaker& make_crew, std::uint64_t seed, const ProgressSink& progress) {
    std::vector<std::size_t> order(items_.fitting.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::shuffle(order, std::mt19937_64(seed));
    workloads::TalkWorkload talk;
    talk.seconds_per_item = plan_.seconds_per_item;
    talk.processors = point_.processors;
    for (const std::size_t item : order) talk.items.push_back(items_.fitting[item]);
    const auto crew = make_crew(point_.options);
    crew->start();
    const std::string hosts = hosts_of(crew->lives());
    const JobOutcome outcome = crew->run(AnyWorkload(talk), progress);
    const Placement placement =
        point_.processors.empty() ? placement_of(outcome.workers) : placement_on(point_.processors);
    crew->stop();
    const auto observed = workloads::talk_observations(outcome.answer);
    for (std::size_t i = 0; i < order.size(); ++i) add(all_[order[i]], observed[i]);
    add_clock(observed);
    for (auto* series : {&all_, &clock_}) {
      for (Series& one : *series) {
        one.hosts = hosts;
        one.placement = placement;
      }
    }
  }

  void add_trouble(const std::string& trouble) {
    for (std::size_t i = 0; i < items_.fitting.size(); ++i) all_[i].trouble = trouble;
  }

  std::vector<Series> all() const {
    std::vector<Series> everything = all_;
    for (const Series& of_clock : clock_) {
      if (!of_clock.launches.empty()) everything.push_back(of_clock);
    }
    return everything;
  }

 private:
  /// Of the launch's common clock, if it needed one: the error that its model states, by how much it is off (nothing,
  /// in truth, on one host), and the share of windows that some worker began too late.
  void add_clock(const std::vector<TalkObservations>& observed) {
    double error = 0;
    double offset = 0;
    double late = 0;
    double windows = 0;
    for (const TalkObservations& one : observed) {
      if (one.item.cadence != Cadence::windowed) continue;
      error = std::max(error, one.clock_error_seconds);
      offset = std::max(offset, one.clock_offset_seconds);
      late += one.late;
      windows += one.late + static_cast<double>(one.seconds.size());
    }
    if (windows == 0) return;
    clock_[0].launches.push_back({error});
    clock_[1].launches.push_back({offset});
    clock_[2].launches.push_back({late / windows});
    for (Series& of_clock : clock_) of_clock.operations.push_back(0);
  }

  static void add(Series& series, const TalkObservations& observations) {
    series.launches.push_back(observations.seconds);
    series.operations.push_back(observations.operations);
    series.warm_up = std::max<std::size_t>(series.warm_up, observations.warm_up);
    const bool none = std::ranges::all_of(counted(series), [](const auto& launch) { return launch.empty(); });
    series.trouble = none ? fmt::format("some worker began too late in {} of {} windows: none is left to count",
                                        observations.late, observations.late + observations.seconds.size())
                          : "";
  }

  const TalkPlan& plan_;
  const CrewPoint& point_;
  TalkItems items_;
  std::vector<Series> all_;  // of the fitting items, in their order; then of the others
  std::vector<Series> clock_{3};
};

}  // namespace

TalkSetting talk_setting_from(const std::string& setting) {
  for (const Cadence cadence : {Cadence::streaming, Cadence::isolated, Cadence::windowed}) {
    const auto at = setting.rfind(to_string(cadence));
    if (at == std::string::npos) continue;
    return {at < separator.size() ? "" : setting.substr(0, at - separator.size()), setting.substr(at)};
  }
  return {setting, ""};
}

std::vector<Series> measure_talking(const TalkPlan& plan, const CrewMaker& make_crew, const Watch& watch) {
  std::vector<TalkSeries> series;
  const std::uint64_t memory = os::available_memory_bytes() / 2;
  for (const CrewPoint& point : plan.points) series.emplace_back(plan, point, memory);
  launch_in_rounds({plan.points.size(), plan.launches, plan.order_seed, plan.limit},
                   {[&](std::size_t point) { return label_of(plan.points[point]); },
                    [&](std::size_t point, int launch, const ProgressSink& progress) {
                      if (series[point].empty()) return;
                      series[point].launch_once(make_crew, plan.order_seed + static_cast<std::uint64_t>(launch),
                                                progress);
                    },
                    [&](std::size_t point, const std::string& why) { series[point].add_trouble(why); }},
                   watch);
  std::vector<Series> all;
  for (const TalkSeries& of_point : series) std::ranges::move(of_point.all(), std::back_inserter(all));
  return all;
}

}  // namespace breakeven::overhead
