#include "report/overhead_summary.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "overhead/mpirun_launch.hpp"
#include "overhead/talking.hpp"
#include "report/overhead_cells.hpp"
#include "report/page.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using overhead::Condition;
using overhead::Series;

constexpr const char* least_transports = "ob1, self+vader";

/// The median of what is under exactly this condition.
std::optional<double> median_of(std::span<const Series> all, const Condition& condition) {
  const Series* found = find_series(all, condition);
  if (found == nullptr) return std::nullopt;
  const auto summary = summary_of(*found);
  if (!summary) return std::nullopt;
  return summary->median;
}

/// Of the numbers of workers that were started, the largest and the kinds with it.
int most_workers(std::span<const Series> all) {
  int most = 0;
  for (const Series* one : section_of(all, "start")) most = std::max(most, one->condition.workers);
  return most;
}

/// "2 threads start in 59 µs, 2 fork in 0.7 ms, ..."
std::vector<std::string> starting(std::span<const Series> all) {
  const int workers = most_workers(all);
  std::vector<std::string> parts;
  for (const Series* one : section_of(all, "start")) {
    const Condition& c = one->condition;
    if (c.quantity != "start" || c.workers != workers || !c.setting.empty()) continue;
    const auto start = median_of(all, c);
    if (start) parts.push_back(fmt::format("{} in {}", crew_text(*one), format_seconds(*start)));
  }
  if (parts.empty()) return {};
  return {fmt::format("Until they are ready for a job: {}.", fmt::join(parts, ", "))};
}

/// How much of starting ranks is MPI_Init, and of it the loading of components.
std::vector<std::string> initialising(std::span<const Series> all) {
  std::vector<std::string> lines;
  for (const Series* one : section_of(all, "mpirun")) {
    Condition c = one->condition;
    if (c.quantity != "whole" || c.kind != "mpi" || c.setting != "default") continue;
    const auto whole = median_of(all, c);
    c.setting = "default, slowest rank";
    c.quantity = "MPI_Init";
    const auto init = median_of(all, c);
    c.quantity = "init: components";
    const auto components = median_of(all, c);
    if (!whole || !init || !components) continue;
    lines.push_back(
        fmt::format("Of the {} that mpirun takes for {} empty rank{}, {} pass inside MPI_Init, {} in loading "
                    "its components.",
                    format_seconds(*whole), c.workers, c.workers == 1 ? "" : "s", format_percent(*init / *whole),
                    format_percent(*components / *whole)));
  }
  return lines;
}

/// What the tool itself costs where it looks most closely.
std::vector<std::string> probing(std::span<const Series> all) {
  std::vector<std::string> lines;
  for (const Series* without : section_of(all, "mpirun")) {
    Condition c = without->condition;
    const std::string ending = fmt::format(", {}", overhead::without_probe_setting);
    if (c.quantity != "whole" || !c.setting.ends_with(ending) || !summary_of(*without)) continue;
    c.setting.resize(c.setting.size() - ending.size());
    const Series* with = find_series(all, c);
    if (with == nullptr || !summary_of(*with)) continue;
    lines.push_back(fmt::format("{} takes {} with the probe that looks into it, {} without.", crew_text(*with),
                                median_text(*with), median_text(*without)));
  }
  return lines;
}

/// Which transports to ask for, where that surely saves a fifth or more.
std::vector<std::string> advice(std::span<const Series> all) {
  constexpr double worth_saying = 0.8;
  std::vector<std::string> lines;
  for (const Series* one : section_of(all, "start")) {
    Condition c = one->condition;
    if (c.quantity != "start" || c.setting != least_transports || !is_observed(*one)) continue;
    c.setting.clear();
    const Series* standard = find_series(all, c);
    if (standard == nullptr || !is_observed(*standard)) continue;
    const MedianRatio ratio = ratio_of_medians(counted(*one), counted(*standard));
    if (!ratio.interval || ratio.interval->high > worth_saying) continue;
    lines.push_back(
        fmt::format("On this host `--mca pml ob1 --mca btl self,vader` starts {} rank{}{} in {} instead of {}.",
                    c.workers, c.workers == 1 ? "" : "s", mark_of(*one),
                    format_seconds(*median_of(all, one->condition)), format_seconds(*median_of(all, c))));
  }
  return lines;
}

