#include <array>
#include <utility>

#include <fmt/format.h>

#include "report/curve_label.hpp"
#include "report/model_cells.hpp"
#include "report/model_tables.hpp"
#include "report/summary_cells.hpp"

namespace breakeven::report {
namespace {

using analysis::CurveCost;
using analysis::Group;

std::string plain_number(double value) { return fmt::format("{:.3f}", value); }

/// e is a number, all others are seconds.
NumberFormat format_of(const CostShape& shape, std::size_t parameter) {
  return parameter == shape.bases.size() ? plain_number : format_tiny_seconds;
}

/// "2 threads: work", "2 threads: work, b": where a page is narrow, all that names a row.
std::string row_name(const std::string& term_name, const CostTerm& term, std::size_t parameter) {
  return parameter == 0 ? term_name : fmt::format("{}, {}", term_name, term.shape.parameter_name(parameter));
}

void add_term(const std::string& name, const CostTerm& term, Table& table) {
  if (term.parameters.empty()) {
    table.add_row({{name, Tone::strong}, {term.shape.formula()}, {""}, {""}, {""}, {""}});
    return;
  }
  for (std::size_t i = 0; i < term.parameters.size(); ++i) {
    const NumberFormat format = format_of(term.shape, i);
    const bool first = i == 0;
    table.add_row({{row_name(name, term, i), first ? Tone::strong : Tone::faint},
                   {first ? term.shape.formula() : ""},
                   {term.shape.parameter_name(i)},
                   {format(term.parameters[i].value)},
                   {interval_text(term.parameters[i].interval, format), Tone::faint},
                   {first ? format_share(term.typical_residual) : ""}});
  }
}

void add_model(const std::string& crew, const CostModel& model, Table& table) {
  if (!table.empty()) table.add_rule();
  for (const auto& [name, term] : {std::pair{"start and stop", &model.start},
                                   {"work", &model.work},
                                   {"talk", &model.talk},
                                   {"rest", &model.rest}}) {
    add_term(fmt::format("{}: {}", crew, name), *term, table);
  }
}

std::string left_out_text(const std::optional<LeftOutError>& error) {
  return error ? error_text(error->median, error->worst) : "too few to tell";
}

std::string worst_text(const std::optional<LeftOutError>& error) {
  return error ? fmt::format("n = {}", format_found_size(error->worst_level)) : "";
}

std::string totals_text(const CostModel& model) {
  if (std::holds_alternative<Refusal>(model.from_totals)) return "refused";
  return format_share(model.agreement_from_totals.typical_residual);
}

std::string refusals_of(const Group& group, const analysis::GroupModels& models) {
  Reasons reasons;
  for (const CurveCost& cost : models.costs) {
    const auto* refusal = std::get_if<Refusal>(&cost.model);
    if (refusal != nullptr) reasons[refusal->reason].push_back(cost_label(cost, group));
  }
  return list_refusals("No cost model of", reasons);
}

bool any_kept(const analysis::GroupModels& models) { return std::ranges::any_of(models.costs, &CurveCost::kept); }

}  // namespace

ModelTable cost_table(const Group& group, const analysis::GroupModels& models) {
  ModelTable result{"Cost models: T(p, n) = start + work + talk + rest",
                    Table({{"term", Align::left},
                           {"formula", Align::left},
                           {"", Align::left},
                           {"value"},
                           {"95 % interval"},
                           {"typically off by"}}),
                    ""};
  for (const CurveCost& cost : models.costs) {
    if (const auto* model = std::get_if<CostModel>(&cost.model)) {
      add_model(cost_label(cost, group), *model, result.table);
    }
  }
  if (!result.table.empty()) {
    result.notes =
        "Each term is fitted to its own phase; rest is sending, checking, collecting and what no phase accounts "
        "for.\n";
  }
  if (any_kept(models)) result.notes += "Crews were kept: start and stop are those of a launch.\n";
  result.notes += refusals_of(group, models);
  return result;
}

ModelTable fitness_table(const Group& group, const analysis::GroupModels& models) {
  ModelTable result{"How good the cost models are",
                    Table({{"crew", Align::left},
                           {"points"},
                           {"typically off by"},
                           {"left-out size"},
                           {"worst at"},
                           {"left-out workers"},
                           {"from whole times alone"}}),
                    ""};
  for (const CurveCost& cost : models.costs) {
    const auto* model = std::get_if<CostModel>(&cost.model);
    if (model == nullptr) continue;
    result.table.add_row({{cost_label(cost, group), Tone::strong},
                          {fmt::format("{}", model->levels.size())},
                          {format_share(model->agreement.typical_residual)},
                          {left_out_text(model->left_out_sizes)},
                          {worst_text(model->left_out_sizes)},
                          cost.workers ? absent_cell() : Cell{left_out_text(model->left_out_workers)},
                          {totals_text(*model)}});
  }
  if (result.table.empty()) return result;
  result.notes =
      "Off by: of whole times, a point counting once. Left out: how far off the model is at a size, or a number of "
      "workers, that it was fitted without; the first and the last are extrapolated to. The last column is a model "
      "that knows whole times and no phases.\n";
  return result;
}

}  // namespace breakeven::report
