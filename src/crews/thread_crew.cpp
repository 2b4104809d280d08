#include "crews/thread_crew.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <thread>
#include <vector>

#include "breakeven/error.hpp"
#include "crews/big_lock.hpp"
#include "crews/execute.hpp"
#include "crews/failure.hpp"
#include "crews/shared_communicator.hpp"
#include "os/futex.hpp"
#include "os/interrupt.hpp"
#include "os/process.hpp"

namespace breakeven::crews {
namespace {

// 20 to 50 us if nobody else wants the processor, which is what waking a sleeper on an idle one takes at worst: whoever
// waits for a crew's next job, or for its end, mostly meets it awake. Whoever does want the processor gets it at once.
constexpr int yields_before_sleep = 100;

/// Waits while the word is `value`.
void wait_while(std::atomic<std::uint32_t>& word, std::uint32_t value) noexcept {
  for (int i = 0; i < yields_before_sleep && word.load() == value; ++i) std::this_thread::yield();
  while (word.load() == value) os::futex_wait(word, value, os::FutexReach::process);
}

/// Holds the big lock while it computes; lets it go while it waits, and at safe points when asked to.
class LockedCommunicator final : public SharedCommunicator {
 public:
  LockedCommunicator(Team& team, int rank, Timeline& timeline, BigLock& lock)
      : SharedCommunicator(team, rank, timeline), lock_(lock) {}

  void enter_job() {
    lock_.acquire();
    holding_ = true;
  }
  void leave_job() {
    if (std::exchange(holding_, false)) lock_.release();
  }

 private:
  void synchronise() override {
    leave_job();
    SharedCommunicator::synchronise();
    enter_job();
  }

  void do_transfer(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) override {
    leave_job();
    SharedCommunicator::do_transfer(out, to, in, from);
    enter_job();
  }

  void do_checkpoint(double done) override {
    SharedCommunicator::do_checkpoint(done);
    if (!lock_.asked_to_drop()) return;
    const PhaseScope waiting(timeline(), Phase::talk);
    lock_.hand_over();
  }

  BigLock& lock_;
  bool holding_ = false;
};

class ThreadCrew final : public Crew {
 public:
  explicit ThreadCrew(const CrewOptions& options) : Crew(options) {}
  ~ThreadCrew() override { end_threads(); }

 private:
  struct Worker {
    explicit Worker(WorkerBoard& its_board) : board(its_board), timeline(&its_board.phase) {}
    WorkerBoard& board;
    Timeline timeline;
    std::unique_ptr<SharedCommunicator> communicator;
    std::optional<Executed> executed;
    std::optional<Failure> failure;
    std::thread thread;
  };

  void do_start() override {
    team_ = &Team::construct_in(obtain_memory(Team::bytes_needed(size())), size());
    workers_.reserve(static_cast<std::size_t>(size()));
    remaining_.store(static_cast<std::uint32_t>(size()));
    for (int rank = 0; rank < size(); ++rank) {
      Worker& worker = *workers_.emplace_back(std::make_unique<Worker>(team_->slot(rank).board));
      if (options().kind == CrewKind::gil) {
        worker.communicator = std::make_unique<LockedCommunicator>(*team_, rank, worker.timeline, lock_);
      } else {
        worker.communicator = std::make_unique<SharedCommunicator>(*team_, rank, worker.timeline);
      }
      start_thread(worker);
    }
    wait_for_all();
    set_lives(team_->lives(host_));
  }

  /// Zeroed. From the heap: a mapping of its own would be faulted in anew by every crew.
  std::span<std::byte> obtain_memory(std::size_t bytes) {
    std::size_t space = bytes + alignof(Team);
    memory_.reset(std::calloc(1, space));
    if (memory_ == nullptr) throw std::bad_alloc();
    void* begin = memory_.get();
    return {static_cast<std::byte*>(std::align(alignof(Team), bytes, begin, space)), bytes};
  }

