#include "plan/number.hpp"

#include <fmt/format.h>

#include <cmath>

#include "breakeven/error.hpp"
#include "core/count.hpp"

namespace breakeven::plan {
namespace {

template <class Parse>
std::optional<double> if_readable(const Parse& parse) {
  try {
    return static_cast<double>(parse());
  } catch (const UsageError&) {
    return std::nullopt;
  }
}

}  // namespace

std::optional<double> number_in(std::string_view text) {
  if (const auto count = if_readable([&] { return parse_count(text); })) return count;
  return if_readable([&] { return parse_real(text); });
}

bool is_whole(double number) {
  constexpr double two_to_64 = 18446744073709551616.0;
  return number >= 0 && number < two_to_64 && std::floor(number) == number;
}

std::string number_text(double number) {
  return is_whole(number) ? fmt::format("{:.0f}", number) : fmt::format("{}", number);
}

}  // namespace breakeven::plan
