#include <fmt/format.h>
#include <hwy/contrib/sort/vqsort.h>

#include <algorithm>
#include <boost/sort/pdqsort/pdqsort.hpp>
#include <boost/sort/spreadsort/spreadsort.hpp>
#include <cstdint>
#include <ips4o.hpp>
#include <memory>
#include <random>
#include <span>
#include <string>

#include "bench/contests.hpp"
#include "bench/floor.hpp"
#include "kernels/key_type.hpp"
#include "kernels/local_sort.hpp"
#include "kernels/ordered_key.hpp"

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

/// Reading and writing every key once.
Floor touching_once(std::string of, std::size_t bytes, std::size_t key_bytes) {
  const double rate = copy_rate(bytes);
  const double moved = 2 * static_cast<double>(key_bytes);
  return {std::move(of), 1e-9 * moved / rate, fmt::format("{} bytes at {:.1f} a ns", moved, rate)};
}

template <class Key>
Contest contest_of(PythonPeer& python, const std::string& type, std::size_t count) {
  auto arena = std::make_shared<Arena<Key>>();
  arena->input = random_keys<Key>(count);
  arena->keys = arena->input;
  Contest contest{"sort of " + std::to_string(count) + " " + type + " on one core", "key", count > 20'000'000 ? 6 : 9};
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
  contest.floors = {touching_once("ours", count * sizeof(Key), sizeof(Key))};
  return contest;
}

}  // namespace

Contest local_sort_contest(PythonPeer& python, const std::string& type, std::size_t keys) {
  return type == "float64" ? contest_of<double>(python, type, keys) : contest_of<std::uint64_t>(python, type, keys);
}

Contest signed_sort_contest(std::size_t count) {
  auto input = std::make_shared<std::vector<double>>(random_keys<double>(count));
  for (double& key : *input) key -= 0.5;
  auto keys = std::make_shared<std::vector<double>>(*input);
  Contest contest{"float64 of both signs, " + std::to_string(count), "key", 9};
  const auto add = [&](const char* name, auto sort) {
    contest.competitors.push_back(timed(
        name, static_cast<double>(count), [=] { *keys = *input; }, [=] { sort(*keys); }));
  };
  add("ours, mapped and back", [](std::vector<double>& values) {
    const std::span words(reinterpret_cast<std::uint64_t*>(values.data()), values.size());
    const kernels::KeyOrder<std::uint64_t> order(kernels::KeyType::float64, kernels::FloatOrder::numpy);
    order.encode(words);
    kernels::local_sort(words);
    order.decode(words);
  });
  add("vqsort", [](std::vector<double>& values) { hwy::Sorter()(values.data(), values.size(), hwy::SortAscending()); });
  contest.goals = {{"ours, mapped and back", "vqsort", 1.15}};
  return contest;
}

Contest monotonic_sort_contest(std::size_t count) {
  auto random = std::make_shared<std::vector<std::uint64_t>>(random_keys<std::uint64_t>(count));
  auto ascending = std::make_shared<std::vector<std::uint64_t>>(*random);
  std::ranges::sort(*ascending);
  auto keys = std::make_shared<std::vector<std::uint64_t>>(*random);
  Contest contest{"sorted input, " + std::to_string(count) + " uint64", "key", 9};
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
