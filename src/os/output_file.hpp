// A file that appears under its name when it is complete, or not at all.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>

#include "os/file_descriptor.hpp"
#include "os/guard.hpp"

namespace breakeven::os {

/// Work happens in a hidden file beside the target (".NAME.RANDOM.part"), of which nobody else has one of the same
/// name: no process id tells apart those of other hosts and containers. commit() puts it in place atomically, and
/// destruction without commit removes it, as does the end of the process, even by a signal that cannot be handled.
class OutputFile {
 public:
  /// Creates the hidden file, empty. Throws Error when the directory cannot be written.
  explicit OutputFile(std::filesystem::path target);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  const std::filesystem::path& target() const noexcept { return target_; }
  const std::filesystem::path& path() const noexcept { return path_; }  ///< where to write

  /// Appends to the hidden file. Throws Error.
  void write(std::span<const std::byte> bytes);

  /// Flushes the content to disk and renames it to its target, replacing what was there. Throws Error.
  void commit();
  /// As commit(), but replaces nothing: returns false, without having done anything, when the target exists, and when
  /// the hidden file was removed by remove_abandoned().
  bool commit_new();
  /// By remove_abandoned(): whoever works on path() then finds no file there.
  bool was_removed() const;

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
  std::optional<Guard> guard_;
  FileDescriptor file_;
};

/// Removes hidden files of `target`: those of processes that were killed together with their guards, or by a power cut.
/// For who knows that nobody replaces `target` now; whoever creates it is told by commit_new().
void remove_abandoned(const std::filesystem::path& target);

}  // namespace breakeven::os
