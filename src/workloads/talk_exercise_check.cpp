// That what arrives is what was sent, and all of it: else an operation that does nothing would be the fastest.
#include <algorithm>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "workloads/talk_exercise.hpp"

namespace breakeven::workloads {

void TalkExercise::check() {
  if (!takes_part_) return;
  if (item_.operation == TalkOperation::exchange) {
    require_from_each(communicator_.exchange(std::span<const std::span<const std::byte>>(pieces_)));
    return communicator_.barrier();
  }
  once();
  settle();
  if (is_of_two(item_.operation)) {
    check_message();
  } else {
    check_collective();
  }
}

void TalkExercise::check_message() const {
  const bool one_way = item_.operation == TalkOperation::send_call || item_.operation == TalkOperation::bandwidth;
  const bool at_root = communicator_.is_root();
  if (!one_way || !at_root) require_from(in(), at_root ? communicator_.size() - 1 : 0);
}

void TalkExercise::check_collective() const {
  const bool at_root = communicator_.is_root();
  switch (item_.operation) {
    case TalkOperation::broadcast: require_from(out(), 0); break;
    case TalkOperation::reduce:
      if (at_root) require_greatest();
      break;
    case TalkOperation::all_reduce: require_greatest(); break;
    case TalkOperation::gather:
      if (at_root) require_gathered();
      break;
    case TalkOperation::all_gather: require_gathered(); break;
    default: break;
  }
}

void TalkExercise::require(bool holds) const {
  if (holds) return;
  throw WrongAnswer(fmt::format("{} of {} bytes brought worker {} something else than was sent",
                                to_string(item_.operation), item_.bytes, communicator_.rank()));
}

void TalkExercise::require_from(std::span<const std::byte> bytes, int worker) const {
  require(bytes.size() == item_.bytes);
  require(std::ranges::all_of(bytes, [&](std::byte byte) { return byte == pattern_of(worker); }));
}

void TalkExercise::require_from_each(std::span<const std::span<const std::byte>> pieces) const {
  require(pieces.size() == static_cast<std::size_t>(communicator_.size()));
  for (std::size_t worker = 0; worker < pieces.size(); ++worker) {
    require_from(pieces[worker], static_cast<int>(worker));
  }
}

void TalkExercise::require_gathered() const {
  const auto workers = static_cast<std::size_t>(communicator_.size());
  require(gathered_.size() == workers * item_.bytes);
  std::vector<std::span<const std::byte>> pieces;
  for (std::size_t worker = 0; worker < workers; ++worker) {
    pieces.push_back(std::span(gathered_).subspan(worker * item_.bytes, item_.bytes));
  }
  require_from_each(pieces);
}

/// Workers contribute their numbers.
void TalkExercise::require_greatest() const {
  const auto last = static_cast<double>(communicator_.size() - 1);
  require(std::ranges::all_of(as_doubles(out()), [&](double value) { return value == last; }));
}

}  // namespace breakeven::workloads
