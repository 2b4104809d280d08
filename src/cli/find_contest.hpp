// Who competes in a search, and at what job.
#pragma once

#include <memory>
#include <string>

#include "breakeven/crew.hpp"
#include "cli/find_options.hpp"
#include "cli/job.hpp"
#include "cli/session.hpp"
#include "plan/point.hpp"

namespace breakeven::cli {

struct Contender {
  plan::Parameters job;  ///< all but its size
  CrewOptions crew;
  std::string label;
};

struct Contest {
  std::string workload;
  Contender candidate;
  Contender base;
};

/// `given` is what was given of the job's options. Throws UsageError for crews that make no sense, and for two that are
/// the same.
Contest contest_of_crews(const std::string& workload, const plan::Parameters& given, const FindOptions& options,
                         const Session& session);
Contest contest_of_commands(const std::string& workload, const plan::Parameters& given, const FindOptions& options);

/// Of that size. Throws UsageError.
std::unique_ptr<Job> make_job(const Contest& contest, const Contender& contender, std::uint64_t size,
                              const Session& session);

}  // namespace breakeven::cli
