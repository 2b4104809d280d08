#include "crews/stream_communicator.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

#include "breakeven/error.hpp"
#include "crews/reduction.hpp"
#include "os/interrupt.hpp"
#include "os/memory.hpp"

namespace breakeven::crews {
namespace {

void copy(std::span<const std::byte> from, std::span<std::byte> to) {
  if (!from.empty()) std::memcpy(to.data(), from.data(), from.size());
}

/// `count` blocks from number `first` on in a row of blocks that closes to a ring, in at most two parts.
template <class Byte>
std::pair<std::span<Byte>, std::span<Byte>> blocks_of_ring(std::span<Byte> ring, std::size_t block_bytes, int first,
                                                           int count) {
  const std::size_t begin = block_bytes * static_cast<std::size_t>(first);
  const std::size_t bytes = block_bytes * static_cast<std::size_t>(count);
  const std::size_t before_end = std::min(bytes, ring.size() - begin);
  return {ring.subspan(begin, before_end), ring.first(bytes - before_end)};
}

bool order_matters(Scalar scalar) { return scalar == Scalar::float32 || scalar == Scalar::float64; }

}  // namespace

StreamCommunicator::StreamCommunicator(Links& links, Team& team, int driver, int rank, Timeline& timeline)
    : Communicator(rank, team.size(), timeline), team_(team), loop_(links, driver) {}

void StreamCommunicator::complete(std::initializer_list<StreamMessage> messages) {
  messages_ = messages;
  loop_.complete(messages_);
}

void StreamCommunicator::do_barrier() {
  landing_.clear();
  for (int distance = 1; distance < size(); distance *= 2) {
    complete({StreamMessage::to(after(distance), {}), StreamMessage::from(before(distance), {})});
  }
}

void StreamCommunicator::do_broadcast(std::span<std::byte> bytes, int root) {
  const int place = before(root);  // in a row that begins with the root
  int step = 1;
  while (step < size() && (place & step) == 0) step *= 2;
  if (step < size()) receive_bytes(bytes, before(step));
  for (step /= 2; step > 0; step /= 2) {
    if (place + step < size()) send_bytes(bytes, after(step));
  }
}

void StreamCommunicator::do_reduce(void* values, std::size_t count, Scalar scalar, Reduction how, int root) {
  const std::span mine(static_cast<std::byte*>(values), count * bytes_of(scalar));
  if (order_matters(scalar)) {
    reduce_in_order(mine, count, scalar, how, root);
  } else {
    reduce_by_tree(mine, count, scalar, how, root);
  }
}

void StreamCommunicator::reduce_in_order(std::span<std::byte> mine, std::size_t count, Scalar scalar, Reduction how,
                                         int root) {
  if (rank() != root) return send_bytes(mine, root);
  std::vector<std::byte> result(mine.size());
  std::vector<std::byte> theirs(mine.size());
  for (int worker = 0; worker < size(); ++worker) {
    if (worker != rank()) receive_bytes(theirs, worker);
    const std::span<const std::byte> next = worker == rank() ? mine : std::span(theirs);
    if (worker == 0) {
      copy(next, result);
    } else {
      combine(result.data(), next.data(), count, scalar, how);
    }
  }
  copy(result, mine);
}

void StreamCommunicator::reduce_by_tree(std::span<std::byte> mine, std::size_t count, Scalar scalar, Reduction how,
                                        int root) {
  const int place = before(root);
  std::vector<std::byte> result(mine.begin(), mine.end());
  std::vector<std::byte> theirs(mine.size());
  for (int step = 1; step < size(); step *= 2) {
    if ((place & step) != 0) return send_bytes(result, before(step));
    if (place + step >= size()) continue;
    receive_bytes(theirs, after(step));
    combine(result.data(), theirs.data(), count, scalar, how);
  }
  copy(result, mine);
}

void StreamCommunicator::do_all_reduce(void* values, std::size_t count, Scalar scalar, Reduction how) {
  do_reduce(values, count, scalar, how, 0);
  do_broadcast({static_cast<std::byte*>(values), count * bytes_of(scalar)}, 0);
}

void StreamCommunicator::do_gather(std::span<const std::byte> mine, std::span<std::byte> all, int root) {
  if (rank() != root) return send_bytes(mine, root);
  messages_.clear();
  for (int worker = 0; worker < size(); ++worker) {
    const auto place = all.subspan(static_cast<std::size_t>(worker) * mine.size(), mine.size());
    if (worker == rank()) {
      copy(mine, place);
    } else {
      messages_.push_back(StreamMessage::from(worker, place));
    }
  }
  loop_.complete(messages_);
}

/// Everyone has a row of blocks that begins with its own, and adds the row of whoever comes right behind it.
void StreamCommunicator::do_all_gather(std::span<const std::byte> mine, std::span<std::byte> all) {
  copy(mine, all.subspan(static_cast<std::size_t>(rank()) * mine.size(), mine.size()));
  for (int have = 1; have < size(); have *= 2) {
    const int more = std::min(have, size() - have);
    const auto [out, out_wrapped] = blocks_of_ring(std::span<const std::byte>(all), mine.size(), rank(), more);
    const auto [in, in_wrapped] = blocks_of_ring(all, mine.size(), after(have), more);
    complete({StreamMessage::to(before(have), out, out_wrapped), StreamMessage::from(after(have), in, in_wrapped)});
  }
}

std::vector<std::uint64_t> StreamCommunicator::exchange_sizes(std::span<const std::span<const std::byte>> pieces) {
  std::vector<std::uint64_t> outgoing(pieces.size());
  std::ranges::transform(pieces, outgoing.begin(), [](const auto& piece) { return piece.size(); });
  std::vector<std::uint64_t> incoming = outgoing;
  messages_.clear();
  for (int distance = 1; distance < size(); ++distance) {
    const auto to = static_cast<std::size_t>(after(distance));
    const auto from = static_cast<std::size_t>(before(distance));
    messages_.push_back(StreamMessage::to(after(distance), std::as_bytes(std::span(outgoing).subspan(to, 1))));
    messages_.push_back(
        StreamMessage::from(before(distance), std::as_writable_bytes(std::span(incoming).subspan(from, 1))));
  }
  loop_.complete(messages_);
  return incoming;
}

std::vector<std::span<const std::byte>> StreamCommunicator::do_exchange(
    std::span<const std::span<const std::byte>> pieces, std::span<std::byte> landing, std::size_t /*alignment*/,
    Route /*route*/) {
  const std::vector<std::uint64_t> incoming = exchange_sizes(pieces);
  std::span<std::byte> room =
      landing_.room_for(std::accumulate(incoming.begin(), incoming.end(), std::size_t{0}), landing);
  std::vector<std::span<const std::byte>> received;
  messages_.clear();
  for (int worker = 0; worker < size(); ++worker) {
    const std::span<const std::byte> piece = pieces[static_cast<std::size_t>(worker)];
    const std::span<std::byte> place = room.first(incoming[static_cast<std::size_t>(worker)]);
    room = room.subspan(place.size());
    received.push_back(worker == rank() ? piece : place);
    if (worker == rank()) continue;
    if (!piece.empty()) messages_.push_back(StreamMessage::to(worker, piece));
    if (!piece.empty()) count_messages(1, piece.size());
    if (!place.empty()) messages_.push_back(StreamMessage::from(worker, place));
  }
  loop_.complete(messages_);
  return received;
}

void StreamCommunicator::do_transfer(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) {
  messages_.clear();
  if (to != no_worker) messages_.push_back(StreamMessage::to(to, out));
  if (from != no_worker) messages_.push_back(StreamMessage::from(from, in));
  loop_.complete(messages_);
}

void StreamCommunicator::do_checkpoint(double done) {
  if (team_.failed()) throw PeerFailed();
  os::throw_if_interrupted();
  team_.slot(rank()).progress.store(static_cast<float>(done), std::memory_order_relaxed);
}

std::span<std::byte> StreamCommunicator::do_allocate(std::size_t bytes) {
  return os::Mapping::anonymous(bytes).release();
}

void StreamCommunicator::do_release(std::span<std::byte> memory) noexcept { os::Mapping::adopt(memory); }

}  // namespace breakeven::crews
