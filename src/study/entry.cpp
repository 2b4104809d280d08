// Entries: sections of [table, one byte][number of rows, four bytes][the rows, as they go into the file].
#include <cstring>

#include "breakeven/error.hpp"
#include "study/finished.hpp"
#include "study/record_schema.hpp"
#include "study/study_schema.hpp"

namespace breakeven::study {
namespace {

enum class Section : std::uint8_t { trials, phases, figures, launches };

template <class Row>
void add_section(Entry& entry, Section section, const TableRows<Row>& table, std::span<const Row> rows) {
  const auto count = static_cast<std::uint32_t>(rows.size());
  const std::size_t head = entry.size();
  entry.resize(head + 1 + sizeof count);
  entry[head] = static_cast<std::byte>(section);
  std::memcpy(entry.data() + head + 1, &count, sizeof count);
  const auto packed = table.pack(rows);
  entry.insert(entry.end(), packed.begin(), packed.end());
}

/// Takes an entry apart from its front.
class EntryReader {
 public:
  explicit EntryReader(std::span<const std::byte> entry) : rest_(entry) {}

  bool at_end() const noexcept { return rest_.empty(); }
  Section section() { return static_cast<Section>(take(1).front()); }
  template <class Row>
  std::vector<Row> rows(const TableRows<Row>& table) {
    std::uint32_t count = 0;
    std::memcpy(&count, take(sizeof count).data(), sizeof count);
    return table.unpack(take(std::size_t{count} * table.schema().row_bytes()));
  }

 private:
  std::span<const std::byte> take(std::size_t bytes) {
    if (bytes > rest_.size()) throw_foreign();
    const auto taken = rest_.first(bytes);
    rest_ = rest_.subspan(bytes);
    return taken;
  }
  [[noreturn]] static void throw_foreign() {
    throw Error("an entry of a journal is not of this program's making; another version of it wrote the journal");
  }

  std::span<const std::byte> rest_;
};

/// The one that the rows which follow it are about.
Trial& trial_of(Finished& finished, const std::string& id) {
  if (finished.trials.empty() || finished.trials.back().id != id) {
    throw Error("an entry of a journal holds a part of a trial without the trial");
  }
  return finished.trials.back();
}

void add_section_of(Finished& finished, EntryReader& entry) {
  switch (entry.section()) {
    case Section::trials:
      for (Trial& trial : entry.rows(trials_table())) finished.trials.push_back(std::move(trial));
      return;
    case Section::phases:
      for (PhaseRow& row : entry.rows(phases_table())) {
        trial_of(finished, row.trial_id).workers_detail.push_back(std::move(row.worker));
      }
      return;
    case Section::figures:
      for (const FigureRow& row : entry.rows(figures_table())) {
        trial_of(finished, row.trial_id).answer.figures.push_back(row.figure());
      }
      return;
    case Section::launches:
      for (Launch& launch : entry.rows(launches_table())) finished.launches.push_back(std::move(launch));
      return;
  }
  throw Error("an entry of a journal holds rows of a table that this program does not know");
}

}  // namespace

Entry to_entry(const Trial& trial) {
  std::vector<PhaseRow> phases;
  std::vector<FigureRow> figures;
  for (const WorkerTrial& worker : trial.workers_detail) phases.push_back({trial.id, worker});
  for (const Figure& figure : trial.answer.figures) figures.emplace_back(trial, figure);
  Entry entry;
  add_section<Trial>(entry, Section::trials, trials_table(), {&trial, 1});
  add_section<PhaseRow>(entry, Section::phases, phases_table(), phases);
  add_section<FigureRow>(entry, Section::figures, figures_table(), figures);
  return entry;
}

Entry to_entry(const Launch& launch) {
  Entry entry;
  add_section<Launch>(entry, Section::launches, launches_table(), {&launch, 1});
  return entry;
}

void add_entry(Finished& finished, std::span<const std::byte> entry) {
  EntryReader reader(entry);
  while (!reader.at_end()) add_section_of(finished, reader);
}

}  // namespace breakeven::study
