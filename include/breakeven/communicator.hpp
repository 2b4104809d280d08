// What one worker sees of its crew.
//
// A workload is one SPMD program against this interface; serial, threads, processes and MPI ranks differ only in
// what stands behind it. The vocabulary is MPI's. Two things are this program's own:
//
//  * exchange(), the one bulk operation: between threads it hands out spans into the peers' own memory and copies
//    nothing; between processes and ranks the spans point to where the data was received.
//  * checkpoint(), a safe point: progress, cancellation and (for the gil crew) the hand-over of the big lock.
//
// All operations are collective and block, except rank(), size(), allocate() and checkpoint(), and messages, which are
// between two workers. Every worker must call the same collectives in the same order. When a peer has failed they throw
// PeerFailed instead of waiting for it for ever. Waiting and moving data is stamped as Phase::talk (unless the caller
// is in another phase than work).
//
// Costs are stated in barriers and in bytes moved; p is size().
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "breakeven/timeline.hpp"

namespace breakeven {

enum class Reduction : std::uint8_t { sum, min, max };

/// How an exchange between MPI ranks goes; nothing to other workers. Values are part of the wire format.
enum class Route : std::uint8_t {
  automatic,  ///< by what a model says is faster
  direct,     ///< a message from every rank to every other
  /// On a grid, where the number of ranks has one: about 2 sqrt(p) messages a rank, every byte sent twice. On its way,
  /// data that is spread unevenly may crowd on few ranks: up to sqrt(p) times the bytes that one hands out.
  two_level,
};
std::string_view to_string(Route route) noexcept;
/// Throws UsageError that lists the routes there are.
Route route_from(std::string_view name);

/// What a worker asked of its communicator during a job.
struct Traffic {
  std::uint64_t collectives = 0;  ///< calls, exchanges included
  std::uint64_t sent_messages =
      0;                         ///< and pieces of exchanges, to other workers; where memory is shared, shown to them
  std::uint64_t sent_bytes = 0;  ///< in those messages
};

/// What other processes used on a worker's behalf: a command that it ran.
struct ExternalUsage {
  Duration cpu_user{};
  Duration cpu_system{};
  std::uint64_t peak_memory_bytes = 0;
};

/// The element types that can be reduced; values are part of the wire format.
enum class Scalar : std::uint8_t { int32, uint32, int64, uint64, float32, float64 };

template <class T>
concept TriviallyCopyable = std::is_trivially_copyable_v<T>;

template <class T>
concept Reducible = std::same_as<T, std::int32_t> || std::same_as<T, std::uint32_t> || std::same_as<T, std::int64_t> ||
    std::same_as<T, std::uint64_t> || std::same_as<T, float> || std::same_as<T, double>;

template <Reducible T>
consteval Scalar scalar_of() {
  if constexpr (std::same_as<T, std::int32_t>) return Scalar::int32;
  if constexpr (std::same_as<T, std::uint32_t>) return Scalar::uint32;
  if constexpr (std::same_as<T, std::int64_t>) return Scalar::int64;
  if constexpr (std::same_as<T, std::uint64_t>) return Scalar::uint64;
  if constexpr (std::same_as<T, float>) return Scalar::float32;
  if constexpr (std::same_as<T, double>) return Scalar::float64;
}

template <TriviallyCopyable T>
class Buffer;

class Communicator {
 public:
  virtual ~Communicator() = default;
  Communicator(const Communicator&) = delete;
  Communicator& operator=(const Communicator&) = delete;

  int rank() const noexcept { return rank_; }
  int size() const noexcept { return size_; }
  bool is_root() const noexcept { return rank_ == 0; }
  Timeline& timeline() noexcept { return timeline_; }

  /// Since the communicator exists or reset_traffic().
  const Traffic& traffic() const noexcept { return traffic_; }
  void reset_traffic() noexcept { traffic_ = {}; }

  /// Adds to what this worker reports of its job; its peak of memory is then that of the other processes.
  void report_external(const ExternalUsage& usage) noexcept;
  const ExternalUsage& external_usage() const noexcept { return external_; }
  void reset_external_usage() noexcept { external_ = {}; }

  /// Returns when all workers have entered it. It is no clock: they leave at different times.
  void barrier();

  /// Copies `value` of the root into `value` of all others.
  template <TriviallyCopyable T>
  void broadcast(T& value, int root = 0) {
    broadcast(std::span<T>(&value, 1), root);
  }
  template <TriviallyCopyable T>
  void broadcast(std::span<T> values, int root = 0) {
    broadcast_bytes(std::as_writable_bytes(values), root);
  }

