// SLURM's own programs, and what they say when they refuse.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "os/program_output.hpp"

namespace breakeven::launch {

/// Runs sbatch, squeue and the like, whatever they answer. Throws Error when there is no such program here, or when it
/// does not end within a minute.
os::ProgramOutput run_slurm(const std::vector<std::string>& command);

/// Throws Error with the program's own message unless it ended well; returns what it printed.
std::string slurm_answer(const std::vector<std::string>& command);

/// "Invalid account or account/partition combination specified", of "sbatch: error: Batch job submission failed: ...":
/// all lines in one, without prefixes, cut to about 300 characters.
std::string slurm_message(std::string_view program, std::string_view errors);

}  // namespace breakeven::launch
