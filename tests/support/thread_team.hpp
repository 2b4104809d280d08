// The plainest communicator there can be: threads, one mutex, one condition variable. Workloads are tested on it
// without a crew, and crews against it: it shares no code with them.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <exception>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "breakeven/communicator.hpp"
#include "breakeven/error.hpp"

namespace breakeven {

/// What the threads of a team share.
class ThreadTeam {
 public:
  explicit ThreadTeam(int size) : size_(size), shown_(static_cast<std::size_t>(size)) {}

  /// Runs body(communicator) on `size` threads and rethrows what was thrown first, PeerFailed aside.
  static void run(int size, const std::function<void(Communicator&)>& body);

  int size() const { return size_; }

  void wait() {
    std::unique_lock lock(mutex_);
    const auto round = round_;
    if (++waiting_ == size_) {
      waiting_ = 0;
      ++round_;
      changed_.notify_all();
    }
    changed_.wait(lock, [&] { return failure_ || round_ != round; });
    if (round_ == round) throw PeerFailed();
  }
  void fail(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = failure;
    changed_.notify_all();
  }
  std::exception_ptr failure() const { return failure_; }

  /// Messages, kept until they are fetched.
  void post(int from, int to, std::span<const std::byte> bytes) {
    const std::lock_guard lock(mutex_);
    mail_[{from, to}].emplace_back(bytes.begin(), bytes.end());
    changed_.notify_all();
  }
  std::vector<std::byte> fetch(int from, int to) {
    std::unique_lock lock(mutex_);
    auto& box = mail_[{from, to}];
    changed_.wait(lock, [&] { return failure_ || !box.empty(); });
    if (box.empty()) throw PeerFailed();
    std::vector<std::byte> bytes = std::move(box.front());
    box.pop_front();
    return bytes;
  }

  /// What each worker lets the others read between two waits.
  std::vector<std::span<const std::span<const std::byte>>>& shown() { return shown_; }

 private:
  const int size_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  std::uint64_t round_ = 0;
  std::exception_ptr failure_;
  std::map<std::pair<int, int>, std::deque<std::vector<std::byte>>> mail_;
  std::vector<std::span<const std::span<const std::byte>>> shown_;
};

class ThreadTeamCommunicator final : public Communicator {
 public:
  ThreadTeamCommunicator(ThreadTeam& team, int rank, Timeline& timeline)
      : Communicator(rank, team.size(), timeline), team_(team) {}
  ~ThreadTeamCommunicator() override { release_idle_memory(); }

  /// What each worker gave to the all_gather that asked for most.
  std::size_t largest_gather_bytes() const { return largest_gather_bytes_; }

 protected:
  void do_barrier() override { team_.wait(); }
  void do_broadcast(std::span<std::byte> bytes, int root) override {
    with_shown(bytes, [&](const auto& of) {
      if (rank() != root) copy(of(root), bytes);
    });
  }
  void do_reduce(void* values, std::size_t count, Scalar scalar, Reduction how, int root) override {
    std::vector<std::byte> kept(bytes_of(values, count, scalar).begin(), bytes_of(values, count, scalar).end());
    do_all_reduce(values, count, scalar, how);
    if (rank() != root) copy(kept, bytes_of(values, count, scalar));
  }
  void do_all_reduce(void* values, std::size_t count, Scalar scalar, Reduction how) override {
    const auto bytes = bytes_of(values, count, scalar);
    std::vector<std::byte> result(bytes.begin(), bytes.end());
    with_shown(bytes, [&](const auto& of) {
      copy(of(0), result);
      for (int r = 1; r < size(); ++r) combine(result, of(r), scalar, how);
    });
    copy(result, bytes);
  }
  void do_gather(std::span<const std::byte> mine, std::span<std::byte> all, int root) override {
    with_shown(mine, [&](const auto& of) {
      for (int r = 0; rank() == root && r < size(); ++r) copy(of(r), all.subspan(mine.size() * std::size_t(r)));
    });
  }
  void do_all_gather(std::span<const std::byte> mine, std::span<std::byte> all) override {
    largest_gather_bytes_ = std::max(largest_gather_bytes_, mine.size());
    for (int root = 0; root < size(); ++root) do_gather(mine, all, root);
  }
  std::vector<std::span<const std::byte>> do_exchange(std::span<const std::span<const std::byte>> pieces,
                                                      std::span<std::byte> /*landing*/, std::size_t /*alignment*/,
                                                      Route /*route*/) override {
    for (std::size_t peer = 0; peer < pieces.size(); ++peer) {
      if (peer != std::size_t(rank()) && !pieces[peer].empty()) count_messages(1, pieces[peer].size());
    }
    team_.shown()[std::size_t(rank())] = pieces;
    team_.wait();
    std::vector<std::span<const std::byte>> received;
    for (const auto& handed_out : team_.shown()) received.push_back(handed_out[std::size_t(rank())]);
    team_.wait();
    return received;
  }
  void do_transfer(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) override {
    if (to != no_worker) team_.post(rank(), to, out);
    if (from != no_worker) copy(team_.fetch(from, rank()), in);
  }
  void do_checkpoint(double /*done*/) override {}
  std::span<std::byte> do_allocate(std::size_t bytes) override { return {new std::byte[bytes], bytes}; }
  void do_release(std::span<std::byte> memory) noexcept override { delete[] memory.data(); }

