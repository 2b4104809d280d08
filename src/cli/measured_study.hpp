// Reading a study to tell what is in it.
#pragma once

#include <string>

#include "study/study_file.hpp"

namespace breakeven::cli {

/// As study::read_study(). Throws UsageError, too, when there are no points and no trials: a report on nothing would
/// look as if nothing had been measured.
study::StudyContent read_measured(const std::string& path);

}  // namespace breakeven::cli
