// How many points of a share are done, by the file that its job writes.
#pragma once

#include <cstddef>
#include <filesystem>

#include "batch/share.hpp"
#include "plan/plan.hpp"

namespace breakeven::batch {

struct ShareProgress {
  std::size_t done = 0;
  std::size_t given_up = 0;  ///< after too many failures
  std::size_t skipped = 0;   ///< by the job: whether a point fits is only known where it would be run
};

/// The file need not be there yet. Throws UsageError when it is no study.
ShareProgress progress_in(const std::filesystem::path& file, const Share& share, const plan::Plan& plan);

}  // namespace breakeven::batch
