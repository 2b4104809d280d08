#include "bench/bench_workloads.hpp"
#include "bench/by_crew.hpp"
#include "bench/contests.hpp"

namespace breakeven::bench {
namespace {

double seconds_figure(const JobOutcome& outcome) { return std::get<double>(outcome.answer.figures.front().value); }

}  // namespace

Contest exchange_contest(std::size_t keys) {
  Contest contest{"exchange of " + std::to_string(keys) + " uint64", "key that moves", 9};
  const double moved = static_cast<double>(keys) / 2;
  const auto add = [&](const char* name, CrewKind kind, bool copy_only) {
    contest.competitors.push_back(by_crew(name, crew_of(kind, 2), moved,
                                          AnyWorkload(ExchangeWorkload{.keys = keys, .copy_only = copy_only}),
                                          seconds_figure));
  };
  add("2 ranks exchange", CrewKind::mpi, false);
  add("2 ranks copy", CrewKind::mpi, true);
  contest.goals = {{"2 ranks exchange", "2 ranks copy", 1.20}};
  return contest;
}

}  // namespace breakeven::bench
