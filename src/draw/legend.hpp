// The legend: what each colour, shape and stroke stands for.
#pragma once

#include <vector>

#include "draw/layout.hpp"

namespace breakeven::draw {

inline constexpr double key_height = 9.5;

/// Beside each other in columns as wide as the widest short name needs; long ones take several. From the top of `room`
/// down, whose bottom does not count.
std::vector<PlacedKey> place_keys(const std::vector<figure::Key>& keys, const Box& room, Pen& pen);

void draw_legend(const std::vector<PlacedKey>& keys, Pen& pen);

}  // namespace breakeven::draw
