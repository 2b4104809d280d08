#include "crews/process_starter.hpp"

#include <unistd.h>

#include <array>
#include <csignal>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "launch/launcher.hpp"
#include "os/stream.hpp"

namespace breakeven::crews {
namespace {

/// Workers that are children of this process.
class ChildStarter : public ProcessStarter {
 public:
  std::optional<os::ExitStatus> ended(int rank, std::chrono::milliseconds timeout) override {
    return children_.at(static_cast<std::size_t>(rank)).wait_for(timeout);
  }
  void finish() override { children_.clear(); }

 protected:
  std::vector<os::ChildProcess> children_;
};

class ForkStarter final : public ChildStarter {
 public:
  explicit ForkStarter(const WorkloadRegistry& registry) : registry_(registry) {}

  void start(const WorkerStart& start, const os::FileDescriptor& control, Arena& arena,
             const os::FileDescriptor& arena_file) override {
    const pid_t parent = ::getpid();
    const pid_t pid = os::check(::fork(), "cannot fork a worker");
    if (pid == 0) {
      arena.become(start.rank);
      become_worker(start, control.get(), arena_file.get(), parent, registry_, &arena);
    }
    children_.emplace_back(pid);
  }

 private:
  const WorkloadRegistry& registry_;
};

class SpawnStarter final : public ChildStarter {
 public:
  explicit SpawnStarter(std::string executable) : executable_(std::move(executable)) {}

  void start(const WorkerStart& start, const os::FileDescriptor& control, Arena& arena,
             const os::FileDescriptor& arena_file) override {
    os::SpawnOptions options;
    options.arguments = {executable_,
                         "worker",
                         std::to_string(::getpid()),
                         std::to_string(start.rank),
                         std::to_string(start.size),
                         std::to_string(start.arena_bytes),
                         std::to_string(start.crew),
                         std::string(to_string(start.share))};
    options.descriptors = {{control.get(), control_descriptor}, {arena_file.get(), arena_descriptor}};
    children_.push_back(os::spawn(executable_, options));
    Team::at(arena.bytes().data()).slot(start.rank).board.stamp(Milestone::exists, children_.back().born());
  }

 private:
  std::string executable_;
};

class ServerStarter final : public ProcessStarter {
 public:
  explicit ServerStarter(const std::string& executable) {
    os::SocketPair sockets = os::make_socket_pair();
    os::SpawnOptions options;
    options.arguments = {executable, "server", std::to_string(::getpid())};
    options.descriptors = {{sockets.theirs.get(), control_descriptor}};
    server_ = os::spawn(executable, options);
    socket_ = std::move(sockets.ours);
  }

  void start(const WorkerStart& start, const os::FileDescriptor& control, Arena& /*arena*/,
             const os::FileDescriptor& arena_file) override {
    const std::array descriptors{control.get(), arena_file.get()};
    os::send_descriptors(socket_.get(), descriptors);
    os::write_all(socket_.get(), std::as_bytes(std::span(&start, 1)));
  }

  std::optional<os::ExitStatus> ended(int rank, std::chrono::milliseconds timeout) override {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    while (!ended_.contains(rank)) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      if (left.count() <= 0 || !os::readable_within(socket_.get(), left)) return std::nullopt;
      WorkerExit notice;
      if (os::read_up_to(socket_.get(), std::as_writable_bytes(std::span(&notice, 1))) != sizeof notice) {
        throw_server_gone();
      }
      ended_.emplace(notice.rank, os::exit_status_from_wait(notice.wait_status));
    }
    return ended_.at(rank);
  }

  void finish() override {
    socket_.reset();
    // Should it not end by itself, its workers are killed with it: they have the server as parent.
    if (server_.running() && !server_.wait_for(std::chrono::seconds(1))) server_.kill_and_wait();
  }

 private:
  /// With the server goes whoever knew how its workers ended: they were killed with it.
  [[noreturn]] void throw_server_gone() {
    const pid_t pid = server_.pid();
    const auto status = server_.running() ? server_.wait_for(std::chrono::seconds(1)) : std::nullopt;
    throw WorkerFailed(fmt::format("the fork server (pid {}) {}, and its workers ended with it", pid,
                                   status ? "was " + os::describe(*status) : "closed its connection"));
  }

  os::FileDescriptor socket_;
  os::ChildProcess server_;
  std::map<int, os::ExitStatus> ended_;
};

}  // namespace

std::unique_ptr<ProcessStarter> make_process_starter(const CrewOptions& options, const WorkloadRegistry& registry) {
  if (options.kind == CrewKind::fork) return std::make_unique<ForkStarter>(registry);
  const std::string executable = launch::sibling_executable(options.worker_executable, "worker");
  if (options.kind == CrewKind::spawn) return std::make_unique<SpawnStarter>(executable);
  return std::make_unique<ServerStarter>(executable);
}

}  // namespace breakeven::crews
