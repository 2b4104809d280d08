#include "report/base_words.hpp"

#include <fmt/format.h>

#include "analysis/speed_up_base.hpp"

namespace breakeven::report {

using analysis::Base;

std::string_view base_in_words(analysis::Base base) {
  switch (base) {
    case analysis::Base::none: return "nothing";
    case analysis::Base::serial: return "serial with the same parameters and n";
    case analysis::Base::first_way: return "one worker of the way that the plan names first, with the same n";
    case analysis::Base::one_worker:
      return "one worker of the same kind with the same parameters and n (no serial is planned)";
    case analysis::Base::scaled_serial: return "serial with a worker's share of n";
    case analysis::Base::scaled_first_way:
      return "one worker of the way that the plan names first, with a worker's share of n";
    case analysis::Base::scaled_one_worker:
      return "one worker of the same kind with a worker's share of n (no serial is planned)";
  }
  return "nothing";
}

std::vector<std::string> bases_in_words(std::set<Base> bases) {
  bases.erase(Base::none);
  if (bases.empty()) return {"No speed-up: no serial or one-worker point did the same work."};
  std::vector<std::string> sentences;
  for (const Base base : bases) {
    const bool scaled = analysis::is_scaled(base);
    sentences.push_back(
        fmt::format("Speed-up is in {} against {}.", scaled ? "work per second" : "total time", base_in_words(base)));
    if (scaled) sentences.emplace_back("Efficiency is the base's total time over the point's (weak scaling).");
  }
  return sentences;
}

}  // namespace breakeven::report
