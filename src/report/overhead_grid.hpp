// Series of overhead as a table: a cell for each.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "overhead/series.hpp"
#include "report/table.hpp"

namespace breakeven::report {

using SeriesList = std::vector<const overhead::Series*>;
using Text = std::function<std::string(const overhead::Series&)>;

/// In the order in which they first occur.
std::vector<std::string> distinct(const SeriesList& series, const Text& of);
SeriesList those_with(const SeriesList& series, const Text& of, const std::string& wanted);

/// What rows, or columns, are told apart by, and what they are called.
struct Axis {
  Text key;
  Text label;
};

/// The medians of `series`; of several in one cell the first. Below the rows what was cut as warm-up of each column's
/// launches, if anything was.
std::string render_grid(const SeriesList& series, const Column& corner, const Axis& rows, const Axis& across,
                        const Appearance& appearance);

}  // namespace breakeven::report
