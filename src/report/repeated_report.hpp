// Several runs of one thing, on their own: what each took and found, as medians.
#pragma once

#include <span>
#include <string>

#include "breakeven/trial.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// A table of wall and CPU time, memory and the figures of the answers, over the trials that are ok, and of phases
/// where more than one takes 5 % of a trial. Ends in a newline.
std::string render_repeated(std::span<const Trial> trials, const Appearance& appearance);

}  // namespace breakeven::report