  /// Element by element over all workers; all get the result. Floating-point sums are added in rank order,
  /// but over MPI in the MPI library's order, so only integer results are the same everywhere.
  template <Reducible T>
  void all_reduce(std::span<T> values, Reduction how) {
    all_reduce_scalars(values.data(), values.size(), scalar_of<T>(), how);
  }
  template <Reducible T>
  T all_reduce(T value, Reduction how) {
    all_reduce(std::span<T>(&value, 1), how);
    return value;
  }
  /// As all_reduce, but only the root's result is defined.
  template <Reducible T>
  void reduce(std::span<T> values, Reduction how, int root = 0) {
    reduce_scalars(values.data(), values.size(), scalar_of<T>(), how, root);
  }
  template <Reducible T>
  T reduce(T value, Reduction how, int root = 0) {
    reduce(std::span<T>(&value, 1), how, root);
    return value;
  }

  /// Every worker's values, in rank order: p * mine.size() elements. mine.size() must be equal on all workers.
  template <TriviallyCopyable T>
  std::vector<T> all_gather(std::span<const T> mine) {
    std::vector<T> all(mine.size() * static_cast<std::size_t>(size_));
    all_gather_bytes(std::as_bytes(mine), std::as_writable_bytes(std::span<T>(all)));
    return all;
  }
  template <TriviallyCopyable T>
  std::vector<T> all_gather(const T& mine) {
    return all_gather(std::span<const T>(&mine, 1));
  }
  /// As all_gather, but only the root gets the values; the others get an empty vector.
  template <TriviallyCopyable T>
  std::vector<T> gather(std::span<const T> mine, int root = 0) {
    std::vector<T> all(rank_ == root ? mine.size() * static_cast<std::size_t>(size_) : 0);
    gather_bytes(std::as_bytes(mine), std::as_writable_bytes(std::span<T>(all)), root);
    return all;
  }
  template <TriviallyCopyable T>
  std::vector<T> gather(const T& mine, int root = 0) {
    return gather(std::span<const T>(&mine, 1), root);
  }

  /// Whether messages can be exchanged with `worker`. Always, except that between ranks with several threads only the
  /// first threads can.
  virtual bool can_message(int worker) const noexcept { return worker != rank_; }

  /// One message to worker `to`. It may return before the message is received (a short one) or only then (a long one).
  /// Messages from one worker to another arrive in the order in which they were sent.
  template <TriviallyCopyable T>
  void send(std::span<const T> values, int to) {
    transfer_bytes(std::as_bytes(values), to, {}, no_worker);
  }
  /// The next message from worker `from`, which must be as long as `values`.
  template <TriviallyCopyable T>
  void receive(std::span<T> values, int from) {
    transfer_bytes({}, no_worker, std::as_writable_bytes(values), from);
  }
  /// Both at the same time, so that neither waits for the other: for shifts and swaps.
  template <TriviallyCopyable T>
  void send_receive(std::span<const T> out, int to, std::span<T> in, int from) {
    transfer_bytes(std::as_bytes(out), to, std::as_writable_bytes(in), from);
  }

  /// Hands pieces[r] to worker r and returns the p pieces handed to this worker, in rank order. Pieces may be empty
  /// and of any size (beyond 2^31 elements too).
  ///
  /// Between threads nothing is copied. Between others pieces are received into `landing`, which must have room for
  /// all pieces side by side in rank order: each lands at its place in that row, and the places of pieces that need no
  /// receiving are left as they were. Without a landing, a buffer of the communicator's is used.
  ///
  /// The pieces handed out must stay as they are, and the spans returned (and a landing area they point into) are
  /// valid, until the worker enters its next barrier(): after it, everybody is done reading.
  template <TriviallyCopyable T>
  std::vector<std::span<const T>> exchange(std::span<const std::span<const T>> pieces, std::span<T> landing = {},
                                           Route route = Route::automatic) {
    std::vector<std::span<const std::byte>> out;
    out.reserve(pieces.size());
    for (const auto& piece : pieces) out.push_back(std::as_bytes(piece));
    const auto in = exchange_bytes(out, std::as_writable_bytes(landing), alignof(T), route);
    std::vector<std::span<const T>> received;
    received.reserve(in.size());
    for (const auto& bytes : in) {
      received.emplace_back(reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T));
    }
    return received;
  }

  /// Uninitialised memory for bulk data, page aligned, in huge pages where allowed. Throws Error when it is not to be
  /// had. The buffer must not outlive the communicator, which keeps its memory for the next one: in a crew that is
  /// kept, every job but the first finds its memory warm.
  template <TriviallyCopyable T>
  Buffer<T> allocate(std::size_t count);

  /// A safe point between two pieces of work, to be passed every millisecond or so. `done` in [0, 1] is how much of
  /// this worker's share is finished; the root's is shown as progress. Throws PeerFailed or Interrupted when the
  /// job is over for other reasons. Costs a few nanoseconds when nothing is the matter.
  void checkpoint(double done) { do_checkpoint(done); }

 protected:
  static constexpr int no_worker = -1;

  Communicator(int rank, int size, Timeline& timeline);

