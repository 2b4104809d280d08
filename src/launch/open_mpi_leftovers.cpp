#include "launch/open_mpi_leftovers.hpp"

#include <unistd.h>

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>

namespace breakeven::launch {
namespace {

namespace fs = std::filesystem;

// Seen with Open MPI 4.1.4. A session directory, which also tells the number of the job:
//     $TMPDIR/ompi.HOST.UID/pid.PID/pmix_dstor_ds21_PID/smseg-JOB-0
// and per rank a segment of the vader transport:
//     /dev/shm/vader_segment.HOST.UID.JOB-in-hexadecimal.RANK
// HOST may be shortened, so directories are found by what stands around it.

std::vector<fs::path> entries(const fs::path& directory) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error)) {
    found.push_back(entry->path());
  }
  return found;
}

std::optional<std::uint32_t> job_of_segment(std::string_view file_name) {
  constexpr std::string_view prefix = "smseg-";
  if (!file_name.starts_with(prefix)) return std::nullopt;
  file_name.remove_prefix(prefix.size());
  std::uint32_t job = 0;
  const auto [end, error] = std::from_chars(file_name.data(), file_name.data() + file_name.size(), job);
  if (error != std::errc()) return std::nullopt;
  return job;
}

void remove_vader_segments(std::uint32_t job) {
  const std::string middle = fmt::format(".{}.{:08x}.", ::getuid(), job);
  for (const fs::path& path : entries("/dev/shm")) {
    const std::string name = path.filename().string();
    if (!name.starts_with("vader_segment.") || name.find(middle) == std::string::npos) continue;
    std::error_code ignored;
    fs::remove(path, ignored);
  }
}

void remove_session(const fs::path& session) {
  for (const fs::path& store : entries(session)) {
    for (const fs::path& file : entries(store)) {
      if (const auto job = job_of_segment(file.filename().string())) remove_vader_segments(*job);
    }
  }
  std::error_code ignored;
  // The ranks do the same at the same time, and remove_all gives up when a file is gone before its turn.
  for (int attempt = 0; attempt < 100 && fs::exists(session, ignored); ++attempt) fs::remove_all(session, ignored);
  fs::remove(session.parent_path(), ignored);  // only if no other job of this user has a session in it
}

}  // namespace

void remove_open_mpi_leftovers(pid_t mpirun) noexcept try {
  const char* chosen = std::getenv("TMPDIR");
  const fs::path base = chosen != nullptr ? chosen : "/tmp";
  const std::string suffix = fmt::format(".{}", ::getuid());
  for (const fs::path& sessions : entries(base)) {
    const std::string name = sessions.filename().string();
    if (!name.starts_with("ompi.") || !name.ends_with(suffix)) continue;
    const fs::path session = sessions / fmt::format("pid.{}", mpirun);
    std::error_code ignored;
    if (fs::is_directory(session, ignored)) remove_session(session);
  }
} catch (...) {
  // Cleaning up is the last thing done for a failed job; its own failure must not hide the job's.
}

}  // namespace breakeven::launch
