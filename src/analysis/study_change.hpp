// What changed between two studies, or records, beyond what is noise.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/matched_points.hpp"
#include "analysis/point_change.hpp"
#include "analysis/surroundings_change.hpp"

namespace breakeven::analysis {

/// The same job, and not the same answer.
struct AnswerChange {
  RowPair rows;
  std::vector<std::uint64_t> before;  ///< digests, each once
  std::vector<std::uint64_t> after;
};

struct StudyChange {
  StudySummary before;
  StudySummary after;
  Surroundings surroundings;
  std::optional<double> noise_floor;  ///< the larger of the two, a share; nothing where neither knows
  std::vector<PointChange> points;    ///< with times in both; in the order of the later study
  std::vector<LoneRow> only_before;
  std::vector<LoneRow> only_after;
  std::vector<AnswerChange> answers;
};

/// The contents must live as long as what is returned. About 5 ms a point.
StudyChange compare_studies(const study::StudyContent& before, const study::StudyContent& after);

/// Those points with that verdict, the largest change first.
std::vector<const PointChange*> points_with(const StudyChange& change, Verdict verdict);

}  // namespace breakeven::analysis
