#include <fmt/format.h>

#include <functional>
#include <optional>

#include "breakeven/error.hpp"
#include "measure/trial_runner.hpp"
#include "study/finished.hpp"
#include "study/journal.hpp"
#include "study/record_file.hpp"
#include "study/replace_file.hpp"
#include "study/same_study.hpp"
#include "study/study_tables.hpp"
#include "study/table_io.hpp"

namespace breakeven::study {
namespace {

using hdf5::TableFile;

/// Each launch and trial once.
StudyContent content_of(const std::vector<Entry>& entries) {
  Finished finished;
  for (const Entry& entry : entries) add_entry(finished, entry);
  StudyContent content;
  Union(content).add(std::move(finished));
  return content;
}

/// Points are written in cells of fixed size: one that was cut would be another point.
void require_storable(const PointRow& row, const plan::Point& point) {
  const PointRow stored = points_table().unpack(points_table().pack({&row, 1})).front();
  if (stored.parameters == row.parameters && stored.planned().id() == point.id()) return;
  throw UsageError(
      fmt::format("a point of the plan is too long to be kept: {:.300}...; shorten titles and parameters, "
                  "or put a long command into a script",
                  point.identity()));
}

}  // namespace

struct StudyWriter::State {
  std::filesystem::path path;
  Journal journal;
  bool open = true;
  StudyContent content;
  std::optional<Union> known;           ///< of content
  std::vector<PointProgress> progress;  ///< not written yet
  KnownRows folded;                     ///< rows of the file that hold nothing of what the journal holds
  std::size_t folded_launches = 0;      ///< of content

  explicit State(std::filesystem::path target) : path(std::move(target)), journal(journal_path(path)) {}

  void begin();
  void change(const std::function<void(TableFile&)>& apply) const;
  void look_out_for(const Launch& launch);
};

/// Brings file and journal into the state in which they belong to this writer, the journal being empty.
void StudyWriter::State::begin() {
  const JournalContent left = journal.read();
  std::string id;
  bool up_to_date = false;
  if (has_content(path)) {
    const TableFile file = open_record(path);
    id = file.text_attribute(study_id_attribute).value_or("");
    up_to_date = is_up_to_date(file) && !id.empty();
    require_same_study(path, id, left);
  } else {
    require_no_orphans(path, left);
  }
  content.study_id = id.empty() ? measure::random_id() : id;
  journal.claim(content.study_id);
  if (up_to_date && left.entries.empty()) return;
  replace_file(path, [&](const std::filesystem::path& copy, bool empty) {
    TableFile file = open_to_change(path, copy, empty);
    file.set_attribute(study_id_attribute, content.study_id);
    add_new(file, content_of(left.entries));
    file.close();
  });
  journal.clear();
}

/// Changes the file while it is this study: it may have been moved away or replaced.
void StudyWriter::State::change(const std::function<void(TableFile&)>& apply) const {
  replace_file(path, [&](const std::filesystem::path& copy, bool empty) {
    if (empty)
      throw Error(fmt::format("{} is gone; put it back: what was finished since is in its journal", path.string()));
    TableFile file = open_to_change(path, copy, empty);
    if (file.text_attribute(study_id_attribute) != content.study_id) {
      throw Error(
          fmt::format("{} was replaced by another file; what was finished since is in its journal", path.string()));
    }
    apply(file);
    file.close();
  });
}

/// News of a launch that has been folded are for a row that fold() would not look at.
void StudyWriter::State::look_out_for(const Launch& launch) {
  const auto place = known->place_of_launch(launch.id);
  if (place && *place < folded_launches) folded.launches = 0;
}

StudyWriter::StudyWriter(std::filesystem::path path) {
  auto target = resolve_target(path);
  require_appendable(target);
  state_ = std::make_unique<State>(std::move(target));
  state_->begin();
  state_->content = read_content(open_record(state_->path), Detail::summary);
  state_->known.emplace(state_->content);
  state_->folded = {state_->content.launches.size(), state_->content.trials.size()};
  state_->folded_launches = state_->content.launches.size();
}

StudyWriter::~StudyWriter() {
  if (!state_ || !state_->open || !state_->journal.is_ours()) return;
  try {
    close();
  } catch (const std::exception&) {
    // The journal has it.
  }
}

StudyWriter::StudyWriter(StudyWriter&&) noexcept = default;
StudyWriter& StudyWriter::operator=(StudyWriter&&) noexcept = default;

const StudyContent& StudyWriter::content() const noexcept { return state_->content; }

const os::FileDescriptor& StudyWriter::lock() const noexcept { return state_->journal.lock(); }

void StudyWriter::set_plan(const std::string& text, std::span<const plan::Point> points) {
  std::vector<PointRow> rows;
  for (const plan::Point& point : points) {
    rows.emplace_back(point, PointProgress{});
    require_storable(rows.back(), point);
  }
  state_->change([&](TableFile& file) {
    file.set_text(plan_text_name, text);
    write_points(file, rows);
  });
  state_->content.plan_text = text;
  state_->content.points.assign(points.begin(), points.end());
  state_->progress.clear();
}

void StudyWriter::set_progress(std::span<const PointProgress> progress) {
  if (progress.size() != state_->content.points.size()) throw std::logic_error("StudyWriter: progress of other points");
  state_->progress.assign(progress.begin(), progress.end());
}

void StudyWriter::append(std::span<const std::byte> entry) {
  Finished finished;
  add_entry(finished, entry);
  state_->journal.append(entry);
  for (Launch& launch : finished.launches) {
    state_->look_out_for(launch);
    summarise(launch);
  }
  for (Trial& trial : finished.trials) summarise(trial);
  state_->known->add(std::move(finished));
}

void StudyWriter::fold() {
  const auto entries = state_->journal.read().entries;
  if (entries.empty() && state_->progress.empty()) return;
  std::vector<PointRow> rows;
  for (std::size_t i = 0; i < state_->progress.size(); ++i) {
    rows.emplace_back(state_->content.points[i], state_->progress[i]);
  }
  KnownRows rows_after;
  state_->change([&](TableFile& file) {
    add_new(file, content_of(entries), state_->folded);
    rows_after = count_rows(file);
    if (!rows.empty()) write_points(file, rows);
  });
  state_->journal.clear();
  state_->progress.clear();
  state_->folded = rows_after;
  state_->folded_launches = state_->content.launches.size();
}

void StudyWriter::close() {
  fold();
  state_->journal.remove();
  state_->open = false;
}

}  // namespace breakeven::study
