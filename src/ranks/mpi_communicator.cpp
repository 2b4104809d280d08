#include "ranks/mpi_communicator.hpp"

#include <algorithm>
#include <boost/mpi/collectives.hpp>
#include <boost/mpi/operations.hpp>
#include <climits>
#include <cstring>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <type_traits>

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

/// What a type is called when it is handed to MPI. Open MPI 4.1.2 to 4.1.4 compare MPI_UNSIGNED_LONG as if it were
/// signed (open-mpi/ompi issue 10525), and that is what Boost.MPI takes std::uint64_t for.
template <class T>
using MpiScalar = std::conditional_t<std::is_same_v<T, unsigned long>, unsigned long long, T>;
static_assert(sizeof(unsigned long) == sizeof(unsigned long long));

/// Calls `f` with `values` as they are typed and with the operation as Boost.MPI names it.
template <class F>
void with_operation(void* values, Scalar scalar, Reduction how, F&& f) {
  crews::with_scalar(scalar, [&]<class Ours>(Ours) {
    using T = MpiScalar<Ours>;
    T* const typed = static_cast<T*>(values);
    switch (how) {
      case Reduction::sum: return f(typed, std::plus<T>());
      case Reduction::min: return f(typed, mpi::minimum<T>());
      case Reduction::max: return f(typed, mpi::maximum<T>());
    }
  });
}

}  // namespace

MpiCommunicator::MpiCommunicator(const mpi::communicator& ranks, Timeline& timeline, ProgressReporter* progress,
                                 std::size_t max_message_bytes)
    : Communicator(ranks.rank(), ranks.size(), timeline),
      ranks_(ranks),
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
  if (count == 0) return;
  with_operation(values, scalar, how, [&]<class T>(T* mine, auto operation) {
    std::vector<T> result(rank() == root ? count : 0);
    mpi::reduce(ranks_, mine, to_count(count), result.data(), operation, root);
    if (rank() == root) std::memcpy(values, result.data(), count * sizeof(T));
  });
}

void MpiCommunicator::do_all_reduce(void* values, std::size_t count, Scalar scalar, Reduction how) {
  if (count == 0) return;
  with_operation(values, scalar, how, [&]<class T>(T* mine, auto operation) {
    std::vector<T> result(count);  // Boost.MPI 1.74 forms references to MPI_IN_PLACE, which is no address
    mpi::all_reduce(ranks_, mine, to_count(count), result.data(), operation);
    std::memcpy(values, result.data(), count * sizeof(T));
  });
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
    using Bytes = MpiScalar<std::uint64_t>;
    return grid_pays(*grid, mpi::all_reduce(ranks_, Bytes{bytes}, mpi::maximum<Bytes>()));
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
    check_mpi(MPI_Send(out.data(), static_cast<int>(out.size()), MPI_BYTE, to, message_tag, ranks_), "cannot send");
    return;
  }
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
  check_mpi(MPI_Recv(in.data(), static_cast<int>(in.size()), MPI_BYTE, from, message_tag, ranks_, &status),
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

std::span<std::byte> MpiCommunicator::do_allocate(std::size_t bytes, Reach /*reach*/) {
  return os::Mapping::anonymous(bytes).release();
}

void MpiCommunicator::do_release(std::span<std::byte> memory, Reach /*reach*/) noexcept { os::Mapping::adopt(memory); }

}  // namespace breakeven::ranks
