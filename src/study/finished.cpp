#include "study/finished.hpp"

#include <tuple>

namespace breakeven::study {

bool is_superseded(const Launch& launch, const Launch& by) {
  return std::tie(by.ended_at, by.stop) > std::tie(launch.ended_at, launch.stop);
}

Union::Union(StudyContent& content) : content_(content) {
  for (std::size_t i = 0; i < content.launches.size(); ++i) launches_.emplace(content.launches[i].id, i);
  for (std::size_t i = 0; i < content.trials.size(); ++i) trials_.emplace(content.trials[i].id, i);
}

std::size_t Union::add(Finished finished) {
  std::size_t added = 0;
  for (Launch& launch : finished.launches) added += add(launch) ? 1U : 0U;
  for (Trial& trial : finished.trials) added += add(trial) ? 1U : 0U;
  return added;
}

std::optional<std::size_t> Union::place_of_launch(const std::string& id) const {
  const auto found = launches_.find(id);
  if (found == launches_.end()) return std::nullopt;
  return found->second;
}

bool Union::add(Launch& launch) {
  const auto [place, is_new] = launches_.emplace(launch.id, content_.launches.size());
  if (is_new) {
    content_.launches.push_back(std::move(launch));
    return true;
  }
  Launch& known = content_.launches[place->second];
  if (!is_superseded(known, launch)) return false;
  known = std::move(launch);
  return true;
}

bool Union::add(Trial& trial) {
  if (!trials_.emplace(trial.id, content_.trials.size()).second) return false;
  content_.trials.push_back(std::move(trial));
  return true;
}

}  // namespace breakeven::study
