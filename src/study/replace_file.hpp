// Changing a file so that it is never seen half changed, by one process at a time, leaving no lock file.
//
// The change is made to a hidden copy that replaces the file when it is complete and on disk. Processes take turns
// by a lock on the file itself: since each of them puts a new file in its place, whoever gets the lock looks whether
// it is still the file of that name, and starts over if it is not. And whatever hidden copy is there then, was left by
// a process that was killed, and is removed; or it is one of who found no file, and starts over as well. A reader
// neither blocks a change nor is blocked by one (see os/file_lock.hpp).
#pragma once

#include <filesystem>
#include <functional>

namespace breakeven::study {

/// Makes the change to `copy`; `empty` when there was no file (or an empty one) and its content is to be made.
using FileChange = std::function<void(const std::filesystem::path& copy, bool empty)>;

/// Applies `change` to `target`, which need not exist. Blocks while other processes are changing it. Whatever
/// `change` throws leaves the target as it was. Costs a copy of the file and two syncs. Throws Error, Interrupted.
/// `change` may be called again when another process created the file first.
void replace_file(const std::filesystem::path& target, const FileChange& change);

}  // namespace breakeven::study
