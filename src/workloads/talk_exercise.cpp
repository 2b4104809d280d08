#include "workloads/talk_exercise.hpp"

#include <algorithm>
#include <cstring>
#include <span>

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven::workloads {
namespace {

// As in the OSU micro-benchmarks' osu_bw, for messages up to a size that is beyond every start-up cost.
constexpr std::uint64_t messages_in_a_row = 64;
constexpr std::uint64_t bytes_in_a_row = std::uint64_t{64} << 20U;

double messages_of(const TalkItem& item) {
  if (item.operation == TalkOperation::latency) return 2;
  if (item.operation == TalkOperation::send_call) return 1;
  const std::uint64_t fitting = bytes_in_a_row / std::max<std::uint64_t>(item.bytes, 1);
  return static_cast<double>(std::clamp<std::uint64_t>(fitting, 2, messages_in_a_row));
}

std::byte pattern_of(int worker) { return static_cast<std::byte>(worker * 7 + 1); }

std::span<double> doubles(std::span<std::byte> bytes) {
  return {reinterpret_cast<double*>(bytes.data()), bytes.size() / sizeof(double)};
}

bool reduces(TalkOperation operation) {
  return operation == TalkOperation::reduce || operation == TalkOperation::all_reduce;
}

}  // namespace

TalkExercise::TalkExercise(const TalkItem& item, Communicator& communicator)
    : item_(item),
      communicator_(communicator),
      takes_part_(!is_of_two(item.operation) || communicator.is_root() ||
                  communicator.rank() == communicator.size() - 1),
      out_bytes_(item.bytes) {
  const std::size_t bytes = takes_part_ ? 2 * item.bytes : 0;
  if (item.allocated) {
    allocated_ = communicator.allocate<std::byte>(bytes);
    room_ = allocated_.span();
  } else {
    own_.resize(bytes);
    room_ = own_;
  }
  // Touched here, lest the first message pays for its memory.
  std::ranges::fill(room_, std::byte{0});
  if (!takes_part_) out_bytes_ = 0;
  std::ranges::fill(out(), pattern_of(communicator.rank()));
  if (reduces(item.operation)) std::ranges::fill(doubles(out()), communicator.rank());
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
  if (item_.operation == TalkOperation::latency) {
    if (first) {
      return [send, receive] {
        send();
        receive();
      };
    }
    return [send, receive] {
      receive();
      send();
    };
  }
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

void TalkExercise::acknowledge() {
  std::byte answer{};
  const std::span place(&answer, 1);
  if (communicator_.is_root()) {
    communicator_.receive(place, communicator_.size() - 1);
  } else {
    communicator_.send(std::span<const std::byte>(place), 0);
  }
}

void TalkExercise::settle() {
  if (takes_part_ && item_.operation == TalkOperation::send_call) acknowledge();
}

std::function<void()> TalkExercise::of_all() {
  Communicator& c = communicator_;
  const std::span<std::byte> mine = out();
  switch (item_.operation) {
    case TalkOperation::broadcast: return [&c, mine] { c.broadcast(mine); };
    case TalkOperation::reduce: return [&c, mine] { c.reduce(doubles(mine), Reduction::max); };
    case TalkOperation::all_reduce: return [&c, mine] { c.all_reduce(doubles(mine), Reduction::max); };
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

void TalkExercise::require(bool holds) const {
  if (holds) return;
  throw WrongAnswer(fmt::format("{} of {} bytes brought worker {} something else than was sent",
                                to_string(item_.operation), item_.bytes, communicator_.rank()));
}

void TalkExercise::check() {
  if (!takes_part_) return;
  const int last = communicator_.size() - 1;
  if (item_.operation == TalkOperation::exchange) {
    const auto received = communicator_.exchange(std::span<const std::span<const std::byte>>(pieces_));
    for (int worker = 0; worker <= last; ++worker) {
      require(arrived_from(received[static_cast<std::size_t>(worker)], worker));
    }
    communicator_.barrier();
    return;
  }
  once();
  settle();
  if (is_of_two(item_.operation)) {
    const bool one_way = item_.operation == TalkOperation::send_call || item_.operation == TalkOperation::bandwidth;
    const bool receives = !one_way || !communicator_.is_root();
    require(!receives || arrived_from(in(), communicator_.is_root() ? last : 0));
  } else if (item_.operation == TalkOperation::broadcast) {
    require(arrived_from(out(), 0));
  } else if (item_.operation == TalkOperation::all_reduce ||
             (item_.operation == TalkOperation::reduce && communicator_.is_root())) {
    require(std::ranges::all_of(doubles(out()), [&](double value) { return value == last; }));
  }
  for (std::size_t at = 0; at < gathered_.size(); at += item_.bytes) {
    require(arrived_from(std::span(gathered_).subspan(at, item_.bytes), static_cast<int>(at / item_.bytes)));
  }
}

bool TalkExercise::arrived_from(std::span<const std::byte> bytes, int worker) const {
  return std::ranges::all_of(bytes, [&](std::byte byte) { return byte == pattern_of(worker); });
}

}  // namespace breakeven::workloads
