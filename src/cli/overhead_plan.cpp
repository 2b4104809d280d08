#include "cli/overhead_plan.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "breakeven/error.hpp"
#include "cli/crew_choice.hpp"
#include "launch/launch_command.hpp"
#include "launch/launcher.hpp"

namespace breakeven::cli {
namespace {

using workloads::TalkOperation;

overhead::CrewPoint with_least_transports(overhead::CrewPoint point) {
  point.setting = "ob1, self+vader";
  auto words = launch::mpirun_words(point.options);
  std::ranges::copy(launch::least_transport_words(), std::back_inserter(words));
  point.options.launcher = fmt::format("{}", fmt::join(words, " "));
  return point;
}

/// All ways to share are compared for forked processes: how workers came into being makes no difference to their pipes.
std::vector<Share> default_shares(CrewKind kind) {
  if (kind == CrewKind::fork) return {all_shares.begin(), all_shares.end()};
  return {Share::memory};
}

overhead::CrewPoint point_of(const CrewOptions& crew) {
  return {crew, crew.share == Share::memory ? "" : std::string(to_string(crew.share)), {}};
}

std::vector<overhead::CrewPoint> points_of(const OverheadOptions& options, const std::vector<int>& default_workers,
                                           bool both_transports) {
  std::vector<overhead::CrewPoint> points;
  for (const CrewKind kind : options.kinds) {
    CompareOptions of_kind;
    of_kind.kinds = {kind};
    of_kind.workers = options.workers.empty() ? default_workers : options.workers;
    if (has_share(kind)) of_kind.shares = options.shares.empty() ? default_shares(kind) : options.shares;
    of_kind.launcher = options.launcher;
    of_kind.threads_per_rank = options.threads_per_rank;
    for (CrewOptions crew : expand_crews(of_kind, 1)) {
      if (options.launcher.empty()) crew.nodes = 1;
      points.push_back(point_of(crew));
      const bool on_this_host = kind == CrewKind::mpi && options.launcher.empty();
      if (both_transports && on_this_host) points.push_back(with_least_transports(points.back()));
    }
  }
  return points;
}

std::vector<std::uint64_t> powers_of_two(int first, int last, int step) {
  std::vector<std::uint64_t> sizes;
  for (int exponent = first; exponent <= last; exponent += step) sizes.push_back(std::uint64_t{1} << exponent);
  return sizes;
}

std::vector<std::uint64_t> sizes_of(const OverheadOptions& options) {
  if (!options.sizes.empty()) return options.sizes;
  std::vector<std::uint64_t> sizes{0};
  const auto powers =
      options.quick ? std::vector<std::uint64_t>{8, 1U << 10U, 1U << 14U, 1U << 18U} : powers_of_two(0, 26, 1);
  sizes.insert(sizes.end(), powers.begin(), powers.end());
  return sizes;
}

/// How processes came into being makes no difference to their memory.
std::vector<CrewKind> kinds_of_pairs(const std::vector<CrewKind>& kinds) {
  std::vector<CrewKind> wanted;
  for (const CrewKind kind : kinds) {
    const bool first_process = has_share(kind) && std::ranges::none_of(wanted, has_share);
    if (kind == CrewKind::threads || kind == CrewKind::mpi || first_process) wanted.push_back(kind);
  }
  return wanted;
}

[[noreturn]] void throw_one_is_too_few(OverheadSection section) {
  throw UsageError(fmt::format(
      "-p: section {} takes 2 workers at least; ask for more, or for other sections with --only", to_string(section)));
}

}  // namespace

bool asks_for(const OverheadOptions& options, std::initializer_list<OverheadSection> sections) {
  return std::ranges::find_first_of(options.sections, sections) != options.sections.end();
}

bool starts_ranks(const OverheadOptions& options) {
  if (asks_for(options, {OverheadSection::mpirun, OverheadSection::objects})) return true;
  return options.sections != std::vector{OverheadSection::fork} && std::ranges::any_of(options.kinds, has_ranks);
}

std::string_view to_string(OverheadSection section) noexcept {
  switch (section) {
    case OverheadSection::start: return "start";
    case OverheadSection::mpirun: return "mpirun";
    case OverheadSection::fork: return "fork";
    case OverheadSection::talk: return "talk";
    case OverheadSection::pairs: return "pairs";
    case OverheadSection::objects: return "objects";
  }
  return "unknown";
}

OverheadSection overhead_section_from(std::string_view name) {
  for (const OverheadSection section : all_overhead_sections) {
    if (to_string(section) == name) return section;
  }
  std::vector<std::string_view> names;
  for (const OverheadSection section : all_overhead_sections) names.push_back(to_string(section));
  throw UsageError(fmt::format("there is no section called '{}'; they are {}", name, fmt::join(names, ", ")));
}

overhead::LadderPlan ladder_plan(const OverheadOptions& options) {
  overhead::LadderPlan plan;
  OverheadOptions of_start = options;
  if (options.quick && options.shares.empty()) of_start.shares = {Share::memory};
  plan.points = points_of(of_start, options.quick ? std::vector<int>{2} : std::vector<int>{1, 2, 4, 8}, true);
  plan.launches = options.launches != 0 ? options.launches : (options.quick ? 6 : 15);
  plan.order_seed = options.order_seed;
  return plan;
}

overhead::MpirunPlan mpirun_plan(const OverheadOptions& options) {
  overhead::MpirunPlan plan;
  plan.rank_executable = launch::sibling_executable({}, "rank");
  if (!options.workers.empty()) plan.ranks = options.workers;
  if (options.quick) {
    if (options.workers.empty()) plan.ranks = {2};
    plan.spawn_transports.clear();
    plan.without_mpi = false;
    plan.without_probe = false;
    plan.launches = 6;
  }
  if (options.launches != 0) plan.launches = options.launches;
  plan.order_seed = options.order_seed;
  return plan;
}

overhead::ForkPlan fork_plan(const OverheadOptions& options) {
  overhead::ForkPlan plan;
  if (options.launches != 0) plan.launches = options.launches;
  if (options.quick) {
    plan.parent_bytes = {0, std::uint64_t{256} << 20U};
    plan.repetitions = 6;
  } else {
    plan.parent_bytes.push_back(std::uint64_t{4} << 30U);
  }
  plan.order_seed = options.order_seed;
  return plan;
}

overhead::ObjectsPlan objects_plan(const OverheadOptions& options) {
  overhead::ObjectsPlan plan;
  if (options.quick) {
    for (auto& object : plan.objects) object.size /= 8;
    plan.rounds = 6;
  }
  if (!options.workers.empty()) plan.workers = options.workers;
  std::erase_if(plan.workers, [](int workers) { return workers < 2; });
  if (plan.workers.empty()) throw_one_is_too_few(OverheadSection::objects);
  if (options.launches != 0) plan.launches = options.launches;
  plan.order_seed = options.order_seed;
  return plan;
}

overhead::PairsPlan pairs_plan(const OverheadOptions& options, std::vector<launch::ProcessorPair> pairs) {
  overhead::PairsPlan plan{std::move(pairs), {}};
  OverheadOptions of_two = options;
  of_two.kinds = kinds_of_pairs(options.kinds);
  if (of_two.kinds.empty()) return plan;
  of_two.workers = {2};
  of_two.launcher.clear();  // processors are those of this machine
  of_two.shares.clear();
  if (of_two.sizes.empty()) of_two.sizes = {8, 1U << 10U, 1U << 16U, 1U << 20U};
  plan.talk = talk_plan(of_two);
  std::erase_if(plan.talk.points, [](const auto& point) { return point.options.share != Share::memory; });
  plan.talk.operations = {TalkOperation::latency, TalkOperation::bandwidth};
  return plan;
}

overhead::TalkPlan talk_plan(const OverheadOptions& options) {
  using enum TalkOperation;
  overhead::TalkPlan plan;
  plan.points = points_of(options, options.quick ? std::vector<int>{2} : std::vector<int>{2, 8}, false);
  std::erase_if(plan.points, [](const auto& point) { return point.options.workers < 2; });
  if (plan.points.empty()) throw_one_is_too_few(OverheadSection::talk);
  plan.operations = {latency, send_call, bandwidth, barrier, all_reduce};
  if (!options.quick) {
    for (const auto operation : {both_ways, broadcast, reduce, gather, all_gather, exchange}) {
      plan.operations.push_back(operation);
    }
  }
  plan.sizes = sizes_of(options);
  plan.launches = options.launches != 0 ? options.launches : (options.quick ? 1 : 6);
  plan.seconds_per_item = options.quick ? 0.02 : 0.1;
  plan.order_seed = options.order_seed;
  return plan;
}

}  // namespace breakeven::cli
