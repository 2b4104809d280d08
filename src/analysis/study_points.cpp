#include "analysis/study_points.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "study/launch_count.hpp"

namespace breakeven::analysis {
namespace {

/// What tells points apart where no plan does.
using RecordedJob = std::tuple<bool, std::string, std::string, std::uint64_t, CrewKind, int, int, int, Share>;
RecordedJob job_of(const Trial& trial) {
  return {trial.kept_crew, trial.workload, trial.parameters,       trial.problem_size, trial.kind,
          trial.workers,   trial.nodes,    trial.threads_per_rank, trial.share};
}

/// Times of kept crews are without their start, and so not to be compared with others.
std::string part_of(const StudyPoint& unplanned, bool in_study) {
  const std::string part = in_study ? unplanned_part : "";
  if (!unplanned.trials.front()->kept_crew) return part;
  return part.empty() ? kept_part : fmt::format("{}, {}", part, kept_part);
}

/// Up to where the first "name=value" reaches: to the next blank, or that after the quote that closes.
std::size_t end_of_word(std::string_view text) {
  const std::size_t blank = text.find(' ');
  const std::size_t quote = text.find("='");
  if (quote == std::string_view::npos || quote > blank) return blank;
  return text.find(' ', std::min(text.find('\'', quote + 2), text.size()));
}

/// From "n=1000 source=a b.h5:/keys"; a word without '=' belongs to the value before it, and so does all that follows
/// "command=", which comes last: whatever a user's command has in it.
plan::Parameters parse_parameters(std::string_view text) {
  plan::Parameters parameters;
  while (!text.empty()) {
    const std::string_view word = text.starts_with("command=") ? text : text.substr(0, end_of_word(text));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const std::size_t sign = word.find('=');
    if (sign != std::string_view::npos && sign > 0) {
      parameters.push_back({std::string(word.substr(0, sign)), std::string(word.substr(sign + 1))});
    } else if (!parameters.empty()) {
      parameters.back().value.append(" ").append(word);
    } else {
      parameters.push_back({std::string(word), ""});
    }
  }
  std::ranges::sort(parameters, {}, &plan::Parameter::name);
  return parameters;
}

plan::Point point_of(const Trial& trial) {
  plan::Point point;
  point.workload = trial.workload;
  point.parameters = parse_parameters(trial.parameters);
  point.problem_size = trial.problem_size;
  point.kind = trial.kind;
  point.workers = trial.workers;
  point.nodes = trial.nodes;
  point.threads_per_rank = trial.threads_per_rank;
  point.share = trial.share;
  return point;
}

template <class LeaveOut>
std::string parameters_but(const plan::Point& point, LeaveOut leave_out) {
  std::string text;
  for (const auto& [name, value] : point.parameters) {
    if (!leave_out(name)) text += fmt::format("{}{}={}", text.empty() ? "" : " ", name, value);
  }
  return text;
}

class Collector {
 public:
  explicit Collector(const study::StudyContent& content) {
    planned_.reserve(content.points.size());
    for (const plan::Point& point : content.points) {
      by_id_.emplace(point.id(), planned_.size());
      planned_.push_back({point, {}, {}, content.open_points.contains(point.id())});
    }
  }

  void add(const Trial& trial) {
    if (trial.warm_up || trial.status == TrialStatus::interrupted) return;
    const auto planned = by_id_.find(trial.point_id);
    StudyPoint& point = planned != by_id_.end() ? planned_[planned->second] : unplanned_point(trial);
    point.trials.push_back(&trial);
  }

  void add(const study::Launch& launch) {
    const auto planned = by_id_.find(launch.point_id);
    if (planned != by_id_.end() && !launch.warm_up) planned_[planned->second].launches.push_back(&launch);
  }

  /// What no plan orders comes sorted: it was run in a shuffled order.
  std::vector<StudyPoint> take() {
    const bool all = planned_.empty();
    for (auto& [job, point] : unplanned_) {
      point.point.part = part_of(point, !all);
      planned_.push_back(std::move(point));
    }
    return std::move(planned_);
  }

 private:
  StudyPoint& unplanned_point(const Trial& trial) {
    const auto [place, is_new] = unplanned_.try_emplace(job_of(trial));
    if (is_new) place->second.point = point_of(trial);
    return place->second;
  }

  std::vector<StudyPoint> planned_;
  std::unordered_map<std::string, std::size_t> by_id_;
  std::map<RecordedJob, StudyPoint> unplanned_;
};

}  // namespace

std::vector<StudyPoint> study_points(const study::StudyContent& content) {
  Collector collector(content);
  for (const Trial& trial : content.trials) collector.add(trial);
  for (const study::Launch& launch : content.launches) collector.add(launch);
  return collector.take();
}

std::string other_parameters(const plan::Point& point) {
  return parameters_but(point, [](const std::string& name) { return name == "n"; });
}

std::string job_parameters(const plan::Point& point) {
  const bool named = !way_name(point).empty();
  return parameters_but(point, [named](const std::string& name) {
    const bool of_way = name == plan::way_parameter || name == "command" || name == "launcher" || name == "shell";
    return name == "n" || (named && of_way);
  });
}

std::string way_name(const plan::Point& point) {
  const auto way = std::ranges::find(point.parameters, plan::way_parameter, &plan::Parameter::name);
  return way == point.parameters.end() ? "" : way->value;
}

int count_launches(const StudyPoint& point) {
  study::LaunchCount planned;
  int others = 0;  // outside of a study: a life of its own, or one that it shared with the trials of the same command
  std::set<std::string_view> commands;
  for (const Trial* trial : point.trials) {
    if (!trial->launch_id.empty()) {
      planned.add(*trial);
    } else if (!trial->kept_crew || commands.insert(trial->command_id).second) {
      ++others;
    }
  }
  return planned.launches() + others;
}

}  // namespace breakeven::analysis