std::vector<std::string> growing(std::span<const Series> all) {
  const Series* largest = nullptr;
  for (const Series* one : section_of(all, "fork")) {
    const Condition& c = one->condition;
    if (c.kind != "fork" || c.quantity != "start, end, wait" || c.setting != "small pages") continue;
    if (largest == nullptr || c.bytes > largest->condition.bytes) largest = one;
  }
  if (largest == nullptr) return {};
  Condition c = largest->condition;
  const auto large = median_of(all, c);
  c.bytes = 0;
  c.setting.clear();
  const auto small = median_of(all, c);
  if (!large || !small) return {};
  return {fmt::format(
      "Forking a child that ends at once, and waiting for it, takes {} from a small parent, {} from one that has just "
      "written {} in small pages.",
      format_seconds(*small), format_seconds(*large), format_bytes(largest->condition.bytes))};
}

/// "5.00 µs"; "12.0 µs to 3.10 ms" of times so far apart that their median is but one of them.
std::string typical_text(const LaunchedMedian& summary) {
  constexpr double far_apart = 10;
  const auto& interval = summary.interval;
  return interval && interval->high > far_apart * interval->low ? interval_text(*interval, "s")
                                                                : format_seconds(summary.median);
}

/// "8 B reach the other worker in: ..."
std::vector<std::string> talking(std::span<const Series> all) {
  std::vector<std::string> parts;
  for (const Series* one : section_of(all, "talk")) {
    const Condition& c = one->condition;
    const overhead::TalkSetting setting = overhead::talk_setting_from(c.setting);
    if (c.quantity != "latency" || c.bytes != 8 || setting.item != "streaming") continue;
    if (const auto latency = summary_of(*one)) {
      const std::string how = setting.point.empty() ? "" : fmt::format(" ({})", setting.point);
      parts.push_back(fmt::format("{}{} {}", c.kind, how, typical_text(*latency)));
    }
  }
  if (parts.empty()) return {};
  return {fmt::format("A message of 8 bytes takes, one way, many in a row (streaming): {}.", fmt::join(parts, ", "))};
}

/// "threads 15 ms, Boost.MPI send 739 ms": every way in which that object was passed to as many workers.
std::vector<std::string> ways_to_pass(std::span<const Series> all, const Condition& object) {
  std::vector<std::string> ways;
  for (const Series* one : section_of(all, "objects")) {
    Condition like = object;
    like.kind = one->condition.kind;
    if (one->condition != like) continue;
    if (const auto whole = median_of(all, like))
      ways.push_back(fmt::format("{} {}", like.kind, format_seconds(*whole)));
  }
  return ways;
}

std::vector<std::string> passing(std::span<const Series> all) {
  std::vector<std::string> lines;
  std::vector<Condition> told;
  for (const Series* one : section_of(all, "objects")) {
    Condition object = one->condition;
    object.kind.clear();
    if (object.quantity != "whole" || std::ranges::find(told, object) != told.end()) continue;
    told.push_back(object);
    const auto ways = ways_to_pass(all, object);
    if (ways.empty()) continue;
    const int others = object.workers - 1;
    lines.push_back(fmt::format("Passing an object of {} ({}) to {} worker{} takes: {}.", format_bytes(object.bytes),
                                object.setting, others, others == 1 ? "" : "s", fmt::join(ways, ", ")));
  }
  return lines;
}

}  // namespace

std::string render_overhead_summary(std::span<const Series> series, const Appearance& appearance) {
  std::string text;
  for (const auto part : {starting, initialising, probing, advice, growing, talking, passing}) {
    for (const std::string& line : part(series)) text += wrapped(shown(line, appearance), appearance) + '\n';
  }
  return text;
}

}  // namespace breakeven::report
