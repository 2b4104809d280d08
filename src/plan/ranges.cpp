#include "plan/ranges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "breakeven/error.hpp"
#include "core/count.hpp"
#include "plan/number.hpp"

namespace breakeven::plan {
namespace {

constexpr std::size_t most_numbers = 1'000'000;

constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// "FROM..TO WORD BY", taken apart; the last two may be empty.
struct Written {
  std::string_view all;
  std::string_view from;
  std::string_view to;
  std::string_view word;
  std::string_view by;
};

Written taken_apart(std::string_view text) {
  Written written{text, {}, {}, {}, {}};
  const std::size_t dots = text.find("..");
  written.from = trimmed(text.substr(0, dots));
  std::string_view rest = trimmed(text.substr(dots + 2));
  for (std::string_view* piece : {&written.to, &written.word}) {
    const std::size_t end = std::min(rest.find_first_of(blanks), rest.size());
    *piece = rest.substr(0, end);
    rest = trimmed(rest.substr(end));
  }
  written.by = rest;
  return written;
}

[[noreturn]] void reject(const Written& written, const std::string& why) {
  throw UsageError(fmt::format("the range '{}' {}", written.all, why));
}

[[noreturn]] void reject_large(const Written& written) {
  reject(written, fmt::format("has more than {} numbers; take larger steps", most_numbers));
}

struct Ends {
  double from;
  double to;
};

Ends ends_of(const Written& written) {
  const auto from = number_in(written.from);
  const auto to = number_in(written.to);
  if (!from || !to) {
    reject(written,
           fmt::format("needs a number on either side of '..', and '{}' is none", from ? written.to : written.from));
  }
  if (*from > *to) reject(written, fmt::format("goes down; write {}..{}", written.to, written.from));
  return {*from, *to};
}

/// Where numbers in between are calculated.
void require_exact(const Written& written, double to) {
  if (to < exact_below) return;
  reject(written,
         "goes to 2^53 or beyond, where what is calculated is not exact; write powers, or times a whole number");
}

std::uint64_t whole_end(const Written& written, std::string_view end) {
  try {
    return parse_count(end);
  } catch (const UsageError& error) {
    reject(written, fmt::format("is geometric and needs whole ends: {}", error.what()));
  }
}

/// The ends of a geometric range.
struct WholeEnds {
  std::uint64_t from;
  std::uint64_t to;
};

WholeEnds whole_ends_of(const Written& written) {
  ends_of(written);
  const WholeEnds ends{whole_end(written, written.from), whole_end(written, written.to)};
  if (ends.from == 0) reject(written, "is geometric and cannot begin at 0; begin at 1");
  return ends;
}

double positive_number(const Written& written) {
  const auto value = number_in(written.by);
  if (!value || *value <= 0) {
    reject(written, fmt::format("needs a number above 0 after '{}', not '{}'", written.word, written.by));
  }
  return *value;
}

std::vector<std::string> linear(const Written& written, double step) {
  const Ends ends = ends_of(written);
  const double steps = std::floor((ends.to - ends.from) / step + 1e-9);  // 0.1 + 2 * 0.1 is a little above 0.3
  if (steps >= static_cast<double>(most_numbers)) reject_large(written);
  const bool whole = is_whole(ends.from) && is_whole(step);
  if (whole) require_exact(written, ends.to);
  std::vector<std::string> numbers;
  for (double i = 0; i <= steps; ++i) {
    const double number = ends.from + i * step;
    numbers.push_back(whole ? number_text(number) : fmt::format("{:.12g}", number));
  }
  return numbers;
}

void add_new(std::vector<std::string>& numbers, std::string number) {
  if (numbers.empty() || numbers.back() != number) numbers.push_back(std::move(number));
}

/// By a whole factor: exact.
std::vector<std::string> multiples(const Written& written, std::uint64_t factor) {
  const WholeEnds ends = whole_ends_of(written);
  std::vector<std::string> numbers;
  for (std::uint64_t number = ends.from; number <= ends.to; number *= factor) {
    numbers.push_back(std::to_string(number));
    if (number > ends.to / factor) break;
  }
  return numbers;
}

std::vector<std::string> by_factor(const Written& written) {
  const double factor = positive_number(written);
  if (factor <= 1)
    reject(written, fmt::format("never gets to its end by times {}; the factor must be above 1", written.by));
  if (is_whole(factor)) return multiples(written, static_cast<std::uint64_t>(factor));
  const WholeEnds ends = whole_ends_of(written);
  const double from = static_cast<double>(ends.from);
  const double steps = std::floor(std::log(static_cast<double>(ends.to) / from) / std::log(factor) + 1e-9);
  if (steps >= static_cast<double>(most_numbers)) reject_large(written);
  require_exact(written, static_cast<double>(ends.to));
  std::vector<std::string> numbers;
  for (double i = 0; i <= steps; ++i) add_new(numbers, number_text(std::round(from * std::pow(factor, i))));
  return numbers;
}

std::vector<std::string> so_many(const Written& written) {
  const double count = positive_number(written);
  if (!is_whole(count) || count < 2) reject(written, "needs a whole number of 2 or more after 'count'");
  if (count > static_cast<double>(most_numbers)) reject_large(written);
  const WholeEnds ends = whole_ends_of(written);
  const double from = static_cast<double>(ends.from);
  require_exact(written, static_cast<double>(ends.to));
  const double ratio = static_cast<double>(ends.to) / from;
  std::vector<std::string> numbers;
  for (double i = 0; i < count - 1; ++i)
    add_new(numbers, number_text(std::round(from * std::pow(ratio, i / (count - 1)))));
  add_new(numbers, std::to_string(ends.to));
  return numbers;
}

/// 2^0..2^10; nothing when the ends are not both powers.
std::vector<std::string> powers(const Written& written) {
  const std::size_t in_from = written.from.find('^');
  const std::size_t in_to = written.to.find('^');
  if (in_from == std::string_view::npos || in_to == std::string_view::npos) return {};
  if (written.from.substr(0, in_from) != written.to.substr(0, in_to)) {
    reject(written, "goes from a power of one number to a power of another; say by what: times 2, step 1");
  }
  const std::uint64_t base = whole_end(written, written.from.substr(0, in_from));
  if (base < 2) reject(written, "needs powers of 2 or more");
  return multiples(written, base);
}

}  // namespace

bool is_range(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9' && text.find("..") != std::string_view::npos;
}

std::vector<std::string> expand_range(std::string_view text) {
  const Written written = taken_apart(text);
  if (written.word == "step") return linear(written, positive_number(written));
  if (written.word == "times") return by_factor(written);
  if (written.word == "count") return so_many(written);
  if (!written.word.empty()) {
    reject(written, fmt::format("goes on with '{}'; it can with step, times or count", written.word));
  }
  auto numbers = powers(written);
  return numbers.empty() ? linear(written, 1) : numbers;
}

}  // namespace breakeven::plan
