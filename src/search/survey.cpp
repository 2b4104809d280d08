#include "search/survey.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "breakeven/statistics.hpp"

namespace breakeven::search {
namespace {

// What a size takes more than the one before may itself grow faster than n; and it may hide in noise.
constexpr double exponent_of_growth = 1.5;
constexpr double least_growth = 0.05;

double median_of(const std::vector<Round>& rounds, double Round::*part) {
  std::vector<double> values;
  for (const Round& round : rounds) values.push_back(round.*part);
  return median(values);
}

/// `size` is not below either.
double extrapolated(const RoundsBySize::value_type& near, const RoundsBySize::value_type* far, double size,
                    double Round::*part) {
  const double seconds = median_of(near.second, part);
  const auto from = static_cast<double>(near.first);
  if (far == nullptr) return seconds * size / from;
  const double growth = std::max(seconds - median_of(far->second, part), least_growth * seconds);
  return seconds + growth * (std::pow(size / from, exponent_of_growth) - 1);
}

}  // namespace

Survey::Survey(SearchLimits limits, RunRound run, Watch watch, Rest rest)
    : limits_(limits), run_(std::move(run)), watch_(std::move(watch)), rest_(std::move(rest)) {}

std::vector<statistics::RatioLevel> Survey::levels() const {
  std::vector<statistics::RatioLevel> levels;
  for (const auto& [size, rounds] : rounds_) {
    auto& level = levels.emplace_back(statistics::RatioLevel{.size = static_cast<double>(size), .log_ratios = {}});
    for (const Round& round : rounds) {
      level.log_ratios.push_back(round.log_ratio());
      level.passes.push_back(round.pass);
    }
  }
  return levels;
}

SearchAnswer Survey::answer() const { return answer_of(levels(), limits_.confidence, limits_.precision); }

std::size_t Survey::count(std::uint64_t size) const {
  const auto found = rounds_.find(size);
  return found == rounds_.end() ? 0 : found->second.size();
}

double Survey::share_of(double seconds, double trials) const {
  return std::max(seconds / limits_.budget_seconds, trials / static_cast<double>(limits_.most_trials));
}

void Survey::begin_pass(Stage stage, double due_seconds) {
  ++pass_;
  const double seconds = due_seconds - spent_seconds_;
  if (!(seconds > 0)) return;
  if (watch_) watch_({.stage = stage, .size = 0, .used = used()});
  if (rest_) rest_(seconds);
  spent_seconds_ = due_seconds;
}

std::optional<Round> Survey::measure_apart(Stage stage, std::uint64_t size) {
  if (watch_) watch_({.stage = stage, .size = size, .used = used()});
  const RoundOutcome outcome = run_(size);
  if (const auto* out = std::get_if<OutOfReach>(&outcome)) {
    reason_ = out->reason;
    return std::nullopt;
  }
  auto round = std::get<Round>(outcome);
  round.pass = pass_;
  spent_seconds_ += round.spent_seconds;
  trials_ += 2;
  return round;
}

bool Survey::measure(Stage stage, std::uint64_t size) {
  const auto round = measure_apart(stage, size);
  if (round) rounds_[size].push_back(*round);
  return round.has_value();
}

std::optional<Round> Survey::expected(std::uint64_t size) const {
  auto above = rounds_.upper_bound(size);
  if (rounds_.empty()) return std::nullopt;
  if (above == rounds_.begin()) ++above;  // below all: what the least took is more than enough
  const auto& near = *std::prev(above);
  const auto* far = std::prev(above) == rounds_.begin() ? nullptr : &*std::prev(above, 2);
  const double at = static_cast<double>(std::max(size, near.first));
  return Round{.candidate_seconds = extrapolated(near, far, at, &Round::candidate_seconds),
               .base_seconds = extrapolated(near, far, at, &Round::base_seconds),
               .spent_seconds = extrapolated(near, far, at, &Round::spent_seconds)};
}

}  // namespace breakeven::search
