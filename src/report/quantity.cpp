#include "report/quantity.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "core/seconds.hpp"

namespace breakeven::report {
namespace {

struct Unit {
  double size;
  std::string_view name;
};

/// Three significant digits; no decimals from 100 up. `value` is at least 1, or smaller than the smallest unit.
std::string three_digits(double value) {
  // Decided on the rounded value: 9.996 is "10.0", not "10.00".
  const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  return fmt::format("{:.{}f}", value, decimals);
}

/// "1.00 s", never "1000 ms".
constexpr double fills_unit = 0.9995;

/// `value` in the largest unit that it fills once rounded to three digits ("1.00 s", never "1000 ms").
template <std::size_t size>
std::string in_unit(double value, const std::array<Unit, size>& largest_first) {
  for (const Unit& unit : largest_first) {
    if (value >= unit.size * fills_unit) return fmt::format("{} {}", three_digits(value / unit.size), unit.name);
  }
  const Unit& smallest = largest_first.back();
  return fmt::format("{} {}", three_digits(value / smallest.size), smallest.name);
}

/// A minus sign, if any, and the magnitude.
struct Signed {
  std::string_view sign;
  double magnitude;
};
Signed split_sign(double value) { return {value < 0 ? "−" : "", std::abs(value)}; }

/// Of digits and a minus sign.
std::string superscript(std::string_view digits) {
  static constexpr std::array<std::string_view, 10> raised{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text;
  for (const char c : digits) text += c == '-' ? "⁻" : raised.at(static_cast<std::size_t>(c - '0'));
  return text;
}

/// "5e7" and "5e+07" as "5·10⁷"; what is no power as it is.
std::string printed_power(const std::string& text) {
  const std::size_t e = text.find('e');
  if (e == std::string::npos) return text;
  const std::string mantissa = text.substr(0, e);
  const std::string power = fmt::format("10{}", superscript(std::to_string(std::stoi(text.substr(e + 1)))));
  return mantissa == "1" ? power : fmt::format("{}·{}", mantissa, power);
}

}  // namespace

TimeUnit unit_of(double seconds) {
  // Minutes only from 10 on and hours from 3 on: "124 s" and "95 min" are quicker to compare than "2.07 min".
  static constexpr std::array units{TimeUnit{1, "s"}, TimeUnit{1e-3, "ms"}, TimeUnit{1e-6, "µs"}};
  const double magnitude = std::abs(seconds);
  if (magnitude >= 3 * 3600.0) return {3600, "h"};
  if (magnitude >= 600) return {60, "min"};
  for (const TimeUnit& unit : units) {
    if (magnitude >= unit.seconds * fills_unit) return unit;
  }
  return {1e-9, "ns"};
}

std::string format_in(TimeUnit unit, double seconds) {
  const auto [sign, magnitude] = split_sign(seconds / unit.seconds);
  return fmt::format("{}{}", sign, unit.seconds < 1e-6 ? fmt::format("{:.0f}", magnitude) : three_digits(magnitude));
}

std::string format_seconds(double seconds) {
  if (seconds == 0) return "0";
  const TimeUnit unit = unit_of(seconds);
  return fmt::format("{} {}", format_in(unit, seconds), unit.name);
}

std::string format_duration(Duration duration) { return format_seconds(in_seconds(duration)); }

std::string format_bytes(std::uint64_t bytes) {
  static constexpr std::array units{Unit{0x1p50, "PiB"}, Unit{0x1p40, "TiB"}, Unit{0x1p30, "GiB"}, Unit{0x1p20, "MiB"},
                                    Unit{0x1p10, "KiB"}};
  if (bytes < 1024) return fmt::format("{} B", bytes);
  return in_unit(static_cast<double>(bytes), units);
}

std::string format_count(std::uint64_t count) {
  const std::string digits = std::to_string(count);
  std::string grouped;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) grouped += ' ';
    grouped += digits[i];
  }
  return grouped;
}

std::string format_size(std::uint64_t count) {
  if (count < 1000) return std::to_string(count);
  if (std::has_single_bit(count)) return fmt::format("2^{}", std::countr_zero(count));
  int exponent = 0;
  std::uint64_t mantissa = count;
  for (; mantissa % 10 == 0; mantissa /= 10) ++exponent;
  if (exponent == 0 || mantissa >= 1000) return std::to_string(count);
  const std::string digits = std::to_string(mantissa);
  exponent += static_cast<int>(digits.size()) - 1;
  if (digits.size() == 1) return fmt::format("{}e{}", digits, exponent);
  return fmt::format("{}.{}e{}", digits[0], digits.substr(1), exponent);
}

std::string print_size(std::uint64_t count) {
  const std::string text = format_size(count);
  if (const std::size_t hat = text.find('^'); hat != std::string::npos) {
    return text.substr(0, hat) + superscript(text.substr(hat + 1));
  }
  return printed_power(text);
}

std::string print_number(double value) {
  const double magnitude = std::abs(value);
  if (magnitude == 0) return "0";
  if (magnitude < 1e-3 || magnitude >= 1e6) return printed_power(fmt::format("{:.2e}", value));
  const int decimals = 2 - static_cast<int>(std::floor(std::log10(magnitude)));
  return fmt::format("{:.{}f}", value, std::max(decimals, 0));
}

std::string format_rate(double per_second) {
  static constexpr std::array units{Unit{1e12, "T"}, Unit{1e9, "G"}, Unit{1e6, "M"}, Unit{1e3, "k"}};
  if (per_second < 999.5) return fmt::format("{:.0f} ", per_second);
  return in_unit(per_second, units);
}

std::string format_ratio(double ratio) {
  if (ratio > 0 && ratio < 0.01) return fmt::format("{:.1g}×", ratio);
  if (ratio > 0 && ratio < 0.0995) return fmt::format("{:.3f}×", ratio);
  return fmt::format("{}×", three_digits(ratio));
}

std::string format_percent(double share) {
  const double percent = share * 100;
  const auto [sign, magnitude] = split_sign(percent);
  return fmt::format("{}{:.{}f} %", sign, magnitude, magnitude > 0 && magnitude < 9.95 ? 1 : 0);
}

std::string format_signed_percent(double share) {
  return share > 0 ? fmt::format("+{}", format_percent(share)) : format_percent(share);
}

std::string format_digest(std::uint64_t digest) { return fmt::format("{:016x}", digest); }

}  // namespace breakeven::report
