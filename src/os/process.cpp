#include "os/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <fstream>
#include <string_view>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/stream.hpp"

extern char** environ;

namespace breakeven::os {
namespace {

std::vector<char*> pointers_to(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (std::string& string : strings) pointers.push_back(string.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> environment_with(const std::vector<std::string>& additions) {
  std::vector<std::string> environment = additions;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::string_view name = text.substr(0, text.find('=') + 1);
    const bool replaced = std::ranges::any_of(additions, [&](const std::string& a) { return a.starts_with(name); });
    if (!replaced) environment.emplace_back(text);
  }
  return environment;
}

/// What a child leaves in its parent's memory, which it has until it becomes the program. Volatile: the compiler does
/// not know of the other process.
struct Traces {
  volatile TimePoint::rep born = 0;
  volatile int error = 0;
};

/// What a child needs to become another program: all of it made before it is there.
struct Exec {
  const char* program;
  char* const* arguments;
  char* const* environment;
  std::span<const InheritedDescriptor> descriptors;
  bool own_process_group;
  int parent_death_signal;
  pid_t parent;
  Traces* traces;
};

/// In the child of a vfork, which has its parent's memory: system calls and nothing else.
[[noreturn, gnu::noinline]] void become(const Exec& exec) noexcept {
  exec.traces->born = Clock::now().time_since_epoch().count();
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  if (exec.own_process_group) ::setpgid(0, 0);
  if (!die_with_parent(exec.parent_death_signal, exec.parent)) ::_exit(1);
  for (const InheritedDescriptor& descriptor : exec.descriptors) ::dup2(descriptor.ours, descriptor.theirs);
  ::execvpe(exec.program, exec.arguments, exec.environment);
  exec.traces->error = errno;
  ::_exit(127);
}

/// No handler of ours may run in the child, so signals wait until it has none.
pid_t vfork_and_become(const Exec& exec) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t pid = ::vfork();
  if (pid == 0) become(exec);
  const int error = errno;
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return pid;
}

}  // namespace

FileDescriptor open_pid(pid_t pid) { return FileDescriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))); }

bool has_ended(const FileDescriptor& process) noexcept {
  pollfd ended{process.get(), POLLIN, 0};
  return ::poll(&ended, 1, 0) > 0;
}

void send_signal(const FileDescriptor& process, int number) noexcept {
  ::syscall(SYS_pidfd_send_signal, process.get(), number, nullptr, 0);
}

ExitStatus exit_status_from_wait(int wait_status) noexcept {
  if (WIFSIGNALED(wait_status)) return {0, WTERMSIG(wait_status)};
  return {WEXITSTATUS(wait_status), 0};
}

std::string signal_name(int signal) {
  const char* name = ::sigabbrev_np(signal);
  return name != nullptr ? fmt::format("SIG{}", name) : fmt::format("signal {}", signal);
}

std::string describe(const ExitStatus& status) {
  if (status.signal != 0) return fmt::format("killed by signal {} ({})", status.signal, signal_name(status.signal));
  return fmt::format("exited with code {}", status.code);
}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  if (this != &other) {
    kill_and_wait();
    pid_ = std::exchange(other.pid_, 0);
    born_ = other.born_;
  }
  return *this;
}

ExitStatus ChildProcess::wait() {
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0) {
    if (errno != EINTR) throw_errno(fmt::format("cannot wait for process {}", pid_));
  }
  pid_ = 0;
  return exit_status_from_wait(status);
}

std::optional<ExitStatus> ChildProcess::poll() {
  int status = 0;
  const pid_t ended = ::waitpid(pid_, &status, WNOHANG);
  if (ended == 0) return std::nullopt;
  if (ended < 0) throw_errno(fmt::format("cannot wait for process {}", pid_));
  pid_ = 0;
  return exit_status_from_wait(status);
}

std::optional<ExitStatus> ChildProcess::wait_for(std::chrono::milliseconds timeout) {
  const FileDescriptor handle = open_pid(pid_);
  readable_within(handle.get(), timeout);
  return poll();
}

