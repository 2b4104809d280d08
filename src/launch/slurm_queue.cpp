#include "launch/slurm_queue.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "breakeven/error.hpp"
#include "launch/slurm_command.hpp"
#include "launch/slurm_record.hpp"

namespace breakeven::launch {
namespace {

using Jobs = std::map<std::string, SlurmJob>;

// "Job State Codes" of squeue(1); what else there is (COMPLETING, REQUEUED, SUSPENDED, ...) may still run.
constexpr std::array<std::string_view, 10> ended_states{"BOOT_FAIL", "CANCELLED", "COMPLETED",     "DEADLINE",
                                                        "FAILED",    "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED",
                                                        "REVOKED",   "TIMEOUT"};

/// "exit code 1" of "1:0", "signal 9" of "0:9", nothing of "0:0".
std::string describe_exit_code(std::string_view code) {
  const auto colon = code.find(':');
  if (colon == std::string_view::npos) return {};
  const std::string_view signal = code.substr(colon + 1);
  if (signal != "0") return fmt::format("signal {}", signal);
  const std::string_view value = code.substr(0, colon);
  return value == "0" ? std::string() : fmt::format("exit code {}", value);
}

std::string first_word(const std::string& text) { return text.substr(0, text.find(' ')); }

std::vector<std::array<std::string, 3>> rows_of(const std::string& table) {
  std::vector<std::array<std::string, 3>> rows;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::array<std::string, 3> row;
    for (std::string& field : row) std::getline(fields, field, '|');
    if (!row[1].empty()) rows.push_back(row);
  }
  return rows;
}

std::string list_of(std::span<const std::string> ids) { return fmt::format("{}", fmt::join(ids, ",")); }

std::vector<std::string> missing_from(const Jobs& jobs, std::span<const std::string> ids) {
  std::vector<std::string> missing;
  std::ranges::copy_if(ids, std::back_inserter(missing), [&](const auto& id) { return !jobs.contains(id); });
  return missing;
}

/// Nothing when SLURM does not know the job, or any of the jobs.
std::optional<std::string> answer_about_jobs(const std::vector<std::string>& question) {
  os::ProgramOutput answer = run_slurm(question);
  if (answer.status.ok()) return std::move(answer.text);
  const std::string said = slurm_message(question.front(), answer.errors);
  if (said.find("Invalid job id") != std::string::npos) return std::nullopt;
  throw Error(fmt::format("{} cannot tell about jobs: {}", question.front(), said));
}

void ask_squeue(std::span<const std::string> ids, Jobs& jobs) {
  const auto answer =
      answer_about_jobs({"squeue", "--noheader", "--states=all", "--jobs=" + list_of(ids), "--format=%i|%T|%r"});
  for (const auto& [id, state, reason] : rows_of(answer.value_or(""))) {
    jobs[id] = {state, reason == "None" ? std::string() : reason};
  }
}

/// Where there is no accounting it fails, and tells nothing.
void ask_sacct(std::span<const std::string> ids, Jobs& jobs) {
  const os::ProgramOutput answer = run_slurm({"sacct", "--noheader", "--allocations", "--parsable2",
                                              "--jobs=" + list_of(ids), "--format=JobID,State,ExitCode"});
  if (!answer.status.ok()) return;
  for (const auto& [id, state, exit_code] : rows_of(answer.text)) {
    jobs[id] = {first_word(state), describe_exit_code(exit_code)};
  }
}

void ask_scontrol(const std::string& id, Jobs& jobs) {
  const auto answer = answer_about_jobs({"scontrol", "--oneliner", "show", "job", id});
  if (!answer) return;
  jobs[id] = {std::string(slurm_field(*answer, "JobState")), describe_exit_code(slurm_field(*answer, "ExitCode"))};
}

}  // namespace

bool SlurmJob::active() const { return std::ranges::find(ended_states, state) == ended_states.end(); }

std::map<std::string, SlurmJob> slurm_jobs(std::span<const std::string> ids) {
  Jobs jobs;
  if (ids.empty()) return jobs;
  ask_squeue(ids, jobs);
  if (const auto gone = missing_from(jobs, ids); !gone.empty()) ask_sacct(gone, jobs);
  for (const std::string& id : missing_from(jobs, ids)) ask_scontrol(id, jobs);
  return jobs;
}

std::string submit_slurm_job(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"sbatch", "--parsable"});
  const std::string answer = slurm_answer(arguments);
  const std::string id = answer.substr(0, answer.find_first_of(";\n"));  // "ID" or "ID;CLUSTER"
  if (id.empty() || !std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; })) {
    throw Error(fmt::format("sbatch did not tell the number of the job; it said: {}", slurm_message("sbatch", answer)));
  }
  return id;
}

void cancel_slurm_job(const std::string& id) { slurm_answer({"scancel", id}); }

}  // namespace breakeven::launch
