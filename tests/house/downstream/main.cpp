// A workload that breakeven has never seen, run by crews through the installed package alone: how many primes there
// are below a limit, by trial division.
#include <breakeven/crew.hpp>
#include <breakeven/statistics.hpp>
#include <breakeven/workload.hpp>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

namespace {

bool is_prime(std::uint64_t number) {
  for (std::uint64_t divisor = 2; divisor * divisor <= number; ++divisor) {
    if (number % divisor == 0) return false;
  }
  return number >= 2;
}

struct Primes {
  static constexpr const char* name = "primes";
  std::uint64_t limit = 0;

  breakeven::Answer run(breakeven::Communicator& communicator) const {
    const auto workers = static_cast<std::uint64_t>(communicator.size());
    std::uint64_t count = 0;
    for (auto number = static_cast<std::uint64_t>(communicator.rank()); number < limit; number += workers) {
      if (is_prime(number)) ++count;
    }
    count = communicator.all_reduce(count, breakeven::Reduction::sum);
    return {.digest = count, .figures = {{"primes", count}}};
  }
  std::uint64_t problem_size() const { return limit; }
  std::string describe() const { return "limit=" + std::to_string(limit); }

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& limit;
  }
};

}  // namespace

int main() {
  constexpr std::uint64_t primes_below_100000 = 9592;  // OEIS A006880
  breakeven::WorkloadRegistry registry;
  registry.add<Primes>();
  const breakeven::AnyWorkload workload(Primes{.limit = 100'000});

  for (const auto& [kind, workers] :
       {std::pair(breakeven::CrewKind::serial, 1), std::pair(breakeven::CrewKind::threads, 3),
        std::pair(breakeven::CrewKind::fork, 2)}) {
    const auto crew = breakeven::make_crew({.kind = kind, .workers = workers}, registry);
    crew->start();
    std::vector<double> seconds;
    for (int repetition = 0; repetition < 6; ++repetition) {
      const breakeven::JobOutcome outcome = crew->run(workload);
      if (outcome.answer.digest != primes_below_100000 || outcome.workers.size() != static_cast<std::size_t>(workers)) {
        std::cerr << to_string(kind) << ": found " << outcome.answer.digest << " primes\n";
        return EXIT_FAILURE;
      }
      seconds.push_back(std::chrono::duration<double>(outcome.end - outcome.begin).count());
    }
    crew->stop();
    const breakeven::MedianSummary summary = breakeven::summarise(seconds);
    std::cout << to_string(kind) << ' ' << workers << ": " << primes_below_100000 << " primes in " << summary.median
              << " s (" << summary.interval.value().low << " to " << summary.interval.value().high << ")\n";
  }
}
