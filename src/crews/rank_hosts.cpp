#include "crews/rank_hosts.hpp"

#include <algorithm>
#include <map>
#include <string>

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven::crews {
namespace {

using RanksByHost = std::map<std::string, int>;

RanksByHost count_by_host(const CrewOptions& options, std::span<const WorkerLife> workers) {
  RanksByHost ranks;
  const auto threads = static_cast<std::size_t>(options.threads_per_rank);
  for (std::size_t worker = 0; worker < workers.size(); worker += threads) ++ranks[workers[worker].host];
  return ranks;
}

std::string describe(const RanksByHost& ranks) {
  constexpr int most_shown = 8;
  std::string text;
  int shown = 0;
  for (const auto& [host, count] : ranks) {
    if (shown++ == most_shown) return text + ", ...";
    text += fmt::format("{}{} on {}", text.empty() ? "" : ", ", count, host);
  }
  return text;
}

}  // namespace

void check_hosts(const CrewOptions& options, std::span<const WorkerLife> workers) {
  if (options.adopted || options.nodes == 0) return;
  const RanksByHost ranks = count_by_host(options, workers);
  const int wanted = options.workers / options.threads_per_rank / options.nodes;
  const bool even = std::ranges::all_of(ranks, [&](const auto& host) { return host.second == wanted; });
  if (even && ranks.size() == static_cast<std::size_t>(options.nodes)) return;
  throw Error(fmt::format("{} node{} with {} rank{} each wanted, but the launcher put {}; see what hosts it was given",
                          options.nodes, options.nodes == 1 ? "" : "s", wanted, wanted == 1 ? "" : "s",
                          describe(ranks)));
}

}  // namespace breakeven::crews
