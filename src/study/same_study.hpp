// A journal and the file it lies beside may have been parted by their user.
#pragma once

#include <filesystem>
#include <string>

#include "study/journal_format.hpp"

namespace breakeven::study {

/// Throws UsageError when finished trials in the journal belong to another study than that of the file's id.
void require_same_study(const std::filesystem::path& study, const std::string& study_id, const JournalContent& journal);

/// Throws UsageError when there are finished trials in a journal whose study is not there.
void require_no_orphans(const std::filesystem::path& study, const JournalContent& journal);

}  // namespace breakeven::study
