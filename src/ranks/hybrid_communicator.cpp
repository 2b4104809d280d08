#include "ranks/hybrid_communicator.hpp"

#include <algorithm>

#include "breakeven/error.hpp"
#include "crews/reduction.hpp"
#include "os/memory.hpp"
#include "ranks/hybrid_exchange.hpp"

namespace breakeven::ranks {
namespace {

constexpr int nobody = -1;

void transfer_over(Communicator& communicator, std::span<const std::byte> out, int to, std::span<std::byte> in,
                   int from) {
  if (from == nobody && to == nobody) return;
  if (from == nobody) {
    communicator.send(out, to);
  } else if (to == nobody) {
    communicator.receive(in, from);
  } else {
    communicator.send_receive(out, to, in, from);
  }
}

}  // namespace

HybridCommunicator::HybridCommunicator(const RankPosition& position, int thread, crews::Team& team, Timeline& timeline,
                                       MpiCommunicator* leader)
    : Communicator(position.rank * position.threads + thread, position.ranks * position.threads, timeline),
      position_(position),
      threads_(team, thread, timeline),
      leader_(leader) {}

void HybridCommunicator::on_main_thread(const std::function<void()>& task) {
  const auto tasks = threads_.gather(&task);
  for (const auto* each : tasks) (*each)();
  threads_.barrier();
}

void HybridCommunicator::do_barrier() {
  landing_.clear();
  threads_.barrier();
  if (leads()) leader_->barrier();
  threads_.barrier();
}

void HybridCommunicator::do_broadcast(std::span<std::byte> bytes, int root) {
  const Place from = place_of(root);
  const bool here = from.rank == position_.rank;
  if (here) threads_.broadcast(bytes, from.thread);
  if (leads()) leader_->broadcast(bytes, from.rank);
  if (!here) threads_.broadcast(bytes);
}

void HybridCommunicator::do_reduce(void* values, std::size_t count, Scalar scalar, Reduction how, int root) {
  const Place to = place_of(root);
  crews::with_scalar(scalar, [&]<class T>(T) {
    const std::span<T> mine(static_cast<T*>(values), count);
    threads_.reduce(mine, how);
    if (leads()) leader_->reduce(mine, how, to.rank);
    if (to.rank == position_.rank && to.thread != 0) threads_.broadcast(mine);
  });
}

void HybridCommunicator::do_all_reduce(void* values, std::size_t count, Scalar scalar, Reduction how) {
  crews::with_scalar(scalar, [&]<class T>(T) {
    const std::span<T> mine(static_cast<T*>(values), count);
    threads_.reduce(mine, how);
    if (leads()) leader_->all_reduce(mine, how);
    threads_.broadcast(mine);
  });
}

void HybridCommunicator::do_gather(std::span<const std::byte> mine, std::span<std::byte> all, int root) {
  const Place to = place_of(root);
  const auto of_this_rank = threads_.gather(mine);
  const auto destinations = threads_.gather<std::span<std::byte>>(all);
  if (leads()) {
    const auto of_all = leader_->gather(std::span<const std::byte>(of_this_rank), to.rank);
    if (to.rank == position_.rank) {
      std::ranges::copy(of_all, destinations[static_cast<std::size_t>(to.thread)].begin());
    }
  }
  threads_.barrier();
}

void HybridCommunicator::do_all_gather(std::span<const std::byte> mine, std::span<std::byte> all) {
  const auto of_this_rank = threads_.gather(mine);
  if (leads()) std::ranges::copy(leader_->all_gather(std::span<const std::byte>(of_this_rank)), all.begin());
  threads_.broadcast(all);
}

std::vector<std::span<const std::byte>> HybridCommunicator::do_exchange(
    std::span<const std::span<const std::byte>> pieces, std::span<std::byte> landing, std::size_t /*alignment*/,
    Route /*route*/) {
  ThreadExchange mine{pieces, landing, &landing_, std::vector<std::span<const std::byte>>(pieces.size())};
  const auto threads = threads_.all_gather(&mine);
  const auto first_of_rank = static_cast<std::size_t>(position_.rank * position_.threads);
  for (std::size_t thread = 0; thread < threads.size(); ++thread) {
    mine.received[first_of_rank + thread] = threads[thread]->pieces[static_cast<std::size_t>(rank())];
  }
  for (std::size_t peer = 0; peer < pieces.size(); ++peer) {
    if (pieces[peer].empty() || peer == static_cast<std::size_t>(rank())) continue;
    count_messages(1, pieces[peer].size());
  }
  if (leads()) exchange_between_ranks(*leader_, threads);
  threads_.barrier();
  return std::move(mine.received);
}

bool HybridCommunicator::can_message(int worker) const noexcept {
  const Place peer = place_of(worker);
  return worker != rank() && (peer.rank == position_.rank || (leads() && peer.thread == 0));
}

/// What goes out and what comes in may take different ways: only then is one of them waited for before the other.
void HybridCommunicator::do_transfer(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) {
  for (const int peer : {to, from}) {
    if (peer != no_worker && !can_message(peer)) {
      throw UsageError("between ranks with several threads only their first ones can send messages");
    }
  }
  const auto here = [this](int worker) { return worker != no_worker && place_of(worker).rank == position_.rank; };
  const auto far = [&](int worker) { return worker != no_worker && !here(worker); };
  transfer_over(threads_, out, here(to) ? place_of(to).thread : no_worker, in,
                here(from) ? place_of(from).thread : no_worker);
  if (leads()) {
    transfer_over(*leader_, out, far(to) ? place_of(to).rank : no_worker, in,
                  far(from) ? place_of(from).rank : no_worker);
  }
}

void HybridCommunicator::do_checkpoint(double done) {
  if (leads()) leader_->checkpoint(done);
}

std::span<std::byte> HybridCommunicator::do_allocate(std::size_t bytes) {
  return os::Mapping::anonymous(bytes).release();
}

void HybridCommunicator::do_release(std::span<std::byte> memory) noexcept { os::Mapping::adopt(memory); }

}  // namespace breakeven::ranks
