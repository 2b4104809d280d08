// What every Communicator must do, whatever stands behind it.
//
// check_communicator() is called by all workers of a crew together, as a workload would be, and throws
// contract::Violation on the worker that saw something wrong (the worker then does not take part in further
// collectives: the crew under test has to end the others). It uses no test framework, because workers are threads
// and other processes. Every check computes what it expects on its own from (worker, index), never from what it
// received. A few hundred milliseconds for 8 workers that share 2 cores.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>
#include <source_location>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <vector>

#include "breakeven/communicator.hpp"

namespace breakeven::contract {

class Violation : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

inline void require(bool holds, std::string_view what, const Communicator& communicator,
                    std::source_location where = std::source_location::current()) {
  if (holds) return;
  throw Violation("worker " + std::to_string(communicator.rank()) + " of " + std::to_string(communicator.size()) +
                  ": not so: " + std::string(what) + " (" + where.function_name() + ", line " +
                  std::to_string(where.line()) + ")");
}

/// Uncorrelated bits for every triple: data that no mix-up of workers, positions or rounds leaves unnoticed.
constexpr std::uint64_t bits(std::uint64_t worker, std::uint64_t index, std::uint64_t round = 0) {
  std::uint64_t z = worker * 0x9e3779b97f4a7c15U + index * 0xbf58476d1ce4e5b9U + round * 0x94d049bb133111ebU;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

// --- reductions -------------------------------------------------------------------------------------------------

/// What `worker` contributes. Sums must neither overflow nor round, whatever their order: small multiples of 1/4.
/// Minima and maxima get the whole range of the type.
template <Reducible T>
T contribution(int worker, std::size_t index, Reduction how) {
  const std::uint64_t random = bits(static_cast<std::uint64_t>(worker), index);
  if (how == Reduction::sum) {
    if constexpr (std::is_floating_point_v<T>) return (static_cast<T>(random % 2001) - T{1000}) / T{4};
    if constexpr (std::is_signed_v<T>) return static_cast<T>(static_cast<std::int64_t>(random % 2001) - 1000);
    return static_cast<T>(random);  // unsigned sums wrap
  }
  if (random % 16 == 0) return std::numeric_limits<T>::lowest();
  if (random % 16 == 1) return std::numeric_limits<T>::max();
  if constexpr (std::is_floating_point_v<T>) return static_cast<T>(static_cast<std::int64_t>(random)) / T{3};
  return static_cast<T>(random);
}

template <Reducible T>
T expected_reduction(int workers, std::size_t index, Reduction how) {
  T result = contribution<T>(0, index, how);
  for (int worker = 1; worker < workers; ++worker) {
    const T next = contribution<T>(worker, index, how);
    switch (how) {
      case Reduction::sum: result = static_cast<T>(result + next); break;
      case Reduction::min: result = std::min(result, next); break;
      case Reduction::max: result = std::max(result, next); break;
    }
  }
  return result;
}

template <Reducible T>
void check_reductions_of(Communicator& c, Reduction how) {
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{13}, std::size_t{4099}}) {
    std::vector<T> mine(count);
    const auto fill = [&] {
      for (std::size_t i = 0; i < count; ++i) mine[i] = contribution<T>(c.rank(), i, how);
    };
    const auto right = [&] {
      for (std::size_t i = 0; i < count; ++i) {
        if (mine[i] != expected_reduction<T>(c.size(), i, how)) return false;
      }
      return true;
    };
    fill();
    c.all_reduce(std::span<T>(mine), how);
    require(right(), "all_reduce combines all workers' values", c);
    for (int root = 0; root < c.size(); ++root) {
      fill();
      c.reduce(std::span<T>(mine), how, root);
      require(c.rank() != root || right(), "reduce combines all workers' values at its root", c);
    }
  }
}

