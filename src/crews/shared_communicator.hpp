// The communicator of workers that share memory: threads, which see all of each other's, and processes, which see
// an arena. What differs is kept in one place: which addresses peers can reach.
//
// A message goes through the mailbox of its sender and receiver. Every collective shows the others where its data is,
// waits for all, reads, and waits again before the data may change: two barriers, and no copy but the one into the
// receiver's hands.
#pragma once

#include <optional>
#include <vector>

#include "breakeven/communicator.hpp"
#include "breakeven/crew.hpp"
#include "crews/arena.hpp"
#include "crews/team.hpp"

namespace breakeven::crews {

class SharedCommunicator : public Communicator {
 public:
  /// Without an arena all memory of this process is reachable (threads).
  SharedCommunicator(Team& team, int rank, Timeline& timeline, Arena* arena = nullptr);
  ~SharedCommunicator() override;

  /// Where the root's checkpoints are shown, in addition to the team's slot; null for nowhere.
  void report_progress_to(const ProgressSink* sink) noexcept { sink_ = sink; }
  /// After a job that threw: says that this worker reads nothing of its peers any more.
  void withdraw() noexcept;

 protected:
  /// Where all waiting happens. When a peer has failed it throws PeerFailed, but not before all others have stopped
  /// reading what this worker is about to free.
  virtual void synchronise();

  void do_barrier() override { synchronise(); }
  void do_broadcast(std::span<std::byte> bytes, int root) override;
  void do_reduce(void* values, std::size_t count, Scalar scalar, Reduction how, int root) override;
  void do_all_reduce(void* values, std::size_t count, Scalar scalar, Reduction how) override;
  void do_gather(std::span<const std::byte> mine, std::span<std::byte> all, int root) override;
  void do_all_gather(std::span<const std::byte> mine, std::span<std::byte> all) override;
  std::vector<std::span<const std::byte>> do_exchange(std::span<const std::span<const std::byte>> pieces,
                                                      std::span<std::byte> landing, std::size_t alignment,
                                                      Route route) override;
  void do_transfer(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) override;
  void do_checkpoint(double done) override;
  std::span<std::byte> do_allocate(std::size_t bytes, Reach reach) override;
  void do_release(std::span<std::byte> memory, Reach reach) noexcept override;

  Team& team() noexcept { return team_; }

 private:
  class Outgoing;
  class Incoming;

  /// Says that this worker reads nothing of its peers any more, and waits until that holds for all of them.
  [[noreturn]] void give_up();
  bool reachable(std::span<const std::byte> bytes) const noexcept;
  Place place_of(std::span<const std::byte> bytes) const noexcept;
  std::span<const std::byte> bytes_at(Place place) const noexcept;
  /// Makes bytes readable for all peers after the next synchronise(), until the one after it.
  void show(std::span<const std::byte> bytes);
  std::span<const std::byte> shown_by(int worker) noexcept;
  /// A copy of `bytes` that peers can reach, in `stage`, which keeps it until it is used again.
  std::span<const std::byte> staged(std::span<const std::byte> bytes, Buffer<std::byte>& stage);

  Team& team_;
  Arena* arena_;
  std::byte* base_;  // what offsets count from
  Buffer<std::byte> shown_stage_;
  std::vector<Buffer<std::byte>> piece_stages_;
  std::vector<Buffer<std::byte>> message_stages_;  // by receiver
  const ProgressSink* sink_ = nullptr;
  bool withdrawn_ = false;
};

}  // namespace breakeven::crews
