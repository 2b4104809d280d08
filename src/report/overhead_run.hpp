// One run of `breakeven overhead` as a person reads it: when it was measured, and when it is read from a record.
#pragma once

#include <span>
#include <string>

#include "overhead/fits.hpp"
#include "overhead/series.hpp"
#include "report/appearance.hpp"
#include "study/launch.hpp"

namespace breakeven::report {

struct OverheadRunView {
  std::span<const overhead::Series> series;
  std::span<const overhead::Fit> fits;
  const study::Environment& environment;
};

enum class Detail : unsigned char {
  main,  ///< sentences, the ladders of launches, and one table for each other section
  all,   ///< tables of every operation and size, and models of them, too
};

/// With what has to be known to read it.
std::string render_overhead_run(const OverheadRunView& run, Detail detail, const Appearance& appearance);

}  // namespace breakeven::report
