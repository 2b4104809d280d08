#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>

#include "breakeven/error.hpp"
#include "cli/commands.hpp"
#include "cli/find_contest.hpp"
#include "cli/find_options.hpp"
#include "cli/find_rounds.hpp"
#include "cli/growing_record.hpp"
#include "cli/job_option.hpp"
#include "cli/output.hpp"
#include "cli/progress_teller.hpp"
#include "kernels/simd.hpp"
#include "os/interrupt.hpp"
#include "report/search_json.hpp"
#include "report/search_report.hpp"

namespace breakeven::cli {
namespace {

constexpr const char* explanation =
    "\n"
    "Tries sizes a factor of 10 apart until it is clear where the workers begin to win, start-up included; then goes\n"
    "where they break even until the interval of that n is narrow enough; then checks the answer with fresh trials at\n"
    "half and at twice that n. Trials of the two are run in turn, each with a start of its own, in passes that lie\n"
    "apart, since machines change from minute to minute. Where the workers win, lose and win again, the last change\n"
    "counts.\n"
    "Exit code 0: an answer was found (from some n on, always or never) and confirmed; 1: it cannot be told, or its\n"
    "check is undecided or contradicts it (which of them, --json says); 2: the request makes no sense.\n";

bool has_size(const JobType& type) {
  CLI::App app;
  const auto options = type.options();
  options->add_to(app);
  return !app.get_options([](const CLI::Option* option) { return is_size(*option); }).empty();
}

std::string examples_of(const Application& application) {
  std::string text;
  for (const JobType& type : application.jobs) {
    if (type.own_workers) {
      text += fmt::format("  {} find {} --against './serial {{n}}' --threads 2 -- ./parallel {{n}} {{threads}}\n",
                          application.name, type.name);
    } else if (text.empty() && has_size(type)) {
      text += fmt::format(
          "  {0} find {1} --kind fork -p 4                 from which n on 4 forked processes beat serial\n"
          "  {0} find {1} --kind mpi -p 2 --budget 5m      more time for trials, and for longer ones\n"
          "  {0} find {1} --kind fork -p 2 --against threads:2 --record trials.h5\n",
          application.name, type.name);
    }
  }
  return text + explanation;
}

class Finding {
 public:
  Finding(const Contest& contest, const FindOptions& options, const Session& session)
      : contest_(contest),
        options_(options),
        session_(session),
        rounds_(contest, session, options.keep, options.limits.order_seed),
        record_(options.results.record),
        teller_(appearance_of(STDERR_FILENO, session)),
        search_(
            options.limits,
            [this](std::uint64_t size) {
              record_.keep_up(rounds_.trials());
              return rounds_.run(size);
            },
            [this](const search::Step& step) {
              if (teller_.due()) teller_.tell(report::step_in_words(step, search_.survey()));
            },
            [this](double seconds) { rest(std::chrono::duration<double>(seconds)); }) {}

  int run() {
    rounds_.check(options_.limits.first_size());
    try {
      search_.run();
    } catch (const Interrupted&) {
      deliver(true);
      throw;
    }
    deliver(false);
    rounds_.clean_up();  // last, since it may fail
    return search_.confirmed() ? 0 : 1;
  }

 private:
  void rest(std::chrono::duration<double> time) {
    const TimePoint begin = Clock::now();
    record_.keep_up(rounds_.trials());
    const std::chrono::duration<double> left = time - (Clock::now() - begin);
    if (left.count() > 0) os::rest(left);
  }

  void deliver(bool interrupted) {
    teller_.make_room();
    const report::SearchSubject subject{.search = search_,
                                        .candidate = contest_.candidate.label,
                                        .base = contest_.base.label,
                                        .several = contest_.candidate.crew.workers > 1,
                                        .interrupted = interrupted};
    const bool oversubscribed = std::ranges::any_of(rounds_.trials(), &Trial::oversubscribed);
    print(options_.results.json
              ? report::search_to_json(subject, rounds_.trials())
              : report::render_search(subject, oversubscribed, appearance_of(STDOUT_FILENO, session_)));
    record_.finish(rounds_.trials());
  }

  const Contest& contest_;
  const FindOptions& options_;
  const Session& session_;
  FindRounds rounds_;
  GrowingRecord record_;
  ProgressTeller teller_;
  search::Search search_;
};

int find(const Contest& contest, const FindOptions& options, const Session& session) {
  kernels::simd_level();
  os::catch_interrupts();
  return Finding(contest, options, session).run();
}

void refuse_launched(const Session& session) {
  if (!session.launched) return;
  throw UsageError(fmt::format("find launches ranks itself; start it without {}", session.launched->launcher));
}

/// For a job that it cannot be done for: says why, whatever follows.
void add_refusal(CLI::App& find, const JobType& type, const std::string& reason) {
  CLI::App& command = add_command(find, type.name, type.description, "");
  command.group("");
  command.allow_extras();
  command.callback([reason] { throw UsageError(reason); });
}

/// The size is what is searched for.
void refuse_sizes(const std::vector<CLI::Option*>& options) {
  for (const CLI::Option* option : options) {
    const bool of_size = is_size(*option) || stands_in_for_the_size(*option);
    if (of_size && option->count() > 0) {
      const std::string name = is_size(*option) ? fmt::format("-{}", size_name) : "--" + option->get_lnames().front();
      throw UsageError(name + ": sizes are what is searched; limit them by --from and --to");
    }
  }
}

void hide_sizes(const std::vector<CLI::Option*>& options) {
  for (CLI::Option* option : options) {
    if (is_size(*option) || stands_in_for_the_size(*option)) option->group("");
  }
}

void add_job(CLI::App& find_command, const JobType& type, const std::string& examples, Command& chosen) {
  CLI::App& command = add_command(find_command, type.name, type.description, examples);
  const std::shared_ptr<JobOptions> job = type.options();
  const auto options = std::make_shared<FindOptions>();
  job->add_to(command);
  const std::vector<CLI::Option*> of_job = command.get_options({});
  hide_sizes(of_job);
  type.own_workers ? add_find_command_options(command, *options) : add_find_options(command, *options);
  command.callback([job, options, of_job, &command, &chosen, name = type.name, own = type.own_workers] {
    refuse_sizes(of_job);
    job->check(command);
    check_find_options(*options);
    chosen = [options, own, name, given = given_parameters(of_job)](const Session& session) {
      refuse_launched(session);
      const Contest contest =
          own ? contest_of_commands(name, given, *options) : contest_of_crews(name, given, *options, session);
      return find(contest, *options, session);
    };
  });
}

}  // namespace

void add_find_command(CLI::App& top, const Application& application, Command& chosen) {
  if (std::ranges::none_of(application.jobs, has_size)) return;
  const std::string examples = examples_of(application);
  CLI::App& command = add_command(top, "find", "Find the size from which on workers pay, and check it", examples);
  command.require_subcommand(1);
  for (const JobType& type : application.jobs) {
    if (!has_size(type)) {
      add_refusal(command, type, "it has no size that could be searched");
      continue;
    }
    try {
      add_job(command, type, examples, chosen);
    } catch (const CLI::OptionAlreadyAdded& clash) {
      command.remove_subcommand(command.get_subcommand(type.name));
      add_refusal(command, type,
                  fmt::format("it has a parameter that is called as an option of find: {}", clash.what()));
    }
  }
}

}  // namespace breakeven::cli
