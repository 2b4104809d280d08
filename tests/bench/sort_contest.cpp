#include <hwy/contrib/sort/vqsort.h>

#include <algorithm>
#include <boost/sort/pdqsort/pdqsort.hpp>
#include <boost/sort/spreadsort/spreadsort.hpp>
#include <cstdint>
#include <ips4o.hpp>
#include <memory>
#include <random>
#include <string>

#include "bench/contests.hpp"
#include "kernels/local_sort.hpp"

namespace breakeven::bench {
namespace {

template <class Key>
std::vector<Key> random_keys(std::size_t count) {
  std::mt19937_64 random(count);
  std::vector<Key> keys(count);
  for (Key& key : keys) {
    key = std::is_floating_point_v<Key> ? static_cast<Key>(random() >> 11) * static_cast<Key>(0x1p-53)
                                        : static_cast<Key>(random());
  }
  return keys;
}

/// Contestants sort copies of the same keys, in the same, warm memory.
template <class Key>
struct Arena {
  std::vector<Key> input;
  std::vector<Key> keys;
};

template <class Key>
Contest contest_of(PythonPeer& python, const std::string& type, std::size_t count) {
  auto arena = std::make_shared<Arena<Key>>();
  arena->input = random_keys<Key>(count);
  arena->keys = arena->input;
  Contest contest{
      "sort of " + std::to_string(count) + " " + type + " on one core", "key", count > 20'000'000 ? 5 : 9, {}, {}};
  const auto add = [&](const char* name, auto sort) {
    contest.competitors.push_back(timed(
        name, static_cast<double>(count), [arena] { arena->keys = arena->input; },
        [arena, sort] { sort(arena->keys); }));
  };
  using Word = std::conditional_t<sizeof(Key) == 4, std::uint32_t, std::uint64_t>;
  add("ours", [](std::vector<Key>& keys) {
    // Floating-point keys are ordered words from input to output: their bits, for those that are not negative.
    kernels::local_sort(std::span(reinterpret_cast<Word*>(keys.data()), keys.size()));
  });
  add("vqsort", [](std::vector<Key>& keys) { hwy::Sorter()(keys.data(), keys.size(), hwy::SortAscending()); });
  add("ips4o", [](std::vector<Key>& keys) { ips4o::sort(keys.begin(), keys.end()); });
  add("boost spreadsort",
      [](std::vector<Key>& keys) { boost::sort::spreadsort::spreadsort(keys.begin(), keys.end()); });
  add("boost pdqsort", [](std::vector<Key>& keys) { boost::sort::pdqsort(keys.begin(), keys.end()); });
  add("std::sort", [](std::vector<Key>& keys) { std::sort(keys.begin(), keys.end()); });
  contest.competitors.push_back({"np.sort", static_cast<double>(count), {}, [&python, type, count] {
                                   return python.seconds("sort-" + type + ' ' + std::to_string(count));
                                 }});
  contest.goals = {{"ours", "vqsort", 1.05}, {"ours", "np.sort", 1 / 13.0}, {"ours", "std::sort", 1 / 13.0}};
  return contest;
}

}  // namespace

Contest local_sort_contest(PythonPeer& python, const std::string& type, std::size_t keys) {
  return type == "float64" ? contest_of<double>(python, type, keys) : contest_of<std::uint64_t>(python, type, keys);
}

Contest monotonic_sort_contest(std::size_t count) {
  auto random = std::make_shared<std::vector<std::uint64_t>>(random_keys<std::uint64_t>(count));
  auto ascending = std::make_shared<std::vector<std::uint64_t>>(*random);
  std::ranges::sort(*ascending);
  auto keys = std::make_shared<std::vector<std::uint64_t>>(*random);
  Contest contest{"sorted input, " + std::to_string(count) + " uint64", "key", 9, {}, {}};
  const auto add = [&](const char* name, std::function<void()> prepare) {
    contest.competitors.push_back(
        timed(name, static_cast<double>(count), std::move(prepare), [keys] { kernels::local_sort(std::span(*keys)); }));
  };
  add("uniform", [=] { *keys = *random; });
  add("sorted", [=] { *keys = *ascending; });
  add("reversed", [=] { std::ranges::reverse_copy(*ascending, keys->begin()); });
  contest.goals = {{"sorted", "uniform", 0.10}, {"reversed", "uniform", 0.10}};
  return contest;
}

}  // namespace breakeven::bench