inline void check_reductions(Communicator& c) {
  for (const Reduction how : {Reduction::sum, Reduction::min, Reduction::max}) {
    check_reductions_of<std::int32_t>(c, how);
    check_reductions_of<std::uint32_t>(c, how);
    check_reductions_of<std::int64_t>(c, how);
    check_reductions_of<std::uint64_t>(c, how);
    check_reductions_of<float>(c, how);
    check_reductions_of<double>(c, how);
  }
}

// --- barrier ----------------------------------------------------------------------------------------------------

/// Nobody leaves before the last one has entered. Compares clocks: for crews on one host.
inline void check_barrier(Communicator& c) {
  struct Stamps {
    std::int64_t entered;
    std::int64_t left;
  };
  const auto now = [] { return Clock::now().time_since_epoch().count(); };
  c.barrier();
  for (int late = 0; late < c.size(); ++late) {
    if (c.rank() == late) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    Stamps mine{now(), 0};
    c.barrier();
    mine.left = now();
    const auto all = c.all_gather(mine);
    const auto last_in = std::ranges::max(all, {}, &Stamps::entered).entered;
    const auto first_out = std::ranges::min(all, {}, &Stamps::left).left;
    require(first_out >= last_in, "no worker leaves a barrier before all have entered", c);
  }
  for (int i = 0; i < 1000; ++i) c.barrier();
}

// --- broadcast and gather ---------------------------------------------------------------------------------------

/// An element whose size is no power of two.
struct Odd {
  std::array<std::uint8_t, 11> bytes;
  bool operator==(const Odd&) const = default;
};

template <class T>
T element(std::uint64_t worker, std::uint64_t index, std::uint64_t round) {
  if constexpr (std::is_same_v<T, Odd>) {
    Odd odd{};
    for (std::size_t i = 0; i < odd.bytes.size(); ++i) {
      odd.bytes[i] = static_cast<std::uint8_t>(bits(worker, index, round) >> (5 * i));
    }
    return odd;
  } else {
    return static_cast<T>(bits(worker, index, round));
  }
}

template <class T>
std::vector<T> elements(int worker, std::size_t count, std::uint64_t round) {
  std::vector<T> result(count);
  for (std::size_t i = 0; i < count; ++i) result[i] = element<T>(static_cast<std::uint64_t>(worker), i, round);
  return result;
}

template <class T>
bool holds_elements(std::span<const T> values, int worker, std::uint64_t round) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(values[i] == element<T>(static_cast<std::uint64_t>(worker), i, round))) return false;
  }
  return true;
}

template <class T>
void check_movements_of(Communicator& c, std::size_t count) {
  const auto workers = static_cast<std::size_t>(c.size());
  const auto in_rank_order = [&](const std::vector<T>& all) {
    if (all.size() != workers * count) return false;
    for (int r = 0; r < c.size(); ++r) {
      if (!holds_elements<T>(std::span(all).subspan(static_cast<std::size_t>(r) * count, count), r, count))
        return false;
    }
    return true;
  };
  const std::vector<T> mine = elements<T>(c.rank(), count, count);
  require(in_rank_order(c.all_gather(std::span<const T>(mine))), "all_gather brings all values in rank order", c);
  for (int root = 0; root < c.size(); ++root) {
    auto values = mine;
    c.broadcast(std::span<T>(values), root);
    require(holds_elements<T>(values, root, count), "broadcast brings the root's values", c);
    const auto all = c.gather(std::span<const T>(mine), root);
    require(c.rank() == root ? in_rank_order(all) : all.empty(), "gather brings all values to its root only", c);
  }
}

inline void check_movements(Communicator& c) {
  for (const std::size_t count : {0U, 1U, 7U, 5003U}) {
    check_movements_of<std::uint8_t>(c, count);
    check_movements_of<Odd>(c, count);
    check_movements_of<std::uint64_t>(c, count);
  }
  check_movements_of<std::uint64_t>(c, (std::size_t{1} << 15) + 1);  // beyond a socket's or a pipe's buffer
}

