// Cost models and break-even points as parts of a page's data.
#pragma once

#include <span>

#include "analysis/study_models.hpp"
#include "report/json_writer.hpp"

namespace breakeven::html {

/// An array with an object for each model of all groups: the row of a point of its curve, its number of workers (null:
/// all that were measured), whether crews were kept, and either why it was refused, or terms, levels as [workers, n,
/// seconds, model], ranges, and errors of what was left out as [median, worst, where]. A term has its formula, bases as
/// [of n, of p] with the number of processors that limits p (0: none), and parameters as [name, value, low, high].
void write_costs(const analysis::StudyAnswers& answers, const analysis::StudyModels& models, report::JsonWriter& json);

/// An array with an object for each: rows of points of the crew and of its rival, by what it is answered, whether both
/// ways agree, and "measured" and "modelled": the verdict, n, its interval and the range of sizes, and, by models,
/// where the curves cross beyond as [n, low, high]; or why it was refused. Ends that are open are null.
void write_break_evens(const analysis::StudyAnswers& answers, const analysis::StudyModels& models,
                       report::JsonWriter& json);

}  // namespace breakeven::html
