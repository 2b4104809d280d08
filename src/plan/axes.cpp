#include "plan/axes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "plan/fields.hpp"

namespace breakeven::plan {
namespace {

using Axes = std::vector<std::vector<std::size_t>>;

constexpr const char* example = R"(write zip = [["ranks_per_node", "threads_per_rank"]])";

std::size_t number_of(const Item& item, const std::vector<Factor>& factors) {
  const auto* const name = std::get_if<std::string>(&item.value);
  if (name == nullptr) throw Mistake(item.place, fmt::format("zip: {} is no name; {}", item.shown(), example));
  const std::string factor_name = *name == "kinds" ? "kind" : *name;  // its key, and what expressions call it
  const auto found = std::ranges::find(factors, factor_name, &Factor::name);
  if (found != factors.end()) return static_cast<std::size_t>(found - factors.begin());
  std::vector<std::string> names;
  for (const Factor& factor : factors) names.push_back(factor.name);
  throw Mistake(item.place, fmt::format("zip: '{}' is no factor of this part{}", *name, suggestion(*name, names)));
}

/// The factors of one group, which are taken out of `free`.
std::vector<std::size_t> read_group(const Item& item, const std::vector<Factor>& factors,
                                    std::vector<std::size_t>& free) {
  const auto* const list = std::get_if<List>(&item.value);
  if (list == nullptr) throw Mistake(item.place, fmt::format("zip: {} is no list of names; {}", item.shown(), example));
  std::vector<std::size_t> group;
  for (const Item& member : *list) {
    const std::size_t number = number_of(member, factors);
    if (std::erase(free, number) == 0) {
      throw Mistake(member.place, fmt::format("zip: '{}' is named twice; once is enough", factors[number].name));
    }
    group.push_back(number);
    const Factor& first = factors[group.front()];
    const std::size_t size = factors[number].choices.size();
    if (size != first.choices.size()) {
      throw Mistake(member.place, fmt::format("zip: {} has {} values and {} has {}; give them equally many", first.name,
                                              first.choices.size(), factors[number].name, size));
    }
  }
  return group;
}

bool is_group(const List& list) {
  return !list.empty() &&
         std::ranges::all_of(list, [](const Item& item) { return std::holds_alternative<std::string>(item.value); });
}

}  // namespace

Axes axes_of(const std::vector<Factor>& factors, const Entry* zip) {
  std::vector<std::size_t> free(factors.size());
  std::iota(free.begin(), free.end(), std::size_t{0});
  Axes axes;
  if (zip != nullptr) {
    const auto* const list = std::get_if<List>(&zip->item.value);
    if (list == nullptr) refuse_value(*zip, "list", example);
    if (is_group(*list)) {
      axes.push_back(read_group(zip->item, factors, free));
    } else {
      for (const Item& item : *list) axes.push_back(read_group(item, factors, free));
    }
  }
  std::erase_if(axes, [](const auto& axis) { return axis.empty(); });
  for (const std::size_t factor : free) axes.push_back({factor});
  std::ranges::sort(axes, {}, [](const auto& axis) { return std::ranges::min(axis); });
  return axes;
}

std::uint64_t combinations(const std::vector<Factor>& factors, const Axes& axes) {
  std::uint64_t product = 1;
  for (const auto& axis : axes) {
    product = std::min(product * factors[axis.front()].choices.size(), std::uint64_t{1'000'000'000'000});
  }
  return product;
}

}  // namespace breakeven::plan
