#include "breakeven/loggp.hpp"

#include <algorithm>

#include "statistics/checks.hpp"
#include "statistics/launch_sample.hpp"
#include "statistics/resampling.hpp"

namespace breakeven {
namespace {

using statistics::LaunchSample;

/// Of the sizes that have observations; nothing without one.
const MessageTimes* smallest(std::span<const MessageTimes> times) {
  const MessageTimes* least = nullptr;
  for (const MessageTimes& each : times) {
    const bool observed = std::ranges::any_of(each.launches, [](const auto& launch) { return !launch.empty(); });
    if (observed && (least == nullptr || each.bytes < least->bytes)) least = &each;
  }
  return least;
}

std::string of_size(const MessageTimes& times) { return " of " + std::to_string(times.bytes) + " bytes"; }

LogGpParameter median_of(const MessageTimes& times, const std::string& what, const Bootstrap& bootstrap) {
  const LaunchedMedian median = median_over_launches(times.launches, bootstrap);
  return {.value = median.median, .interval = median.interval, .source = what + of_size(times)};
}

Fitted<LogGpParameter> fit_overhead(const LogGpTimes& times, const Bootstrap& bootstrap) {
  const MessageTimes* const calls = smallest(times.send_overhead);
  if (calls == nullptr) return Refusal{"o is unknown: no send call was timed by itself"};
  return median_of(*calls, "median time of the send call for messages", bootstrap);
}

Fitted<LogGpParameter> fit_gap(const LogGpTimes& times, const Fitted<LogGpParameter>& overhead,
                               const Bootstrap& bootstrap) {
  const MessageTimes* const stream = smallest(times.streaming);
  if (stream == nullptr) return Refusal{"g is unknown: no messages were sent one after the other"};
  LogGpParameter gap = median_of(*stream, "median time between streaming messages", bootstrap);
  const auto* const o = std::get_if<LogGpParameter>(&overhead);
  if (o != nullptr && gap.value <= (o->interval ? o->interval->high : o->value)) {
    gap.source += "; it does not exceed o, so that the sender is what limits, and g may be less";
  }
  return gap;
}

/// The slope over the largest sizes.
Fitted<LogGpParameter> last_slope(std::span<const MessageTimes> times, const std::string& what,
                                  const Bootstrap& bootstrap) {
  const auto fit = fit_messages(times, bootstrap);
  if (const auto* const refusal = std::get_if<Refusal>(&fit)) return Refusal{"G is unknown: " + refusal->reason};
  const MessageSegment& segment = std::get<MessageModel>(fit).segments.back();
  const std::string where =
      what + " from " + std::to_string(segment.first_bytes) + " to " + std::to_string(segment.last_bytes) + " bytes";
  if (segment.seconds_per_byte.interval.low <= 0) {
    return Refusal{"G is unknown: " + where + " does not surely grow with the size; measure larger messages"};
  }
  return LogGpParameter{.value = segment.seconds_per_byte.value,
                        .interval = segment.seconds_per_byte.interval,
                        .source = "slope of " + where};
}

Fitted<LogGpParameter> fit_gap_per_byte(const LogGpTimes& times, const Bootstrap& bootstrap) {
  auto streaming = last_slope(times.streaming, "the time between streaming messages", bootstrap);
  if (std::holds_alternative<LogGpParameter>(streaming)) return streaming;
  auto isolated = last_slope(times.latency, "the latency of isolated messages", bootstrap);
  return std::holds_alternative<LogGpParameter>(isolated) ? isolated : streaming;
}

/// Of the difference latency - 2 o; nothing when either has too little data.
std::optional<Interval> difference_interval(const LaunchSample& latency, const LaunchSample& overhead,
                                            const Bootstrap& bootstrap) {
  const double confidence = bootstrap.confidence;
  if (std::min(latency.basis(confidence), overhead.basis(confidence)) == IntervalBasis::none) return std::nullopt;
  statistics::Random random(bootstrap.seed);
  std::vector<double> differences(static_cast<std::size_t>(bootstrap.resamples));
  std::vector<std::size_t> of_latency(latency.launches());
  std::vector<std::size_t> of_overhead(overhead.launches());
  for (double& difference : differences) {
    statistics::choose_launches(of_latency, random);
    statistics::choose_launches(of_overhead, random);
    difference = latency.resampled(of_latency, random) - 2 * overhead.resampled(of_overhead, random);
  }
  return statistics::percentile_interval(differences, confidence, std::min(latency.degrees(), overhead.degrees()));
}

Fitted<LogGpParameter> fit_latency(const LogGpTimes& times, const Bootstrap& bootstrap) {
  const MessageTimes* const isolated = smallest(times.latency);
  if (isolated == nullptr) return Refusal{"L is unknown: no isolated messages were timed"};
  const MessageTimes* const calls = smallest(times.send_overhead);
  const LaunchSample latency(isolated->launches);
  if (calls == nullptr) {
    return Refusal{"L is unknown without o: only L + 2 o, the latency" + of_size(*isolated) + ", was measured"};
  }
  const LaunchSample overhead(calls->launches);
  const double value = latency.median() - 2 * overhead.median();
  if (!(value > 0)) {
    return Refusal{"L is unknown: two send calls take as long as a message" + of_size(*isolated) +
                   ", so that sender, network and receiver work at the same time, or the call waits"};
  }
  return LogGpParameter{.value = value,
                        .interval = difference_interval(latency, overhead, bootstrap),
                        .source = "median latency of isolated messages" + of_size(*isolated) +
                                  " less twice o; receiving is taken to cost what sending does"};
}

}  // namespace

LogGp fit_loggp(const LogGpTimes& times, const Bootstrap& bootstrap) {
  statistics::require_bootstrap(bootstrap);
  const auto overhead = fit_overhead(times, bootstrap);
  return {.latency = fit_latency(times, bootstrap),
          .overhead = overhead,
          .gap = fit_gap(times, overhead, bootstrap),
          .gap_per_byte = fit_gap_per_byte(times, bootstrap)};
}

}  // namespace breakeven
