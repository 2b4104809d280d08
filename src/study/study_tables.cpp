#include "study/study_tables.hpp"

#include <algorithm>
#include <iterator>

#include "study/record_schema.hpp"
#include "study/table_io.hpp"

namespace breakeven::study {
namespace {

using hdf5::TableFile;

template <class Values>
Index index_by_id(const Values& values) {
  Index index;
  for (std::size_t i = 0; i < values.size(); ++i) index.emplace(values[i].id, i);
  return index;
}

/// Rows of /phases and /figures lie in the order of /trials but for those of files that others have put together.
class TrialFinder {
 public:
  explicit TrialFinder(std::vector<Trial>& trials) : trials_(trials), index_(index_by_id(trials)) {}
  /// nullptr for a row without a trial: `verify` tells of those.
  Trial* find(const std::string& id) {
    if (last_ != nullptr && last_->id == id) return last_;
    const auto found = index_.find(id);
    if (found == index_.end()) return nullptr;
    return last_ = &trials_[found->second];
  }

 private:
  std::vector<Trial>& trials_;
  Index index_;
  Trial* last_ = nullptr;
};

void read_details(const TableFile& file, std::vector<Trial>& trials) {
  TrialFinder finder(trials);
  for_each_row(file, phases_table(), [&](PhaseRow&& row) {
    if (Trial* trial = finder.find(row.trial_id)) trial->workers_detail.push_back(std::move(row.worker));
  });
  for_each_row(file, figures_table(), [&](FigureRow&& row) {
    if (Trial* trial = finder.find(row.trial_id)) trial->answer.figures.push_back(row.figure());
  });
}

void add_new_trials(TableFile& file, std::span<const Trial> trials, std::uint64_t known) {
  Index fresh = index_by_id(trials);
  const auto ids = trials_table().schema().only({"id"});
  const std::vector<std::byte> absent(ids.row_bytes());
  const auto erase = [&](std::span<const std::byte> slab) {
    for (; !slab.empty(); slab = slab.subspan(absent.size())) fresh.erase(read_text(slab.first(absent.size())));
  };
  for_each_slab(file, ids, absent, erase, known);
  const auto is_fresh = [&](const Trial& trial) { return fresh.contains(trial.id); };
  for (auto next = trials.begin(); next != trials.end();) {
    const auto begin = std::find_if(next, trials.end(), is_fresh);
    next = std::find_if_not(begin, trials.end(), is_fresh);
    append_trials(file, {begin, next});
  }
}

/// A launch that has a row already is put in its place if it supersedes what is there.
void add_new_launches(TableFile& file, std::span<const Launch> launches, std::uint64_t known) {
  Index fresh = index_by_id(launches);
  std::unordered_map<std::uint64_t, std::size_t> replaced;  // row, launch
  std::uint64_t row = known;
  const auto compare = [&](const Launch& there) {
    if (const auto found = fresh.find(there.id); found != fresh.end()) {
      if (is_superseded(there, launches[found->second])) replaced.emplace(row, found->second);
      fresh.erase(found);
    }
    ++row;
  };
  for_each_row(file, launches_table(), compare, known);
  for (const auto& [place, launch] : replaced) {
    file.write(launches_table().schema(), place, launches_table().pack(launches.subspan(launch, 1)));
  }
  std::vector<Launch> added;
  std::ranges::copy_if(launches, std::back_inserter(added),
                       [&](const Launch& launch) { return fresh.contains(launch.id); });
  append_rows<Launch>(file, launches_table(), added);
}

void append_slab(TableFile& file, std::span<const Trial> trials) {
  std::vector<PhaseRow> phases;
  std::vector<FigureRow> figures;
  for (const Trial& trial : trials) {
    for (const WorkerTrial& worker : trial.workers_detail) phases.push_back({trial.id, worker});
    for (const Figure& figure : trial.answer.figures) figures.emplace_back(trial, figure);
  }
  append_rows<Trial>(file, trials_table(), trials);
  append_rows<PhaseRow>(file, phases_table(), phases);
  append_rows<FigureRow>(file, figures_table(), figures);
}

}  // namespace

StudyContent read_content(const TableFile& file, Detail detail) {
  StudyContent content;
  content.study_id = file.text_attribute(study_id_attribute).value_or("");
  content.plan_text = file.text(plan_text_name).value_or("");
  for (const PointRow& row : read_rows(file, points_table())) {
    content.points.push_back(row.planned());
    const PointState state = row.progress.state;
    if (state == PointState::pending || state == PointState::running) content.open_points.insert(row.id);
  }
  const auto add = [&](auto& all) {
    return [&all, detail](auto&& row) {
      if (detail == Detail::summary) summarise(row);
      all.push_back(std::move(row));
    };
  };
  for_each_row(file, launches_table(), add(content.launches));
  for_each_row(file, trials_table(), add(content.trials));
  if (detail == Detail::everything) read_details(file, content.trials);
  return content;
}

void summarise(Trial& trial) {
  trial.workers_detail = {};
  trial.answer.figures = {};
}

void summarise(Launch& launch) { launch.environment = {}; }

void append_trials(TableFile& file, std::span<const Trial> trials) {
  constexpr std::size_t at_once = 4096;  // packed, they take some megabytes
  while (!trials.empty()) {
    const auto slab = trials.first(std::min(at_once, trials.size()));
    append_slab(file, slab);
    trials = trials.subspan(slab.size());
  }
}

KnownRows count_rows(const TableFile& file) {
  const auto& launches = launches_table().schema();
  return {file.has_any(launches) ? file.row_count(launches) : 0, file.row_count(trials_table().schema())};
}

void add_new(TableFile& file, const StudyContent& content, const KnownRows& known) {
  const KnownRows there = count_rows(file);
  if (!content.launches.empty()) {
    add_new_launches(file, content.launches, known.launches > there.launches ? 0 : known.launches);
  }
  if (!content.trials.empty()) {
    add_new_trials(file, content.trials, known.trials > there.trials ? 0 : known.trials);
  }
}

void write_points(TableFile& file, std::span<const PointRow> points) {
  const auto& schema = points_table().schema();
  if (!file.has_any(schema)) file.create_table(schema);
  file.overwrite(schema, points_table().pack(points));
}

}  // namespace breakeven::study
