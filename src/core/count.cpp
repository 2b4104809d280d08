#include "core/count.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "breakeven/error.hpp"

namespace breakeven {
namespace {

__extension__ typedef unsigned __int128 Wide;  // room to find out that a number is too large

[[noreturn]] void reject_count(std::string_view text) {
  throw UsageError(fmt::format("'{}' is no count; write one like 1e9, 10M, 2^30 or 1_000_000", text));
}

[[noreturn]] void reject_large(std::string_view text, std::uint64_t most) {
  const std::string limit = most == largest_count ? "2^63" : fmt::format("{}", most);
  throw UsageError(fmt::format("{} is too large; the most is {}", text, limit));
}

/// Saturates far above every limit instead of overflowing.
Wide times(Wide value, unsigned factor) {
  constexpr Wide ceiling = Wide{1} << 100;
  return std::min(value * factor, ceiling);
}

std::optional<unsigned> digit(char c) {
  if (c < '0' || c > '9') return std::nullopt;
  return static_cast<unsigned>(c - '0');
}

/// Reads a text from left to right.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  bool skip(std::string_view any_of) {
    if (text_.empty() || any_of.find(text_.front()) == std::string_view::npos) return false;
    text_.remove_prefix(1);
    return true;
  }
  /// One digit or more, with single underscores between them. Without any: nothing.
  std::optional<std::string> digits() {
    std::string found;
    while (!text_.empty()) {
      const bool separator = text_.front() == '_' && !found.empty() && text_.size() > 1 && digit(text_[1]);
      if (separator) {
        text_.remove_prefix(1);
      } else if (digit(text_.front())) {
        found += text_.front();
        text_.remove_prefix(1);
      } else {
        break;
      }
    }
    return found.empty() ? std::nullopt : std::optional(found);
  }

 private:
  std::string_view text_;
};

Wide to_number(std::string_view digits) {
  Wide value = 0;
  for (const char c : digits) value = times(value, 10) + *digit(c);
  return value;
}

/// What follows a number: "e9", "e+9", "e-2", or one of k M G T. Nothing if it is neither.
std::optional<int> decimal_exponent(Scanner& scanner) {
  if (scanner.skip("eE")) {
    const bool negative = scanner.skip("-");
    if (!negative) scanner.skip("+");
    const auto digits = scanner.digits();
    if (!digits) return std::nullopt;
    const int exponent = static_cast<int>(std::min(to_number(*digits), Wide{1000}));
    return negative ? -exponent : exponent;
  }
  if (scanner.skip("kK")) return 3;
  if (scanner.skip("M")) return 6;
  if (scanner.skip("G")) return 9;
  if (scanner.skip("T")) return 12;
  return 0;
}

/// digits * 10^exponent, exactly; nothing if that is not whole.
std::optional<Wide> scaled(std::string digits, int exponent) {
  for (; exponent < 0; ++exponent) {
    if (digits.empty()) return Wide{0};
    if (digits.back() != '0') return std::nullopt;
    digits.pop_back();
  }
  Wide value = to_number(digits);
  for (; exponent > 0 && value != 0; --exponent) value = times(value, 10);
  return value;
}

Wide power(std::string_view base_digits, std::string_view exponent_digits, std::string_view text) {
  const Wide base = to_number(base_digits);
  const Wide exponent = to_number(exponent_digits);
  if (base > 1000 || exponent > 1000) reject_count(text);
  Wide value = 1;
  for (Wide i = 0; i < exponent; ++i) value = times(value, static_cast<unsigned>(base));
  return value;
}

Wide parse_wide(std::string_view text) {
  Scanner scanner(text);
  if (scanner.skip("-")) {
    if (scanner.digits()) throw UsageError(fmt::format("{} is negative; a count is 0 or more", text));
    reject_count(text);
  }
  scanner.skip("+");
  const auto whole = scanner.digits();
  if (!whole) reject_count(text);
  if (scanner.skip("^")) {
    const auto exponent = scanner.digits();
    if (!exponent || !scanner.at_end()) reject_count(text);
    return power(*whole, *exponent, text);
  }
  std::string fraction;
  if (scanner.skip(".")) fraction = scanner.digits().value_or("");
  const auto exponent = decimal_exponent(scanner);
  if (!exponent || !scanner.at_end()) reject_count(text);
  const auto value = scaled(*whole + fraction, *exponent - static_cast<int>(fraction.size()));
  if (!value) throw UsageError(fmt::format("{} is not a whole number", text));
  return *value;
}

}  // namespace

std::uint64_t parse_count(std::string_view text, std::uint64_t most) {
  const Wide value = parse_wide(text);
  if (value > most) reject_large(text, most);
  return static_cast<std::uint64_t>(value);
}

std::uint64_t parse_seed(std::string_view text) { return parse_count(text, std::numeric_limits<std::uint64_t>::max()); }

int parse_small_count(std::string_view text, std::string_view what) {
  const std::uint64_t value = parse_count(text, 1'000'000);
  if (value == 0) throw UsageError(fmt::format("0 {}: at least 1 is needed", what));
  return static_cast<int>(value);
}

double parse_real(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
    throw UsageError(fmt::format("'{}' is no number; write one like 0.1 or 1e-5", text));
  }
  return value;
}

}  // namespace breakeven
