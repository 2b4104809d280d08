#include <fmt/format.h>
#include <unistd.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "breakeven/error.hpp"
#include "cli/option_value.hpp"
#include "cli/output.hpp"
#include "cli/plan_source.hpp"
#include "cli/study_commands.hpp"
#include "report/study_progress.hpp"
#include "study/holder.hpp"
#include "study/plan_union.hpp"
#include "study/study_file.hpp"

namespace breakeven::cli {
namespace {

struct StudyStatusOptions {
  std::string study;
  bool json = false;
};

/// A study, its plan, and how far it is.
struct Status {
  plan::Plan plan;
  std::vector<study::PointProgress> points;
  report::StudyTotals totals;
  std::optional<study::Holder> holder;
};

Status status_by_plan(const std::string& study, const study::StudyContent& content, const Session& session) {
  Status status;
  // Where it is asked matters not: what is skipped is what was skipped where it is run.
  status.plan = plan::read_plan(content.plan_text, fmt::format("the plan in {}", study), surroundings(session, 0));
  status.plan.points = content.points;
  status.points = study::progress_of(status.plan, content.trials);
  return status;
}

/// Points that several plans brought together have no common rules to judge them by: they are as they were merged.
Status stored_status(const std::string& study) {
  Status status;
  for (const study::PointRow& row : study::read_points(study)) {
    status.plan.points.push_back(row.planned());
    status.points.push_back(row.stored_progress());
  }
  return status;
}

Status status_of(const std::string& study, const Session& session) {
  const study::StudyContent content = study::read_study(study);
  if (content.plan_text.empty()) {
    throw UsageError(fmt::format("{} is a record of {} trials without a plan: there is nothing to be completed", study,
                                 content.trials.size()));
  }
  Status status =
      study::is_union_of_plans(content.plan_text) ? stored_status(study) : status_by_plan(study, content, session);
  status.totals = report::totals_of(status.points);
  status.holder = study::holder_of(study);
  return status;
}

std::string describe(const study::Holder& holder) {
  return fmt::format("being run by process {} on {} since {}", holder.pid, holder.host, holder.since);
}

std::string in_words(const Status& status, const report::Appearance& appearance) {
  std::string text = report::render_points(status.plan, status.points, appearance) + '\n';
  text += report::describe(status.totals) + '\n';
  const bool complete = status.totals.done == status.totals.points;
  if (status.holder) return text + describe(*status.holder) + '\n';
  if (complete) return text + "complete\n";
  return text + (status.plan.text.empty() ? "merged from studies of different plans: run those and merge them again\n"
                                          : "nobody is running it; breakeven study run -o goes on with it\n");
}

nlohmann::ordered_json as_json(const plan::Point& point, const study::PointProgress& progress) {
  return {{"id", point.id()},
          {"point", point.identity()},
          {"state", to_string(progress.state)},
          {"ended_by", to_string(progress.ended_by)},
          {"reason", progress.state == study::PointState::skipped ? point.skipped : ""},
          {"launches", progress.launches},
          {"trials", progress.trials},
          {"failures", progress.failures},
          {"last_failure", progress.last_failure}};
}

nlohmann::ordered_json as_json(const Status& status) {
  nlohmann::ordered_json document{{"complete", status.totals.done == status.totals.points},
                                  {"points", status.totals.points},
                                  {"done", status.totals.done},
                                  {"failed", status.totals.failed},
                                  {"skipped", status.totals.skipped},
                                  {"trials", status.totals.trials},
                                  {"failures", status.totals.failures},
                                  {"holder", nullptr},
                                  {"each_point", nlohmann::ordered_json::array()}};
  if (status.holder) {
    document["holder"] = {{"host", status.holder->host}, {"pid", status.holder->pid}, {"since", status.holder->since}};
  }
  for (std::size_t i = 0; i < status.points.size(); ++i) {
    document["each_point"].push_back(as_json(status.plan.points[i], status.points[i]));
  }
  return document;
}

int show_status(const StudyStatusOptions& options, const Session& session) {
  const Status status = status_of(options.study, session);
  if (options.json) {
    print(as_json(status).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n');
  } else {
    print(in_words(status, appearance_of(STDOUT_FILENO, session)));
  }
  return 0;
}

constexpr const char* study_status_examples =
    "  breakeven study status pi.h5                while it is being run, too\n"
    "  breakeven study status pi.h5 --json | jq .done\n";

}  // namespace

void add_study_status_command(CLI::App& study, const Application& /*application*/, Command& chosen) {
  CLI::App& command = add_command(
      study, "status", "Show how far a study is: the state of every point, what is missing, who is running it",
      study_status_examples);
  const auto options = std::make_shared<StudyStatusOptions>();
  add_value(command, "study", options->study, as_text, "The study")->type_name("STUDY.h5")->required();
  command.add_flag("--json", options->json, "Print it as JSON");
  command.callback(
      [options, &chosen] { chosen = [options](const Session& session) { return show_status(*options, session); }; });
}

}  // namespace breakeven::cli
