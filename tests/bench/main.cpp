// scripts/bench runs this: see there.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "bench/contests.hpp"
#include "bench/floor.hpp"
#include "bench/inputs_section.hpp"
#include "kernels/simd.hpp"
#include "study/record.hpp"

namespace breakeven::bench {
namespace {

struct Options {
  std::string record;
  std::size_t most_keys = 100'000'000;
  std::vector<std::string> sections;

  bool wants(std::string_view section) const {
    return sections.empty() || std::ranges::find(sections, section) != sections.end();
  }
};

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--record" && i + 1 < argc) {
      options.record = argv[++i];
    } else if (argument == "--quick") {
      options.most_keys = 1'000'000;
    } else {
      options.sections.push_back(argument);
    }
  }
  return options;
}

int run(const Options& options) {
  const report::Appearance appearance;
  const auto hold_and_show = [&](const Contest& contest) {
    const auto outcomes = hold(contest);
    fmt::print("{}", render(contest, outcomes, appearance));
    std::fflush(stdout);
    if (!options.record.empty()) study::Record(options.record).append(as_trials(contest, outcomes));
  };
  fmt::print("instruction set {}, clock {:.2f} GHz\n\n", to_string(kernels::simd_level()), clock_rate());
  PythonPeer python(BENCH_PYTHON, BENCH_PEERS);
  if (options.wants("pi")) hold_and_show(pi_contest(python));
  if (options.wants("parallel-pi")) hold_and_show(parallel_pi_contest(options.most_keys * 20));
  for (std::size_t keys = 1'000'000; options.wants("sort") && keys <= options.most_keys; keys *= 10) {
    for (const char* type : {"float64", "uint64"}) hold_and_show(local_sort_contest(python, type, keys));
  }
  if (options.wants("sort")) {
    hold_and_show(signed_sort_contest(options.most_keys / 10));
    hold_and_show(monotonic_sort_contest(options.most_keys / 10));
  }
  if (options.wants("parallel-sort")) hold_and_show(parallel_sort_contest(options.most_keys));
  if (options.wants("exchange")) {
    hold_and_show(exchange_contest(options.most_keys));
    fmt::print("{}", memory_section(options.most_keys));
  }
  if (options.wants("start")) {
    for (const Contest& contest : start_contests()) hold_and_show(contest);
  }
  if (options.wants("talk")) {
    for (const Contest& contest : talk_contests()) hold_and_show(contest);
  }
  if (options.wants("inputs")) fmt::print("{}", inputs_section(options.most_keys / 10, appearance));
  return 0;
}

}  // namespace
}  // namespace breakeven::bench

int main(int argc, char** argv) {
  try {
    return breakeven::bench::run(breakeven::bench::parse(argc, argv));
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench: {}\n", error.what());
    return 1;
  }
}
