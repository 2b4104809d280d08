// All that a study answers. What people read is made of it (src/report), and so is what programs do.
#pragma once

#include <vector>

#include "analysis/curves.hpp"
#include "analysis/fastest.hpp"
#include "analysis/gaps.hpp"
#include "analysis/past_processors.hpp"
#include "analysis/start_cost.hpp"
#include "study/study_file.hpp"

namespace breakeven::analysis {

struct GroupAnswers {
  Group group;
  std::vector<Fastest> fastest;
  std::vector<StartCost> starts;
  std::vector<PastProcessors> past_processors;
};

struct StudyAnswers {
  StudySummary summary;
  std::vector<GroupAnswers> groups;
  std::vector<FoundGap> gaps;
};

/// `content` must live as long as the answers.
StudyAnswers answer(const study::StudyContent& content);

}  // namespace breakeven::analysis
