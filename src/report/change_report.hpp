// What changed between two studies, as people see it in a terminal and as programs read it.
#pragma once

#include <string>

#include "analysis/study_change.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// What else differs; the points that changed, in sentences; what differs but for times; a table of all points.
std::string render_change(const analysis::StudyChange& change, const Appearance& appearance);

/// One JSON document: points by their ids, in which `export --json` has them. Durations are in seconds, digests in
/// hexadecimal; what is not known is null.
std::string change_as_json(const analysis::StudyChange& change);

}  // namespace breakeven::report
