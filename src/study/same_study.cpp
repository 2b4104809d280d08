#include "study/same_study.hpp"

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "study/journal.hpp"

namespace breakeven::study {
namespace {

/// "STUDY.h5.journal holds 3 finished trials and launches of the study 0123..."
std::string what_it_holds(const std::filesystem::path& study, const JournalContent& journal) {
  return fmt::format("{} holds {} finished trials and launches of the study {}", journal_path(study).string(),
                     journal.entries.size(), journal.header->study_id);
}

}  // namespace

void require_same_study(const std::filesystem::path& study, const std::string& study_id,
                        const JournalContent& journal) {
  if (journal.entries.empty() || journal.header->study_id == study_id) return;
  throw UsageError(fmt::format("{}, which {} is not{}: put it beside its own study again, or delete it",
                               what_it_holds(study, journal), study.string(),
                               study_id.empty() ? "" : fmt::format(" (that is {})", study_id)));
}

void require_no_orphans(const std::filesystem::path& study, const JournalContent& journal) {
  if (journal.entries.empty()) return;
  throw UsageError(fmt::format("{}, but {} is missing: put it back, or delete the journal",
                               what_it_holds(study, journal), study.string()));
}

}  // namespace breakeven::study