/// Many small collectives in a row, each with another result: catches slots that are reused too early.
inline void check_rapid_succession(Communicator& c) {
  const auto workers = static_cast<std::uint64_t>(c.size());
  const auto rank = static_cast<std::uint64_t>(c.rank());
  for (std::uint64_t i = 0; i < 500; ++i) {
    const auto sum = c.all_reduce<std::uint64_t>(rank + i, Reduction::sum);
    require(sum == workers * (workers - 1) / 2 + workers * i, "all_reduce in a row", c);
    const int root = static_cast<int>(i % workers);
    std::uint64_t value = rank * 1000 + i;
    c.broadcast(value, root);
    require(value == (i % workers) * 1000 + i, "broadcast in a row", c);
    const auto all = c.gather(rank * i, root);
    for (std::uint64_t r = 0; r < all.size(); ++r) require(all[r] == r * i, "gather in a row", c);
    if (i % 3 == 0) c.barrier();
    const auto largest = c.reduce<std::int32_t>(static_cast<std::int32_t>(rank * i), Reduction::max, root);
    require(c.rank() != root || largest == static_cast<std::int32_t>((workers - 1) * i), "reduce in a row", c);
  }
}

// --- messages ---------------------------------------------------------------------------------------------------

inline std::vector<std::uint64_t> message(int from, int to, std::size_t length, std::uint64_t round) {
  std::vector<std::uint64_t> values(length);
  for (std::size_t i = 0; i < length; ++i) {
    values[i] = bits(static_cast<std::uint64_t>(from * 1000 + to), i, round);
  }
  return values;
}

