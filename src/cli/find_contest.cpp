#include "cli/find_contest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "breakeven/error.hpp"
#include "cli/crew_choice.hpp"
#include "cli/crew_text.hpp"
#include "cli/job_option.hpp"
#include "cli/job_type.hpp"
#include "core/placeholders.hpp"

namespace breakeven::cli {
namespace {

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

/// Records then tell the two by name, as answers do, unless the user has given a name. What stands in quotes sorts
/// before words, so that reports take it for the first way, which is what the other is compared with.
void name_ways(Contest& contest, std::string against) {
  const auto named = [](const plan::Parameter& one) { return one.name == plan::way_parameter; };
  if (std::ranges::any_of(contest.candidate.job, named)) return;
  std::ranges::replace(against, '\'', '"');
  contest.candidate.job.push_back({std::string(plan::way_parameter), contest.workload});
  contest.base.job.push_back({std::string(plan::way_parameter), fmt::format("'{}'", against)});
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

bool any_mentions(const plan::Parameters& given, const std::string& name) {
  return std::ranges::any_of(given, [&](const plan::Parameter& one) { return mentions(one.value, name); });
}

/// Whether a command is another one for another crew.
bool tells_its_crew(const plan::Parameters& given) {
  const auto starts_ranks = [](const plan::Parameter& one) {
    return one.name == "launcher" && (one.value == "mpirun" || one.value == "srun");
  };
  return std::ranges::any_of(given, starts_ranks) ||
         std::ranges::any_of(placeholders_of(CrewOptions{}),
                             [&](const Placeholder& one) { return any_mentions(given, one.name); });
}

void require_commands_to_differ(const plan::Parameters& given, const CrewOptions& crew) {
  if (crew.workers == 1) {
    throw UsageError(
        "the command would be compared with itself; tell it to start more by --ranks or --threads, or name another one "
        "by --against");
  }
  if (!tells_its_crew(given)) {
    throw UsageError(
        "the command would be compared with itself: nothing in it stands for its workers; write {threads} or {ranks} "
        "into it, or name another one by --against");
  }
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
  if (!any_mentions(given, size_name) && !mentions(options.against, size_name)) {
    throw UsageError("nothing in the command stands for its size, which is what is searched; write {n} into it");
  }
  if (options.against.empty()) {
    require_commands_to_differ(given, crew);
  } else {
    contest.base.job = with_command(given, options.against);
    contest.base.label = fmt::format("'{}'", options.against);
    name_ways(contest, options.against);
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
