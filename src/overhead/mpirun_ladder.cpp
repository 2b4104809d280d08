#include "overhead/mpirun_ladder.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "breakeven/error.hpp"

namespace breakeven::overhead {
namespace {

using probe::Event;
using probe::Part;
using probe::Period;

struct NamedPart {
  Part part;
  const char* name;
};
constexpr std::array parts_of_start{NamedPart{Part::components, "mpirun: components"},
                                    NamedPart{Part::topology, "mpirun: topology"},
                                    NamedPart{Part::pmix_init, "mpirun: PMIx server"}};
constexpr std::array parts_of_init{NamedPart{Part::components, "init: components"},
                                   NamedPart{Part::topology, "init: topology"},
                                   NamedPart{Part::pmix_init, "init: PMIx_Init"},
                                   NamedPart{Part::addresses, "init: PMIx_Get"}, NamedPart{Part::fence, "init: fence"}};
constexpr std::array parts_of_finalize{NamedPart{Part::fence, "finalize: fence"},
                                       NamedPart{Part::pmix_end, "finalize: PMIx end"}};

class LadderBuilder {
 public:
  explicit LadderBuilder(TimePoint begin) : ladder_{begin, {}}, at_(begin) {}

  LadderBuilder& step(const char* name, std::optional<TimePoint> when) {
    if (when) up_to(name, *when);
    return *this;
  }
  LadderBuilder& step(const char* name, const ProbedProcess* process, Event event) {
    return step(name, process == nullptr ? std::nullopt : process->at(event));
  }
  /// Before the step that ends the period: `rest` is what that one takes then.
  template <std::size_t N>
  LadderBuilder& parts(const std::array<NamedPart, N>& parts, const ProbedProcess* process, Period period) {
    if (process == nullptr) return *this;
    for (const NamedPart& part : parts) {
      const PartTime& taken = process->in(period, part.part);
      if (taken.count != 0) up_to(part.name, at_ + taken.time);
    }
    return *this;
  }
  Ladder finish() { return std::move(ladder_); }

 private:
  /// Stamps of two processes may pass each other by the cost of a stamp; a rung is never negative.
  void up_to(const char* name, TimePoint when) {
    at_ = std::max(at_, when);
    ladder_.rungs.push_back({name, at_});
  }

  Ladder ladder_;
  TimePoint at_;
};

const ProbedProcess* process_with(pid_t pid, std::span<const ProbedProcess> processes) {
  const auto found = std::ranges::find(processes, pid, &ProbedProcess::pid);
  return found != processes.end() ? &*found : nullptr;
}

bool is_rank(const ProbedProcess& process, StartedBy by) {
  return process.rank >= 0 && process.spawned == (by == StartedBy::spawn);
}

/// From the launcher's fork to the end of MPI_Init.
void add_way_down(const ProbedProcess* rank, LadderBuilder& ladder) {
  ladder.step("mpirun forks", rank, Event::fork_called)
      .step("rank exists", rank, Event::exists)
      .step("rank calls exec", rank, Event::exec_called)
      .step("rank is loaded", rank, Event::loaded)
      .step("MPI_Init begins", rank, Event::init_begins)
      .parts(parts_of_init, rank, Period::init)
      .step("MPI_Init ends", rank, Event::init_ends);
}

}  // namespace

const ProbedProcess* first_rank(std::span<const ProbedProcess> processes) {
  const auto found = std::ranges::find_if(
      processes, [](const auto& process) { return is_rank(process, StartedBy::launcher) && process.rank == 0; });
  return found != processes.end() ? &*found : nullptr;
}

const ProbedProcess* slowest_rank(std::span<const ProbedProcess> processes, StartedBy by) {
  const ProbedProcess* slowest = nullptr;
  for (const ProbedProcess& process : processes) {
    if (!is_rank(process, by) || !process.at(Event::init_begins)) continue;
    if (slowest == nullptr || process.at(Event::init_begins) > slowest->at(Event::init_begins)) slowest = &process;
  }
  return slowest;
}

Ladder mpirun_ladder(const LauncherMoments& moments, std::span<const ProbedProcess> processes,
                     const ProbedProcess* rank) {
  const ProbedProcess* launcher = process_with(moments.launcher, processes);
  LadderBuilder ladder(moments.asked);
  ladder.step("mpirun exists", moments.exists)
      .step("mpirun is loaded", launcher, Event::loaded)
      .parts(parts_of_start, launcher, Period::start);
  add_way_down(rank, ladder);
  ladder.step("barrier passed", rank, Event::barrier_passed)
      .step("message answered", rank, Event::message_received)
      .step("MPI_Finalize begins", rank, Event::finalize_begins)
      .parts(parts_of_finalize, rank, Period::finalize)
      .step("MPI_Finalize ends", rank, Event::finalize_ends)
      .step("rank exits", rank, Event::exits)
      .step("mpirun exits", launcher, Event::exits)
      .step("mpirun has ended", moments.ended);
  return ladder.finish();
}

Ladder spawn_ladder(std::span<const ProbedProcess> processes) {
  const ProbedProcess* parent = first_rank(processes);
  const ProbedProcess* spawned = slowest_rank(processes, StartedBy::spawn);
  if (parent == nullptr || spawned == nullptr || !parent->at(Event::spawn_begins)) {
    throw Error("there was no MPI_Comm_spawn that the probe could see");
  }
  LadderBuilder ladder(*parent->at(Event::spawn_begins));
  add_way_down(spawned, ladder);
  ladder.step("barrier passed", parent, Event::barrier_passed)
      .step("message answered", parent, Event::message_received)
      .step("disconnect begins", parent, Event::disconnect_begins)
      .step("disconnect ends", parent, Event::disconnect_ends);
  return ladder.finish();
}

}  // namespace breakeven::overhead
