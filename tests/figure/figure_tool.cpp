// figure_tool STUDY KIND FORMAT WIDTH [SELECT]: a figure of a study made by hand on standard output, its caption on
// standard error. STUDY is scaling:KINDS, crowded, size, weak, wide, many, hostile, example or a file. Exit code 2 for
// a UsageError.
#include <iostream>
#include <string>
#include <vector>

#include "analysis/study_summary.hpp"
#include "breakeven/error.hpp"
#include "draw/draw_figure.hpp"
#include "figure/figure_studies.hpp"
#include "figure/make_figure.hpp"

namespace {

using namespace breakeven;

study::StudyContent hostile_scaling() {
  study::StudyContent study;
  for (const int workers : {1, 2, 4}) {
    plan::Point point = test::example_point(CrewKind::mpi, workers, 1000, test::hostile_text);
    point.binding = test::hostile_text;
    point.parameters.push_back({"label", test::hostile_text});
    test::add_measured(study, point, std::chrono::seconds(4 / workers));
  }
  for (study::Launch& launch : study.launches) launch.environment.cpu_model = test::hostile_text;
  return study;
}

study::StudyContent make_study(const std::string& name) {
  if (name.starts_with("scaling:")) return test::scaling_study(std::stoul(name.substr(8)));
  if (name == "crowded") return test::scaling_study(2, 2);
  if (name == "size") return test::size_study();
  if (name == "wide") return test::wide_study();
  if (name == "many") return test::many_counts_study();
  if (name == "weak") return test::weak_scaling_study();
  if (name == "hostile") return hostile_scaling();
  if (name == "example") return test::example_study();
  return study::read_study(name);
}

void write(const std::vector<std::string>& arguments) {
  const study::StudyContent study = make_study(arguments.at(0));
  const std::string select = arguments.size() > 4 ? arguments[4] : "";
  const figure::Figure figure =
      figure::make_figure(analysis::summarise_study(study), figure::figure_kind_from(arguments.at(1)), select);
  const auto format = figure::file_format_of("figure." + arguments.at(2));
  std::cout << draw::draw_figure(figure, format, std::stod(arguments.at(3)));
  std::cerr << figure.caption << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  try {
    write({argv + 1, argv + argc});
    return std::cout.flush() ? 0 : 1;
  } catch (const UsageError& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
