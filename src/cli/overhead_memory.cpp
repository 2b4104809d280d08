#include "cli/overhead_memory.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "report/quantity.hpp"

namespace breakeven::cli {
namespace {

struct Need {
  const overhead::CrewPoint* point;
  std::uint64_t bytes;
};

/// The least that is too much; nothing when something fits, or when nothing is measured at that size.
std::optional<Need> least_unfulfilled(const overhead::TalkPlan& of_size, std::uint64_t memory_bytes) {
  std::optional<Need> least;
  for (const overhead::CrewPoint& point : of_size.points) {
    const overhead::TalkItems items = items_for(of_size, point, memory_bytes);
    if (!items.fitting.empty()) return std::nullopt;
    for (const workloads::TalkItem& item : items.too_large) {
      const std::uint64_t needed = overhead::memory_of(item, point.options.workers);
      if (!least || needed < least->bytes) least = Need{&point, needed};
    }
  }
  return least;
}

}  // namespace

void require_memory(const overhead::TalkPlan& plan, std::uint64_t memory_bytes) {
  overhead::TalkPlan of_size = plan;
  for (const std::uint64_t size : plan.sizes) {
    of_size.sizes = {size};
    const auto need = least_unfulfilled(of_size, memory_bytes);
    if (!need) continue;
    throw UsageError(
        fmt::format("--sizes: a message of {} would need {} of memory by {}, and {} may be used; take a "
                    "smaller one",
                    report::format_bytes(size), report::format_bytes(need->bytes), label_of(*need->point),
                    report::format_bytes(memory_bytes)));
  }
}

}  // namespace breakeven::cli
