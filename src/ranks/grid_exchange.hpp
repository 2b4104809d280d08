// An exchange among many ranks in two steps, with fewer and larger messages.
//
// The p ranks form a grid of r rows and c columns, rank = row * c + column. First each rank sends to every rank of its
// row what is for that one's column, then each sends on, within its column, what it got for each row: (c - 1) + (r - 1)
// messages instead of p - 1, and every byte twice. Between the steps a rank holds what its whole row has for its
// column: a share like its own if the data is spread evenly, but up to c times that if it is not.
#pragma once

#include <boost/mpi/communicator.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/rank_grid.hpp"

namespace breakeven::ranks {

/// The communicators of a grid's rows and columns, made once.
class GridExchange {
 public:
  /// Collective over `ranks`.
  GridExchange(const boost::mpi::communicator& ranks, const Grid& grid, std::size_t max_message_bytes);

  /// Called with the number of bytes to come, it returns where they shall land, side by side in rank order.
  using Room = std::function<std::span<std::byte>(std::size_t bytes)>;
  /// Called for what is sent to another rank.
  using Sent = std::function<void(std::size_t messages, std::size_t bytes)>;

  /// Collective. The bytes that this rank would hold between the two steps.
  std::uint64_t relayed_bytes(std::span<const std::span<const std::byte>> pieces) const;

  /// Collective. Hands pieces[r] to rank r and returns those handed to this rank, in rank order. Beside its room it
  /// needs memory for the relayed bytes and as much again, or for the bytes sent if these are more, until it returns.
  /// Throws Error.
  std::vector<std::span<const std::byte>> exchange(std::span<const std::span<const std::byte>> pieces, const Room& room,
                                                   const Sent& sent) const;

 private:
  boost::mpi::communicator row_;     // this rank's number in it is its column
  boost::mpi::communicator column_;  // and in this one its row
  std::size_t max_message_bytes_;
};

}  // namespace breakeven::ranks
