// Reading a study to tell what is in it.
#pragma once

#include <string>

#include "study/study_file.hpp"

namespace breakeven::cli {

/// Whether there are points or trials in it.
bool is_study(const study::StudyContent& content);

/// Throws UsageError when there are none in what `path` holds: a report on nothing would look as if nothing had been
/// measured.
void require_study(const study::StudyContent& content, const std::string& path);

/// study::read_study() and the former.
study::StudyContent read_measured(const std::string& path);

}  // namespace breakeven::cli
