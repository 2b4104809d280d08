#include "report/model_json.hpp"

#include <nlohmann/json.hpp>

namespace breakeven::report {
namespace {

using analysis::Group;
using nlohmann::ordered_json;

template <class Items, class Write>
ordered_json array_of(const Items& items, Write write) {
  ordered_json array = ordered_json::array();
  for (const auto& item : items) array.push_back(write(item));
  return array;
}

}  // namespace

ordered_json models_as_json(const Group& group, const analysis::GroupModels& models,
                            const analysis::StudySummary& summary) {
  const auto in_group = [&](const auto& item) { return as_json(item, group); };
  const auto in_study = [&](const auto& item) { return as_json(item, group, summary); };
  return {{"break_even", array_of(models.break_evens, in_group)},
          {"repayment", array_of(models.repayments, in_group)},
          {"cost", array_of(models.costs, in_group)},
          {"laws", array_of(models.laws, in_study)},
          {"sensible_workers", array_of(models.efficient_workers, in_group)},
          {"scaling", array_of(analysis::curve_scalings(group, summary), in_study)}};
}

}  // namespace breakeven::report
