#include "crews/mpi_crew.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <optional>
#include <regex>
#include <vector>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "crews/failure.hpp"
#include "crews/output_tail.hpp"
#include "crews/rank_listener.hpp"
#include "crews/worker_process.hpp"
#include "launch/launcher.hpp"
#include "launch/open_mpi_leftovers.hpp"
#include "os/interrupt.hpp"
#include "os/memory.hpp"
#include "os/process.hpp"

namespace breakeven::crews {
namespace {

using std::chrono::milliseconds;

// mpirun notices a dead rank within a second or so, kills the others and says which one it was.
constexpr milliseconds patience_with_the_launcher{4000};
// MPI_Finalize synchronises all ranks; on an oversubscribed node that may take seconds.
constexpr milliseconds patience_with_stopping{60000};

/// True when a process on this host has ended, be it not yet waited for.
bool has_ended(std::int64_t pid) {
  std::ifstream stat(fmt::format("/proc/{}/stat", pid));
  std::string line;
  if (!std::getline(stat, line)) return true;
  const auto name_end = line.rfind(')');
  return name_end != std::string::npos && line.size() > name_end + 2 && line[name_end + 2] == 'Z';
}

std::string boot_id() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string id;
  file >> id;
  return id;
}

class MpiCrew final : public Crew {
 public:
  explicit MpiCrew(const CrewOptions& options) : Crew(options) {}

  ~MpiCrew() override {
    root_.reset();
    end_launcher();
  }

 private:
  void do_start() override {
    make_phase_board();
    if (options().adopted) {
      if (const auto launched = launch::launcher_start()) backdate_start(*launched);
      start_own_rank();
    } else {
      launch_ranks();
    }
    while (identities_.empty()) {
      const Message message = wait_for_message({});
      const auto* ready = std::get_if<Ready>(&message);
      if (ready == nullptr || ready->workers.size() != static_cast<std::size_t>(size())) {
        throw Error(fmt::format("{} ranks were launched, and another number reported to be ready",
                                size() / options().threads_per_rank));
      }
      identities_ = ready->workers;
    }
  }

  JobOutcome do_run(const AnyWorkload& workload, const ProgressSink& progress) override {
    try {
      root_->send(Job{std::string(workload.name()), workload.save()});
    } catch (const Error&) {
      explain_end();
    }
    for (;;) {
      Message message = wait_for_message(progress);
      if (auto* result = std::get_if<Result>(&message)) {
        JobOutcome outcome;
        outcome.answer = std::move(result->answer);
        outcome.workers = std::move(result->workers);
        return outcome;
      }
    }
  }

  void do_stop() override {
    root_.reset();
    const auto status = wait_for_launcher(patience_with_stopping);
    if (!status) {
      end_launcher();
      throw Error(
          fmt::format("the ranks did not stop within {} s and were killed", patience_with_stopping.count() / 1000));
    }
    if (!status->ok()) {
      clean_up();
      throw Error(
          fmt::format("{} {} when the ranks stopped: {}", launcher_name_, os::describe(*status), output_.summary()));
    }
  }

  // ---- starting

  /// The ranks show in it what they are doing, so that it can be told what one was doing when it died.
  void make_phase_board() {
    const auto bytes = static_cast<std::size_t>(size());
    board_file_ = os::make_memory_file("breakeven", bytes);
    board_ = os::Mapping::shared(board_file_, bytes);
  }

  std::vector<std::string> rank_environment(const std::string& connect) const {
    return {
        fmt::format("{}={}", launch::connect_variable, connect),
        fmt::format("{}={}", launch::threads_variable, options().threads_per_rank),
        fmt::format("{}={}:{}:{}:{}", launch::phase_board_variable, boot_id(), ::getpid(), board_file_.get(), size())};
  }

  void start_own_rank() {
    const std::string program = launch::sibling_executable(options().rank_executable, "breakeven-rank");
    os::SocketPair sockets = os::make_socket_pair();
    os::SpawnOptions spawn;
    spawn.arguments = {program};
    spawn.descriptors = {{sockets.theirs.get(), control_descriptor}};
    listener_.emplace();  // for ranks other than ours to say why they failed
    spawn.environment = rank_environment(fmt::format("fd:{};{}", control_descriptor, listener_->address()));
    launcher_ = os::spawn(program, spawn);
    launcher_name_ = "rank 0";
    launcher_pid_ = ::getppid();
    output_.close_writing_end();
    root_.emplace(std::move(sockets.ours));
  }

