// One worker's part in one operation of the talk workload, as often as it is wanted.
#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "workloads/talk.hpp"

namespace breakeven::workloads {

class TalkExercise {
 public:
  using Seconds = std::chrono::duration<double>;

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
  /// What has to precede a call of once() that is to be isolated, by all workers.
  void isolate();
  /// What has to follow calls of once() and does not belong to them, by the same workers. Returns how much of their
  /// time does not belong to them either.
  Seconds settle();
  /// Throws WrongAnswer when what arrives is not what was sent, or not all of it. Of a barrier only time could tell.
  /// Collective.
  void check();

 private:
  /// What every byte of a worker's is.
  static std::byte pattern_of(int worker) { return static_cast<std::byte>(worker * 7 + 1); }
  static std::span<double> as_doubles(std::span<std::byte> bytes);
  std::span<std::byte> out() const noexcept { return room_.first(out_bytes_); }
  std::span<std::byte> in() const noexcept { return room_.subspan(out_bytes_); }
  std::function<void()> choose();
  std::function<void()> between_two();
  std::function<void()> there_and_back();
  std::function<void()> of_all();
  /// The last worker tells worker 0 how long it kept the last message before it answered.
  void acknowledge();
  void check_message() const;
  void check_collective() const;
  void require(bool holds) const;
  /// That it is what `worker` has to give, and all of it.
  void require_from(std::span<const std::byte> bytes, int worker) const;
  void require_from_each(std::span<const std::span<const std::byte>> pieces) const;
  void require_gathered() const;
  void require_greatest() const;

  TalkItem item_;
  Communicator& communicator_;
  bool takes_part_;
  double operations_ = 1;
  std::size_t out_bytes_;
  std::vector<std::byte> memory_;
  std::span<std::byte> room_;  // of it: out() and in()
  std::vector<std::byte> gathered_;
  std::vector<std::span<const std::byte>> pieces_;
  std::vector<std::span<const std::byte>> received_;
  std::function<void()> once_;
  double kept_seconds_ = 0;
};

}  // namespace breakeven::workloads
