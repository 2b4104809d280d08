#include "overhead/talking.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/shuffled_rounds.hpp"
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
  return fmt::format("{}", fmt::join(parts, separator));
}

Condition condition_of(const TalkPlan& plan, const CrewPoint& point, const TalkItem& item) {
  Condition condition = condition_of(point, plan.section, std::string(to_string(item.operation)));
  condition.bytes = item.bytes;
  condition.setting = setting_of(point, item);
  return condition;
}

/// Of operations that somebody began too late: kept, but no measurement of the operation.
Condition late_condition_of(const TalkPlan& plan, const CrewPoint& point, const TalkItem& item) {
  Condition condition = condition_of(plan, point, item);
  condition.section = "clock";
  condition.setting += ", begun late";
  return condition;
}

/// What is known of the clocks that windows begin by.
struct ClockQuantity {
  const char* name;
  const char* unit;
  double (*of)(const TalkObservations& observations);
};
constexpr std::array clock_quantities{
    ClockQuantity{"stated error", "s", [](const auto& of) { return of.clock_error_seconds; }},
    // Nothing, in truth, on one host.
    ClockQuantity{"offset", "s", [](const auto& of) { return of.clock_offset_seconds; }},
    ClockQuantity{"tolerated lateness", "s", [](const auto& of) { return of.tolerance_seconds; }},
    ClockQuantity{"windows begun late", "1", [](const auto& of) {
                    const auto late = static_cast<double>(of.late_seconds.size());
                    const auto punctual = static_cast<double>(of.seconds.size() - of.warm_up);
                    return late / std::max(1.0, late + punctual);
                  }}};

/// The series of one point, as its launches come in.
class TalkSeries {
 public:
  TalkSeries(const TalkPlan& plan, const CrewPoint& point, std::uint64_t memory_bytes)
      : plan_(plan), point_(point), items_(items_for(plan, point, memory_bytes)) {
    for (const TalkItem& item : items_.fitting) {
      all_.emplace_back().condition = condition_of(plan, point, item);
      late_.emplace_back().condition = late_condition_of(plan, point, item);
    }
    for (const ClockQuantity& quantity : clock_quantities) {
      Series& series = clock_.emplace_back();
      series.condition = condition_of(point, "clock", quantity.name);
      series.unit = quantity.unit;
    }
    for (const TalkItem& item : items_.too_large) {
      Series& series = all_.emplace_back();
      series.condition = condition_of(plan, point, item);
      series.trouble =
          fmt::format("{} of {} MiB needs {} MiB of memory, and {} may be used", to_string(item.operation),
                      item.bytes >> 20U, memory_of(item, point.options.workers) >> 20U, memory_bytes >> 20U);
    }
  }

  bool empty() const { return items_.fitting.empty(); }

  void launch_once(const CrewMaker& make_crew, std::uint64_t seed, const ProgressSink& progress) {
    const auto order = ShuffledRounds(items_.fitting.size(), seed).next();
    workloads::TalkWorkload talk;
    talk.seconds_per_item = plan_.seconds_per_item;
    talk.processors = point_.processors;
    for (const std::size_t item : order) talk.items.push_back(items_.fitting[item]);
    const auto crew = make_crew(point_.options);
    crew->start();
    const JobOutcome outcome = crew->run(AnyWorkload(talk), progress);
    const Placement placement =
        point_.processors.empty() ? placement_of(outcome.workers) : placement_on(point_.processors);
    crew->stop();
    const auto observed = workloads::talk_observations(outcome.answer);
    for (std::size_t i = 0; i < order.size(); ++i) add(order[i], observed[i]);
    add_clock(observed);
    for (auto* series : {&all_, &late_, &clock_}) {
      for (Series& one : *series) one.placement = placement;
    }
  }

  void add_trouble(const std::string& trouble) {
    for (std::size_t i = 0; i < items_.fitting.size(); ++i) {
      all_[i].trouble = trouble;
      all_[i].disturbed = false;
    }
  }

  std::vector<Series> all() const {
    std::vector<Series> everything = all_;
    for (const auto* series : {&late_, &clock_}) {
      std::ranges::copy_if(*series, std::back_inserter(everything), is_observed);
    }
    return everything;
  }

 private:
  /// Of every windowed item of the launch, in the order in which they were measured.
  void add_clock(const std::vector<TalkObservations>& observed) {
    for (std::size_t i = 0; i < clock_.size(); ++i) {
      auto& launch = clock_[i].launches.emplace_back();
      for (const TalkObservations& one : observed) {
        if (one.item.cadence == Cadence::windowed) launch.push_back(clock_quantities[i].of(one));
      }
      clock_[i].operations.push_back(0);
    }
  }

  void add(std::size_t item, const TalkObservations& observations) {
    Series& series = all_[item];
    series.launches.push_back(observations.seconds);
    series.operations.push_back(observations.operations);
    series.warm_up = observations.warm_up;
    late_[item].launches.push_back(observations.late_seconds);
    const auto few = std::ranges::count_if(
        counted(series), [](const auto& launch) { return launch.size() < workloads::fewest_talk_observations; });
    if (few == 0) return;
    series.disturbed = true;
    series.trouble =
        fmt::format("some worker began too late in all but a few windows, fewer than {}, in {} of {} launches",
                    workloads::fewest_talk_observations, few, series.launches.size());
  }

  const TalkPlan& plan_;
  const CrewPoint& point_;
  TalkItems items_;
  std::vector<Series> all_;   // of the fitting items, in their order; then of the others
  std::vector<Series> late_;  // of the fitting items, in their order; filled for windowed ones
  std::vector<Series> clock_;
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

std::uint64_t memory_for_talking() { return os::available_memory_bytes() / 2; }

std::vector<Series> measure_talking(const TalkPlan& plan, const CrewMaker& make_crew, const Watch& watch) {
  std::vector<TalkSeries> series;
  const std::uint64_t memory = memory_for_talking();
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
