#include "launch/slurm_job.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "breakeven/error.hpp"
#include "launch/slurm_record.hpp"
#include "launch/slurm_time.hpp"
#include "os/program_output.hpp"

namespace breakeven::launch {
namespace {

using std::chrono::seconds;

constexpr seconds patience_with_questions{20};  // a busy controller may take its time

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::optional<seconds> until_end_time() {
  const std::string text = environment("SLURM_JOB_END_TIME");
  std::int64_t end = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), end);
  if (text.empty() || error != std::errc() || rest != text.data() + text.size()) return std::nullopt;
  return seconds(end - static_cast<std::int64_t>(std::time(nullptr)));
}

/// Empty when it cannot be asked.
std::string answer_of(const std::vector<std::string>& question) {
  try {
    const os::ProgramOutput answer = os::run_program(question, patience_with_questions);
    return answer.status.ok() ? answer.text : std::string();
  } catch (const Interrupted&) {
    throw;
  } catch (const Error&) {
    return {};
  }
}

std::optional<seconds> by_limit(const std::string& job) {
  const std::string record = answer_of({"scontrol", "--oneliner", "show", "job", job});
  const auto limit = parse_slurm_time(slurm_field(record, "TimeLimit"));
  const auto run = parse_slurm_time(slurm_field(record, "RunTime"));
  if (!limit || !run) return std::nullopt;
  return *limit - *run;
}

}  // namespace

std::string slurm_job_id() { return environment("SLURM_JOB_ID"); }

std::optional<seconds> slurm_time_left() {
  const std::string job = slurm_job_id();
  if (job.empty()) return std::nullopt;
  auto left = until_end_time();
  if (!left) left = parse_slurm_time(answer_of({"squeue", "--noheader", "--jobs=" + job, "--format=%L"}));
  if (!left) left = by_limit(job);
  if (left) left = std::max(*left, seconds(0));
  return left;
}

}  // namespace breakeven::launch
