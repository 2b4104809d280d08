// A record that grows while trials are run: what ends the program, even at once, costs the last seconds of it alone.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "breakeven/timeline.hpp"
#include "breakeven/trial.hpp"
#include "study/record.hpp"

namespace breakeven::cli {

class GrowingRecord {
 public:
  /// Without a file nothing is recorded. Throws as study::Record does.
  explicit GrowingRecord(const std::string& file);

  /// Appends those of `trials` that are not in it yet, if the last time was long enough ago for that to cost little:
  /// a second, and 50 times what it took. Never in the time of a trial. `trials` only grow. What fails is left to
  /// finish().
  void keep_up(const std::vector<Trial>& trials);
  /// Appends the rest. Throws Error, which says that the file is without these.
  void finish(const std::vector<Trial>& trials);

 private:
  void append(const std::vector<Trial>& trials);

  std::optional<study::Record> record_;
  std::size_t written_ = 0;
  TimePoint due_;
  bool failed_ = false;
};

}  // namespace breakeven::cli
