#include "workloads/talk_exercise.hpp"

#include <algorithm>
#include <span>

#include "workloads/dissemination_barrier.hpp"

namespace breakeven::workloads {
namespace {

// As in the OSU micro-benchmarks' osu_bw, for messages up to a size that is beyond every start-up cost.
constexpr std::uint64_t messages_in_a_row = 64;
constexpr std::uint64_t bytes_in_a_row = std::uint64_t{64} << 20U;

// Longer than any waiting worker spins before it sleeps: teams of threads and processes spin 2000 times, 50 us on an
// EPYC and up to 200 us where a pause takes 140 cycles, as since Skylake. The sender spins meanwhile, as one that
// computes. On a busy machine one that slept would lose its processor, and ranks, which wait by spinning, theirs until
// it is back.
constexpr std::chrono::microseconds pause_before_isolated{300};

void spin(std::chrono::microseconds duration) {
  const TimePoint end = Clock::now() + duration;
  while (Clock::now() < end) {
  }
}

double messages_of(const TalkItem& item) {
  if (item.operation == TalkOperation::latency) return 2;
  if (item.operation == TalkOperation::send_call) return 1;
  const std::uint64_t fitting = bytes_in_a_row / std::max<std::uint64_t>(item.bytes, 1);
  return static_cast<double>(std::clamp<std::uint64_t>(fitting, 2, messages_in_a_row));
}

}  // namespace

std::span<double> TalkExercise::as_doubles(std::span<std::byte> bytes) {
  return {reinterpret_cast<double*>(bytes.data()), bytes.size() / sizeof(double)};
}

TalkExercise::TalkExercise(const TalkItem& item, Communicator& communicator)
    : item_(item),
      communicator_(communicator),
      takes_part_(!is_of_two(item.operation) || communicator.is_root() ||
                  communicator.rank() == communicator.size() - 1),
      out_bytes_(item.bytes) {
  memory_.resize(takes_part_ ? 2 * item.bytes : 0);  // zeroed here, lest the first message pays for its memory
  room_ = memory_;
  if (!takes_part_) out_bytes_ = 0;
  std::ranges::fill(out(), pattern_of(communicator.rank()));
  if (reduces(item.operation)) std::ranges::fill(as_doubles(out()), communicator.rank());
  pieces_.assign(static_cast<std::size_t>(communicator.size()), out());
  if (is_of_two(item.operation)) operations_ = messages_of(item);
  once_ = takes_part_ ? choose() : [] {};
}

std::function<void()> TalkExercise::choose() { return is_of_two(item_.operation) ? between_two() : of_all(); }

std::function<void()> TalkExercise::between_two() {
  Communicator& c = communicator_;
  const bool first = c.is_root();
  const int peer = first ? c.size() - 1 : 0;
  const std::span<const std::byte> message = out();
  const std::span<std::byte> place = in();
  const auto send = [&c, peer, message] { c.send(message, peer); };
  const auto receive = [&c, peer, place] { c.receive(place, peer); };
  if (item_.operation == TalkOperation::latency) return there_and_back();
  if (item_.operation == TalkOperation::send_call) return first ? std::function<void()>(send) : receive;
  const auto count = static_cast<int>(operations_);
  if (item_.operation == TalkOperation::both_ways) {
    return [&c, peer, message, place, count] {
      for (int i = 0; i < count; ++i) c.send_receive(message, peer, place, peer);
    };
  }
  const auto in_a_row = [this, count](const auto& one) {
    for (int i = 0; i < count; ++i) one();
    acknowledge();
  };
  if (first) return [send, in_a_row] { in_a_row(send); };
  return [receive, in_a_row] { in_a_row(receive); };
}

/// An isolated message finds its receiver idle. So that its answer does, too, that is kept for as long as the message
/// was; by how long it was, the round trip is less.
std::function<void()> TalkExercise::there_and_back() {
  Communicator& c = communicator_;
  const int peer = c.is_root() ? c.size() - 1 : 0;
  const std::span<const std::byte> message = out();
  const std::span<std::byte> place = in();
  if (c.is_root()) {
    return [&c, peer, message, place] {
      c.send(message, peer);
      c.receive(place, peer);
    };
  }
  const bool keep = item_.cadence == Cadence::isolated;
  return [this, &c, peer, message, place, keep] {
    c.receive(place, peer);
    if (keep) {
      const TimePoint received = Clock::now();
      spin(pause_before_isolated);
      kept_seconds_ = Seconds(Clock::now() - received).count();
    }
    c.send(message, peer);
  };
}

void TalkExercise::acknowledge() {
  if (communicator_.is_root()) {
    communicator_.receive(std::span(&kept_seconds_, 1), communicator_.size() - 1);
  } else {
    communicator_.send(std::span<const double>(&kept_seconds_, 1), 0);
  }
}

void TalkExercise::isolate() {
  if (!is_of_two(item_.operation)) return dissemination_barrier(communicator_);
  if (communicator_.is_root()) spin(pause_before_isolated);
}

TalkExercise::Seconds TalkExercise::settle() {
  const bool kept = item_.operation == TalkOperation::latency && item_.cadence == Cadence::isolated;
  if (takes_part_ && (kept || item_.operation == TalkOperation::send_call)) acknowledge();
  return Seconds(kept_seconds_);
}

std::function<void()> TalkExercise::of_all() {
  Communicator& c = communicator_;
  const std::span<std::byte> mine = out();
  switch (item_.operation) {
    case TalkOperation::broadcast: return [&c, mine] { c.broadcast(mine); };
    case TalkOperation::reduce: return [&c, mine] { c.reduce(as_doubles(mine), Reduction::max); };
    case TalkOperation::all_reduce: return [&c, mine] { c.all_reduce(as_doubles(mine), Reduction::max); };
    case TalkOperation::gather: return [this, &c, mine] { gathered_ = c.gather(std::span<const std::byte>(mine)); };
    case TalkOperation::all_gather:
      return [this, &c, mine] { gathered_ = c.all_gather(std::span<const std::byte>(mine)); };
    case TalkOperation::exchange:
      return [this, &c] {
        received_ = c.exchange(std::span<const std::span<const std::byte>>(pieces_));
        c.barrier();
      };
    default: break;
  }
  return [&c] { c.barrier(); };
}

}  // namespace breakeven::workloads
