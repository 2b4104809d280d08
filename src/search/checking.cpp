#include "search/checking.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "core/shuffled_rounds.hpp"
#include "search/mean.hpp"
#include "search/readable_size.hpp"

namespace breakeven::search {
namespace {

constexpr std::size_t least_check_passes = 12;  // one that is altogether wrong leaves the rest enough
constexpr std::size_t most_passes = 24;
constexpr std::size_t passes_without_budget = 8;  // two more than the test needs when all agree
constexpr double most_check_rounds = 10;          // of a pass

std::vector<double> log_ratios_of(const std::vector<Round>& rounds) {
  std::vector<double> log_ratios;
  for (const Round& round : rounds) log_ratios.push_back(round.log_ratio());
  return log_ratios;
}

/// Of the largest size measured that is not above, or of the smallest.
const std::vector<Round>& rounds_near(std::uint64_t size, const Survey& survey) {
  const auto above = survey.rounds().upper_bound(size);
  return above == survey.rounds().begin() ? above->second : std::prev(above)->second;
}

/// What the answer lets expect at a size.
struct Expected {
  double log_ratio = 0;
  double deviation = 0;  ///< of one round
  double cheap = 1;      ///< rounds of a pass that fit into half of its time
};

Expected expected_at(std::uint64_t size, const SearchAnswer& answer, const Survey& survey) {
  constexpr double least_ratio = 1e-3;
  if (answer.fit) {
    const double ratio = std::max(answer.fit->ratio_at(static_cast<double>(size)), least_ratio);
    return {.log_ratio = std::log(ratio), .deviation = answer.fit->scatter};
  }
  const std::vector<double> log_ratios = log_ratios_of(rounds_near(size, survey));
  return {.log_ratio = mean(log_ratios), .deviation = deviation(log_ratios)};
}

// Passes and their rounds are as many as their own scatter asks for: it does not tell who wins, so that the test keeps
// its level (Gould & Shih, Communications in Statistics 21, 1992).

std::size_t rounds_of_a_pass(const Check& check, const Expected& expected) {
  double scatter = expected.deviation;
  if (check.rounds.size() >= least_check_passes) scatter = std::max(scatter, deviation(log_ratios_of(check.rounds)));
  const double rounds = values_to_tell(scatter, expected.log_ratio) / static_cast<double>(least_check_passes);
  // The first ones after a rest are not like others, and some may be disturbed: a median of several is neither.
  return static_cast<std::size_t>(std::clamp(std::ceil(std::max(rounds, expected.cheap)), 1.0, most_check_rounds));
}

std::size_t passes_for(const Check& check, const Expected& expected) {
  const std::vector<double> log_ratios = check.log_ratios();
  if (log_ratios.size() < least_check_passes) return least_check_passes;
  const double passes = values_to_tell(deviation(log_ratios), expected.log_ratio);
  constexpr auto least = static_cast<double>(least_check_passes);
  return static_cast<std::size_t>(std::ceil(std::clamp(passes, least, static_cast<double>(most_passes))));
}

/// At no size that the user has ruled out.
std::vector<Check> checks_of(const SearchAnswer& answer, const SearchLimits& limits) {
  const auto allowed = [&](double size) {
    return std::max(std::min(static_cast<std::uint64_t>(size), limits.last_size()), limits.from.value_or(1));
  };
  switch (answer.verdict) {
    case BreakEvenVerdict::always: return {{.size = allowed(answer.range.low), .expected = Side::candidate}};
    case BreakEvenVerdict::never: return {{.size = allowed(answer.range.high), .expected = Side::base}};
    case BreakEvenVerdict::undecided: return {};
    case BreakEvenVerdict::from: break;
  }
  const double above = std::max(answer.size * 2, answer.interval.high);
  const double last = std::min(static_cast<double>(readable_size(above, Rounding::up)), answer.end.low);
  std::vector<Check> checks{{.size = allowed(last), .expected = Side::candidate}};
  if (answer.interval.low > 0) {
    const double below = std::min(answer.size / 2, answer.interval.low);
    checks.push_back(
        {.size = allowed(static_cast<double>(readable_size(below, Rounding::down))), .expected = Side::base});
  }
  return checks;
}

/// Seconds over which the least passes lie. An answer that was found without passes of its own rests on these.
double spread_of(const SearchAnswer& answer, const Survey& survey) {
  constexpr double share_after_closing_in = 0.35;
  const double share = answer.verdict == BreakEvenVerdict::from ? share_after_closing_in : 1;
  const double left = (1 - survey.used()) * survey.limits().budget_seconds;
  return std::clamp(share * survey.limits().spread(), 0.0, std::max(left, 0.0));
}

class Checking {
 public:
  Checking(const SearchAnswer& answer, Survey& survey, std::vector<Check>& checks)
      : survey_(survey),
        checks_(checks),
        apart_(spread_of(answer, survey) / static_cast<double>(least_check_passes)),
        order_(checks.size(), survey.limits().order_seed + 1) {
    double share = 0;  // of the budget, that a round of each will take
    for (Check& check : checks) {
      expected_.push_back(expected_at(check.size, answer, survey));
      check.expected_log_ratio = expected_.back().log_ratio;
      const double seconds = survey.expected(check.size)->spent_seconds;
      expected_.back().cheap = std::floor(apart_ / 2 / (seconds * static_cast<double>(checks.size())));
      share += survey.share_of(seconds, 2);
    }
    affordable_ = std::max((1 - survey.used()) / share / static_cast<double>(least_check_passes), 1.0);
  }

  void run() {
    const double begin = survey_.spent_seconds();
    for (std::size_t pass = 0; pass < most_passes && is_open(pass); ++pass) {
      survey_.begin_pass(Stage::check, begin + apart_ * static_cast<double>(pass));
      run_pass(pass);
    }
  }

 private:
  bool is_open(std::size_t pass) const {
    if (pass >= passes_without_budget && survey_.used() >= 1) return false;
    for (std::size_t i = 0; i < checks_.size(); ++i) {
      if (wants(i, pass)) return true;
    }
    return false;
  }

  bool wants(std::size_t place, std::size_t pass) const {
    return checks_[place].reason.empty() && pass < passes_for(checks_[place], expected_[place]);
  }

  std::size_t rounds_of(std::size_t place) const {
    return std::min(rounds_of_a_pass(checks_[place], expected_[place]), static_cast<std::size_t>(affordable_));
  }

  void run_pass(std::size_t pass) {
    std::vector<std::size_t> rounds;
    for (std::size_t i = 0; i < checks_.size(); ++i) rounds.push_back(wants(i, pass) ? rounds_of(i) : 0);
    for (std::size_t round = 0; round < std::ranges::max(rounds); ++round) {
      for (const std::size_t place : order_.next()) {
        if (round < rounds[place]) measure(checks_[place]);
      }
    }
  }

  void measure(Check& check) {
    if (!check.reason.empty()) return;
    const auto measured = survey_.measure_apart(Stage::check, check.size);
    if (measured) {
      check.rounds.push_back(*measured);
    } else {
      check.reason = survey_.reason();
    }
  }

  Survey& survey_;
  std::vector<Check>& checks_;
  double apart_;  ///< seconds from the beginning of one pass to that of the next, at least
  ShuffledRounds order_;
  std::vector<Expected> expected_;  ///< one a check
  double affordable_ = 1;           ///< rounds of a pass, so that the least passes keep to the budget
};

}  // namespace

void check(const SearchAnswer& answer, Survey& survey, std::vector<Check>& checks) {
  checks = checks_of(answer, survey.limits());
  Checking(answer, survey, checks).run();
}

}  // namespace breakeven::search