  virtual void do_barrier() = 0;
  virtual void do_broadcast(std::span<std::byte> bytes, int root) = 0;
  virtual void do_reduce(void* values, std::size_t count, Scalar scalar, Reduction how, int root) = 0;
  virtual void do_all_reduce(void* values, std::size_t count, Scalar scalar, Reduction how) = 0;
  virtual void do_gather(std::span<const std::byte> mine, std::span<std::byte> all, int root) = 0;
  virtual void do_all_gather(std::span<const std::byte> mine, std::span<std::byte> all) = 0;
  /// `landing` may be empty; the result has size() entries, each aligned to `alignment`.
  virtual std::vector<std::span<const std::byte>> do_exchange(std::span<const std::span<const std::byte>> pieces,
                                                              std::span<std::byte> landing, std::size_t alignment,
                                                              Route route) = 0;
  /// Either worker, not both, may be no_worker: nothing is then sent or received.
  virtual void do_transfer(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) = 0;
  virtual void do_checkpoint(double done) = 0;
  virtual std::span<std::byte> do_allocate(std::size_t bytes) = 0;
  virtual void do_release(std::span<std::byte> memory) noexcept = 0;

  /// For do_exchange(): `messages` with `bytes` in them go to other workers.
  void count_messages(std::uint64_t messages, std::uint64_t bytes) noexcept {
    traffic_.sent_messages += messages;
    traffic_.sent_bytes += bytes;
  }

  /// To be called by the destructor of every class that implements do_release(), after its own buffers are gone.
  void release_idle_memory() noexcept;

 private:
  template <TriviallyCopyable T>
  friend class Buffer;

  std::span<std::byte> take_memory(std::size_t bytes);
  void give_back(std::span<std::byte> memory) noexcept { idle_.push_back(memory); }

  void broadcast_bytes(std::span<std::byte> bytes, int root);
  void reduce_scalars(void* values, std::size_t count, Scalar scalar, Reduction how, int root);
  void all_reduce_scalars(void* values, std::size_t count, Scalar scalar, Reduction how);
  void gather_bytes(std::span<const std::byte> mine, std::span<std::byte> all, int root);
  void all_gather_bytes(std::span<const std::byte> mine, std::span<std::byte> all);
  std::vector<std::span<const std::byte>> exchange_bytes(std::span<const std::span<const std::byte>> pieces,
                                                         std::span<std::byte> landing, std::size_t alignment,
                                                         Route route);
  void transfer_bytes(std::span<const std::byte> out, int to, std::span<std::byte> in, int from);
  void require_peer(int root) const;
  void require_other(int peer) const;
  template <class Operation>
  decltype(auto) talk(Operation operation);

  int rank_;
  int size_;
  Timeline& timeline_;
  Traffic traffic_;
  ExternalUsage external_;
  // What buffers gave back. Peers may still be reading it when an exception unwinds, so only the next allocation, or
  // the end, frees any of it. There is always room for one more block than are in use.
  std::vector<std::span<std::byte>> idle_;
  std::size_t blocks_ = 0;
};

/// Memory from Communicator::allocate(); returned to it on destruction. Move-only.
template <TriviallyCopyable T>
class Buffer {
 public:
  Buffer() noexcept = default;
  Buffer(Buffer&& other) noexcept
      : owner_(std::exchange(other.owner_, nullptr)),
        memory_(std::exchange(other.memory_, {})),
        size_(std::exchange(other.size_, 0)) {}
  Buffer& operator=(Buffer&& other) noexcept {
    if (this != &other) {
      reset();
      owner_ = std::exchange(other.owner_, nullptr);
      memory_ = std::exchange(other.memory_, {});
      size_ = std::exchange(other.size_, 0);
    }
    return *this;
  }
  ~Buffer() { reset(); }

  T* data() const noexcept { return reinterpret_cast<T*>(memory_.data()); }
  std::size_t size() const noexcept { return size_; }
  std::span<T> span() const noexcept { return {data(), size_}; }
  T& operator[](std::size_t index) const noexcept { return data()[index]; }

 private:
  friend class Communicator;
  Buffer(Communicator& owner, std::span<std::byte> memory, std::size_t size) noexcept
      : owner_(&owner), memory_(memory), size_(size) {}
  void reset() noexcept {
    if (owner_ != nullptr && !memory_.empty()) owner_->give_back(memory_);
    owner_ = nullptr;
    memory_ = {};
    size_ = 0;
  }

  Communicator* owner_ = nullptr;
  std::span<std::byte> memory_;
  std::size_t size_ = 0;
};

template <TriviallyCopyable T>
Buffer<T> Communicator::allocate(std::size_t count) {
  if (count > PTRDIFF_MAX / sizeof(T)) throw std::length_error("Communicator::allocate: too many elements");
  return Buffer<T>(*this, count == 0 ? std::span<std::byte>() : take_memory(count * sizeof(T)), count);
}

}  // namespace breakeven
