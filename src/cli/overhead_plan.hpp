// What `breakeven overhead` measures, from what the user asked for.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "breakeven/crew.hpp"
#include "overhead/fork_cost.hpp"
#include "overhead/launch_ladder.hpp"
#include "overhead/mpirun_launch.hpp"
#include "overhead/objects.hpp"
#include "overhead/pairs.hpp"
#include "overhead/talking.hpp"

namespace breakeven::cli {

enum class OverheadSection : std::uint8_t {
  start,    ///< the launch ladder of every kind of worker
  mpirun,   ///< what mpirun and MPI_Init do meanwhile
  fork,     ///< as the parent grows
  talk,     ///< messages and collectives
  pairs,    ///< messages by how close the processors are
  objects,  ///< passing a large object
};
inline constexpr std::array all_overhead_sections{OverheadSection::start, OverheadSection::mpirun,
                                                  OverheadSection::fork,  OverheadSection::talk,
                                                  OverheadSection::pairs, OverheadSection::objects};
std::string_view to_string(OverheadSection section) noexcept;
/// Throws UsageError that lists the sections there are.
OverheadSection overhead_section_from(std::string_view name);

struct OverheadOptions {
  std::vector<OverheadSection> sections{all_overhead_sections.begin(), all_overhead_sections.end()};
  std::vector<CrewKind> kinds{CrewKind::threads, CrewKind::fork, CrewKind::spawn, CrewKind::forkserver, CrewKind::mpi};
  std::vector<int> workers;          ///< empty: by default
  std::vector<std::uint64_t> sizes;  ///< of messages, in bytes; empty: by default
  std::vector<Share> shares;         ///< of processes; empty: by default
  std::string launcher;              ///< of ranks, as CrewOptions::launcher
  std::optional<int> threads_per_rank;
  int launches = 0;  ///< 0: by default
  bool quick = false;
  std::uint64_t order_seed = 1;
  std::string record;
  bool json = false;
  bool quiet = false;    ///< no progress
  bool verbose = false;  ///< every table and the models
};

/// Whether any of those sections is to be measured.
bool asks_for(const OverheadOptions& options, std::initializer_list<OverheadSection> sections);
/// Whether anything of this is measured with ranks.
bool starts_ranks(const OverheadOptions& options);

overhead::LadderPlan ladder_plan(const OverheadOptions& options);
/// Throws Error when there is no rank executable.
overhead::MpirunPlan mpirun_plan(const OverheadOptions& options);
overhead::ForkPlan fork_plan(const OverheadOptions& options);
/// Throws UsageError when all crews are of one worker; so does objects_plan().
overhead::TalkPlan talk_plan(const OverheadOptions& options);
/// Of threads, processes of one kind and ranks, as far as they were asked for.
overhead::PairsPlan pairs_plan(const OverheadOptions& options, std::vector<launch::ProcessorPair> pairs);
overhead::ObjectsPlan objects_plan(const OverheadOptions& options);

}  // namespace breakeven::cli
