// page_tool STUDY [TABLE]: the page of a study made by hand on standard output; with a table, that of `breakeven export
// --csv`. STUDY is model, hostile, empty, record (trials alone), ways (that have names), a file, or "large:TRIALS".
#include <iostream>
#include <string>
#include <vector>

#include "analysis/costed_study.hpp"
#include "html/page.hpp"
#include "html/page_studies.hpp"
#include "report/export.hpp"

namespace {

using namespace breakeven;

/// As many launches of the model's 160 or more points as make so many trials.
study::StudyContent large_study(int trials) { return test::ModelStudy::make(trials / (2 * 160) + 1); }

study::StudyContent record() {
  study::StudyContent study = test::ModelStudy::make(3);
  study.points.clear();
  study.launches.clear();
  study.plan_text.clear();
  study.study_id.clear();
  for (Trial& trial : study.trials) trial.launch_id.clear();
  return study;
}

study::StudyContent make_study(const std::string& name) {
  if (name == "model") return test::ModelStudy::make(7);
  if (name == "hostile") return test::hostile_page_study();
  if (name == "empty") return {};
  if (name == "record") return record();
  if (name == "ways") return test::named_ways_study();
  if (name.starts_with("large:")) return large_study(std::stoi(name.substr(6)));
  return study::read_study(name);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const study::StudyContent study = make_study(arguments.at(0));
  report::TextStream out([](std::string_view piece) { std::cout << piece; });
  if (arguments.size() > 1) {
    report::export_csv(study, report::study_table_from(arguments[1]), out);
    out.flush();
  } else {
    html::write_page(study, {arguments[0] + ".h5", "breakeven 0.1.0"}, out);
  }
  return std::cout.flush() ? 0 : 1;
}
