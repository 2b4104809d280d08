// A study on disk: one HDF5 file and, while it is being run, the journal beside it. README.md describes both.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "breakeven/trial.hpp"
#include "plan/point.hpp"
#include "study/launch.hpp"

namespace breakeven::study {

struct StudyContent {
  std::string study_id;  ///< empty for a mere record of trials
  std::string plan_text;
  std::vector<plan::Point> points;  ///< in the order of the plan
  std::vector<Launch> launches;
  std::vector<Trial> trials;  ///< in the order in which they were finished
};

/// File and journal together; locks nothing. Throws UsageError when `path` is no study or record.
StudyContent read_study(const std::filesystem::path& path);

/// Something that was finished, as rows of tables: what goes through a pipe, into a journal and into a file.
using Entry = std::vector<std::byte>;
Entry to_entry(const Trial& trial);
Entry to_entry(const Launch& launch);

/// The one writer of a study. Made, it holds the lock and has folded in what a killed run left behind.
class StudyWriter {
 public:
  /// `path` need not exist. Throws UsageError when another process holds it (naming host, process and since when), when
  /// it is something else than a study, or when its directory cannot be written.
  explicit StudyWriter(std::filesystem::path path);
  ~StudyWriter();  ///< as close(), but what fails is left to the journal
  StudyWriter(StudyWriter&&) noexcept;
  StudyWriter& operator=(StudyWriter&&) noexcept;

  const StudyContent& content() const noexcept;

  /// What the study is to measure from now on. On disk when it returns.
  void set_plan(const std::string& text, std::span<const plan::Point> points);

  /// On disk when it returns: one write and one sync of the journal. Also adds to content(). Throws Error.
  void append(std::span<const std::byte> entry);

  /// Puts what the journal holds into the HDF5 file and empties the journal. Costs a copy of the file and two syncs.
  void fold();

  /// Folds, writes the states of the points, removes the journal and gives up the lock. Throws Error.
  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace breakeven::study
