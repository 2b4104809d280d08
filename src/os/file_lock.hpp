// Locks on files between processes that are told to wait for each other or to go away.
//
// Record locks of the open file description over the whole file: unlike flock they work on NFS, and they do not collide
// with the flocks that HDF5 takes. Such a lock is given up when the last descriptor of that opening is closed, at the
// latest when the processes that have one have ended; forked children have one too, until they call exec.
#pragma once

#include <filesystem>

#include "os/file_descriptor.hpp"

namespace breakeven::os {

enum class Lock : unsigned char {
  taken,
  held,           ///< by another process
  no_such_thing,  ///< on this file system
};

/// Throws Error.
Lock try_lock(const FileDescriptor& file, const std::filesystem::path& path);

/// Blocks until no other process has the lock. False without one where the file system has none. Throws Error, and
/// Interrupted when a signal comes meanwhile: one that came before is no reason not to finish what was begun.
bool lock(const FileDescriptor& file, const std::filesystem::path& path);

/// Whether `file` is still what `path` names: it may have been replaced or removed before it was locked.
bool is_still(const FileDescriptor& file, const std::filesystem::path& path);

}  // namespace breakeven::os
