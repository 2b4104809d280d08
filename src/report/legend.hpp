// What the symbols of a chart mean.
#pragma once

#include <span>
#include <string>

#include "report/appearance.hpp"

namespace breakeven::report {

struct LegendEntry {
  std::string sample;  ///< as it is drawn
  std::string name;
  int ink = -1;  ///< see inked(); below 0: none
};

/// Side by side, in as many lines as the page needs, each indented by two spaces and ended.
std::string render_legend(std::span<const LegendEntry> entries, const Appearance& appearance);

}  // namespace breakeven::report
