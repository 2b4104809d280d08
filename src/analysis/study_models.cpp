#include "analysis/study_models.hpp"

#include <algorithm>
#include <iterator>

namespace breakeven::analysis {
namespace {

std::size_t total(const std::vector<std::vector<JudgedCrew>>& groups) {
  std::size_t count = 0;
  for (const auto& crews : groups) count += crews.size();
  return count;
}

/// Takes crews away, from the last group on, until there are `most` or none that `may_go`.
template <class MayGo>
void thin_out(std::vector<std::vector<JudgedCrew>>& groups, std::size_t most, MayGo may_go) {
  std::size_t count = total(groups);
  for (auto group = groups.rbegin(); group != groups.rend(); ++group) {
    for (std::size_t i = group->size(); i > 0 && count > most; --i) {
      if (!may_go((*group)[i - 1])) continue;
      group->erase(group->begin() + static_cast<std::ptrdiff_t>(i - 1));
      --count;
    }
  }
}

std::vector<Group> groups_in(const StudyAnswers& answers) {
  std::vector<Group> groups;
  for (const GroupAnswers& each : answers.groups) groups.push_back(each.group);
  return groups;
}

GroupModels model_group(const Group& group, const StudySummary& summary, const std::vector<JudgedCrew>& crews) {
  GroupModels models;
  models.costs = cost_models(group, summary, crews);
  models.break_evens = break_evens(group, summary, crews, models.costs);
  models.repayments = repayments(group, summary, crews, models.costs);
  models.efficient_workers = efficient_workers(group, summary);
  return models;
}

}  // namespace

StudyModels fit_models(const StudyAnswers& answers, std::size_t most) {
  std::vector<std::vector<JudgedCrew>> crews;
  for (const GroupAnswers& each : answers.groups) crews.push_back(judged_crews(each.group, answers.summary));
  const std::size_t all = total(crews);
  thin_out(crews, most, [](const JudgedCrew& each) { return !each.told; });
  thin_out(crews, most, [](const JudgedCrew&) { return true; });
  StudyModels models;
  models.crews = total(crews);
  models.left_out_crews = all - models.crews;
  for (std::size_t i = 0; i < crews.size(); ++i) {
    models.groups.push_back(model_group(answers.groups[i].group, answers.summary, crews[i]));
  }
  LawFits laws = law_fits(groups_in(answers), answers.summary);
  models.law_curves = laws.curves;
  models.left_out_law_curves = laws.left_out_curves;
  for (LawFit& fit : laws.fits) models.groups[fit.group].laws.push_back(std::move(fit));
  return models;
}

}  // namespace breakeven::analysis
