// The points of a study, each with what was measured of it.
#pragma once

#include <string>
#include <vector>

#include "plan/point.hpp"
#include "study/study_file.hpp"

namespace breakeven::analysis {

/// `trials` and `launches` are those of the content that it was made from, which must live as long; what is warm-up or
/// was interrupted is left out.
struct StudyPoint {
  plan::Point point;
  std::vector<const Trial*> trials;
  std::vector<const study::Launch*> launches;
  bool open = false;  ///< the plan wants more launches of it
};

/// The points of the plan in its order, then those of trials that belong to none of them: of a mere record these are
/// all. Their parameters are read from what the workload said of itself. O(n log n).
std::vector<StudyPoint> study_points(const study::StudyContent& content);

/// The part that trials outside of a plan are put into.
inline constexpr const char* unplanned_part = "not part of a plan";
/// And those of crews that were kept for several jobs, of a mere record, too.
inline constexpr const char* kept_part = "workers kept for several jobs";

/// "seed=1 sampler=lazy": all parameters but n.
std::string other_parameters(const plan::Point& point);

/// What makes the job of a point what it is, whoever does it: the same without its way, and, where that has a name, the
/// command that it is.
std::string job_parameters(const plan::Point& point);

/// What its way is called; empty for most.
std::string way_name(const plan::Point& point);

/// How many launches that count brought these trials.
int count_launches(const StudyPoint& point);

}  // namespace breakeven::analysis
