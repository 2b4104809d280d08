#include "analysis/answers.hpp"

#include <utility>

namespace breakeven::analysis {

StudyAnswers answer(const study::StudyContent& content) {
  StudyAnswers answers;
  answers.summary = summarise_study(content);
  std::vector<Group> groups = groups_of(answers.summary);
  answers.gaps = find_gaps(groups, answers.summary);
  for (Group& group : groups) {
    GroupAnswers& of_group = answers.groups.emplace_back();
    of_group.fastest = fastest_by_size(group, answers.summary);
    of_group.starts = start_costs(group, answers.summary);
    of_group.past_processors = past_processors(group, answers.summary);
    of_group.group = std::move(group);
  }
  return answers;
}

}  // namespace breakeven::analysis
