// What `breakeven overhead` measures, from what the user asked for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "breakeven/crew.hpp"
#include "overhead/launch_ladder.hpp"
#include "overhead/talking.hpp"

namespace breakeven::cli {

enum class OverheadSection : std::uint8_t { start, talk };
inline constexpr std::array all_overhead_sections{OverheadSection::start, OverheadSection::talk};
std::string_view to_string(OverheadSection section) noexcept;
/// Throws UsageError that lists the sections there are.
OverheadSection overhead_section_from(std::string_view name);

struct OverheadOptions {
  std::vector<OverheadSection> sections{all_overhead_sections.begin(), all_overhead_sections.end()};
  std::vector<CrewKind> kinds{CrewKind::threads, CrewKind::fork, CrewKind::spawn, CrewKind::forkserver, CrewKind::mpi};
  std::vector<int> workers;          ///< empty: by default
  std::vector<std::uint64_t> sizes;  ///< of messages, in bytes; empty: by default
  int launches = 0;                  ///< 0: by default
  bool quick = false;
  std::uint64_t order_seed = 1;
  std::string record;
  bool json = false;
};

overhead::LadderPlan ladder_plan(const OverheadOptions& options);
overhead::TalkPlan talk_plan(const OverheadOptions& options);

}  // namespace breakeven::cli
