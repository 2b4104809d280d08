#include "report/overhead_cells.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "report/marks.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

/// "3", "1-40".
struct Extremes {
  std::size_t least = std::numeric_limits<std::size_t>::max();
  std::size_t most = 0;

  void add(std::size_t value) {
    least = std::min(least, value);
    most = std::max(most, value);
  }
  std::string text() const { return least == most ? fmt::format("{}", most) : fmt::format("{}–{}", least, most); }
};

std::string number_text(double value, const std::string& unit) {
  if (unit != "s/B") return value_text(value, unit);
  return value > 0 ? format_rate(1 / value) + "B/s" : "–";
}

/// Messages that follow each other, of any size but none.
bool is_bandwidth(const overhead::Series& series) {
  const overhead::Condition& c = series.condition;
  const bool of_talk = c.section == "talk" || c.section == "pairs";
  return of_talk && series.unit == "s" && c.bytes > 0 && (c.quantity == "bandwidth" || c.quantity == "both_ways");
}

/// Of `bytes` in such times: the rate of the median time (a harmonic mean's robust kin, and no median of rates).
LaunchedMedian as_rate(LaunchedMedian times, double bytes) {
  times.median = bytes / times.median;
  if (times.interval) times.interval = Interval{bytes / times.interval->high, bytes / times.interval->low};
  return times;
}

double larger_half(const LaunchedMedian& summary) {
  return std::max(summary.interval->high - summary.median, summary.median - summary.interval->low);
}

}  // namespace

std::string interval_text(const Interval& interval, const std::string& unit) {
  const bool inverse = unit == "s/B";
  return fmt::format("{} to {}", number_text(inverse ? interval.high : interval.low, unit),
                     number_text(inverse ? interval.low : interval.high, unit));
}

std::string estimate_text(const overhead::Fit& fit) {
  const std::string value = number_text(fit.value, fit.unit);
  if (!fit.interval) return value;
  const auto& [low, high] = *fit.interval;
  if (low < 0 && high > 0) {
    return fit.unit == "s/B" ? "above " + number_text(high, fit.unit)
                             : fmt::format("≈ 0 ({})", interval_text(*fit.interval, fit.unit));
  }
  const bool narrow = number_text(low, fit.unit) == value && number_text(high, fit.unit) == value;
  return narrow ? value : fmt::format("{} ({})", value, interval_text(*fit.interval, fit.unit));
}

std::optional<LaunchedMedian> summary_of(const overhead::Series& series) {
  if (!is_observed(series)) return std::nullopt;
  return median_over_launches(counted(series));
}

std::string value_text(double value, const std::string& unit) {
  if (unit == "s") return format_seconds(value);
  if (unit == "B") return format_bytes(static_cast<std::uint64_t>(std::llround(value)));
  if (unit == "B/s") return format_rate(value) + "B/s";
  return fmt::format("{:.4g}", value);
}

bool is_wide(const LaunchedMedian& summary) {
  return summary.interval && larger_half(summary) > std::abs(summary.median);
}

std::string median_text(const overhead::Series& series) {
  auto summary = summary_of(series);
  if (!summary) return series.trouble.empty() ? "–" : "!";
  const bool rate = is_bandwidth(series) && summary->median > 0;
  if (rate) summary = as_rate(*summary, static_cast<double>(series.condition.bytes));
  const std::string unit = rate ? "B/s" : series.unit;
  std::string text = value_text(summary->median, unit);
  if (is_wide(*summary)) {
    text += fmt::format(" ({})", interval_text(*summary->interval, unit));
  } else if (summary->interval && larger_half(*summary) > 0) {
    text += fmt::format(" ±{}", format_percent(larger_half(*summary) / std::abs(summary->median)));
  }
  if (is_short(series)) text += short_mark;
  return text;
}

std::vector<const overhead::Series*> section_of(std::span<const overhead::Series> series, std::string_view section) {
  std::vector<const overhead::Series*> found;
  for (const overhead::Series& one : series) {
    if (one.condition.section == section) found.push_back(&one);
  }
  return found;
}

const overhead::Series* find_series(std::span<const overhead::Series> series, const overhead::Condition& like) {
  const auto found = std::ranges::find(series, like, &overhead::Series::condition);
  return found != series.end() ? &*found : nullptr;
}

std::string crew_text(const overhead::Condition& condition, const std::string& hosts) {
  return crew_text(condition) + (hosts.empty() ? "" : " on " + hosts);
}

std::string crew_in_list(overhead::Condition condition) {
  const std::string how = std::exchange(condition.setting, {});
  return crew_text(condition) + (how.empty() ? "" : fmt::format(" ({})", how));
}

std::string crew_text(const overhead::Series& series) {
  return fmt::format("{}{}", crew_text(series.condition, series.placement.hosts), mark_of(series));
}

std::string_view mark_of(const overhead::Series& series) {
  return series.placement.oversubscribed ? oversubscribed_mark : "";
}

std::string_view mark_of(const overhead::Fit& fit) { return fit.oversubscribed ? oversubscribed_mark : ""; }

bool is_short(const overhead::Series& series) {
  const auto launches = counted(series);
  const auto count = std::accumulate(launches.begin(), launches.end(), std::size_t{0},
                                     [](std::size_t sum, const auto& launch) { return sum + launch.size(); });
  return series.short_observations > 0 && 2 * series.short_observations >= count;
}

std::string cut_text(std::span<const overhead::Series* const> series) {
  Extremes cut;
  Extremes made;
  for (const overhead::Series* one : series) {
    for (const auto& launch : one->launches) {
      if (launch.empty()) continue;
      cut.add(std::min(one->warm_up, launch.size()));
      made.add(launch.size());
    }
  }
  if (made.most == 0) return "";
  return cut.most == 0 ? "none" : fmt::format("{} of {}", cut.text(), made.text());
}

}  // namespace breakeven::report
