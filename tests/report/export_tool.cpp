// export_tool STUDY FORMAT [TABLE]: a study made by hand in one of the formats, on standard output; what Extra-P's left
// out on standard error. Two formats more are proposal and proposal-latex, whose TABLE is the points to select. STUDY
// is example, hostile, grid (kinds x workers x sizes, with gaps), nodes, weak or a number of trials. Exit code 2 for a
// UsageError.
#include <iostream>
#include <string>
#include <vector>

#include "analysis/costed_study.hpp"
#include "analysis/example_study.hpp"
#include "breakeven/error.hpp"
#include "report/export.hpp"
#include "report/proposal.hpp"

namespace {

using namespace breakeven;
using namespace std::chrono_literals;
using test::add_measured;
using test::example_point;

study::StudyContent grid_study() {
  study::StudyContent study;
  for (const std::uint64_t n : {1000U, 2000U, 4000U}) {
    add_measured(study, example_point(CrewKind::serial, 1, n), n * 1ms, 3);
    for (const int workers : {1, 2, 3}) {
      for (const CrewKind kind : {CrewKind::threads, CrewKind::mpi}) {
        add_measured(study, example_point(kind, workers, n), n * 1ms / workers, 3);
      }
    }
  }
  add_measured(study, example_point(CrewKind::mpi, 5, 1000), 1s, 3);
  return study;
}

/// On two nodes: ranks, and ranks with threads.
study::StudyContent nodes_study() {
  study::StudyContent study;
  add_measured(study, example_point(CrewKind::serial, 1, 1000), 8s);
  plan::Point ranks = example_point(CrewKind::mpi, 4, 1000);
  ranks.nodes = 2;
  add_measured(study, ranks, 4s);
  plan::Point hybrid = example_point(CrewKind::hybrid, 8, 1000);
  hybrid.nodes = 2;
  hybrid.threads_per_rank = 4;
  add_measured(study, hybrid, 2s);
  add_measured(study, example_point(CrewKind::threads, 8, 1000), 1s);
  return study;
}

study::StudyContent weak_study() {
  study::StudyContent study;
  for (const int workers : {1, 2, 4}) {
    add_measured(study, example_point(CrewKind::mpi, workers, static_cast<std::uint64_t>(1000 * workers), "a->b"), 2s);
  }
  return study;
}

/// 100 points, 4 workers each.
study::StudyContent study_of(int trials) {
  study::StudyContent study;
  for (int point = 0; point < 100; ++point) {
    add_measured(study, example_point(CrewKind::threads, 4, static_cast<std::uint64_t>(1000 + point)), 2s,
                 trials / 100);
  }
  for (Trial& trial : study.trials) {
    for (int worker = 0; worker < 4; ++worker) {
      WorkerTrial detail;
      detail.worker = worker;
      detail.host = "node1";
      detail.phases = trial.phases;
      trial.workers_detail.push_back(detail);
    }
    trial.answer.figures = {{"hits", std::uint64_t{785}}, {"pi", 3.14}};
  }
  return study;
}

study::StudyContent make_study(const std::string& name) {
  if (name == "example") return test::example_study();
  if (name == "hostile") return test::hostile_study();
  if (name == "grid") return grid_study();
  if (name == "nodes") return nodes_study();
  if (name == "weak") return weak_study();
  if (name == "ways") return test::named_ways_study();
  return study_of(std::stoi(name));
}

std::string proposal_of(const study::StudyContent& study, const std::string& selection, report::ProposalFormat format) {
  return render_proposals(report::proposals(analysis::summarise_study(study), selection), format);
}

void write(const study::StudyContent& study, const std::string& format, const std::string& table,
           report::TextStream& out) {
  if (format == "csv") report::export_csv(study, report::study_table_from(table), out);
  if (format == "json") report::export_json(study, out);
  if (format == "markdown") report::export_markdown(study, out);
  if (format == "proposal") out << proposal_of(study, table, report::ProposalFormat::markdown);
  if (format == "proposal-latex") out << proposal_of(study, table, report::ProposalFormat::latex);
  if (format == "extrap") {
    for (const std::string& what : report::export_extrap(study, out)) std::cerr << what << '\n';
  }
  out.flush();
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  try {
    report::TextStream out([](std::string_view piece) { std::cout << piece; });
    const std::string table = arguments.at(1) == "csv" ? "trials" : "";
    write(make_study(arguments.at(0)), arguments.at(1), arguments.size() > 2 ? arguments[2] : table, out);
    return std::cout.flush() ? 0 : 1;
  } catch (const UsageError& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