 private:
  template <class T>
  struct Tag {
    using type = T;
  };
  /// Calls use(Tag<T>) with the type that `scalar` stands for.
  template <class Use>
  static auto with_type(Scalar scalar, Use use) {
    switch (scalar) {
      case Scalar::int32: return use(Tag<std::int32_t>());
      case Scalar::uint32: return use(Tag<std::uint32_t>());
      case Scalar::int64: return use(Tag<std::int64_t>());
      case Scalar::uint64: return use(Tag<std::uint64_t>());
      case Scalar::float32: return use(Tag<float>());
      case Scalar::float64: break;
    }
    return use(Tag<double>());
  }
  static std::span<std::byte> bytes_of(void* values, std::size_t count, Scalar scalar) {
    const std::size_t size = with_type(scalar, [](auto tag) { return sizeof(typename decltype(tag)::type); });
    return {static_cast<std::byte*>(values), count * size};
  }
  static void combine(std::span<std::byte> into, std::span<const std::byte> from, Scalar scalar, Reduction how) {
    with_type(scalar, [&](auto tag) {
      using T = typename decltype(tag)::type;
      for (std::size_t at = 0; at < into.size(); at += sizeof(T)) {
        T a;
        T b;
        std::memcpy(&a, into.data() + at, sizeof(T));
        std::memcpy(&b, from.data() + at, sizeof(T));
        const T result = how == Reduction::sum   ? static_cast<T>(a + b)
                         : how == Reduction::min ? std::min(a, b)
                                                 : std::max(a, b);
        std::memcpy(into.data() + at, &result, sizeof(T));
      }
    });
  }
  static void copy(std::span<const std::byte> from, std::span<std::byte> to) { std::ranges::copy(from, to.begin()); }
  /// Calls read(of), where of(r) are the bytes that worker r shows, while all of them are there to be read.
  template <class Read>
  void with_shown(std::span<const std::byte> bytes, Read read) {
    const std::span<const std::byte> mine[] = {bytes};
    team_.shown()[std::size_t(rank())] = mine;
    team_.wait();
    read([&](int r) { return team_.shown()[std::size_t(r)].front(); });
    team_.wait();
  }

  ThreadTeam& team_;
  std::size_t largest_gather_bytes_ = 0;
};

inline void ThreadTeam::run(int size, const std::function<void(Communicator&)>& body) {
  ThreadTeam team(size);
  {
    std::vector<std::jthread> threads;
    for (int rank = 0; rank < size; ++rank) {
      threads.emplace_back([&, rank] {
        Timeline timeline;
        timeline.restart(Phase::work);
        try {
          ThreadTeamCommunicator communicator(team, rank, timeline);
          body(communicator);
        } catch (const PeerFailed&) {
        } catch (...) {
          team.fail(std::current_exception());
        }
      });
    }
  }
  if (team.failure()) std::rethrow_exception(team.failure());
}

}  // namespace breakeven
