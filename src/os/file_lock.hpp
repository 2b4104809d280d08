// Locks on files between processes that are told to wait for each other or to go away.
//
// Record locks of the open file description over the whole file: unlike flock they work on NFS, and they do not collide
// with the flocks that HDF5 takes. Such a lock is given up when the last descriptor of that opening is closed, at the
// latest when the processes that have one have ended; forked children have one too, until they call exec.
#pragma once

#include <filesystem>

#include "os/file_descriptor.hpp"

namespace breakeven::os {

/// Blocks until no other process has the lock. Goes on without one where the file system has none: better an unlikely
/// loss than a certain one. Throws Error, Interrupted.
void lock(const FileDescriptor& file, const std::filesystem::path& path);

/// False when another process has the lock. True without one where the file system has none. Throws Error.
bool try_lock(const FileDescriptor& file, const std::filesystem::path& path);

/// Whether `file` is still what `path` names: it may have been replaced or removed before it was locked.
bool is_still(const FileDescriptor& file, const std::filesystem::path& path);

}  // namespace breakeven::os
