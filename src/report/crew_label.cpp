#include "report/crew_label.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "analysis/study_points.hpp"

namespace breakeven::report {
namespace {

std::string counted(int count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string label_by_kind(CrewKind kind, int workers, int threads_per_rank, const std::string& command) {
  const int ranks = workers / std::max(threads_per_rank, 1);  // a file may hold anything
  switch (kind) {
    case CrewKind::serial: return "serial";
    case CrewKind::threads: return counted(workers, "thread");
    case CrewKind::gil: return counted(workers, "gil thread");
    case CrewKind::fork: return fmt::format("{} forked", workers);
    case CrewKind::spawn: return fmt::format("{} spawned", workers);
    case CrewKind::forkserver: return fmt::format("{} forkserver", workers);
    case CrewKind::mpi: return counted(workers, "rank");
    case CrewKind::hybrid: return fmt::format("{} × {} hybrid", ranks, threads_per_rank);
    case CrewKind::command:
      if (threads_per_rank > 1) return fmt::format("{} × {} × {}", command, ranks, threads_per_rank);
      return ranks > 1 ? fmt::format("{} × {}", command, ranks) : command;
  }
  return std::string(to_string(kind));
}

}  // namespace

std::string crew_label(CrewKind kind, int workers, int threads_per_rank, Share share, const std::string& way) {
  const bool is_command = kind == CrewKind::command;
  std::string label = label_by_kind(kind, workers, threads_per_rank, way.empty() ? "command" : way);
  if (share != Share::memory) label += fmt::format(", {}", to_string(share));
  if (!way.empty() && !is_command) label += fmt::format(", {}", way);
  return label;
}

std::string crew_label(const plan::Point& point) {
  std::string label =
      crew_label(point.kind, point.workers, point.threads_per_rank, point.share, analysis::way_name(point));
  if (point.nodes > 1) label += fmt::format(" on {} nodes", point.nodes);
  if (!point.binding.empty()) label += fmt::format(", bound to {}", point.binding);
  return label;
}

}  // namespace breakeven::report
