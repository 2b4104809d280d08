#include "batch/share_progress.hpp"

#include <string>
#include <unordered_set>

#include "study/progress.hpp"
#include "study/study_file.hpp"

namespace breakeven::batch {
namespace {

std::unordered_set<std::string> skipped_by_job(const study::StudyContent& content) {
  std::unordered_set<std::string> ids;
  for (const plan::Point& point : content.points) {
    if (!point.skipped.empty()) ids.insert(point.id());
  }
  return ids;
}

bool is_there(const std::filesystem::path& file) {
  return std::filesystem::exists(file) || std::filesystem::exists(file.string() + ".journal");
}

}  // namespace

ShareProgress progress_in(const std::filesystem::path& file, const Share& share, const plan::Plan& plan) {
  ShareProgress sum;
  if (!is_there(file)) return sum;
  const study::StudyContent content = study::read_study(file);
  const auto skipped = skipped_by_job(content);
  const auto progress = study::progress_of(plan, content.trials);
  for (std::size_t i = 0; i < plan.points.size(); ++i) {
    const plan::Point& point = plan.points[i];
    if (!point.skipped.empty() || !share.has(point)) continue;
    if (progress[i].ended_by == study::EndedBy::failures) {
      ++sum.given_up;
    } else if (progress[i].state == study::PointState::done) {
      ++sum.done;
    } else if (skipped.contains(point.id())) {
      ++sum.skipped;
    }
  }
  return sum;
}

}  // namespace breakeven::batch
