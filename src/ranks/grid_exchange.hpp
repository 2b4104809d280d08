// An exchange among many ranks in two steps, with fewer and larger messages.
//
// The p ranks form a grid of r rows and c columns, rank = row * c + column. First each rank sends to every rank of its
// row what is for that one's column, then each sends on, within its column, what it got for each row: (c - 1) + (r - 1)
// messages instead of p - 1, and every byte twice. It pays when the bytes cost less to send again than the start-ups
// that are saved: for small shares on many ranks.
#pragma once

#include <boost/mpi/communicator.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace breakeven::ranks {

struct Grid {
  int rows = 1;
  int columns = 1;
};

/// The grid for p ranks whose columns are the largest divisor of p that is not above sqrt(p). Nothing for primes and
/// less than four ranks, for which there is no grid of several rows and columns.
std::optional<Grid> grid_for(int ranks);

/// By a model with 2 us for the start-up of a message and 10 GB/s: whether the saved start-ups cost more than sending
/// `bytes`, the most that any rank has to send, once more.
bool grid_pays(const Grid& grid, std::uint64_t bytes);

/// The communicators of a grid's rows and columns, made once.
class GridExchange {
 public:
  /// Collective over `ranks`.
  GridExchange(const boost::mpi::communicator& ranks, const Grid& grid, std::size_t max_message_bytes);

  /// Called with the number of bytes to come, it returns where they shall land, side by side in rank order.
  using Room = std::function<std::span<std::byte>(std::size_t bytes)>;
  /// Called for what is sent to another rank.
  using Sent = std::function<void(std::size_t messages, std::size_t bytes)>;

  /// Collective. Hands pieces[r] to rank r and returns those handed to this rank, in rank order. Needs memory for the
  /// bytes sent and received, once each, until it returns. Throws Error.
  std::vector<std::span<const std::byte>> exchange(std::span<const std::span<const std::byte>> pieces, const Room& room,
                                                   const Sent& sent) const;

 private:
  boost::mpi::communicator row_;     // this rank's number in it is its column
  boost::mpi::communicator column_;  // and in this one its row
  std::size_t max_message_bytes_;
};

}  // namespace breakeven::ranks
