#include "report/found_text.hpp"

#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "report/quantity.hpp"

namespace breakeven::report {

std::string format_found_size(double size) {
  if (size < 99.5) return fmt::format("{:.0f}", size);
  const double unit = std::pow(10, std::floor(std::log10(size)) - 1);
  const double rounded = std::round(size / unit) * unit;
  if (rounded < 1e4) return fmt::format("{:.0f}", rounded);
  int exponent = static_cast<int>(std::floor(std::log10(rounded) + 1e-9));
  std::string mantissa = fmt::format("{:.1f}", rounded / std::pow(10, exponent));
  if (mantissa.ends_with(".0")) mantissa.resize(mantissa.size() - 2);
  return fmt::format("{}e{}", mantissa, exponent);
}

std::string format_searched_size(double size) {
  if (size < 999.5) return fmt::format("{:.0f}", size);
  const std::string text = fmt::format("{:.2e}", size);  // "3.10e+06"
  std::string mantissa = text.substr(0, text.find('e'));
  mantissa.erase(mantissa.find_last_not_of("0.") + 1);
  return fmt::format("{}e{}", mantissa, std::stoi(text.substr(text.find('e') + 1)));
}

std::string format_tiny_seconds(double seconds) {
  static constexpr std::array<std::string_view, 4> units{"ns", "ps", "fs", "as"};
  const double magnitude = std::abs(seconds);
  if (magnitude == 0 || magnitude >= 0.9995e-6) return format_seconds(seconds);
  double unit = 1e-9;
  std::size_t number = 0;
  for (; number + 1 < units.size() && magnitude < 0.9995 * unit; unit *= 1e-3) ++number;
  return fmt::format("{}{:.3g} {}", seconds < 0 ? "−" : "", magnitude / unit, units.at(number));
}

std::string format_workers(double workers) { return fmt::format("{:.3g}", workers); }

std::string format_hours(double hours) {
  if (hours == 0 || hours >= 1e-3) return fmt::format("{:.3g}", hours);
  const int exponent = static_cast<int>(std::floor(std::log10(hours)));
  return fmt::format("{:.2f}e{}", hours / std::pow(10, exponent), exponent);
}

std::string format_share(double share) {
  const double percent = 100 * share;
  if (std::abs(percent) >= 9.95) return format_percent(share);
  return fmt::format("{}{:.2g} %", percent < 0 ? "−" : "", std::abs(percent));
}

std::string interval_text(const Interval& interval, NumberFormat format, bool open_low) {
  const bool from_nothing = open_low && interval.low <= 0;
  if (std::isinf(interval.high)) {
    return from_nothing ? "anywhere" : fmt::format("at least {}", format(interval.low));
  }
  if (from_nothing) return fmt::format("at most {}", format(interval.high));
  return fmt::format("{} to {}", format(interval.low), format(interval.high));
}

std::string found_text(const Estimate& estimate, NumberFormat format, bool open_low) {
  return fmt::format("{} ({})", format(estimate.value), interval_text(estimate.interval, format, open_low));
}

}  // namespace breakeven::report
