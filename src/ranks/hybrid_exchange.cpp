#include "ranks/hybrid_exchange.hpp"

#include <boost/mpi/collectives.hpp>
#include <cstdint>

namespace breakeven::ranks {
namespace {

class TwoLevelExchange {
 public:
  TwoLevelExchange(MpiCommunicator& leader, std::span<ThreadExchange* const> threads)
      : leader_(leader),
        threads_(threads),
        here_(static_cast<std::size_t>(leader.rank())),
        ranks_(static_cast<std::size_t>(leader.size())),
        transfer_(leader.ranks(), leader.max_message_bytes()) {}

  void run() {
    exchange_sizes();
    for (std::size_t target = 0; target < threads_.size(); ++target) receive_for(target);
    // Everyone begins with another target, lest all begin with rank 0.
    for (std::size_t step = 1; step < ranks_; ++step) send_to((here_ + step) % ranks_);
    transfer_.wait();
  }

 private:
  /// Sizes are laid out as [peer rank][source thread][target thread], seen from either side.
  std::size_t place(std::size_t peer, std::size_t source, std::size_t target) const {
    return (peer * threads_.size() + source) * threads_.size() + target;
  }

  int tag(std::size_t source, std::size_t target) const { return static_cast<int>(place(0, source, target)); }

  std::span<const std::byte> outgoing(std::size_t peer, std::size_t source, std::size_t target) const {
    return threads_[source]->pieces[peer * threads_.size() + target];
  }

  void exchange_sizes() {
    const std::size_t per_rank = threads_.size() * threads_.size();
    std::vector<std::uint64_t> sizes(ranks_ * per_rank);
    for_all_sources([&](std::size_t peer, std::size_t source) {
      for (std::size_t target = 0; target < threads_.size(); ++target) {
        sizes[place(peer, source, target)] = outgoing(peer, source, target).size();
      }
    });
    incoming_.resize(sizes.size());
    boost::mpi::all_to_all(leader_.ranks(), sizes.data(), static_cast<int>(per_rank), incoming_.data());
  }

  void receive_for(std::size_t target) {
    ThreadExchange& thread = *threads_[target];
    std::size_t total = 0;
    for_all_sources([&](std::size_t peer, std::size_t source) { total += incoming_[place(peer, source, target)]; });
    std::span<std::byte> room = thread.landing->room_for(total, thread.offered);
    for_all_sources([&](std::size_t peer, std::size_t source) {
      const auto piece = room.first(incoming_[place(peer, source, target)]);
      room = room.subspan(piece.size());
      if (peer == here_) return;  // its place stays free for whoever wants all pieces side by side
      thread.received[peer * threads_.size() + source] = piece;
      transfer_.receive(piece, static_cast<int>(peer), tag(source, target));
    });
  }

  void send_to(std::size_t peer) {
    for (std::size_t source = 0; source < threads_.size(); ++source) {
      for (std::size_t target = 0; target < threads_.size(); ++target) {
        transfer_.send(outgoing(peer, source, target), static_cast<int>(peer), tag(source, target));
      }
    }
  }

  template <class F>
  void for_all_sources(F f) const {
    for (std::size_t peer = 0; peer < ranks_; ++peer) {
      for (std::size_t source = 0; source < threads_.size(); ++source) f(peer, source);
    }
  }

  MpiCommunicator& leader_;
  std::span<ThreadExchange* const> threads_;
  std::size_t here_;
  std::size_t ranks_;
  std::vector<std::uint64_t> incoming_;
  Transfer transfer_;
};

}  // namespace

void exchange_between_ranks(MpiCommunicator& leader, std::span<ThreadExchange* const> threads) {
  TwoLevelExchange(leader, threads).run();
}

}  // namespace breakeven::ranks
