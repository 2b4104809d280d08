// What the words in tables and charts of overhead mean.
#pragma once

#include <span>
#include <string>

#include "overhead/series.hpp"

namespace breakeven::report {

/// "streaming: a batch back to back, ...", a line for each word that occurs in the conditions of `series`.
std::string explain_words(std::span<const overhead::Series> series);

}  // namespace breakeven::report
