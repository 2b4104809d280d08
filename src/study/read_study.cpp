#include "study/finished.hpp"
#include "study/journal.hpp"
#include "study/record_file.hpp"
#include "study/replace_file.hpp"
#include "study/same_study.hpp"
#include "study/study_tables.hpp"
#include "study/table_io.hpp"

namespace breakeven::study {
StudyContent read_study(const std::filesystem::path& path) {
  const auto target = resolve_target(path);
  // In this order: what is folded in between is then in both, not in neither.
  const JournalContent journal = read_journal(journal_path(target));
  StudyContent content = read_content(open_record(target), Detail::everything);
  require_same_study(target, content.study_id, journal);
  Finished finished;
  for (const Entry& entry : journal.entries) add_entry(finished, entry);
  Union(content).add(std::move(finished));
  return content;
}

std::vector<PointRow> read_points(const std::filesystem::path& path) {
  return read_rows(open_record(resolve_target(path)), points_table());
}

}  // namespace breakeven::study
