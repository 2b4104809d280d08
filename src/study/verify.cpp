#include "study/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "breakeven/error.hpp"
#include "study/findings.hpp"
#include "study/journal.hpp"
#include "study/point_checks.hpp"
#include "study/record_file.hpp"
#include "study/record_schema.hpp"
#include "study/table_io.hpp"
#include "study/trial_checks.hpp"

namespace breakeven::study {
namespace {

using hdf5::TableFile;
using Ids = std::unordered_set<std::string>;

/// Calls each(row) for all rows. False when there is one that cannot be read.
template <class Row, class Each>
bool read_to_end(const TableFile& file, const TableRows<Row>& table, Findings& findings, const Each& each) {
  try {
    for_each_row(file, table, each);
    return true;
  } catch (const Error& error) {
    findings.add(Severity::problem,
                 fmt::format("/{} cannot be read to its end: {}", table.schema().name, error.what()));
    return false;
  }
}

template <class Row>
bool check_ids(const TableFile& file, const TableRows<Row>& table, Findings& findings, Ids& ids) {
  return read_to_end(file, table, findings, [&](const Row& row) {
    if (!ids.insert(row.id).second) {
      findings.count(fmt::format("rows of /{} with an id that is there already", table.schema().name), row.id);
    }
  });
}

template <class Row>
bool check_parts(const TableFile& file, const TableRows<Row>& table, Findings& findings, const Ids& trials) {
  return read_to_end(file, table, findings, [&](const Row& row) {
    if (!trials.contains(row.trial_id)) {
      findings.count(fmt::format("rows of /{} without a trial", table.schema().name), row.trial_id);
    }
  });
}

/// Reads every cell of every table. False when the content cannot be looked at any further.
bool check_tables(const TableFile& file, Findings& findings) {
  Ids trials;
  Ids launches;
  return check_ids(file, trials_table(), findings, trials) && check_ids(file, launches_table(), findings, launches) &&
         check_parts(file, phases_table(), findings, trials) && check_parts(file, figures_table(), findings, trials) &&
         read_to_end(file, points_table(), findings, [](const PointRow&) {});
}

/// False when what is in the journal cannot be taken as part of the study.
bool check_journal(const std::filesystem::path& study, const std::string& study_id, Findings& findings) {
  try {
    const JournalContent journal = read_journal(journal_path(study));
    if (journal.torn_bytes > 0) {
      findings.add(Severity::note, fmt::format("the journal ends in {} bytes of an entry that was not completed; they "
                                               "count for nothing",
                                               journal.torn_bytes));
    }
    if (journal.entries.empty()) return true;
    if (journal.header->study_id != study_id) {
      findings.add(Severity::problem, fmt::format("the journal belongs to another study, {}: move it to its own file",
                                                  journal.header->study_id));
      return false;
    }
    findings.add(Severity::note,
                 fmt::format("the journal holds {} entries that are not in the file yet", journal.entries.size()));
    return true;
  } catch (const Error& error) {
    findings.add(Severity::problem, error.what());
    return false;
  }
}

void check_content(const StudyContent& content, std::span<const PointRow> points, Findings& findings) {
  for (const Trial& trial : content.trials) {
    check_times(trial, findings);
    check_workers(trial, findings);
  }
  check_places(content, findings);
  check_answers(content, findings);
  check_states(points, content.trials, findings);
}

}  // namespace

bool Verification::sound() const noexcept {
  return std::ranges::none_of(findings, [](const Finding& f) { return f.severity == Severity::problem; });
}

Verification verify_study(const std::filesystem::path& path) {
  const auto target = resolve_target(path);
  Findings findings;
  Verification verification;
  const TableFile file = open_record(target);
  const std::string study_id = file.text_attribute(study_id_attribute).value_or("");
  const bool readable = check_tables(file, findings);
  if (!check_journal(target, study_id, findings) || !readable) {
    verification.findings = findings.all();
    return verification;
  }
  const auto points = read_rows(file, points_table());
  if (check_identities(points, findings)) {
    const StudyContent content = read_study(target);
    check_content(content, points, findings);
    verification = {content.trials.size(), content.launches.size(), content.points.size(), {}};
  }
  verification.findings = findings.all();
  return verification;
}

}  // namespace breakeven::study
