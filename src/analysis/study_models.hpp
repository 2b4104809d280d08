// What models say of a study, beside what answers.hpp reads off its points. Fitting takes a second or two where a study
// is large: whoever needs none of it leaves it.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/answers.hpp"
#include "analysis/break_evens.hpp"
#include "analysis/cost_models.hpp"
#include "analysis/efficient_workers.hpp"
#include "analysis/law_fits.hpp"
#include "analysis/repayments.hpp"

namespace breakeven::analysis {

struct GroupModels {
  std::vector<CurveCost> costs;
  std::vector<CrewBreakEven> break_evens;
  std::vector<CrewRepayment> repayments;
  std::vector<EfficientWorkers> efficient_workers;
  std::vector<LawFit> laws;
};

struct StudyModels {
  std::vector<GroupModels> groups;  ///< one for each of the answers
  std::size_t crews = 0;            ///< whose break-even points were looked for
  std::size_t left_out_crews = 0;   ///< that there were too many of
  std::size_t law_curves = 0;       ///< that laws of scaling were fitted to
  std::size_t left_out_law_curves = 0;
};

/// So many crews take some 3 s, with as many laws of scaling 5 s.
inline constexpr std::size_t most_crews = 100;

/// Where there are more than `most` crews, those that speak for their curve come before others.
StudyModels fit_models(const StudyAnswers& answers, std::size_t most = most_crews);

}  // namespace breakeven::analysis