/// None, one that fits a cache line, one that does not, several pages, and more than any buffer holds.
constexpr std::array message_lengths{std::size_t{0}, std::size_t{1}, std::size_t{14}, std::size_t{700},
                                     std::size_t{100'003}};

/// Worker 0 and each of the others that it can talk to: there and back, out of ordinary and out of allocated memory.
inline void check_messages_there_and_back(Communicator& c) {
  for (int peer = 1; peer < c.size(); ++peer) {
    const int other = c.is_root() ? peer : 0;
    if (!c.is_root() && c.rank() != peer) continue;
    if (!c.can_message(other)) continue;
    for (const std::size_t length : message_lengths) {
      std::vector<std::uint64_t> received(length);
      if (c.is_root()) {
        const auto sent = message(0, peer, length, 0);
        c.send(std::span<const std::uint64_t>(sent), peer);
        c.receive(std::span(received), peer);
      } else {
        c.receive(std::span(received), 0);
        require(received == message(0, peer, length, 0), "a message arrives as it was sent", c);
        const Buffer<std::uint64_t> buffer = c.allocate<std::uint64_t>(length);
        std::ranges::copy(message(peer, 0, length, 1), buffer.data());
        c.send(std::span<const std::uint64_t>(buffer.span()), 0);
      }
      require(!c.is_root() || received == message(peer, 0, length, 1), "so does its answer", c);
    }
  }
}

/// Many short messages between two workers arrive in order, however far the receiver is behind; long ones among them.
inline void check_messages_keep_their_order(Communicator& c) {
  const int last = c.size() - 1;
  if (c.size() == 1 || (c.rank() != 0 && c.rank() != last) || !c.can_message(c.is_root() ? last : 0)) return;
  for (std::uint64_t round = 0; round < 200; ++round) {
    const std::size_t length = round % 20 == 19 ? 20'000 : 1 + round % 3;
    const auto expected = message(0, last, length, round);
    if (c.is_root()) {
      c.send(std::span<const std::uint64_t>(expected), last);
    } else {
      std::vector<std::uint64_t> received(length);
      c.receive(std::span(received), 0);
      require(received == expected, "messages arrive in the order in which they were sent", c);
    }
  }
}

/// Everybody hands on to the next while taking from the one before: nobody may wait for a receiver that waits itself.
inline void check_ring(Communicator& c) {
  const int next = (c.rank() + 1) % c.size();
  const int before = (c.rank() + c.size() - 1) % c.size();
  const bool whole = c.can_message(next) && c.can_message(before);
  if (c.all_reduce<std::int32_t>(whole ? 1 : 0, Reduction::min) == 0) return;
  for (const std::size_t length : message_lengths) {
    const auto out = message(c.rank(), next, length, 2);
    std::vector<std::uint64_t> in(length);
    c.send_receive(std::span<const std::uint64_t>(out), next, std::span(in), before);
    require(in == message(before, c.rank(), length, 2), "a ring of messages arrives", c);
  }
}

inline void check_messages(Communicator& c) {
  check_messages_there_and_back(c);
  check_messages_keep_their_order(c);
  check_ring(c);
}

// --- exchange ---------------------------------------------------------------------------------------------------

/// How many elements `source` hands to `target`.
using PieceSize = std::size_t (*)(std::uint64_t source, std::uint64_t target);

inline constexpr std::array<PieceSize, 8> piece_sizes{
    [](std::uint64_t, std::uint64_t) -> std::size_t { return 0; },                                    // nothing
    [](std::uint64_t, std::uint64_t) -> std::size_t { return 1; },                                    // even
    [](std::uint64_t s, std::uint64_t t) -> std::size_t { return bits(s, t) % 400; },                 // uneven
    [](std::uint64_t s, std::uint64_t t) -> std::size_t { return bits(s, t) % 3 == 0 ? 777 : 0; },    // sparse
    [](std::uint64_t s, std::uint64_t t) -> std::size_t { return s == t ? 1000 : 0; },                // to itself
    [](std::uint64_t s, std::uint64_t t) -> std::size_t { return t == 0 ? 100 + s : 0; },             // all to one
    [](std::uint64_t s, std::uint64_t t) -> std::size_t { return s == 0 ? 3 * t : 0; },               // one to all
    [](std::uint64_t s, std::uint64_t t) -> std::size_t { return s == t + 1 || s == 0 ? 9001 : 1; },  // a few large
};

/// Where the pieces lie and where they may land.
enum class Memory : std::uint8_t { own, allocated };

/// One exchange, with all that has to stay alive until the barrier after it.
template <class T>
class Exchange {
 public:
  Exchange(Communicator& c, PieceSize piece_size, Memory memory, bool with_landing, std::uint64_t round,
           Route route = Route::automatic)
      : c_(c), piece_size_(piece_size), round_(round) {
    const auto workers = static_cast<std::uint64_t>(c.size());
    const auto rank = static_cast<std::uint64_t>(c.rank());
    std::size_t outgoing = 0;
    std::size_t incoming = 0;
    for (std::uint64_t peer = 0; peer < workers; ++peer) {
      outgoing += piece_size(rank, peer);
      incoming += piece_size(peer, rank);
    }
    const std::span<T> data = memory_for(outgoing, memory, own_data_, allocated_data_);
    std::vector<std::span<const T>> pieces;
    std::size_t begin = 0;
    for (std::uint64_t peer = 0; peer < workers; ++peer) {
      const std::span<T> piece = data.subspan(begin, piece_size(rank, peer));
      for (std::size_t i = 0; i < piece.size(); ++i) piece[i] = element<T>(rank * workers + peer, i, round);
      pieces.push_back(piece);
      begin += piece.size();
    }
    if (with_landing) landing_ = memory_for(incoming + slack, memory, own_landing_, allocated_landing_);
    std::ranges::fill(landing_, element<T>(0, 0, ~std::uint64_t{0}));
    received_ =
        c.exchange(std::span<const std::span<const T>>(pieces), landing_.first(with_landing ? incoming : 0), route);
  }

  void require_received() {
    const auto workers = static_cast<std::uint64_t>(c_.size());
    const auto rank = static_cast<std::uint64_t>(c_.rank());
    require(received_.size() == workers, "exchange returns one span per worker", c_);
    for (std::uint64_t peer = 0; peer < workers; ++peer) {
      const std::span<const T> piece = received_[peer];
      require(piece.size() == piece_size_(peer, rank), "exchange keeps the sizes of the pieces", c_);
      require(reinterpret_cast<std::uintptr_t>(piece.data()) % alignof(T) == 0, "exchange keeps alignment", c_);
      for (std::size_t i = 0; i < piece.size(); ++i) {
        require(piece[i] == element<T>(peer * workers + rank, i, round_), "exchange brings the peer's piece", c_);
      }
    }
    require_places();
    const std::span<T> behind = landing_.empty() ? landing_ : landing_.last(slack);
    const auto untouched = [](const T& value) { return value == element<T>(0, 0, ~std::uint64_t{0}); };
    require(std::ranges::all_of(behind, untouched), "exchange writes nothing behind the landing area", c_);
  }

 private:
  static constexpr std::size_t slack = 3;

  /// A piece that was received into the landing area stands where it stands when all are side by side: whoever wants
  /// them so copies the others into the gaps.
  void require_places() {
    std::size_t place = 0;
    for (const auto& piece : received_) {
      const bool landed = !piece.empty() && !std::less<>{}(piece.data(), landing_.data()) &&
                          std::less<>{}(piece.data(), landing_.data() + landing_.size());
      require(!landed || piece.data() == landing_.data() + place, "exchange lands each piece at its place", c_);
      place += piece.size();
    }
  }

  std::span<T> memory_for(std::size_t count, Memory memory, std::vector<T>& own, Buffer<T>& allocated) {
    if (memory == Memory::own) {
      own.resize(count);
      return own;
    }
    allocated = c_.allocate<T>(count);
    return allocated.span();
  }

  Communicator& c_;
  PieceSize piece_size_;
  std::uint64_t round_;
  std::vector<T> own_data_, own_landing_;
  Buffer<T> allocated_data_, allocated_landing_;
  std::span<T> landing_;
  std::vector<std::span<const T>> received_;
};

template <class T>
void check_exchange_of(Communicator& c) {
  std::uint64_t round = 0;
  for (const PieceSize piece_size : piece_sizes) {
    for (const Memory memory : {Memory::own, Memory::allocated}) {
      for (const bool with_landing : {false, true}) {
        for (const Route route : {Route::automatic, Route::direct, Route::two_level}) {
          Exchange<T> exchange(c, piece_size, memory, with_landing, ++round, route);
          exchange.require_received();
          c.barrier();  // after it the buffers are gone, and the next round takes the same memory
        }
      }
    }
  }
}

/// Spans stay valid up to the next barrier, whatever happens in between.
inline void check_exchanges_overlap(Communicator& c) {
  for (std::uint64_t round = 0; round < 20; ++round) {
    Exchange<std::uint64_t> first(c, piece_sizes[2], Memory::allocated, false, round);
    Exchange<std::uint32_t> second(c, piece_sizes[7], Memory::own, false, round + 100);
    const auto sum = c.all_reduce<std::uint64_t>(round, Reduction::sum);
    require(sum == round * static_cast<std::uint64_t>(c.size()), "all_reduce between exchange and barrier", c);
    Exchange<Odd> third(c, piece_sizes[2], Memory::allocated, true, round + 200);
    first.require_received();
    second.require_received();
    third.require_received();
    c.barrier();
  }
}

/// The same data area for many rounds: overwritten right after the barrier, when nobody may be reading any more.
inline void check_exchange_reuses_buffers(Communicator& c) {
  const auto workers = static_cast<std::size_t>(c.size());
  constexpr std::size_t count = 2000;
  const Buffer<std::uint64_t> data = c.allocate<std::uint64_t>(count * workers);
  const Buffer<std::uint64_t> landing = c.allocate<std::uint64_t>(count * workers);
  for (std::uint64_t round = 0; round < 50; ++round) {
    std::ranges::fill(data.span(), static_cast<std::uint64_t>(c.rank()) * 1000 + round);
    std::vector<std::span<const std::uint64_t>> pieces;
    for (std::size_t r = 0; r < workers; ++r) pieces.push_back(data.span().subspan(r * count, count));
    const auto received = c.exchange(std::span<const std::span<const std::uint64_t>>(pieces), landing.span());
    for (std::size_t r = 0; r < workers; ++r) {
      const auto right = [&](std::uint64_t value) { return value == r * 1000 + round; };
      require(std::ranges::all_of(received[r], right), "a round sees only its own data", c);
    }
    c.barrier();
  }
}

inline void check_exchange(Communicator& c) {
  check_exchange_of<std::uint8_t>(c);
  check_exchange_of<Odd>(c);
  check_exchange_of<double>(c);
  check_exchanges_overlap(c);
  check_exchange_reuses_buffers(c);
}

// --- memory, safe points, time ----------------------------------------------------------------------------------

inline void check_memory(Communicator& c) {
  require(c.allocate<double>(0).size() == 0, "allocate of nothing gives an empty buffer", c);
  for (int i = 0; i < 20; ++i) {
    Buffer<std::uint64_t> first = c.allocate<std::uint64_t>(100'003);
    Buffer<std::uint64_t> second = c.allocate<std::uint64_t>(1);
    require(reinterpret_cast<std::uintptr_t>(first.data()) % 4096 == 0, "memory is page aligned", c);
    std::iota(first.span().begin(), first.span().end(), 0U);
    second[0] = 7;
    const Buffer<std::uint64_t> moved = std::move(first);
    require(moved.size() == 100'003 && moved[100'002] == 100'002 && second[0] == 7, "buffers keep apart", c);
  }
}

/// What a buffer gave back serves the next one of about its size.
inline void check_memory_is_kept(Communicator& c) {
  const std::uint64_t* const before = c.allocate<std::uint64_t>(300'000).data();
  require(c.allocate<std::uint64_t>(280'000).data() == before, "memory is kept for the next buffer", c);
}

/// A byte to every worker: one message to each of the others.
inline void check_traffic(Communicator& c) {
  const std::byte byte{};
  const std::vector<std::span<const std::byte>> pieces(static_cast<std::size_t>(c.size()), std::span(&byte, 1));
  const Traffic before = c.traffic();
  c.exchange(std::span<const std::span<const std::byte>>(pieces), {}, Route::direct);
  c.barrier();
  const auto others = static_cast<std::uint64_t>(c.size()) - 1;
  require(c.traffic().collectives == before.collectives + 2, "collectives are counted", c);
  require(c.traffic().sent_messages == before.sent_messages + others, "messages to others are counted", c);
  require(c.traffic().sent_bytes == before.sent_bytes + others, "bytes to others are counted", c);
}

inline void check_safe_points(Communicator& c) {
  constexpr int steps = 10'000;
  for (int i = 0; i <= steps; ++i) c.checkpoint(static_cast<double>(i) / steps);
}

/// Time spent in a collective is talk when it interrupts work, and belongs to the phase it is in otherwise.
inline void check_phases(Communicator& c) {
  if (!c.timeline().open() || c.timeline().current() != Phase::work) return;  // the crew under test is not timed
  const auto talked = [&] { return c.timeline().totals()[Phase::talk]; };
  const Duration before = talked();
  c.barrier();
  require(c.timeline().current() == Phase::work, "a collective returns to the phase it found", c);
  require(talked() > before, "a collective inside work is stamped as talk", c);
  const PhaseScope checking(c.timeline(), Phase::check);
  const Duration between = talked();
  c.barrier();
  require(talked() == between, "a collective outside of work belongs to the phase around it", c);
}

/// All of it.
inline void check_communicator(Communicator& c) {
  check_phases(c);
  check_barrier(c);
  check_reductions(c);
  check_movements(c);
  check_rapid_succession(c);
  check_messages(c);
  check_exchange(c);
  check_memory(c);
  check_memory_is_kept(c);
  check_traffic(c);
  check_safe_points(c);
  c.barrier();
}

}  // namespace breakeven::contract
