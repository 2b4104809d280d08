#include "cli/session.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "breakeven/error.hpp"
#include "cli/crew_text.hpp"
#include "cli/output.hpp"
#include "launch/launcher_output.hpp"
#include "launch/machine.hpp"
#include "os/memory.hpp"
#include "os/process.hpp"
#include "report/crew_label.hpp"
#include "report/progress_bar.hpp"
#include "report/quantity.hpp"
#include "report/trial_json.hpp"
#include "study/record.hpp"

namespace breakeven::cli {
namespace {

/// How many of a crew's workers will be on this host. Where ranks launched by others will be is not known here.
int workers_here(const CrewOptions& crew, const Session& session) {
  if (crew.adopted) return session.launched->local_size * crew.threads_per_rank;
  return crew.launcher.empty() ? crew.workers : 0;
}

}  // namespace

Session make_session(const Application& application) {
  Session session{application.registry, application.jobs, launch::launched_rank(), os::usable_processors()};
  // A launcher binds this process, but not what is compared with its ranks.
  if (session.launched) session.processors = launch::allowed_processors();
  return session;
}

report::Appearance appearance_of(int descriptor, const Session& session) {
  report::Appearance appearance = report::appearance_of(descriptor);
  if (session.launched && !launch::launcher_shows_terminal(descriptor)) appearance.terminal = appearance.colour = false;
  return appearance;
}

measure::TrialSetting trial_setting(const Session& session) {
  measure::TrialSetting setting;
  setting.make_crew = [&registry = session.registry](const CrewOptions& options) {
    return make_crew(options, registry);
  };
  setting.command_id = measure::random_id();
  setting.host = os::host_name();
  setting.processors = session.processors;
  return setting;
}

measure::TrialSetting trial_setting(const Session& session, const Job& job) {
  measure::TrialSetting setting = trial_setting(session);
  const report::Appearance appearance = appearance_of(STDERR_FILENO, session);
  if (appearance.terminal) {
    setting.watch = [appearance, unit = job.unit()](const Trial& trial) -> ProgressSink {
      report::ProgressSubject subject{
          report::crew_label(trial.kind, trial.workers, trial.threads_per_rank, trial.share),
          static_cast<double>(trial.problem_size), unit};
      const auto bar = std::make_shared<report::ProgressBar>(STDERR_FILENO, std::move(subject), appearance);
      return [bar](double done) { bar->set(done); };
    };
  }
  return setting;
}

void check_crew(const Job& job, const CrewOptions& crew, const Session& session) {
  job.check(crew);
  const double share = static_cast<double>(workers_here(crew, session)) / crew.workers;
  const auto needed = static_cast<std::uint64_t>(static_cast<double>(job.memory_bytes(crew)) * share);
  const std::uint64_t available = os::available_memory_bytes();
  if (const std::uint64_t limit = job.memory_limit_bytes(); needed > limit) {
    throw UsageError(fmt::format("--memory: {} needed for {}, {} allowed; take fewer keys or allow more",
                                 report::format_bytes(needed), label_of(crew), report::format_bytes(limit)));
  }
  if (needed <= available) return;
  throw UsageError(fmt::format("not enough memory for {}: {} needed, {} available; take fewer keys{}", label_of(crew),
                               report::format_bytes(needed), report::format_bytes(available),
                               crew.adopted ? " or more hosts" : ""));
}

namespace {

void record_trials(const std::vector<Trial>& trials, const std::string& file) {
  study::Record record(file);
  try {
    record.append(trials);
  } catch (const Interrupted&) {
    throw;
  } catch (const Error& error) {
    throw Error(fmt::format("{} is without these trials: {}", file, error.what()));
  }
}

}  // namespace

void deliver_trials(const std::vector<Trial>& trials, const ResultOptions& options) {
  if (!options.record.empty() && !trials.empty()) record_trials(trials, options.record);
  if (options.json) print(report::trials_to_json(trials));
}

}  // namespace breakeven::cli
