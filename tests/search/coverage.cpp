// Prints what becomes of many searches with simulated crews: how often the 95 % interval covers the true crossing, how
// wide it is, how often fresh rounds confirm it, and what that takes. The ctest of it is in search_test.cpp; this takes
// minutes.
//     breakeven-search-coverage [SEARCHES [CONTEST]]      500 of each unless told; contests whose names begin with
//     CONTEST
#include <array>
#include <cstdio>
#include <exception>
#include <string>

#include "search/simulated_crews.hpp"

namespace breakeven::search {
namespace {

constexpr std::array<Disturbance, 9> disturbances{{{.noise = 0.01},
                                                   {.noise = 0.05},
                                                   {.noise = 0.2},
                                                   {.noise = 0.01, .disturbed = 0.05},
                                                   {.noise = 0.2, .disturbed = 0.05},
                                                   {.noise = 0.05, .drift = 0.1, .memory_seconds = 1},
                                                   {.noise = 0.05, .drift = 0.1, .memory_seconds = 5},
                                                   {.noise = 0.2, .drift = 0.1, .memory_seconds = 5},
                                                   {.noise = 0.05, .drift = 0.1, .memory_seconds = 20}}};

struct Tally {
  int answers = 0;  ///< `from`
  int covered = 0;
  int below = 0;  ///< the interval ends below the crossing
  int confirmed = 0;
  double log_widths = 0;
  double trials = 0;
  double seconds = 0;
};

void count(const Search& search, const Contest& contest, Tally& tally) {
  const SearchAnswer answer = search.answer();
  tally.trials += static_cast<double>(search.survey().trials());
  tally.seconds += search.survey().spent_seconds();
  if (answer.verdict != BreakEvenVerdict::from) return;
  ++tally.answers;
  tally.confirmed += search.confirmed() ? 1 : 0;
  tally.below += answer.interval.high < contest.crossing ? 1 : 0;
  tally.covered += answer.interval.low <= contest.crossing && contest.crossing <= answer.interval.high ? 1 : 0;
  tally.log_widths += std::log(answer.interval.high / std::max(answer.interval.low, 1.0));
}

void run(const Contest& contest, const Disturbance& disturbance, int searches) {
  Tally tally;
  for (int i = 0; i < searches; ++i) {
    const auto seed = static_cast<std::uint64_t>(i);
    SearchLimits limits;
    limits.budget_seconds = contest.budget_seconds;
    limits.order_seed = seed;
    SimulatedMachine machine(contest, disturbance, 1'000'003 * seed + 7);
    Search search(
        limits, [&](std::uint64_t size) { return machine.run(size); }, {}, [&](double time) { machine.rest(time); });
    search.run();
    count(search, contest, tally);
  }
  const auto share = [](double part, int of) { return of > 0 ? 100 * part / of : 0.0; };
  std::printf(
      "%-22s %2.0f %%, %1.0f %% disturbed, drift %2.0f %% for %2.0f s   answered %5.1f %%   covered %5.1f %% (%4.1f %% "
      "too low)   high/low %5.3f"
      "   confirmed %5.1f %%   %5.0f trials in %5.1f s\n",
      contest.name.c_str(), 100 * disturbance.noise, 100 * disturbance.disturbed, 100 * disturbance.drift,
      disturbance.drift > 0 ? disturbance.memory_seconds : 0, share(tally.answers, searches),
      share(tally.covered, tally.answers), share(tally.below, tally.answers),
      std::exp(tally.log_widths / std::max(tally.answers, 1)), share(tally.confirmed, tally.answers),
      tally.trials / searches, tally.seconds / searches);
  std::fflush(stdout);
}

}  // namespace
}  // namespace breakeven::search

int main(int argc, char** argv) {
  try {
    for (const auto& contest : breakeven::search::contests_with_crossings()) {
      if (argc > 2 && !contest.name.starts_with(argv[2])) continue;
      for (const auto& disturbance : breakeven::search::disturbances) {
        breakeven::search::run(contest, disturbance, argc > 1 ? std::stoi(argv[1]) : 500);
      }
    }
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "breakeven-search-coverage: %s\n", error.what());
    return 1;
  }
}
