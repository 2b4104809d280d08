// A study's tables and the values of the program that they are made of.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "hdf5/table.hpp"
#include "study/finished.hpp"
#include "study/study_schema.hpp"

namespace breakeven::study {

enum class Detail : std::uint8_t {
  everything,
  summary,  ///< trials without workers and figures, launches without environment: a tenth of the memory
};

/// All that a file holds; of an earlier version, too. Throws Error.
StudyContent read_content(const hdf5::TableFile& file, Detail detail);
/// Take away what a summary is without.
void summarise(Trial& trial);
void summarise(Launch& launch);

/// Adds trials, whether or not they are there.
void append_trials(hdf5::TableFile& file, std::span<const Trial> trials);
/// How many rows at the beginning of tables, which only grow, need not be looked through.
struct KnownRows {
  std::uint64_t launches = 0;
  std::uint64_t trials = 0;
};
KnownRows count_rows(const hdf5::TableFile& file);

/// Adds the launches and trials that are not there yet, by their ids; in `content` each is there once. Reads the ids of
/// all rows but those `known` to hold none of these.
void add_new(hdf5::TableFile& file, const StudyContent& content, const KnownRows& known = {});

/// Replaces the points of the plan.
void write_points(hdf5::TableFile& file, std::span<const PointRow> points);

}  // namespace breakeven::study
