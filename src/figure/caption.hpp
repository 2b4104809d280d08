// The caption below a figure: what is shown, of how many measurements, over which base, where and when.
#pragma once

#include <string>
#include <vector>

#include "analysis/curves.hpp"
#include "report/measured_words.hpp"

namespace breakeven::figure {

/// "scaling: pi, n = 10⁸"; without n if they have several.
std::string job_in_words(const analysis::Group& group, report::MeasuredRows rows);

/// `about` is the first sentence, `remarks` are sentences about what else is drawn.
std::string caption_of(const std::string& about, report::MeasuredRows rows, const std::vector<std::string>& remarks);

/// "threads, fork: REASON; mpi: OTHER": what the same is said of stands together, in order of appearance.
class SaidOf {
 public:
  void add(const std::string& name, const std::string& what);
  bool empty() const { return said_.empty(); }
  std::string text() const;

 private:
  struct Said {
    std::string what;
    std::vector<std::string> names;
  };
  std::vector<Said> said_;
};

}  // namespace breakeven::figure
