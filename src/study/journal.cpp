#include "study/journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <thread>
#include <vector>

#include "breakeven/error.hpp"
#include "measure/trial_runner.hpp"
#include "os/file_lock.hpp"
#include "os/interrupt.hpp"
#include "os/process.hpp"
#include "study/launch_server.hpp"

namespace breakeven::study {
namespace {

using namespace std::chrono_literals;

/// A killed driver's launch has its lock, too, and so has the server that ends it: until nothing is left of either.
constexpr auto patience_with_launches = LaunchPatience{}.with_launch + LaunchPatience{}.with_orphans + 2s;

std::vector<std::byte> all_bytes(const os::FileDescriptor& file, const std::filesystem::path& path) {
  const std::string what = fmt::format("cannot read {}", path.string());
  struct stat status {};
  os::check(::fstat(file.get(), &status), what);
  if (::lseek(file.get(), 0, SEEK_SET) < 0) os::throw_errno(what);
  std::vector<std::byte> bytes(static_cast<std::size_t>(status.st_size));
  bytes.resize(os::read_up_to(file.get(), bytes));
  return bytes;
}

bool is_gone(const JournalHeader& holder) {
  return holder.host == os::host_name() && holder.pid > 0 && ::kill(static_cast<pid_t>(holder.pid), 0) != 0 &&
         errno == ESRCH;
}

bool has_holder(const std::optional<JournalHeader>& header) { return header && !is_gone(*header); }

/// Without entries: they are not needed to tell whose it is, and are being written.
std::optional<JournalHeader> header_of(const std::filesystem::path& path) {
  const os::FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) return std::nullopt;
  const auto bytes = all_bytes(file, path);
  return parse_journal(std::span(bytes).first(std::min(bytes.size(), journal_header_bytes)), path.string()).header;
}

void sync_directory_of(const std::filesystem::path& path) {
  const auto directory = path.parent_path();
  const std::string what = fmt::format("cannot write {} to disk", directory.string());
  const os::FileDescriptor opened(os::check(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), what));
  os::check(::fsync(opened.get()), what);
}

JournalContent read_once(const std::filesystem::path& path) {
  const os::FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) {
    if (errno == ENOENT) return {};
    os::throw_errno(fmt::format("cannot read {}", path.string()));
  }
  return parse_journal(all_bytes(file, path), path.string());
}

}  // namespace

std::filesystem::path journal_path(const std::filesystem::path& study) { return study.string() + ".journal"; }

JournalContent read_journal(const std::filesystem::path& path) {
  constexpr int attempts = 3;
  for (int i = 1; i < attempts; ++i) {
    try {
      return read_once(path);
    } catch (const UsageError&) {
      throw;
    } catch (const Error&) {
      continue;  // one that is emptied and filled again while it is read looks damaged
    }
  }
  return read_once(path);
}

Journal::Journal(std::filesystem::path path) : path_(std::move(path)) {
  const TimePoint deadline = Clock::now() + patience_with_launches;
  while (!try_take()) wait_or_refuse(deadline);
  end_ = std::max(read().sound_bytes, journal_header_bytes);
}

Journal::~Journal() {
  if (file_.valid() && is_ours() && end_ == journal_header_bytes) ::unlink(path_.c_str());
}

bool Journal::is_ours() const noexcept { return owner_ == ::getpid(); }

bool Journal::try_take() {
  for (;;) {
    file_ = os::FileDescriptor(::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (!file_.valid()) os::throw_errno(fmt::format("cannot write {}", path_.string()));
    const os::Lock lock = os::try_lock(file_, path_);
    if (lock == os::Lock::held) return false;
    if (lock == os::Lock::no_such_thing) return !has_holder(header_of(path_));
    if (os::is_still(file_, path_)) return true;
  }
}

void Journal::wait_or_refuse(TimePoint deadline) const {
  const auto holder = header_of(path_);
  if (holder && is_gone(*holder) && Clock::now() < deadline) {
    os::throw_if_interrupted();
    std::this_thread::sleep_for(20ms);
    return;
  }
  const std::string name = path_.stem().string();
  const std::string who =
      holder ? fmt::format("process {} on {} since {}", holder->pid, holder->host, holder->since) : "another process";
  const std::string way_out =
      holder && holder->host != os::host_name()
          ? fmt::format("; if it is gone with its host, go on with a copy: breakeven merge COPY.h5 {}", name)
          : "";
  throw UsageError(
      fmt::format("{} is being written by {}: wait for it, end it, or use another file{}", name, who, way_out));
}

JournalContent Journal::read() const { return parse_journal(all_bytes(file_, path_), path_.string()); }

void Journal::claim(const std::string& study_id) {
  const std::string header = to_text({study_id, os::host_name(), ::getpid(), measure::timestamp_now()});
  truncate(end_);  // behind it there may be an incomplete entry
  os::write_all_at(file_.get(), std::as_bytes(std::span(header)), 0);
  sync();
  sync_directory_of(path_);
}

void Journal::append(std::span<const std::byte> entry) {
  if (entry.empty()) throw std::logic_error("Journal::append: an entry of nothing could not be told from a torn one");
  const auto framed = frame(entry);
  try {
    os::write_all_at(file_.get(), framed, end_);
    sync();
  } catch (const Error& error) {
    [[maybe_unused]] const int tried = ::ftruncate(file_.get(), static_cast<off_t>(end_));  // else it is read as torn
    throw Error(fmt::format("{}: {}; what was finished before is kept: make room and run the same command again",
                            path_.string(), error.what()));
  }
  end_ += framed.size();
}

void Journal::clear() {
  truncate(journal_header_bytes);
  end_ = journal_header_bytes;
}

void Journal::remove() {
  os::check(::unlink(path_.c_str()), fmt::format("cannot remove {}", path_.string()));
  file_.reset();
}

void Journal::sync() const {
  os::check(::fdatasync(file_.get()), fmt::format("cannot write {} to disk", path_.string()));
}

void Journal::truncate(std::size_t bytes) const {
  os::check(::ftruncate(file_.get(), static_cast<off_t>(bytes)), fmt::format("cannot shorten {}", path_.string()));
  sync();
}

}  // namespace breakeven::study
