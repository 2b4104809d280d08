#include "crews/process_crew.hpp"

#include <poll.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "breakeven/error.hpp"
#include "crews/arena.hpp"
#include "crews/failure.hpp"
#include "crews/process_starter.hpp"
#include "crews/wire.hpp"
#include "os/interrupt.hpp"
#include "os/process.hpp"
#include "os/random.hpp"

namespace breakeven::crews {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds progress_interval{100};
// A process whose socket is closed has ended or is about to; longer than this it will not take.
constexpr milliseconds patience_with_the_dead{1000};
constexpr milliseconds patience_with_processes{5000};
constexpr milliseconds patience_with_our_signal{100};

class ProcessCrew final : public Crew {
 public:
  ProcessCrew(const CrewOptions& options, const WorkloadRegistry& registry) : Crew(options), registry_(registry) {}

  ~ProcessCrew() override {
    if (starter_ != nullptr) starter_->finish();
  }

 private:
  void do_start() override {
    starter_ = make_process_starter(options(), registry_);
    const std::size_t arena_bytes = Arena::bytes_needed(size());
    const os::FileDescriptor file = os::make_memory_file("breakeven", arena_bytes);
    arena_.emplace(file, arena_bytes, 0, size());
    team_ = &Team::construct_in(arena_->bytes(), size());
    const std::uint64_t crew = os::random_number();
    for (int rank = 0; rank < size(); ++rank) {
      os::SocketPair sockets = os::make_socket_pair();
      channels_.emplace_back(std::move(sockets.ours));
      starter_->start({rank, size(), arena_bytes, crew, options().share}, sockets.theirs, *arena_, file);
    }
    collect([](int /*rank*/, const Message& message) {
      if (!std::holds_alternative<Ready>(message)) throw Error("a worker did not say that it is ready");
    });
    set_lives(team_->lives(host_));
  }

  JobOutcome do_run(const AnyWorkload& workload, const ProgressSink& progress) override {
    const Message job = Job{std::string(workload.name()), workload.save()};
    for (int rank = 0; rank < size(); ++rank) send(rank, job);
    JobOutcome outcome;
    outcome.workers.resize(static_cast<std::size_t>(size()));
    collect(
        [&](int rank, const Message& message) {
          const auto* result = std::get_if<Result>(&message);
          if (result == nullptr || result->workers.size() != 1) throw Error("a worker did not send a result");
          if (rank == 0) outcome.answer = result->answer;
          outcome.workers[static_cast<std::size_t>(rank)] = result->workers.front();
        },
        progress);
    return outcome;
  }

  void do_stop() override {
    for (Channel& channel : channels_) channel.close();
    std::optional<std::string> trouble;
    for (int rank = 0; rank < static_cast<int>(channels_.size()); ++rank) {
      const auto status = starter_->ended(rank, patience_with_processes);
      if (!status || !status->ok()) trouble = trouble_at_stop(rank, status);
    }
    set_lives(team_->lives(host_));
    channels_.clear();
    if (starter_ != nullptr) starter_->finish();
    starter_.reset();
    arena_.reset();
    if (trouble) throw Error(*trouble);
  }

  std::string trouble_at_stop(int rank, const std::optional<os::ExitStatus>& status) const {
    return worker_noun(options()) + " " + std::to_string(rank) +
           " did not stop as it should: " + (status ? os::describe(*status) : std::string("it had to be killed"));
  }

  void send(int rank, const Message& message) {
    try {
      channels_[static_cast<std::size_t>(rank)].send(message);
    } catch (const Error&) {
      throw_death_of(rank);
    }
  }

  /// Takes one message from every worker. Throws as soon as one fails, dies, or the user interrupts.
  void collect(const std::function<void(int, const Message&)>& take, const ProgressSink& progress = {}) {
    std::vector<pollfd> waiting;
    for (const Channel& channel : channels_) waiting.push_back({channel.descriptor(), POLLIN, 0});
    waiting.push_back({os::interrupt_descriptor(), POLLIN, 0});
    for (int missing = size(); missing > 0;) {
      const int timeout = progress ? static_cast<int>(progress_interval.count()) : -1;
      if (::poll(waiting.data(), waiting.size(), timeout) < 0 && errno != EINTR)
        os::throw_errno("cannot wait for workers");
      os::throw_if_interrupted();
      if (progress) progress(static_cast<double>(team_->slot(0).progress.load(std::memory_order_relaxed)));
      for (int rank = 0; rank < size(); ++rank) {
        pollfd& entry = waiting[static_cast<std::size_t>(rank)];
        if (entry.revents == 0) continue;
        take(rank, receive(rank));
        entry.fd = -1;  // one message each
        entry.revents = 0;
        --missing;
      }
    }
  }

  Message receive(int rank) {
    auto message = channels_[static_cast<std::size_t>(rank)].receive();
    if (!message) throw_death_of(rank);
    if (const auto* failure = std::get_if<Failure>(&*message)) throw_cause(*failure);
    return std::move(*message);
  }

  /// An echo of another worker's failure is worth telling only if the cause is not to be found. A peer may see the end
  /// of a dying worker before its driver does.
  [[noreturn]] void throw_cause(const Failure& failure) {
    if (!failure.peer_failed) throw_failure(options(), failure);
    std::vector<pollfd> others;
    for (const Channel& channel : channels_) others.push_back({channel.descriptor(), POLLIN, 0});
    others[static_cast<std::size_t>(failure.worker)].fd = -1;
    while (::poll(others.data(), others.size(), static_cast<int>(patience_with_the_dead.count())) > 0) {
      for (int rank = 0; rank < size(); ++rank) {
        pollfd& other = others[static_cast<std::size_t>(rank)];
        if (other.revents == 0) continue;
        const auto message = channels_[static_cast<std::size_t>(rank)].receive();
        if (!message) throw_death_of(rank);
        const auto* cause = std::get_if<Failure>(&*message);
        if (cause != nullptr && !cause->peer_failed) throw_failure(options(), *cause);
        if (cause != nullptr) other.fd = -1;  // an echo, too; it ends next, and that is no cause
      }
    }
    throw_failure(options(), failure);
  }

  /// A signal to the whole process group reaches a worker that is coming into being a moment before it reaches us: then
  /// the worker has not failed, but all of us are interrupted.
  static void wait_for_own_signal() {
    pollfd waiting{os::interrupt_descriptor(), POLLIN, 0};
    ::poll(&waiting, 1, static_cast<int>(patience_with_our_signal.count()));
    os::throw_if_interrupted();
  }

  [[noreturn]] void throw_death_of(int rank) {
    const auto phase = static_cast<Phase>(team_->slot(rank).board.phase.load(std::memory_order_relaxed));
    const auto status = starter_->ended(rank, patience_with_the_dead);
    if (status && (status->signal == SIGTERM || status->signal == SIGINT || status->signal == SIGHUP))
      wait_for_own_signal();
    const std::int64_t pid = team_->slot(rank).board.pid.load(std::memory_order_relaxed);
    if (status) throw_death(options(), rank, pid, *status, phase);
    throw_failure(options(), {rank, phase, false, "it closed its connection, and how it ended is not known"});
  }

  const WorkloadRegistry& registry_;
  std::string host_ = os::host_name();
  std::optional<Arena> arena_;
  Team* team_ = nullptr;
  std::unique_ptr<ProcessStarter> starter_;
  std::vector<Channel> channels_;
};

}  // namespace

std::unique_ptr<Crew> make_process_crew(const CrewOptions& options, const WorkloadRegistry& registry) {
  return std::make_unique<ProcessCrew>(options, registry);
}

}  // namespace breakeven::crews
