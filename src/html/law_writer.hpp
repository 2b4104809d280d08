// The laws of scaling as a part of a page's data.
#pragma once

#include "analysis/study_models.hpp"
#include "report/json_writer.hpp"

namespace breakeven::html {

/// An array with an object for each: its row and law, whether some
/// level has more workers than processors, and either why it was refused, or parameters as [value, low,
/// high], levels as [workers, seconds, residual, error when left out], and the law's curve as [workers, seconds], which
/// goes on to twice the workers that were measured.
void write_laws(const analysis::StudyModels& models, report::JsonWriter& json);

}  // namespace breakeven::html
