// One worker's part in one operation of the talk workload, as often as it is wanted.
#pragma once

#include <functional>
#include <vector>

#include "workloads/talk.hpp"

namespace breakeven::workloads {

class TalkExercise {
 public:
  /// Takes the memory that the item needs. Collective. Throws Error where there is not enough.
  TalkExercise(const TalkItem& item, Communicator& communicator);
  TalkExercise(const TalkExercise&) = delete;
  TalkExercise& operator=(const TalkExercise&) = delete;

  /// Whether this worker has a part in it.
  bool takes_part() const noexcept { return takes_part_; }
  /// What one call of once() comes to: messages in one direction for those between two workers.
  double operations() const noexcept { return operations_; }
  /// The operation, once. To be called by all workers that take part.
  void once() { once_(); }
  /// What has to follow calls of once() and does not belong to them, by the same workers.
  void settle();
  /// Throws WrongAnswer when what arrives is not what was sent. Collective.
  void check();

 private:
  std::span<std::byte> out() noexcept { return room_.first(out_bytes_); }
  std::span<std::byte> in() noexcept { return room_.subspan(out_bytes_); }
  std::function<void()> choose();
  std::function<void()> between_two();
  std::function<void()> of_all();
  /// Worker 0 learns that everything has arrived.
  void acknowledge();
  void require(bool holds) const;
  bool arrived_from(std::span<const std::byte> bytes, int worker) const;

  TalkItem item_;
  Communicator& communicator_;
  bool takes_part_;
  double operations_ = 1;
  std::size_t out_bytes_;
  std::vector<std::byte> own_;
  Buffer<std::byte> allocated_;
  std::span<std::byte> room_;  // out() and in(), in either
  std::vector<std::byte> gathered_;
  std::vector<std::span<const std::byte>> pieces_;
  std::vector<std::span<const std::byte>> received_;
  std::function<void()> once_;
};

}  // namespace breakeven::workloads
