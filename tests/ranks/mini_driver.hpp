// The least that can drive ranks: launches them, listens, and talks to rank 0. What the crews' driver does is tested
// elsewhere; here the other end of the conversation is under test.
#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "breakeven/workload.hpp"
#include "crews/wire.hpp"
#include "os/memory.hpp"
#include "os/process.hpp"
#include "support/temporary_directory.hpp"

namespace breakeven::testing {

inline constexpr std::chrono::seconds patience{20};
inline constexpr std::string_view token = "0123456789abcdef0123456789abcdef";

/// Listens on an abstract Unix socket and on a TCP port of the loopback interface.
class Listener {
 public:
  Listener() : unix_(open(AF_UNIX)), tcp_(open(AF_INET)) {
    static std::atomic<int> counter{0};
    name_ = "breakeven-test-" + std::to_string(::getpid()) + "-" + std::to_string(++counter);
    sockaddr_un local{};
    local.sun_family = AF_UNIX;
    std::memcpy(local.sun_path + 1, name_.data(), name_.size());
    listen(unix_, reinterpret_cast<const sockaddr*>(&local),
           static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name_.size()));
    sockaddr_in remote{};
    remote.sin_family = AF_INET;
    remote.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    listen(tcp_, reinterpret_cast<const sockaddr*>(&remote), sizeof remote);
    socklen_t size = sizeof remote;
    ::getsockname(tcp_.get(), reinterpret_cast<sockaddr*>(&remote), &size);
    port_ = ntohs(remote.sin_port);
  }

  std::string unix_address() const { return "unix:" + name_; }
  std::string tcp_address() const { return "tcp:" + std::string(token) + ":" + std::to_string(port_) + ":127.0.0.1"; }

  /// The next connection; throws when none comes. One over TCP must have shown the token.
  crews::Channel accept() const {
    pollfd waiting[] = {{unix_.get(), POLLIN, 0}, {tcp_.get(), POLLIN, 0}};
    if (::poll(waiting, 2, static_cast<int>(std::chrono::milliseconds(patience).count())) <= 0) {
      throw std::runtime_error("no rank has connected");
    }
    const bool local = waiting[0].revents != 0;
    os::FileDescriptor socket(::accept4((local ? unix_ : tcp_).get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!local) {
      std::string shown(token.size(), '\0');
      os::read_up_to(socket.get(), std::as_writable_bytes(std::span(shown)));
      if (shown != token) throw std::runtime_error("a rank showed another token");
    }
    return crews::Channel(std::move(socket));
  }

 private:
  static os::FileDescriptor open(int family) {
    return os::FileDescriptor(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  }
  static void listen(const os::FileDescriptor& socket, const sockaddr* address, socklen_t length) {
    os::check(::bind(socket.get(), address, length), "cannot bind");
    os::check(::listen(socket.get(), 8), "cannot listen");
  }

  std::string name_;
  os::FileDescriptor unix_;
  os::FileDescriptor tcp_;
  int port_ = 0;
};

/// Who finds the driver's orders in its environment.
enum class Informed : bool { all, rank_zero };

/// mpirun with the rank executable, with a directory of its own for Open MPI's files.
class LaunchedRanks {
 public:
  /// Zero ranks: the executable by itself, without a launcher, with `descriptors` inherited.
  LaunchedRanks(int ranks, std::vector<std::string> environment, std::vector<os::InheritedDescriptor> descriptors = {},
                Informed informed = Informed::all) {
    os::SpawnOptions spawn;
    const auto add = [&](std::vector<std::string> words) {
      spawn.arguments.insert(spawn.arguments.end(), words.begin(), words.end());
    };
    const int others = informed == Informed::all ? 0 : ranks - 1;
    if (ranks > 0) add({"mpirun", "--oversubscribe", "-n", std::to_string(ranks - others)});
    add({BREAKEVEN_TEST_RANK});
    if (others > 0) add({":", "-n", std::to_string(others), "env"});
    for (const std::string& entry : environment) {
      if (others > 0) add({"-u", entry.substr(0, entry.find('='))});
    }
    if (others > 0) add({BREAKEVEN_TEST_RANK});
    spawn.environment = std::move(environment);
    spawn.environment.insert(spawn.environment.end(), {"OMPI_ALLOW_RUN_AS_ROOT=1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1",
                                                       "TMPDIR=" + files_.path().string()});
    const int out = os::check(::open(output_path().c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600), "cannot open");
    const os::FileDescriptor output(out);
    spawn.descriptors = std::move(descriptors);
    spawn.descriptors.insert(spawn.descriptors.end(), {{out, 1}, {out, 2}});
    launcher_ = os::spawn(spawn.arguments.front(), spawn);
  }

  /// Ends the ranks by the launcher, which a kill would not let clean up.
  ~LaunchedRanks() {
    if (!launcher_.running()) return;
    launcher_.signal(SIGTERM);
    ended();
  }
  LaunchedRanks(const LaunchedRanks&) = delete;
  LaunchedRanks& operator=(const LaunchedRanks&) = delete;

  os::ChildProcess& launcher() { return launcher_; }
  std::optional<os::ExitStatus> ended() { return launcher_.wait_for(patience); }

  /// What was printed.
  std::string output() const {
    std::ifstream file(output_path());
    return {std::istreambuf_iterator<char>(file), {}};
  }
  /// What Open MPI has on disk, which others may be removing at this moment.
  std::vector<std::string> files_left() const {
    std::vector<std::string> left;
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator entry(files_.path(), error), end; entry != end;
         entry.increment(error)) {
      std::error_code gone;
      if (!entry->is_directory(gone)) left.push_back(entry->path().string());
    }
    if (error) left.push_back(error.message());
    std::erase(left, output_path().string());
    return left;
  }

 private:
  std::filesystem::path output_path() const { return files_.path() / "output"; }

  test::TemporaryDirectory files_;
  os::ChildProcess launcher_;
};

/// The next message, of the kind wanted, past reports of progress; throws with what came instead.
template <class M>
M receive(crews::Channel& channel) {
  for (;;) {
    pollfd waiting{channel.descriptor(), POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(std::chrono::milliseconds(patience).count())) <= 0) {
      throw std::runtime_error("no message has come");
    }
    auto message = channel.receive();
    if (!message) throw std::runtime_error("the connection was closed");
    if (auto* wanted = std::get_if<M>(&*message)) return std::move(*wanted);
    if (std::holds_alternative<crews::Progress>(*message)) continue;
    const auto* failure = std::get_if<crews::Failure>(&*message);
    throw std::runtime_error(failure != nullptr ? "a worker failed: " + failure->message : "another message has come");
  }
}

template <Workload W>
crews::Job job_of(W workload) {
  return {std::string(W::name), AnyWorkload(std::move(workload)).save()};
}

}  // namespace breakeven::testing
