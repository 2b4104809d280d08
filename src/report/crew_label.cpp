#include "report/crew_label.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "analysis/study_points.hpp"

namespace breakeven::report {
namespace {

constexpr std::string_view command_word = "command";

std::string counted(int count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string label_by_kind(CrewKind kind, int workers, int threads_per_rank) {
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
      if (threads_per_rank > 1) return fmt::format("{}, {} × {}", command_word, ranks, threads_per_rank);
      return ranks > 1 ? fmt::format("{}, {}", command_word, ranks) : std::string(command_word);
  }
  return std::string(to_string(kind));
}

}  // namespace

std::string crew_label(CrewKind kind, int workers, int threads_per_rank, Share share) {
  std::string label = label_by_kind(kind, workers, threads_per_rank);
  if (share != Share::memory) label += fmt::format(", {}", to_string(share));
  return label;
}

std::string with_way(std::string label, CrewKind kind, const std::string& way) {
  if (way.empty()) return label;
  if (kind != CrewKind::command) return fmt::format("{}, {}", label, way);
  const std::string counts = label.substr(command_word.size());  // ", 8", or nothing
  return counts.empty() ? way : fmt::format("{} × {}", way, counts.substr(2));
}

std::string crew_label(const plan::Point& point) {
  std::string label = crew_label(point.kind, point.workers, point.threads_per_rank, point.share);
  if (point.nodes > 1) label += fmt::format(" on {} nodes", point.nodes);
  label = with_way(std::move(label), point.kind, analysis::way_name(point));
  if (!point.binding.empty()) label += fmt::format(", bound to {}", point.binding);
  return label;
}

}  // namespace breakeven::report
