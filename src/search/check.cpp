#include "search/check.hpp"

#include <algorithm>
#include <cmath>

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

/// Log ratios of rounds at one size.
struct LogRatio {
  double mean = 0;
  double deviation = 0;  ///< standard, of one round
};

LogRatio log_ratio_of(const std::vector<Round>& rounds) {
  const auto n = static_cast<double>(rounds.size());
  const auto of = [](const Round& round) { return std::log(round.candidate_seconds / round.base_seconds); };
  double sum = 0;
  for (const Round& round : rounds) sum += of(round);
  double squares = 0;
  for (const Round& round : rounds) squares += std::pow(of(round) - sum / n, 2);
  return {.mean = sum / n, .deviation = std::sqrt(squares / std::max(n - 1, 1.0))};
}

LogRatio expected_at(std::uint64_t size, const SearchAnswer& answer, const Survey& survey) {
  constexpr double least_ratio = 1e-3;
  if (!answer.fit) return log_ratio_of(survey.rounds().at(size));
  const double ratio = std::max(answer.fit->ratio_at(static_cast<double>(size)), least_ratio);
  return {.mean = std::log(ratio), .deviation = answer.fit->scatter};
}

/// So many that the test finds the difference that is expected with 99 %: 2 (1.96 + 2.33)^2 / effect^2, with the test's
/// efficiency of 0.95 against the t test. A round's log ratio has twice the variance of a time's. Where the check's own
/// rounds scatter more than those of the search did, as many as that asks for: how they scatter does not tell who wins,
/// so that the test keeps its level (Gould & Shih, Communications in Statistics 21, 1992).
std::size_t rounds_for(const Check& check, const SearchAnswer& answer, const Survey& survey) {
  constexpr double least_deviation = 1e-3;
  const LogRatio expected = expected_at(check.size, answer, survey);
  double deviation = std::max(expected.deviation, least_deviation);
  if (check.rounds.size() >= least_rounds) deviation = std::max(deviation, log_ratio_of(check.rounds).deviation);
  const double rounds = 38.7 / 2 * std::pow(deviation / expected.mean, 2) + 2;
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
      if (!affordable || !each.reason.empty() || round >= rounds_for(each, answer, survey)) continue;
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
