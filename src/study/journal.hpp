// The journal of a study: what was finished and is not in its HDF5 file yet. One process may have it.
#pragma once

#include <unistd.h>

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

#include "os/file_descriptor.hpp"
#include "study/journal_format.hpp"

namespace breakeven::study {

/// "STUDY.h5.journal".
std::filesystem::path journal_path(const std::filesystem::path& study);

/// What a journal holds, without a lock: it may be written meanwhile. Empty when there is none. Throws as
/// parse_journal().
JournalContent read_journal(const std::filesystem::path& path);

class Journal {
 public:
  /// Creates the file if need be and locks it. Throws UsageError when another process has it: with its name, unless it
  /// is gone and it is but its launches that take some seconds to end. Where the file system has no locks, whoever is
  /// named in it has it, unless it is known to be gone. Throws as parse_journal(), and Error.
  explicit Journal(std::filesystem::path path);
  /// Gives up the lock; a journal without entries is removed. Not in a forked process.
  ~Journal();
  Journal(Journal&&) noexcept = default;
  Journal& operator=(Journal&&) noexcept = default;

  /// False in a forked process, which has but inherited it.
  bool is_ours() const noexcept;

  const os::FileDescriptor& lock() const noexcept { return file_; }

  /// As it is on disk now.
  JournalContent read() const;

  /// Says in the header whose it is from now on. Entries stay.
  void claim(const std::string& study_id);

  /// On disk when it returns: one write, one sync. Throws Error; the journal is then as it was before.
  void append(std::span<const std::byte> entry);

  /// Forgets all entries.
  void clear();

  /// Deletes the file and gives up the lock.
  void remove();

 private:
  bool try_take();
  void wait_or_refuse(TimePoint deadline) const;
  void sync() const;
  void truncate(std::size_t bytes) const;

  std::filesystem::path path_;
  os::FileDescriptor file_;
  std::size_t end_ = 0;  ///< where the next entry belongs
  pid_t owner_ = ::getpid();
};

}  // namespace breakeven::study
