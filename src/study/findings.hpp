// Findings of a verification: like ones are told once.
#pragma once

#include <map>
#include <string>

#include "study/verify.hpp"

namespace breakeven::study {

class Findings {
 public:
  /// One of its kind.
  void add(Severity severity, std::string what) { single_.push_back({severity, std::move(what)}); }

  /// One of many, perhaps: "trials whose ...", and which.
  void count(const std::string& kind, const std::string& which, Severity severity = Severity::problem);

  std::vector<Finding> all() const;

 private:
  struct Counted {
    Severity severity = Severity::problem;
    std::size_t times = 0;
    std::string first;
  };
  std::vector<Finding> single_;
  std::map<std::string, Counted> counted_;
};

}  // namespace breakeven::study