  void launch_ranks() {
    listener_.emplace();
    os::SpawnOptions spawn;
    spawn.arguments = launch::launch_command(options());
    const os::FileDescriptor nothing(os::check(::open("/dev/null", O_RDONLY | O_CLOEXEC), "cannot open /dev/null"));
    spawn.descriptors = {{nothing.get(), 0}, {output_.writing_end(), 1}, {output_.writing_end(), 2}};
    spawn.environment = rank_environment(listener_->address());
    // Ended by SIGTERM the launcher ends its ranks and removes its files, which SIGKILL would not let it.
    spawn.parent_death_signal = SIGTERM;
    spawn.own_process_group = true;
    launcher_name_ = spawn.arguments.front();
    launcher_ = os::spawn(spawn.arguments.front(), spawn);
    launcher_pid_ = launcher_.pid();
    output_.close_writing_end();
  }

  // ---- listening

  /// The next message from rank 0 that is not about progress. Throws when a rank failed, the launcher ended, or the
  /// user interrupts.
  Message wait_for_message(const ProgressSink& progress) {
    for (;;) {
      wait_for_events();
      if (auto message = next_message()) {
        if (const auto* step = std::get_if<Progress>(&*message)) {
          if (progress) progress(step->done);
        } else {
          return std::move(*message);
        }
      }
    }
  }

  void wait_for_events() {
    std::vector<pollfd> waiting{{os::interrupt_descriptor(), POLLIN, 0}, {output_.descriptor(), POLLIN, 0}};
    if (root_) waiting.push_back({root_->descriptor(), POLLIN, 0});
    if (listener_) {
      for (const int descriptor : listener_->descriptors()) waiting.push_back({descriptor, POLLIN, 0});
    }
    // The launcher's end closes its output; one that hands its output to others is looked after every second.
    if (::poll(waiting.data(), waiting.size(), 1000) < 0 && errno != EINTR) os::throw_errno("cannot wait for ranks");
    if (os::interrupted_by() != 0) explain_interrupt();
    output_.drain();
  }

  std::optional<Message> next_message() {
    accept_connections();
    if (root_ && readable(root_->descriptor())) {
      auto message = root_->receive();
      if (!message) explain_end();
      if (const auto* failure = std::get_if<Failure>(&*message)) {
        if (failure->peer_failed) explain_end();
        throw_failure(options(), *failure);
      }
      return message;
    }
    if (const auto status = launcher_.running() ? launcher_.poll() : launcher_status_) {
      launcher_status_ = status;
      explain_end();
    }
    return std::nullopt;
  }

  static bool readable(int descriptor) {
    pollfd waiting{descriptor, POLLIN, 0};
    return ::poll(&waiting, 1, 0) > 0;
  }

  /// Whoever connects and does not report that all ranks are ready has a failure to report.
  void accept_connections() {
    if (!listener_) return;
    for (const int descriptor : listener_->descriptors()) {
      while (readable(descriptor)) {
        auto channel = listener_->accept(descriptor);
        if (!channel) break;
        if (!root_) {
          root_ = std::move(channel);
          continue;
        }
        const auto message = channel->receive();
        if (!message) continue;
        if (const auto* failure = std::get_if<Failure>(&*message)) throw_failure(options(), *failure);
      }
    }
  }

  // ---- explaining

  Phase phase_of(int worker) const {
    const auto& byte = reinterpret_cast<const PhaseBoard&>(board_.bytes()[static_cast<std::size_t>(worker)]);
    return static_cast<Phase>(byte.load(std::memory_order_relaxed));
  }