  void start_thread(Worker& worker) {
    try {
      worker.thread = std::thread([this, &worker] { serve(worker); });
    } catch (const std::system_error& error) {
      throw Error("cannot start thread " + std::to_string(workers_.size() - 1) + " of " + std::to_string(size()) +
                  ": " + error.code().message());
    }
  }

  JobOutcome do_run(const AnyWorkload& workload, const ProgressSink& progress) override {
    job_ = &workload;
    team_->begin_job();
    for (auto& worker : workers_) {
      worker->executed.reset();
      worker->communicator->begin_job(&progress);
    }
    os::reset_peak_memory();
    remaining_.store(static_cast<std::uint32_t>(size()));
    jobs_.fetch_add(1);
    os::futex_wake_all(jobs_, os::FutexReach::process);
    wait_for_all();
    throw_first_failure();
    JobOutcome outcome;
    outcome.answer = std::move(workers_.front()->executed->answer);
    const std::uint64_t peak = os::peak_memory_bytes();
    for (auto& worker : workers_) {
      WorkerReport& report = outcome.workers.emplace_back(std::move(worker->executed->report));
      if (report.peak_memory_bytes == 0) report.peak_memory_bytes = peak;
    }
    return outcome;
  }

  void do_stop() override {
    end_threads();
    set_lives(team_->lives(host_));
  }

  void end_threads() {
    stopping_.store(true);
    jobs_.fetch_add(1);
    os::futex_wake_all(jobs_, os::FutexReach::process);
    for (auto& worker : workers_) {
      if (worker->thread.joinable()) worker->thread.join();
    }
    workers_.clear();
  }

  void serve(Worker& worker) {
    worker.board.stamp(Milestone::exists);
    worker.board.pid.store(::getpid(), std::memory_order_relaxed);
    worker.board.stamp(Milestone::ready);
    // The count of jobs is read before this thread is reported ready: no job can be missed.
    for (std::uint32_t seen = jobs_.load();; seen = jobs_.load()) {
      if (remaining_.fetch_sub(1) == 1) os::futex_wake_all(remaining_, os::FutexReach::process);
      wait_while(jobs_, seen);
      if (stopping_.load()) {
        worker.board.stamp(Milestone::dismissed);
        return;
      }
      run_job(worker);
    }
  }

  void run_job(Worker& worker) {
    auto* locked = dynamic_cast<LockedCommunicator*>(worker.communicator.get());
    try {
      std::function<void()> admission;
      if (locked != nullptr) admission = [locked] { locked->enter_job(); };
      worker.executed = execute(*job_, *worker.communicator, CpuAccount::thread, PeakReader::crew, admission);
    } catch (...) {
      worker.failure = current_failure(worker.communicator->rank(), worker.timeline.current());
      team_->fail();
    }
    worker.communicator->withdraw();  // after a good end, too: peers that fail may be waiting for it
    if (locked != nullptr) locked->leave_job();
  }

  void wait_for_all() {
    for (std::uint32_t left = remaining_.load(); left > 0; left = remaining_.load()) wait_while(remaining_, left);
  }

  void throw_first_failure() const {
    os::throw_if_interrupted();
    const Failure* echo = nullptr;
    for (const auto& worker : workers_) {
      if (!worker->failure) continue;
      if (!worker->failure->peer_failed) throw_failure(options(), *worker->failure);
      echo = &*worker->failure;
    }
    if (echo != nullptr) throw_failure(options(), *echo);
  }

  std::string host_ = os::host_name();
  std::unique_ptr<void, decltype(&std::free)> memory_{nullptr, std::free};
  Team* team_ = nullptr;
  BigLock lock_;
  std::vector<std::unique_ptr<Worker>> workers_;
  const AnyWorkload* job_ = nullptr;
  std::atomic<std::uint32_t> jobs_{0};
  std::atomic<std::uint32_t> remaining_{0};
  std::atomic<bool> stopping_{false};
};

}  // namespace

std::unique_ptr<Crew> make_thread_crew(const CrewOptions& options) { return std::make_unique<ThreadCrew>(options); }

}  // namespace breakeven::crews
