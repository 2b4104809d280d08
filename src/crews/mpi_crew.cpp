#include "crews/mpi_crew.hpp"

#include <poll.h>

#include <cerrno>
#include <chrono>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "crews/failure.hpp"
#include "crews/rank_failure.hpp"
#include "crews/rank_hosts.hpp"
#include "crews/rank_listener.hpp"
#include "crews/rank_processes.hpp"
#include "launch/launcher.hpp"
#include "os/interrupt.hpp"

namespace breakeven::crews {
namespace {

// mpirun notices a dead rank within a second or so, kills the others and says which one it was.
constexpr std::chrono::seconds patience_with_the_launcher{4};
// MPI_Finalize synchronises all ranks; on an oversubscribed node that may take seconds.
constexpr std::chrono::seconds patience_with_ranks{60};

bool readable(int descriptor) {
  pollfd waiting{descriptor, POLLIN, 0};
  return ::poll(&waiting, 1, 0) > 0;
}

class MpiCrew final : public Crew {
 public:
  explicit MpiCrew(const CrewOptions& options) : Crew(options) {}

 private:
  void do_start() override {
    if (options().adopted) {
      if (const auto launched = launch::launcher_start()) backdate_start(*launched);
    }
    listener_.emplace();
    processes_.emplace(options());
    root_ = processes_->start(listener_->address());
    const Message message = wait_for_message({});
    const auto* ready = std::get_if<Ready>(&message);
    if (ready == nullptr || ready->workers.size() != static_cast<std::size_t>(size())) {
      throw Error(fmt::format("{} ranks were launched, and another number reported to be ready",
                              size() / options().threads_per_rank));
    }
    check_hosts(options(), ready->workers);
    set_lives(ready->workers);
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
    const auto status = processes_->wait(patience_with_ranks);
    read_boards();
    if (!status) {
      processes_->end();
      throw Error(fmt::format("the ranks did not stop within {} s and were killed", patience_with_ranks.count()));
    }
    if (!status->ok()) {
      throw Error(fmt::format("{} {} when the ranks stopped: {}", processes_->name(), os::describe(*status),
                              processes_->output().summary()));
    }
  }

  void read_boards() {
    std::vector<WorkerLife> all = lives();
    for (std::size_t worker = 0; worker < all.size(); ++worker) {
      processes_->board_of(static_cast<int>(worker)).add_to(all[worker]);
    }
    set_lives(std::move(all));
  }

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
    std::vector<pollfd> waiting{{os::interrupt_descriptor(), POLLIN, 0}, {processes_->output_descriptor(), POLLIN, 0}};
    if (root_) waiting.push_back({root_->descriptor(), POLLIN, 0});
    for (const int descriptor : listener_->descriptors()) waiting.push_back({descriptor, POLLIN, 0});
    // The launcher's end closes its output; one that hands its output to others is looked after every second.
    if (::poll(waiting.data(), waiting.size(), 1000) < 0 && errno != EINTR) os::throw_errno("cannot wait for ranks");
    if (os::interrupted_by() != 0) explain_interrupt(options(), *processes_, lives());
    processes_->drain_output();
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
    if (processes_->status()) explain_end();
    return std::nullopt;
  }

  /// The first to connect is rank 0; whoever else does has a failure to report.
  void accept_connections() {
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

  [[noreturn]] void explain_end() {
    processes_->wait(patience_with_the_launcher);
    accept_connections();  // a rank that had something to say about it said it before it ended
    breakeven::crews::explain_end(options(), *processes_, lives());
  }

  // Destroyed in reverse: first the connection, so that the ranks learn that it is over, then the processes.
  std::optional<RankListener> listener_;
  std::optional<RankProcesses> processes_;
  std::optional<Channel> root_;
};

}  // namespace

std::unique_ptr<Crew> make_mpi_crew(const CrewOptions& options) { return std::make_unique<MpiCrew>(options); }

}  // namespace breakeven::crews