  /// A rank or the launcher has ended out of turn: finds out which and why.
  [[noreturn]] void explain_end() {
    const auto status = wait_for_launcher(patience_with_the_launcher);
    accept_connections();
    // "mpirun noticed that process rank 3 with PID 4711 on node here exited on signal 9 (Killed)."
    static const std::regex notice(R"(process rank (\d+) with PID (\d+) on node (\S+) exited on signal (\d+))");
    std::smatch match;
    if (std::regex_search(output_.text(), match, notice)) {
      const int rank = std::stoi(match[1]);
      const int worker = rank * options().threads_per_rank;
      // mpirun may know no better than 0; the rank itself told us.
      std::int64_t pid = std::stoll(match[2]);
      if (pid == 0 && !identities_.empty()) pid = identities_[static_cast<std::size_t>(worker)].pid;
      throw_death(options(), worker, pid, {0, std::stoi(match[4])}, phase_of(worker));
    }
    if (options().adopted && status) {
      throw_death(options(), 0, identities_.empty() ? 0 : identities_.front().pid, *status, phase_of(0));
    }
    const std::string phase =
        identities_.empty() ? "before the ranks were ready" : fmt::format("in phase {}", to_string(phase_of(0)));
    const std::string how = !status               ? std::string("lost its ranks")
                            : status->signal != 0 ? "was " + os::describe(*status)
                                                  : os::describe(*status);
    const std::string said = output_.summary();
    throw WorkerFailed(
        fmt::format("{} {} {}{}{}", launcher_name_, how, phase, said.empty() ? "" : "; it said: ", said));
  }

  /// A launcher that ends a job because a rank has died sends SIGTERM to all others, and to us. Whoever is gone at
  /// that moment is the cause; a moment later all of them are.
  [[noreturn]] void explain_interrupt() {
    if (options().adopted && os::interrupted_by() == SIGTERM) {
      const auto first_of_others = static_cast<std::size_t>(options().threads_per_rank);
      for (std::size_t worker = first_of_others; worker < identities_.size(); ++worker) {
        const WorkerIdentity& identity = identities_[worker];
        if (identity.host != os::host_name() || !has_ended(identity.pid)) continue;
        throw WorkerFailed(fmt::format(
            "{} {} of {} (pid {}) has died in phase {}; the launcher ends the job and names the cause",
            worker_noun(options()), worker, size(), identity.pid, to_string(phase_of(static_cast<int>(worker)))));
      }
      if (!launcher_status_ && launcher_.running()) launcher_status_ = launcher_.poll();
      if (launcher_status_ && launcher_status_->signal != SIGTERM) {
        throw_death(options(), 0, identities_.empty() ? 0 : identities_.front().pid, *launcher_status_, phase_of(0));
      }
    }
    throw Interrupted(os::interrupted_by());
  }

  // ---- ending

  std::optional<os::ExitStatus> wait_for_launcher(milliseconds patience) {
    const TimePoint deadline = Clock::now() + patience;
    do {
      output_.drain();  // a launcher that finds its pipe full would never end
      if (!launcher_status_ && launcher_.running()) launcher_status_ = launcher_.wait_for(milliseconds(20));
    } while (!launcher_status_ && launcher_.running() && Clock::now() < deadline);
    output_.drain();
    return launcher_status_;
  }

  /// Ends what is left of the ranks: politely, so that the launcher can clean up, then by force.
  void end_launcher() {
    if (!launcher_.running()) return;
    if (options().adopted) {
      launcher_.kill_and_wait();
      clean_up();
      return;
    }
    launcher_.signal(SIGTERM);
    if (!wait_for_launcher(milliseconds(2000))) {
      ::kill(-launcher_pid_, SIGKILL);
      launcher_.kill_and_wait();
    }
    clean_up();
  }

  /// Only what a launcher that is dead can no longer remove itself.
  void clean_up() {
    if (options().adopted && ::getppid() == launcher_pid_) return;
    launch::remove_open_mpi_leftovers(launcher_pid_);
  }

  std::optional<RankListener> listener_;
  OutputTail output_;
  os::ChildProcess launcher_;  // for adopted ranks: rank 0
  pid_t launcher_pid_ = 0;     // of mpirun or srun, be it our child or our parent
  std::optional<os::ExitStatus> launcher_status_;
  std::string launcher_name_;
  os::FileDescriptor board_file_;
  os::Mapping board_;
  std::optional<Channel> root_;
  std::vector<WorkerIdentity> identities_;
};

}  // namespace

std::unique_ptr<Crew> make_mpi_crew(const CrewOptions& options) { return std::make_unique<MpiCrew>(options); }

}  // namespace breakeven::crews
