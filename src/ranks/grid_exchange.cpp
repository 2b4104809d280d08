#include "ranks/grid_exchange.hpp"

#include <algorithm>
#include <boost/mpi/collectives.hpp>
#include <cstring>
#include <numeric>

#include "os/memory.hpp"
#include "ranks/transfer.hpp"

namespace breakeven::ranks {
namespace {

namespace mpi = boost::mpi;

constexpr int grid_tag = 2;

using Sizes = std::vector<std::uint64_t>;

std::size_t sum(std::span<const std::uint64_t> sizes) {
  return std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
}

/// Anonymous memory that may be empty.
os::Mapping mapping_of(std::size_t bytes) { return bytes == 0 ? os::Mapping() : os::Mapping::anonymous(bytes); }

/// One step: every member gets from every other some blocks, as many from each, side by side. `outgoing` are the sizes
/// of the blocks for all members, member by member, and `bytes` the blocks themselves in the same order.
class Step {
 public:
  Step(const mpi::communicator& members, Sizes outgoing) : members_(members), outgoing_(std::move(outgoing)) {
    const auto blocks = static_cast<int>(outgoing_.size()) / members.size();
    incoming_.resize(outgoing_.size());
    mpi::all_to_all(members, outgoing_.data(), blocks, incoming_.data());
  }

  std::span<const std::uint64_t> incoming() const noexcept { return incoming_; }  ///< sizes, member by member
  std::size_t incoming_bytes() const { return sum(incoming_); }

  /// `room` is for all that comes, member by member.
  void run(std::span<const std::byte> bytes, std::span<std::byte> room, std::size_t max_message_bytes,
           const GridExchange::Sent& sent) const {
    const auto blocks = outgoing_.size() / static_cast<std::size_t>(members_.size());
    Transfer transfer(members_, max_message_bytes);
    std::span<const std::byte> own;
    std::span<std::byte> own_room;
    for (int member = 0; member < members_.size(); ++member) {
      const std::size_t first = static_cast<std::size_t>(member) * blocks;
      const std::size_t coming = sum(incoming().subspan(first, blocks));
      const std::size_t going = sum(std::span(outgoing_).subspan(first, blocks));
      if (member == members_.rank()) {
        own = bytes.first(going);
        own_room = room.first(coming);
      } else {
        transfer.receive(room.first(coming), member, grid_tag);
        sent(transfer.send(bytes.first(going), member, grid_tag), going);
      }
      room = room.subspan(coming);
      bytes = bytes.subspan(going);
    }
    if (!own.empty()) std::memcpy(own_room.data(), own.data(), own.size());
    transfer.wait();
  }

 private:
  const mpi::communicator& members_;
  Sizes outgoing_;
  Sizes incoming_;
};

}  // namespace

GridExchange::GridExchange(const mpi::communicator& ranks, const Grid& grid, std::size_t max_message_bytes)
    : row_(ranks.split(ranks.rank() / grid.columns, ranks.rank())),
      column_(ranks.split(ranks.rank() % grid.columns, ranks.rank())),
      max_message_bytes_(max_message_bytes) {}

std::uint64_t GridExchange::relayed_bytes(std::span<const std::span<const std::byte>> pieces) const {
  Sizes outgoing(static_cast<std::size_t>(row_.size()));
  for (std::size_t i = 0; i < pieces.size(); ++i) outgoing[i % outgoing.size()] += pieces[i].size();
  Sizes incoming;
  mpi::all_to_all(row_, outgoing, incoming);
  return sum(incoming);
}

std::vector<std::span<const std::byte>> GridExchange::exchange(std::span<const std::span<const std::byte>> pieces,
                                                               const Room& room, const Sent& sent) const {
  const auto columns = static_cast<std::size_t>(row_.size());
  const auto rows = static_cast<std::size_t>(column_.size());

  // Within the row: to each column what is for its rows. pieces[row * columns + column] becomes [column][row].
  Sizes outgoing(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) outgoing[i % columns * rows + i / columns] = pieces[i].size();
  os::Mapping packed = mapping_of(sum(outgoing));
  for (std::size_t column = 0, at = 0; column < columns; ++column) {
    for (std::size_t row = 0; row < rows; ++row) {
      const auto piece = pieces[row * columns + column];
      if (!piece.empty()) std::memcpy(packed.data() + at, piece.data(), piece.size());
      at += piece.size();
    }
  }
  const Step across(row_, outgoing);
  os::Mapping arrived = mapping_of(across.incoming_bytes());
  across.run(packed.bytes(), arrived.bytes(), max_message_bytes_, sent);

  // Within the column: to each row what came for it from all of ours. [source][row] becomes [row][source].
  const auto incoming = across.incoming();
  Sizes begins(incoming.size());
  std::exclusive_scan(incoming.begin(), incoming.end(), begins.begin(), std::uint64_t{0});
  for (std::size_t i = 0; i < incoming.size(); ++i) outgoing[i % rows * columns + i / rows] = incoming[i];
  packed = mapping_of(arrived.size());
  for (std::size_t row = 0, at = 0; row < rows; ++row) {
    for (std::size_t source = 0; source < columns; ++source) {
      const std::size_t block = source * rows + row;
      if (incoming[block] != 0) std::memcpy(packed.data() + at, arrived.data() + begins[block], incoming[block]);
      at += incoming[block];
    }
  }
  arrived = {};
  const Step down(column_, std::move(outgoing));
  // What comes from a row comes in the order of its columns: all in all in rank order.
  std::span<std::byte> landing = room(down.incoming_bytes());
  down.run(packed.bytes(), landing, max_message_bytes_, sent);

  std::vector<std::span<const std::byte>> received;
  for (const std::uint64_t size : down.incoming()) {
    received.push_back(landing.first(size));
    landing = landing.subspan(size);
  }
  return received;
}

}  // namespace breakeven::ranks
