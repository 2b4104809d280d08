#include "cli/overhead_sections.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <iterator>

#include "cli/progress_teller.hpp"
#include "os/interrupt.hpp"
#include "overhead/expected_time.hpp"
#include "overhead/run_progress.hpp"

namespace breakeven::cli {
namespace {

struct SectionRun {
  std::function<std::vector<overhead::Series>(const overhead::Watch&)> measure;
  Duration expected;
};

template <class Plan, class Measure>
SectionRun run_by(const Plan& plan, Measure measure) {
  return {[plan, measure](const overhead::Watch& watch) { return measure(plan, watch); }, expected_time(plan)};
}

SectionRun run_of(OverheadSection section, const OverheadOptions& options, const overhead::CrewMaker& make) {
  switch (section) {
    case OverheadSection::mpirun: return run_by(mpirun_plan(options), overhead::measure_mpirun);
    case OverheadSection::fork: return run_by(fork_plan(options), overhead::measure_fork_cost);
    case OverheadSection::objects:
      return run_by(objects_plan(options),
                    [make](const auto& plan, const auto& watch) { return measure_objects(plan, make, watch); });
    case OverheadSection::pairs:
      return run_by(pairs_plan(options, launch::processor_pairs()),
                    [make](const auto& plan, const auto& watch) { return measure_pairs(plan, make, watch); });
    case OverheadSection::talk:
      return run_by(talk_plan(options),
                    [make](const auto& plan, const auto& watch) { return measure_talking(plan, make, watch); });
    default:
      return run_by(ladder_plan(options),
                    [make](const auto& plan, const auto& watch) { return measure_ladders(plan, make, watch); });
  }
}

/// Says how far all sections are together.
class Progress {
 public:
  Progress(const std::vector<SectionRun>& runs, const report::Appearance& appearance)
      : far_(expected(runs)), teller_(appearance), begin_(Clock::now()) {}

  overhead::Watch watch(std::size_t number, OverheadSection section) {
    return [this, number, section, section_begin = Clock::now()](const std::string& what, double done) {
      if (!teller_.due()) return;
      const TimePoint now = Clock::now();
      const auto far = far_.at(number, done, now - section_begin, now - begin_);
      teller_.tell(report::share_line(far.done, far.left, fmt::format("{}, {}", to_string(section), what)));
    };
  }

 private:
  static std::vector<Duration> expected(const std::vector<SectionRun>& runs) {
    std::vector<Duration> all;
    std::ranges::transform(runs, std::back_inserter(all), &SectionRun::expected);
    return all;
  }

  overhead::RunProgress far_;
  ProgressTeller teller_;
  TimePoint begin_;
};

bool is_empty(const overhead::Series& series) { return series.launches.empty() && series.trouble.empty(); }

}  // namespace

void measure_sections(const OverheadOptions& options, const Session& session, std::vector<overhead::Series>& all) {
  const auto make = [&session](const CrewOptions& crew) { return make_crew(crew, session.registry); };
  std::vector<SectionRun> runs;
  for (const OverheadSection section : options.sections) runs.push_back(run_of(section, options, make));
  Progress progress(runs, appearance_of(STDERR_FILENO, session));
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const overhead::Watch silence = [](const std::string&, double) {};
    const overhead::Watch watch = options.quiet ? silence : progress.watch(i, options.sections[i]);
    std::ranges::move(runs[i].measure(watch), std::back_inserter(all));
    if (os::interrupted_by() != 0) std::erase_if(all, is_empty);  // what its turn had not come for
    os::throw_if_interrupted();
  }
}

}  // namespace breakeven::cli
