// What models say of a study, for other programs.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "analysis/curve_scaling.hpp"
#include "analysis/study_models.hpp"

namespace breakeven::report {

nlohmann::ordered_json as_json(const analysis::CrewBreakEven& point, const analysis::Group& group);
nlohmann::ordered_json as_json(const analysis::CrewRepayment& each, const analysis::Group& group);
nlohmann::ordered_json as_json(const analysis::CurveCost& cost, const analysis::Group& group);
nlohmann::ordered_json as_json(const analysis::LawFit& law, const analysis::Group& group,
                               const analysis::StudySummary& summary);
nlohmann::ordered_json as_json(const analysis::EfficientWorkers& workers, const analysis::Group& group);
nlohmann::ordered_json as_json(const analysis::CurveScaling& scaling, const analysis::Group& group,
                               const analysis::StudySummary& summary);

/// Of one group: cost models, break-even points, repayments, laws of scaling, and speed-ups with their costs. Times are
/// in seconds; an interval's end that is open is null, and so is what is not known. What was refused says why.
nlohmann::ordered_json models_as_json(const analysis::Group& group, const analysis::GroupModels& models,
                                      const analysis::StudySummary& summary);

}  // namespace breakeven::report
