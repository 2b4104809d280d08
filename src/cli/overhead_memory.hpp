// Sizes of messages that are larger than this machine can pass are refused before anything is measured.
#pragma once

#include <cstdint>

#include "overhead/talk_items.hpp"

namespace breakeven::cli {

/// Throws UsageError for a size that no crew of the plan can pass with so much memory. One that some crew can pass is
/// measured with that one.
void require_memory(const overhead::TalkPlan& plan, std::uint64_t memory_bytes);

}  // namespace breakeven::cli
