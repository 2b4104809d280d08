// What models say of a group, in tables. A table of nothing is empty.
#pragma once

#include <string>
#include <string_view>

#include "analysis/study_models.hpp"
#include "report/table.hpp"

namespace breakeven::report {

struct ModelTable {
  std::string title;
  Table table;
  std::string notes;  ///< lines on what its numbers are, and what was refused and why
};

/// N* of each crew as measured and by models, and whether they agree.
ModelTable break_even_table(const analysis::Group& group, const analysis::GroupModels& models);
/// How many jobs repay the start of a kept crew, size by size.
ModelTable repayment_table(const analysis::Group& group, const analysis::GroupModels& models);
/// The terms of cost models with their parameters.
ModelTable cost_table(const analysis::Group& group, const analysis::GroupModels& models);
/// How well cost models describe what was measured, and predict what was left out of their fit.
ModelTable fitness_table(const analysis::Group& group, const analysis::GroupModels& models);
/// The laws of scaling with their parameters and errors.
ModelTable law_table(const analysis::Group& group, const analysis::GroupModels& models,
                     const analysis::StudySummary& summary);
/// Speed-up, efficiency, serial fraction and hours of nodes at each number of workers.
ModelTable scaling_table(const analysis::Group& group, const analysis::GroupModels& models,
                         const analysis::StudySummary& summary);

}  // namespace breakeven::report
