// What was finished in a study, in memory: as bytes and back, and brought together by its ids.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "breakeven/trial.hpp"
#include "study/launch.hpp"
#include "study/study_file.hpp"

namespace breakeven::study {

struct Finished {
  std::vector<Launch> launches;
  std::vector<Trial> trials;
};

/// Adds what to_entry() made into bytes. Throws Error for bytes that it has not made.
void add_entry(Finished& finished, std::span<const std::byte> entry);

/// Where the element of an id is, in a vector or a table.
using Index = std::unordered_map<std::string, std::size_t>;

/// A launch is written when it starts and again when it has ended: the latter of two with the same id counts.
bool is_superseded(const Launch& launch, const Launch& by);

/// Adds to a content what is not in it yet: every trial and launch once, by its id.
class Union {
 public:
  /// `content` must outlive this, and be changed by nobody else.
  explicit Union(StudyContent& content);
  /// Returns how many launches and trials were new, or newer than what was there.
  std::size_t add(Finished finished);
  /// Where in the content's launches that one is.
  std::optional<std::size_t> place_of_launch(const std::string& id) const;

 private:
  bool add(Launch& launch);
  bool add(Trial& trial);

  StudyContent& content_;
  Index launches_;
  Index trials_;
};

}  // namespace breakeven::study
