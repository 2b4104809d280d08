// The communicator of workers that share memory: threads, which see all of each other's, and processes, which see an
// arena and may read the rest of each other's memory where the system allows it. What differs is kept in one place:
// how bytes at some place are got at.
//
// A message goes through the mailbox of its sender and receiver. Every collective shows the others where its data is,
// waits for all, reads, and waits again before the data may change: two barriers, and no copy but the one into the
// receiver's hands, and, between processes, one of what is small into the arena.
#pragma once

#include <optional>
#include <vector>

#include "breakeven/communicator.hpp"
#include "breakeven/crew.hpp"
#include "crews/arena.hpp"
#include "crews/landing.hpp"
#include "crews/peer_memory.hpp"
#include "crews/team.hpp"

namespace breakeven::crews {

class SharedCommunicator : public Communicator {
 public:
  /// Without an arena all workers are threads of this process.
  SharedCommunicator(Team& team, int rank, Timeline& timeline, Arena* arena = nullptr);
  ~SharedCommunicator() override;

  /// While this worker is idle. The root's checkpoints are shown at `sink`, in addition to the team's slot; null for
  /// nowhere.
  void begin_job(const ProgressSink* sink) noexcept;
  /// After a job: says that this worker reads nothing of its peers any more.
  void withdraw() noexcept;

 protected:
  /// Where all waiting happens. When a peer has failed it throws PeerFailed, but not before all others have stopped
  /// reading what this worker is about to free.
  virtual void synchronise();

  void do_barrier() override;
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
  std::span<std::byte> do_allocate(std::size_t bytes) override;
  void do_release(std::span<std::byte> memory) noexcept override;

  Team& team() noexcept { return team_; }

 private:
  class Outgoing;
  class Incoming;

  /// Says that this worker reads nothing of its peers any more, and waits until that holds for all of them.
  [[noreturn]] void give_up();
  /// Whether peers read such bytes where they are: others are to be staged.
  bool shown_in_place(std::span<const std::byte> bytes);
  /// `bytes` of common memory or of this worker's own.
  Place place_of(std::span<const std::byte> bytes) const noexcept;
  /// Bytes in common memory.
  std::span<const std::byte> bytes_at(Place place) const noexcept;
  /// Copies what `worker` has at `place`.
  void read(int worker, Place place, std::byte* to);
  /// The same to look at: in `room` if it has to be copied.
  std::span<const std::byte> look(int worker, Place place, std::vector<std::byte>& room);
  /// Everybody's shown values combined.
  std::vector<std::byte> reduced(std::size_t bytes, std::size_t count, Scalar scalar, Reduction how);
  /// The places of all pieces for this worker in an exchange, which all have shown.
  std::vector<Place> places_for_us();
  /// Reads those of the others.
  std::vector<std::span<const std::byte>> receive(std::span<const Place> places, std::span<const std::byte> own_piece,
                                                  std::span<std::byte> landing);
  /// Makes bytes readable for all peers after the next synchronise(), until the one after it.
  void show(std::span<const std::byte> bytes);
  Place shown_by(int worker) noexcept { return team_.slot(worker).shown; }
  /// Memory of the arena for a copy of what peers shall read, kept until more is needed.
  using Stage = std::span<std::byte>;
  Stage room_in(Stage& stage, std::size_t bytes);

  Team& team_;
  Arena* arena_;
  std::optional<PeerMemory> peers_;  // of processes
  std::byte* base_;                  // what addresses in common memory count from
  Stage shown_stage_;
  Stage piece_stage_;
  Stage message_stage_;  // a part for each receiver
  Landing landing_;
  const ProgressSink* sink_ = nullptr;
  bool withdrawn_ = false;
};

}  // namespace breakeven::crews
