#include "cli/crew_text.hpp"

#include <fmt/format.h>

#include <ranges>
#include <vector>

#include "breakeven/error.hpp"
#include "core/count.hpp"
#include "report/crew_label.hpp"

namespace breakeven::cli {

CrewRequest parse_crew(const std::string& text) {
  std::vector<std::string> parts;
  for (const auto part : text | std::views::split(':')) parts.emplace_back(part.begin(), part.end());
  if (parts.empty() || parts.size() > 3) {
    throw UsageError(fmt::format("'{}' is no crew; write KIND:P, like threads:2", text));
  }
  CrewRequest request;
  request.kind = crew_kind_from(parts[0]);
  if (parts.size() > 1) request.workers = parse_small_count(parts[1], "workers");
  if (parts.size() > 2 && request.kind == CrewKind::hybrid) {
    request.threads_per_rank = parse_small_count(parts[2], "threads per rank");
  } else if (parts.size() > 2) {
    request.share = share_from(parts[2]);
  }
  return request;
}

std::string label_of(const CrewOptions& crew) {
  return report::crew_label(crew.kind, crew.workers, crew.threads_per_rank, crew.share);
}

}  // namespace breakeven::cli
