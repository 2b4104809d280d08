#include "breakeven/loggp.hpp"

#include <algorithm>

#include "statistics/checks.hpp"
#include "statistics/launch_sample.hpp"
#include "statistics/resampling.hpp"

namespace breakeven {
namespace {

using statistics::LaunchSample;

// What a message costs whatever its size is measured by small ones: copying 64 bytes, a cache line, takes no time, and
// no library waits for the receiver with it.
constexpr std::uint64_t largest_small_bytes = 64;

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

/// Of the smallest size, if that is small. `none` is what is missing for the parameter where there is nothing.
Fitted<const MessageTimes*> small(std::span<const MessageTimes> times, const std::string& parameter,
                                  const std::string& none) {
  const MessageTimes* const least = smallest(times);
  if (least == nullptr) return Refusal{parameter + " is unknown: " + none};
  if (least->bytes <= largest_small_bytes) return least;
  return Refusal{parameter + " is unknown: it takes messages of " + std::to_string(largest_small_bytes) +
                 " bytes at most, and the smallest that were timed are" + of_size(*least)};
}

LogGpParameter median_of(const MessageTimes& times, const std::string& what, const Bootstrap& bootstrap) {
  const LaunchedMedian median = median_over_launches(times.launches, bootstrap);
  return {.value = median.median, .interval = median.interval, .source = what + of_size(times)};
}

Fitted<LogGpParameter> fit_overhead(const LogGpTimes& times, const Bootstrap& bootstrap) {
  const auto calls = small(times.send_overhead, "o", "no send call was timed by itself");
  if (const auto* const refusal = std::get_if<Refusal>(&calls)) return *refusal;
  return median_of(*std::get<const MessageTimes*>(calls), "median time of the send call for messages", bootstrap);
}

Fitted<LogGpParameter> fit_gap(const LogGpTimes& times, const Fitted<LogGpParameter>& overhead,
                               const Bootstrap& bootstrap) {
  const auto stream = small(times.streaming, "g", "no messages were sent one after the other");
  if (const auto* const refusal = std::get_if<Refusal>(&stream)) return *refusal;
  LogGpParameter gap =
      median_of(*std::get<const MessageTimes*>(stream), "median time between streaming messages", bootstrap);
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

/// (k - 1) G: what all bytes of a message but its first add. Nothing where G is unknown.
double seconds_of_other_bytes(const MessageTimes& times, const Fitted<LogGpParameter>& gap_per_byte) {
  const auto* const g = std::get_if<LogGpParameter>(&gap_per_byte);
  return g != nullptr && times.bytes > 1 ? static_cast<double>(times.bytes - 1) * g->value : 0;
}

std::optional<Interval> less(std::optional<Interval> interval, double seconds) {
  if (interval) interval = Interval{.low = interval->low - seconds, .high = interval->high - seconds};
  return interval;
}

/// From messages of one size, of which both the latency and the send call were timed.
Fitted<LogGpParameter> latency_from(const MessageTimes& isolated, const MessageTimes& calls,
                                    const Fitted<LogGpParameter>& gap_per_byte, const Bootstrap& bootstrap) {
  const LaunchSample latency(isolated.launches);
  const LaunchSample overhead(calls.launches);
  const double other_bytes = seconds_of_other_bytes(isolated, gap_per_byte);
  const double value = latency.median() - 2 * overhead.median() - other_bytes;
  if (!(value > 0)) {
    return Refusal{"L is unknown: two send calls take as long as a message" + of_size(isolated) +
                   ", so that sender, network and receiver work at the same time, or the call waits"};
  }
  return LogGpParameter{.value = value,
                        .interval = less(difference_interval(latency, overhead, bootstrap), other_bytes),
                        .source = "median latency of isolated messages" + of_size(isolated) + " less twice o" +
                                  (other_bytes > 0 ? " and G of all bytes but one" : "") +
                                  "; receiving is taken to cost what sending does"};
}

Fitted<LogGpParameter> fit_latency(const LogGpTimes& times, const Fitted<LogGpParameter>& gap_per_byte,
                                   const Bootstrap& bootstrap) {
  const auto small_ones = small(times.latency, "L", "no isolated messages were timed");
  if (const auto* const refusal = std::get_if<Refusal>(&small_ones)) return *refusal;
  const MessageTimes& isolated = *std::get<const MessageTimes*>(small_ones);
  const MessageTimes* const calls = smallest(times.send_overhead);
  if (calls == nullptr) {
    return Refusal{"L is unknown without o: only L + 2 o, the latency" + of_size(isolated) + ", was measured"};
  }
  if (calls->bytes != isolated.bytes) {
    return Refusal{"L is unknown: the latency is that of messages" + of_size(isolated) + ", o that of messages" +
                   of_size(*calls)};
  }
  return latency_from(isolated, *calls, gap_per_byte, bootstrap);
}

}  // namespace

LogGp fit_loggp(const LogGpTimes& times, const Bootstrap& bootstrap) {
  statistics::require_bootstrap(bootstrap);
  const auto overhead = fit_overhead(times, bootstrap);
  const auto gap_per_byte = fit_gap_per_byte(times, bootstrap);
  return {.latency = fit_latency(times, gap_per_byte, bootstrap),
          .overhead = overhead,
          .gap = fit_gap(times, overhead, bootstrap),
          .gap_per_byte = gap_per_byte};
}

}  // namespace breakeven
