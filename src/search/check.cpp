#include "search/check.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "breakeven/statistics.hpp"
#include "search/mean.hpp"

namespace breakeven::search {
namespace {

constexpr double significance = 0.05;
constexpr std::size_t least_passes_that_show = 6;  // 5 that agree have a p-value of 1/16

std::vector<double> seconds_of(const std::vector<Round>& rounds, double Round::*part) {
  std::vector<double> seconds;
  for (const Round& round : rounds) seconds.push_back(round.*part);
  return seconds;
}

}  // namespace

std::vector<double> Check::log_ratios() const {
  std::map<std::size_t, std::vector<double>> by_pass;
  for (const Round& round : rounds) by_pass[round.pass].push_back(round.log_ratio());
  std::vector<double> medians;
  for (const auto& [pass, log_ratios] : by_pass) medians.push_back(median(log_ratios));
  return medians;
}

std::size_t Check::passes_as_expected() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      log_ratios(), [&](double log_ratio) { return expected == Side::candidate ? log_ratio < 0 : log_ratio > 0; }));
}

SignedRank Check::test() const { return signed_rank(log_ratios()); }

double Check::candidate_seconds() const { return median(seconds_of(rounds, &Round::candidate_seconds)); }
double Check::base_seconds() const { return median(seconds_of(rounds, &Round::base_seconds)); }

double Check::passes_to_tell() const { return values_to_tell(deviation(log_ratios()), expected_log_ratio); }

CheckOutcome Check::outcome() const {
  if (rounds.empty()) return CheckOutcome::undecided;
  const std::size_t passes = log_ratios().size();
  if (test().p_value < significance) {
    return 2 * passes_as_expected() > passes ? CheckOutcome::confirmed : CheckOutcome::contradicted;
  }
  const bool would_show = passes >= least_passes_that_show && static_cast<double>(passes) >= passes_to_tell();
  return would_show ? CheckOutcome::contradicted : CheckOutcome::undecided;
}

double deviation(const std::vector<double>& values) {
  const double middle = mean(values);
  double squares = 0;
  for (const double value : values) squares += std::pow(value - middle, 2);
  return std::sqrt(squares / std::max(static_cast<double>(values.size()) - 1, 1.0));
}

double values_to_tell(double deviation, double mean) {
  constexpr double least_mean = 1e-3;  // none is nothing, and less is not looked for
  return 19.4 * std::pow(deviation / std::max(std::abs(mean), least_mean), 2);
}

}  // namespace breakeven::search
