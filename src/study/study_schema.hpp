// What a study holds beyond the trials of a record: the launches, the plan's text and its points.
#pragma once

#include <string>

#include "plan/point.hpp"
#include "study/launch.hpp"
#include "study/progress.hpp"
#include "study/table_rows.hpp"

namespace breakeven::study {

inline constexpr const char* study_id_attribute = "study_id";
inline constexpr const char* plan_text_name = "plan/text";

/// A point of the plan and how far it had come when the file was written.
struct PointRow {
  PointRow() = default;
  PointRow(const plan::Point& planned, const PointProgress& state);
  /// Throws Error when the stored parameters are not what they should be.
  plan::Point planned() const;
  /// All that is stored of it, which are no times.
  PointProgress stored_progress() const;

  std::string id;
  plan::Point point;
  std::string parameters;  ///< as a JSON object
  PointProgress progress;
  std::string reason;
};

const TableRows<Launch>& launches_table();
const TableRows<PointRow>& points_table();

}  // namespace breakeven::study
