#include "core/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace breakeven {
namespace {

/// Levenshtein's distance.
std::size_t edits_between(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string nearest(const std::string& wanted, const std::vector<std::string>& names) {
  std::string best;
  std::size_t fewest = wanted.size() / 3 + 1;  // farther than a third of its letters it is another word
  for (const auto& name : names) {
    if (std::max(name.size(), wanted.size()) - std::min(name.size(), wanted.size()) > fewest) continue;
    if (const std::size_t edits = edits_between(wanted, name); edits <= fewest && (best.empty() || edits < fewest)) {
      fewest = edits;
      best = name;
    }
  }
  return best;
}

}  // namespace breakeven
