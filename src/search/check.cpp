#include "search/check.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/shuffled_rounds.hpp"

namespace breakeven::search {
namespace {

constexpr double level = 0.05;
constexpr std::size_t least_rounds = 8;  // of fewer, a single one that is disturbed leaves nothing confirmed
constexpr std::size_t most_rounds = 60;

std::vector<double> seconds_of(const std::vector<Round>& rounds, double Round::*part) {
  std::vector<double> seconds;
  for (const Round& round : rounds) seconds.push_back(round.*part);
  return seconds;
}

/// The log ratio that is expected at a size, over the standard deviation of a round's; squared.
double effect_squared(const SearchAnswer& answer, const Survey& survey, std::uint64_t size) {
  constexpr double least = 1e-3;
  if (answer.fit) {
    const double ratio = std::max(answer.fit->ratio_at(static_cast<double>(size)), least);
    return std::pow(std::log(ratio) / std::max(answer.fit->scatter, least), 2);
  }
  std::vector<double> ratios;
  for (const Round& round : survey.rounds().at(size)) {
    ratios.push_back(std::log(round.candidate_seconds / round.base_seconds));
  }
  const auto n = static_cast<double>(ratios.size());
  const double mean = std::accumulate(ratios.begin(), ratios.end(), 0.0) / n;
  double squares = 0;
  for (const double ratio : ratios) squares += std::pow(ratio - mean, 2);
  return mean * mean / std::max(squares / std::max(n - 1, 1.0), least * least);
}

/// So many that the test finds the difference that is expected with 99 %: 2 (1.96 + 2.33)^2 / effect^2, with the test's
/// efficiency of 0.95 against the t test. A round's log ratio has twice the variance of a time's.
std::size_t rounds_for(const SearchAnswer& answer, const Survey& survey, std::uint64_t size) {
  const double rounds = 38.7 / (2 * effect_squared(answer, survey, size)) + 2;
  return std::max(least_rounds,
                  static_cast<std::size_t>(std::ceil(std::min(rounds, static_cast<double>(most_rounds)))));
}

std::vector<Check> checks_of(const SearchAnswer& answer) {
  const auto whole = [](double size) { return static_cast<std::uint64_t>(std::max(1.0, std::round(size))); };
  switch (answer.verdict) {
    case BreakEvenVerdict::always: return {{.size = whole(answer.range.low), .expected = Side::candidate}};
    case BreakEvenVerdict::never: return {{.size = whole(answer.range.high), .expected = Side::base}};
    case BreakEvenVerdict::undecided: return {};
    case BreakEvenVerdict::from: break;
  }
  std::vector<Check> checks{
      {.size = whole(std::max(answer.size * 2, answer.interval.high)), .expected = Side::candidate}};
  if (answer.interval.low > 0) {
    checks.push_back({.size = whole(std::min(answer.size / 2, answer.interval.low)), .expected = Side::base});
  }
  return checks;
}

}  // namespace

MannWhitney Check::test() const {
  return mann_whitney(seconds_of(rounds, &Round::candidate_seconds), seconds_of(rounds, &Round::base_seconds));
}

double Check::candidate_seconds() const { return median(seconds_of(rounds, &Round::candidate_seconds)); }
double Check::base_seconds() const { return median(seconds_of(rounds, &Round::base_seconds)); }

bool Check::confirmed() const {
  if (rounds.empty()) return false;
  const MannWhitney result = test();
  const bool candidate_is_faster = result.superiority.value < 0.5;
  return result.p_value < level && candidate_is_faster == (expected == Side::candidate);
}

void check(const SearchAnswer& answer, Survey& survey, std::vector<Check>& checks) {
  checks = checks_of(answer);
  ShuffledRounds order(checks.size(), survey.limits().order_seed + 1);
  for (std::size_t round = 0; round < most_rounds; ++round) {
    for (const std::size_t place : order.next()) {
      Check& each = checks[place];
      const bool affordable = round < least_rounds || survey.used() < 1;
      if (!affordable || !each.reason.empty() || round >= rounds_for(answer, survey, each.size)) continue;
      const auto measured = survey.measure_apart(Stage::check, each.size);
      if (measured) {
        each.rounds.push_back(*measured);
      } else {
        each.reason = survey.reason();
      }
    }
  }
}

}  // namespace breakeven::search
