#include "ranks/mpi_communicator.hpp"

#include <algorithm>
#include <boost/mpi/collectives.hpp>
#include <climits>
#include <cstring>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

#include "crews/reduction.hpp"
#include "os/memory.hpp"
#include "ranks/mpi_session.hpp"

namespace breakeven::ranks {
namespace {

namespace mpi = boost::mpi;

constexpr int exchange_tag = 1;
constexpr int message_tag = 2;

int to_count(std::size_t size) {
  if (size > INT_MAX) throw std::length_error("a small collective got more than 2^31 elements: use exchange()");
  return static_cast<int>(size);
}

char* chars(std::span<std::byte> bytes) { return reinterpret_cast<char*>(bytes.data()); }
const char* chars(std::span<const std::byte> bytes) { return reinterpret_cast<const char*>(bytes.data()); }

MPI_Datatype type_of(Scalar scalar) noexcept {
  switch (scalar) {
    case Scalar::int32: return MPI_INT32_T;
    case Scalar::uint32: return MPI_UINT32_T;
    case Scalar::int64: return MPI_INT64_T;
    // Open MPI 4.1.2 to 4.1.4 compare MPI_UNSIGNED_LONG, and so MPI_UINT64_T, as if it were signed (open-mpi/ompi issue
    // 10525).
    case Scalar::uint64: return MPI_UNSIGNED_LONG_LONG;
    case Scalar::float32: return MPI_FLOAT;
    case Scalar::float64: break;
  }
  return MPI_DOUBLE;
}
static_assert(sizeof(std::uint64_t) == sizeof(unsigned long long));

MPI_Op operation_of(Reduction how) noexcept {
  switch (how) {
    case Reduction::sum: return MPI_SUM;
    case Reduction::min: return MPI_MIN;
    case Reduction::max: break;
  }
  return MPI_MAX;
}

}  // namespace

MpiCommunicator::MpiCommunicator(const mpi::communicator& ranks, Timeline& timeline, ProgressReporter* progress,
                                 std::size_t max_message_bytes)
    : Communicator(ranks.rank(), ranks.size(), timeline),
      ranks_(ranks),
      mpi_(ranks_),
      progress_(progress),
      max_message_bytes_(max_message_bytes) {
  if (max_message_bytes == 0 || max_message_bytes > INT_MAX) {
    throw std::logic_error("MpiCommunicator: the size of a message must fit an int");
  }
}

void MpiCommunicator::do_barrier() {
  landing_.clear();
  ranks_.barrier();
}

void MpiCommunicator::do_broadcast(std::span<std::byte> bytes, int root) {
  while (!bytes.empty()) {
    const auto part = bytes.first(std::min(bytes.size(), max_message_bytes_));
    mpi::broadcast(ranks_, chars(part), to_count(part.size()), root);
    bytes = bytes.subspan(part.size());
  }
}

void MpiCommunicator::do_reduce(void* values, std::size_t count, Scalar scalar, Reduction how, int root) {
  const bool receives = rank() == root;
  check_mpi(MPI_Reduce(receives ? MPI_IN_PLACE : values, receives ? values : nullptr, to_count(count), type_of(scalar),
                       operation_of(how), root, mpi_),
            "cannot reduce");
}

void MpiCommunicator::do_all_reduce(void* values, std::size_t count, Scalar scalar, Reduction how) {
  check_mpi(MPI_Allreduce(MPI_IN_PLACE, values, to_count(count), type_of(scalar), operation_of(how), mpi_),
            "cannot reduce");
}

void MpiCommunicator::do_gather(std::span<const std::byte> mine, std::span<std::byte> all, int root) {
  if (mine.empty()) return;
  mpi::gather(ranks_, chars(mine), to_count(mine.size()), chars(all), root);
}

void MpiCommunicator::do_all_gather(std::span<const std::byte> mine, std::span<std::byte> all) {
  if (mine.empty()) return;
  mpi::all_gather(ranks_, chars(mine), to_count(mine.size()), chars(all));
}

std::vector<std::span<const std::byte>> MpiCommunicator::do_exchange(std::span<const std::span<const std::byte>> pieces,
                                                                     std::span<std::byte> landing,
                                                                     std::size_t /*alignment*/, Route route) {
  if (!on_grid(pieces, route)) return exchange_directly(pieces, landing);
  return grid_exchange_->exchange(
      pieces, [&](std::size_t bytes) { return landing_.room_for(bytes, landing); },
      [this](std::size_t messages, std::size_t bytes) { count_messages(messages, bytes); });
}

/// The same on all ranks.
bool MpiCommunicator::on_grid(std::span<const std::span<const std::byte>> pieces, Route route) {
  const auto grid = grid_for(size());
  if (!grid || route == Route::direct) return false;
  const auto pays = [&](std::uint64_t bytes) {
    do_all_reduce(&bytes, 1, Scalar::uint64, Reduction::max);
    return grid_pays(*grid, bytes);
  };
  const auto add_size = [](std::uint64_t sum, const auto& piece) { return sum + piece.size(); };
  if (route == Route::automatic && !pays(std::accumulate(pieces.begin(), pieces.end(), std::uint64_t{0}, add_size))) {
    return false;
  }
  if (!grid_exchange_) grid_exchange_.emplace(ranks_, *grid, max_message_bytes_);
  return route == Route::two_level || pays(grid_exchange_->relayed_bytes(pieces));
}

std::vector<std::span<const std::byte>> MpiCommunicator::exchange_directly(
    std::span<const std::span<const std::byte>> pieces, std::span<std::byte> landing) {
  const auto self = static_cast<std::size_t>(rank());
  std::vector<std::uint64_t> outgoing(pieces.size());
  std::ranges::transform(pieces, outgoing.begin(), [](const auto& piece) { return piece.size(); });
  std::vector<std::uint64_t> incoming;
  mpi::all_to_all(ranks_, outgoing, incoming);

  std::span<std::byte> room =
      landing_.room_for(std::accumulate(incoming.begin(), incoming.end(), std::size_t{0}), landing);
  Transfer transfer(ranks_, max_message_bytes_);
  std::vector<std::span<const std::byte>> received(pieces.size());
  std::span<std::byte> own;
  for (std::size_t peer = 0; peer < pieces.size(); ++peer) {
    const auto place = room.first(incoming[peer]);
    room = room.subspan(incoming[peer]);
    received[peer] = place;
    if (peer == self) {
      own = place;
    } else {
      transfer.receive(place, static_cast<int>(peer), exchange_tag);
    }
  }
  // Everyone begins with another target, lest all begin with rank 0.
  for (std::size_t step = 1; step < pieces.size(); ++step) {
    const std::size_t peer = (self + step) % pieces.size();
    count_messages(transfer.send(pieces[peer], static_cast<int>(peer), exchange_tag), pieces[peer].size());
  }
  if (!own.empty() && own.data() != pieces[self].data()) std::memmove(own.data(), pieces[self].data(), own.size());
  transfer.wait();
  return received;
}

void MpiCommunicator::do_transfer(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) {
  const auto in_one_piece = [this](std::size_t bytes) { return bytes <= max_message_bytes_; };
  if (from == no_worker && in_one_piece(out.size())) {
    return check_mpi(MPI_Send(out.data(), static_cast<int>(out.size()), MPI_BYTE, to, message_tag, mpi_),
                     "cannot send");
  }
  if (to == no_worker && in_one_piece(in.size())) return receive_message(in, from);
  Transfer transfer(ranks_, max_message_bytes_);
  MPI_Request sending = MPI_REQUEST_NULL;
  if (from != no_worker && !in_one_piece(in.size())) transfer.receive(in, from, message_tag);
  if (to != no_worker && in_one_piece(out.size())) {
    check_mpi(MPI_Isend(out.data(), static_cast<int>(out.size()), MPI_BYTE, to, message_tag, ranks_, &sending),
              "cannot send");
  } else if (to != no_worker) {
    transfer.send(out, to, message_tag);
  }
  if (from != no_worker && in_one_piece(in.size())) receive_message(in, from);
  check_mpi(MPI_Wait(&sending, MPI_STATUS_IGNORE), "cannot send");
  transfer.wait();
}

void MpiCommunicator::receive_message(std::span<std::byte> in, int from) {
  MPI_Status status;
  check_mpi(MPI_Recv(in.data(), static_cast<int>(in.size()), MPI_BYTE, from, message_tag, mpi_, &status),
            "cannot receive");
  int bytes = 0;
  MPI_Get_count(&status, MPI_BYTE, &bytes);
  if (static_cast<std::size_t>(bytes) != in.size()) {
    throw std::logic_error(
        fmt::format("Communicator::receive: worker {} sent {} bytes, and {} were expected", from, bytes, in.size()));
  }
}

void MpiCommunicator::do_checkpoint(double done) {
  if (progress_ != nullptr) (*progress_)(done);
}

std::span<std::byte> MpiCommunicator::do_allocate(std::size_t bytes) { return os::Mapping::anonymous(bytes).release(); }

void MpiCommunicator::do_release(std::span<std::byte> memory) noexcept { os::Mapping::adopt(memory); }

}  // namespace breakeven::ranks
