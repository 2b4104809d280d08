// Draws the figures of `breakeven report --figure`, which replaces itself by this program: what draws comes with many
// shared libraries, and breakeven, which measures how processes start, should not.
#include <span>
#include <string>
#include <vector>

#include "analysis/study_summary.hpp"
#include "breakeven/error.hpp"
#include "cli/measured_study.hpp"
#include "cli/output.hpp"
#include "cli/whole_file.hpp"
#include "draw/draw_figure.hpp"
#include "figure/make_figure.hpp"
#include "figure/request.hpp"
#include "report/text_stream.hpp"
#include "study/study_file.hpp"

namespace {

using namespace breakeven;

void draw_requested(const figure::Request& request) {
  const study::StudyContent content = cli::read_measured(request.study);
  const figure::Figure figure = figure::make_figure(analysis::summarise_study(content), request.kind, request.select);
  const std::string bytes = draw::draw_figure(figure, figure::file_format_of(request.output), request.width_cm);
  cli::write_whole(request.output, [&](report::TextStream& out) { out << bytes; });
  for (const std::string& remark : figure.remarks) cli::complain(remark);
  cli::print(figure.caption + "\n");
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    draw_requested(figure::request_from(arguments));
    return 0;
  } catch (const UsageError& error) {
    cli::complain(error.what());
    return 2;
  } catch (const std::exception& error) {
    cli::complain(error.what());
    return 1;
  }
}
