#include "html/trial_rows.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "core/seconds.hpp"

namespace breakeven::html {
namespace {

using report::Value;

/// One for each of the point's trials.
std::vector<Outlier> outliers_of(const std::vector<const Trial*>& trials) {
  std::vector<double> walls;
  for (const Trial* trial : trials) {
    if (trial->status == TrialStatus::ok) walls.push_back(in_seconds(trial->wall));
  }
  const std::vector<Outlier> flags = flag_outliers(walls);
  std::vector<Outlier> result(trials.size(), Outlier::no);
  std::size_t next = 0;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    if (trials[i]->status == TrialStatus::ok) result[i] = flags[next++];
  }
  return result;
}

void append(const std::vector<const Trial*>& trials, std::size_t point, std::size_t every,
            std::vector<TrialRow>& rows) {
  const std::vector<Outlier> outliers = outliers_of(trials);
  for (std::size_t i = 0; i < trials.size(); i += every) rows.push_back({point, trials[i], outliers[i]});
}

template <class Get>
report::ExportColumn<TrialRow> of_trial(std::string name, Get get) {
  return {std::move(name), [get](const TrialRow& row) { return Value(get(*row.trial)); }};
}

std::string_view outlier_text(Outlier outlier) {
  switch (outlier) {
    case Outlier::no: return "";
    case Outlier::outside: return "outside";
    case Outlier::far_out: return "far out";
  }
  return "";
}

}  // namespace

TrialRows trial_rows(const analysis::StudySummary& summary, std::size_t most) {
  TrialRows result;
  for (const auto& row : summary.rows) result.of += row.measured.trials.size();
  const std::size_t every = std::max<std::size_t>(1, (result.of + most - 1) / most);
  for (std::size_t i = 0; i < summary.rows.size(); ++i) append(summary.rows[i].measured.trials, i, every, result.rows);
  return result;
}

report::ExportColumns<TrialRow> trial_row_columns() {
  report::ExportColumns<TrialRow> columns{
      {"point", [](const TrialRow& row) { return Value(std::uint64_t{row.point}); }},
      of_trial("launch", [](const Trial& t) { return std::int64_t{t.launch}; }),
      of_trial("repetition", [](const Trial& t) { return std::int64_t{t.repetition}; }),
      of_trial("kept_crew", [](const Trial& t) { return t.kept_crew; }),
      of_trial("status", [](const Trial& t) { return std::string(to_string(t.status)); }),
      of_trial("message", [](const Trial& t) { return t.message; }),
      {"outlier", [](const TrialRow& row) { return Value(std::string(outlier_text(row.outlier))); }},
      of_trial("wall_seconds", [](const Trial& t) { return in_seconds(t.wall); }),
  };
  for (std::size_t i = 0; i < phase_count; ++i) {
    const auto phase = static_cast<Phase>(i);
    columns.push_back(of_trial(fmt::format("{}_seconds", to_string(phase)),
                               [phase](const Trial& t) { return in_seconds(t.phases[phase]); }));
  }
  columns.push_back(of_trial("other_seconds", [](const Trial& t) { return in_seconds(t.other); }));
  columns.push_back(of_trial("critical_worker", [](const Trial& t) { return std::int64_t{t.critical_worker}; }));
  columns.push_back(of_trial("cpu_user_seconds", [](const Trial& t) { return in_seconds(t.cpu_user); }));
  columns.push_back(of_trial("cpu_system_seconds", [](const Trial& t) { return in_seconds(t.cpu_system); }));
  columns.push_back(of_trial("peak_memory_bytes", [](const Trial& t) { return t.peak_memory_bytes; }));
  return columns;
}

}  // namespace breakeven::html
