// Whether a study on disk is what it should be, from end to end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace breakeven::study {

enum class Severity : std::uint8_t {
  note,     ///< as it should be, but good to know
  problem,  ///< something is lost, damaged or contradicts something else
};

struct Finding {
  Severity severity = Severity::problem;
  std::string what;  ///< one sentence, without the name of the file
};

struct Verification {
  std::size_t trials = 0;
  std::size_t launches = 0;
  std::size_t points = 0;
  std::vector<Finding> findings;

  bool sound() const noexcept;  ///< no problems
};

/// Reads all of the file and its journal, changes nothing, and holds all trials in memory. Looks whether every table
/// can be read to its end; ids are unique and lead to something; phases add up to wall times; each worker has its row;
/// the same job always had the same answer; points are what their ids say and states fit the trials; and whether the
/// journal is sound and belongs to the file. Like faults are told once, with their number and the first of them.
/// Throws UsageError when `path` is no record.
Verification verify_study(const std::filesystem::path& path);

}  // namespace breakeven::study
