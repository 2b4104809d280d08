#include "search/check.hpp"

#include <algorithm>
#include <map>

#include "breakeven/statistics.hpp"

namespace breakeven::search {
namespace {

constexpr double significance = 0.05;

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

bool Check::confirmed() const {
  if (rounds.empty()) return false;
  return test().p_value < significance && 2 * passes_as_expected() > log_ratios().size();
}

}  // namespace breakeven::search
