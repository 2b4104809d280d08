// Where the driver listens, and how a rank gets to it.
#pragma once

#include <string_view>

#include "os/file_descriptor.hpp"

namespace breakeven::ranks {

/// Who wants to connect: the descriptor that the driver let rank 0 inherit is rank 0's alone.
enum class Caller : bool { first_rank, other };

/// Tries the alternatives of BREAKEVEN_CONNECT in turn, as separated by ';':
///
///   fd:N                       an inherited descriptor
///   unix:NAME                  an abstract Unix socket, of this user only
///   tcp:TOKEN:PORT:ADDR,ADDR   numeric addresses, each given five seconds; TOKEN is sent first
///
/// Throws Error that says what became of each.
os::FileDescriptor connect_to_driver(std::string_view alternatives, Caller caller);

}  // namespace breakeven::ranks
