// What a record of trials holds, version 5. README.md documents it and says what may change how.
#pragma once

#include <cstdint>
#include <string>

#include "breakeven/trial.hpp"
#include "study/table_rows.hpp"

namespace breakeven::study {

/// Attributes of the file that make it a record.
inline constexpr const char* format_attribute = "format";
inline constexpr const char* format_name = "breakeven record";
inline constexpr const char* version_attribute = "schema_version";
inline constexpr std::uint64_t schema_version = 5;

// Sizes of text in bytes. Rows are compressed, so room costs little on disk; readers hold it in memory, however.
inline constexpr std::size_t id_bytes = 32;
inline constexpr std::size_t time_bytes = 32;
inline constexpr std::size_t name_bytes = 32;
inline constexpr std::size_t host_bytes = 64;  // HOST_NAME_MAX
inline constexpr std::size_t sentence_bytes = 512;

/// All names that the column `kind` may hold.
inline constexpr std::array recorded_crew_kinds{CrewKind::serial, CrewKind::threads, CrewKind::gil,
                                                CrewKind::fork,   CrewKind::spawn,   CrewKind::forkserver,
                                                CrewKind::mpi,    CrewKind::hybrid,  CrewKind::command};

/// The part of a trial that is one worker's.
struct PhaseRow {
  std::string trial_id;
  WorkerTrial worker;
};

/// One named number of a trial's answer.
struct FigureRow {
  FigureRow() = default;
  FigureRow(const Trial& trial, const Figure& figure);
  Figure figure() const;

  std::string trial_id;
  std::string name;
  double value = 0;
  bool is_count = false;
  std::uint64_t count = 0;
};

const TableRows<Trial>& trials_table();  ///< without its workers and figures
const TableRows<PhaseRow>& phases_table();
const TableRows<FigureRow>& figures_table();

}  // namespace breakeven::study
