#include "study/findings.hpp"

#include <fmt/format.h>

namespace breakeven::study {

void Findings::count(const std::string& kind, const std::string& which, Severity severity) {
  const auto [place, is_new] = counted_.try_emplace(kind, Counted{severity, 0, which});
  ++place->second.times;
}

std::vector<Finding> Findings::all() const {
  std::vector<Finding> findings = single_;
  for (const auto& [kind, counted] : counted_) {
    findings.push_back({counted.severity, fmt::format("{} {} (first: {})", counted.times, kind, counted.first)});
  }
  return findings;
}

}  // namespace breakeven::study
