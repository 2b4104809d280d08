// Stream sockets between processes of one user on one host, by names that are in no file system and vanish with
// whoever listens (the abstract ones of unix(7)).
#pragma once

#include <string>

#include "os/file_descriptor.hpp"

namespace breakeven::os {

/// Takes connections to `name`, of at most 107 bytes, from now on: up to `waiting` of them before they are accepted.
/// Close-on-exec, and accepting does not block. Throws Error.
FileDescriptor listen_at(const std::string& name, int waiting);

/// A connection that can be written to at once, accepted or not. Not valid when nobody listens there, or somebody of
/// another user. Blocks while the listener's queue is full. Throws Error.
FileDescriptor connect_to(const std::string& name);

/// The next connection that a process of this user has made; others are refused. Not valid when there is none.
FileDescriptor accept_from(const FileDescriptor& listener);

}  // namespace breakeven::os
