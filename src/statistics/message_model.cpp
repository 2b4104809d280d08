#include "breakeven/message_model.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

#include "statistics/checks.hpp"
#include "statistics/message_sample.hpp"
#include "statistics/order.hpp"
#include "statistics/resampling.hpp"
#include "statistics/segment_lines.hpp"

namespace breakeven {
namespace {

using statistics::Line;
using statistics::MessageSample;
using statistics::Random;
using statistics::SegmentLines;
using statistics::Stretch;

/// The estimates of one segment over all resamples.
struct Resamples {
  std::vector<double> latencies;
  std::vector<double> per_byte;
};

std::vector<Resamples> resample(std::size_t segments, const Bootstrap& bootstrap,
                                const std::function<std::vector<Line>(Random&)>& draw) {
  std::vector<Resamples> all(segments);
  Random random(bootstrap.seed);
  for (int i = 0; i < bootstrap.resamples; ++i) {
    const auto lines = draw(random);
    for (std::size_t s = 0; s < segments; ++s) {
      all[s].latencies.push_back(lines[s].intercept);
      all[s].per_byte.push_back(lines[s].slope);
    }
  }
  return all;
}

void span_both(Interval& interval, const Interval& other) {
  interval = {.low = std::min(interval.low, other.low), .high = std::max(interval.high, other.high)};
}

void set_residual_intervals(std::vector<MessageSegment>& segments, const SegmentLines& lines,
                            const Bootstrap& bootstrap) {
  auto resamples =
      resample(segments.size(), bootstrap, std::bind_front(&SegmentLines::with_resampled_residuals, &lines));
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const auto set = [&](Estimate& estimate, std::vector<double>& estimates) {
      estimate.interval =
          statistics::student_interval(estimates, estimate.value, bootstrap.confidence, lines.residual_degrees());
    };
    set(segments[s].latency_seconds, resamples[s].latencies);
    set(segments[s].seconds_per_byte, resamples[s].per_byte);
  }
}

void widen_for_launches(std::vector<MessageSegment>& segments, const SegmentLines& lines, std::size_t launches,
                        const Bootstrap& bootstrap) {
  auto resamples =
      resample(segments.size(), bootstrap, std::bind_front(&SegmentLines::with_resampled_launches, &lines));
  const auto interval = [&](std::vector<double>& estimates) {
    return statistics::percentile_interval(estimates, bootstrap.confidence, launches - 1);
  };
  for (std::size_t s = 0; s < segments.size(); ++s) {
    span_both(segments[s].latency_seconds.interval, interval(resamples[s].latencies));
    span_both(segments[s].seconds_per_byte.interval, interval(resamples[s].per_byte));
  }
}

std::vector<MessageSegment> fit_segments(const MessageSample& sample, const std::vector<Stretch>& cuts,
                                         const Bootstrap& bootstrap) {
  const SegmentLines lines(sample, cuts);
  const auto fitted = lines.fit();
  std::vector<MessageSegment> segments(cuts.size());
  for (std::size_t s = 0; s < cuts.size(); ++s) {
    segments[s].first_bytes = sample.bytes[cuts[s].begin];
    segments[s].last_bytes = sample.bytes[cuts[s].end - 1];
    segments[s].sizes = cuts[s].end - cuts[s].begin;
    segments[s].latency_seconds.value = fitted[s].intercept;
    segments[s].seconds_per_byte.value = fitted[s].slope;
  }
  set_residual_intervals(segments, lines, bootstrap);
  const std::size_t launches = sample.common_launches;
  if (!statistics::too_few_for_median(launches, bootstrap.confidence)) {
    widen_for_launches(segments, lines, launches, bootstrap);
  }
  return segments;
}

void set_sizes(MessageModel& model, const MessageSample& sample) {
  std::vector<double> magnitudes;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double residual = 1 - model.predict(sample.bytes[i]).seconds / sample.seconds[i];
    model.sizes.push_back({.bytes = sample.bytes[i], .seconds = sample.seconds[i], .relative_residual = residual});
    magnitudes.push_back(std::abs(residual));
  }
  model.typical_residual = statistics::median_in_place(magnitudes);
}

}  // namespace

MessagePrediction MessageModel::predict(std::uint64_t bytes) const {
  const auto after = std::ranges::upper_bound(segments, bytes, {}, &MessageSegment::first_bytes);
  const bool below_all = after == segments.begin();
  const MessageSegment& segment = below_all ? segments.front() : *std::prev(after);
  const double seconds = segment.at(static_cast<double>(bytes));
  if (below_all) return {.seconds = seconds, .support = Support::extrapolated};
  if (bytes <= segment.last_bytes) return {.seconds = seconds, .support = Support::measured};
  return {.seconds = seconds, .support = after == segments.end() ? Support::extrapolated : Support::between};
}

Fitted<MessageModel> fit_messages(std::span<const MessageTimes> times, const Bootstrap& bootstrap) {
  statistics::require_bootstrap(bootstrap);
  const MessageSample sample = statistics::make_message_sample(times);
  if (sample.size() < statistics::least_stretch) {
    return Refusal{"a latency and a bandwidth need messages of 3 sizes at least; there are " +
                   std::to_string(sample.size())};
  }
  const auto cuts = statistics::best_cuts(sample.x, sample.seconds, sample.weights);
  MessageModel model;
  model.segments = fit_segments(sample, cuts, bootstrap);
  set_sizes(model, sample);
  return model;
}

}  // namespace breakeven