void ChildProcess::signal(int number) noexcept {
  if (pid_ > 0) ::kill(pid_, number);
}

void ChildProcess::kill_and_wait() noexcept {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = 0;
}

// vfork() and not posix_spawn(), which cannot ask for a signal at the parent's death and does not say when the child
// came into being. Both suspend this thread until the child has become the program, and copy no page tables.
ChildProcess spawn(const std::filesystem::path& program, const SpawnOptions& options) {
  std::vector<std::string> arguments = options.arguments;
  std::vector<std::string> environment;
  std::vector<char*> environment_pointers;
  if (!options.environment.empty()) {
    environment = environment_with(options.environment);
    environment_pointers = pointers_to(environment);
  }
  const std::vector<char*> argument_pointers = pointers_to(arguments);
  std::vector<FileDescriptor> copies;
  std::vector<InheritedDescriptor> descriptors;
  for (const InheritedDescriptor& descriptor : options.descriptors) {
    // From a copy far up: one descriptor may sit on the number that another is to get.
    copies.emplace_back(check(::fcntl(descriptor.ours, F_DUPFD_CLOEXEC, 64), "cannot duplicate a file descriptor"));
    descriptors.push_back({copies.back().get(), descriptor.theirs});
  }
  Traces traces;
  const pid_t pid = vfork_and_become({program.c_str(), argument_pointers.data(),
                                      environment_pointers.empty() ? environ : environment_pointers.data(), descriptors,
                                      options.own_process_group, options.parent_death_signal, ::getpid(), &traces});
  ChildProcess child(check(pid, fmt::format("cannot fork to start {}", program.string())),
                     TimePoint(Duration(traces.born)));
  if (traces.error != 0) throw_error_number(fmt::format("cannot start {}", program.string()), traces.error);
  return child;
}

ChildProcess fork_child(std::string_view what, const std::function<void()>& life) {
  const pid_t parent = ::getpid();
  const pid_t pid = check(::fork(), fmt::format("cannot start {}", what));
  if (pid != 0) return ChildProcess(pid);
  if (!die_with_parent(SIGKILL, parent)) ::_exit(1);
  try {
    life();
  } catch (...) {
    ::_exit(1);
  }
  ::_exit(0);
}

bool die_with_parent(int signal, pid_t parent) noexcept {
  ::prctl(PR_SET_PDEATHSIG, signal);
  return ::getppid() == parent;
}

bool process_has_ended(pid_t pid) {
  std::ifstream file(fmt::format("/proc/{}/stat", pid));
  std::string line;
  if (!std::getline(file, line)) return true;
  const std::size_t state = line.rfind(')') + 2;  // the name before it may hold anything
  return state < line.size() && (line[state] == 'Z' || line[state] == 'X');
}

void replace_by(const std::filesystem::path& program, std::vector<std::string> arguments) {
  std::vector<char*> pointers;
  pointers.reserve(arguments.size() + 1);
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  ::execv(program.c_str(), pointers.data());
  throw_errno(fmt::format("cannot start {}", program.string()));
}

std::filesystem::path executable_path() { return std::filesystem::read_symlink("/proc/self/exe"); }

std::filesystem::path executable_directory() { return executable_path().parent_path(); }

std::string host_name() {
  char name[HOST_NAME_MAX + 1] = {};
  check(::gethostname(name, HOST_NAME_MAX), "cannot read the name of this host");
  return name;
}

void allow_open_files(int count) {
  rlimit limit{};
  check(::getrlimit(RLIMIT_NOFILE, &limit), "cannot tell how many files may be open");
  const rlim_t wanted = std::min(static_cast<rlim_t>(count), limit.rlim_max);
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  check(::setrlimit(RLIMIT_NOFILE, &limit), "cannot have more files open");
}

int usable_processors() {
  cpu_set_t set;
  return ::sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

int widen_affinity() noexcept {
  cpu_set_t all;
  std::memset(&all, 0xff, sizeof all);  // the kernel takes away what the control group does not allow
  ::sched_setaffinity(0, sizeof all, &all);
  return usable_processors();
}

}  // namespace breakeven::os
