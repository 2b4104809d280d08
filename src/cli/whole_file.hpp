// Files that commands make of a study.
#pragma once

#include <functional>
#include <string>

#include "report/text_stream.hpp"

namespace breakeven::cli {

/// Throws UsageError, which begins with `option`, when `output` is the study itself or no regular file, when it exists
/// and is not to be overwritten, and when its directory cannot be written. To be called before anything takes time.
void require_replaceable(const std::string& option, const std::string& output, const std::string& study,
                         bool overwrite);

/// What `write` writes appears under the name `output` when it is complete, or not at all. Throws Error.
void write_whole(const std::string& output, const std::function<void(report::TextStream&)>& write);

}  // namespace breakeven::cli
