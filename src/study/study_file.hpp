// A study on disk: one HDF5 file and, while it is being run, the journal beside it. README.md describes both.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "breakeven/trial.hpp"
#include "os/file_descriptor.hpp"
#include "plan/point.hpp"
#include "study/launch.hpp"
#include "study/progress.hpp"

namespace breakeven::study {

struct PointRow;

struct StudyContent {
  std::string study_id;  ///< empty for a mere record of trials
  std::string plan_text;
  std::vector<plan::Point> points;    ///< in the order of the plan
  std::set<std::string> open_points;  ///< ids of those that lacked launches when the file was last written
  std::vector<Launch> launches;
  std::vector<Trial> trials;  ///< in the order in which they were finished
};

/// File and journal together; locks nothing, so a study that is being written can be read. Records of earlier versions
/// are read as they are. Throws UsageError when `path` is no study or record, or when the journal beside it belongs to
/// another one.
StudyContent read_study(const std::filesystem::path& path);

/// The points of the plan, and how far they were when the file was written: see study_schema.hpp.
std::vector<PointRow> read_points(const std::filesystem::path& path);

/// Something that was finished, as rows of tables: what goes through a pipe, into a journal and into a file. A launch
/// is to be written twice, before its first trial and when it has ended (ended_at set); the latter replaces the former.
using Entry = std::vector<std::byte>;
Entry to_entry(const Trial& trial);
Entry to_entry(const Launch& launch);

/// The one writer of a study. Made, it holds the lock and has folded in what a killed run left behind.
class StudyWriter {
 public:
  /// `path` need not exist. Throws UsageError when another process holds it (naming host, process and since when), when
  /// it is something else than a study, when its directory cannot be written, or when there are finished trials in a
  /// journal beside it and they belong to another study, or the study is missing.
  explicit StudyWriter(std::filesystem::path path);
  /// As close(), but what fails is left to the journal. Does nothing in a forked process.
  ~StudyWriter();
  StudyWriter(StudyWriter&&) noexcept;
  StudyWriter& operator=(StudyWriter&&) noexcept;

  /// All of the study but what is not needed to go on with it: workers_detail and figures of trials, environments of
  /// launches. A process that forks should be small: this is 2 kB for a trial and its launch.
  const StudyContent& content() const noexcept;

  /// What is locked while this writer is there, and after that until nobody has it open any more.
  const os::FileDescriptor& lock() const noexcept;

  /// What the study is to measure from now on. On disk when it returns. Throws UsageError for a point that is too long
  /// to be kept.
  void set_plan(const std::string& text, std::span<const plan::Point> points);

  /// How far the points are, in the order of the plan; for readers of the file. Written by the next fold().
  void set_progress(std::span<const PointProgress> progress);

  /// On disk when it returns: one write and one sync of the journal. Also adds to content(). Throws Error, and nothing
  /// was added then.
  void append(std::span<const std::byte> entry);

  /// Puts what the journal holds into the HDF5 file and empties the journal. Costs a copy of the file and two syncs.
  void fold();

  /// Folds, removes the journal and gives up the lock. Throws Error.
  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace breakeven::study
