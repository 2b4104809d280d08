#include "overhead/placement.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "os/affinity.hpp"
#include "os/process.hpp"

namespace breakeven::overhead {
namespace {

using Processors = std::vector<int>;

std::string in_words(const std::vector<Processors>& of_workers) {
  std::vector<std::string> lists;
  for (const Processors& processors : of_workers) lists.push_back(os::processor_list(processors));
  const bool alike = std::ranges::adjacent_find(lists, std::ranges::not_equal_to()) == lists.end();
  return alike ? lists.front() : fmt::format("{}", fmt::join(lists, " "));
}

Placement placement_of_workers(const std::vector<Processors>& of_workers) {
  if (of_workers.empty()) return {};
  std::set<int> together;
  for (const Processors& processors : of_workers) together.insert(processors.begin(), processors.end());
  return {in_words(of_workers), !together.empty() && of_workers.size() > together.size()};
}

}  // namespace

Placement placement_of(const std::vector<WorkerReport>& reports) {
  const std::string here = os::host_name();
  std::vector<std::string> hosts;
  std::map<std::int64_t, Processors> known;  // threads share a process
  std::vector<Processors> of_workers;
  for (const WorkerReport& report : reports) {
    if (std::ranges::find(hosts, report.host) == hosts.end()) hosts.push_back(report.host);
    if (report.host != here) continue;
    const auto [place, added] = known.try_emplace(report.pid);
    if (added) place->second = os::affinity_of(static_cast<pid_t>(report.pid));
    of_workers.push_back(place->second);
  }
  Placement placement = placement_of_workers(of_workers);
  if (hosts != std::vector{here}) placement.hosts = fmt::format("{}", fmt::join(hosts, ","));
  return placement;
}

Placement placement_on(const std::vector<int>& processors) {
  std::vector<Processors> of_workers;
  for (const int processor : processors) of_workers.push_back({processor});
  return placement_of_workers(of_workers);
}

Placement placement_here(int workers) {
  return placement_of_workers(std::vector<Processors>(static_cast<std::size_t>(workers), os::affinity_of(0)));
}

}  // namespace breakeven::overhead
