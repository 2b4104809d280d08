// What a submission looks like to its user.
#pragma once

#include <span>
#include <string>

#include "batch/submission.hpp"
#include "report/appearance.hpp"

namespace breakeven::cli {

/// A table, one line a job: what it is to do, what was done about it, how far it is.
std::string render_submission(std::span<const batch::JobReport> jobs, const report::Appearance& appearance);

/// The scripts and the commands that submit them, as text for a shell.
std::string render_scripts(std::span<const batch::BatchScript> scripts, const batch::SubmissionDirectory& directory);

}  // namespace breakeven::cli
