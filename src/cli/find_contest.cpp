#include "cli/find_contest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "breakeven/error.hpp"
#include "cli/crew_choice.hpp"
#include "cli/crew_text.hpp"
#include "cli/job_option.hpp"
#include "cli/job_type.hpp"
#include "report/crew_label.hpp"

namespace breakeven::cli {
namespace {

std::string label_of(const CrewOptions& crew) {
  return report::crew_label(crew.kind, crew.workers, crew.threads_per_rank, crew.share);
}

/// Throws UsageError that begins with the option.
CrewOptions base_crew(const FindOptions& options, const Session& session) {
  try {
    CrewRequest request = parse_crew(options.against.empty() ? "serial" : options.against);
    if (has_ranks(*request.kind)) request.launcher = options.crew.launcher;
    return choose_crew(request, std::nullopt, session.processors);
  } catch (const UsageError& error) {
    throw UsageError(fmt::format("--against: {}", error.what()));
  }
}

[[noreturn]] void refuse_the_same(const std::string& label) {
  throw UsageError(
      fmt::format("{} would be compared with itself; choose others by --kind and -p, or --against", label));
}

/// The same options with another command, which says itself how it is launched.
plan::Parameters with_command(plan::Parameters parameters, const std::string& command) {
  std::erase_if(parameters, [](const plan::Parameter& one) { return one.name == "command" || one.name == "launcher"; });
  parameters.push_back({"command", command});
  return parameters;
}

}  // namespace

Contest contest_of_crews(const std::string& workload, const plan::Parameters& given, const FindOptions& options,
                         const Session& session) {
  const CrewOptions crew = choose_crew(options.crew, std::nullopt, session.processors);
  const CrewOptions base = base_crew(options, session);
  if (label_of(crew) == label_of(base)) refuse_the_same(label_of(crew));
  return {.workload = workload, .candidate = {given, crew, label_of(crew)}, .base = {given, base, label_of(base)}};
}

Contest contest_of_commands(const std::string& workload, const plan::Parameters& given, const FindOptions& options) {
  const CrewOptions crew = crew_of(options.command_crew);
  const CrewOptions alone = crew_of(CommandCrew{});
  Contest contest{
      .workload = workload, .candidate = {given, crew, label_of(crew)}, .base = {given, alone, label_of(alone)}};
  if (!options.against.empty()) {
    contest.base.job = with_command(given, options.against);
    contest.base.label = fmt::format("'{}'", options.against);
  } else if (crew.workers == 1) {
    throw UsageError(
        "the command would be compared with itself; tell it to start more by --ranks or --threads, or name another one "
        "by --against");
  }
  return contest;
}

std::unique_ptr<Job> make_job(const Contest& contest, const Contender& contender, std::uint64_t size,
                              const Session& session) {
  plan::Parameters parameters = contender.job;
  parameters.push_back({size_name, std::to_string(size)});
  return make_job(session.jobs, contest.workload, parameters);
}

}  // namespace breakeven::cli
