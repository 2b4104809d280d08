#include "cli/measured_study.hpp"

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "study/overhead_record.hpp"

namespace breakeven::cli {

bool is_study(const study::StudyContent& content) { return !content.trials.empty() || !content.points.empty(); }

void require_study(const study::StudyContent& content, const std::string& path) {
  if (is_study(content)) return;
  if (study::overhead_runs_in(path) > 0) {
    throw UsageError(
        fmt::format("{} holds measurements of overhead and no trials: breakeven report {} tells of those", path, path));
  }
  throw UsageError(fmt::format("{} holds no points and no trials: there is nothing to report", path));
}

study::StudyContent read_measured(const std::string& path) {
  study::StudyContent content = study::read_study(path);
  require_study(content, path);
  return content;
}

}  // namespace breakeven::cli
