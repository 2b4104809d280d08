// What a sort can be asked.
#pragma once

#include <CLI/App.hpp>
#include <cstdint>
#include <limits>
#include <string>

#include "workloads/sort.hpp"

namespace breakeven::cli {

struct SortOptions {
  std::string source;  ///< "IN.h5:/path"; empty: generated keys
  std::string output;  ///< "OUT.h5:/path"; empty: the sorted keys are only verified
  bool overwrite = false;

  std::uint64_t keys = 10'000'000;
  kernels::KeyType type = kernels::KeyType::float64;
  kernels::KeyInput input = kernels::KeyInput::uniform;
  std::uint64_t seed = 1;

  kernels::FloatOrder float_order = kernels::FloatOrder::numpy;
  double epsilon = 0.05;
  Route route = Route::automatic;
  std::uint64_t memory = std::numeric_limits<std::uint64_t>::max();  ///< bytes that may be taken on this host
  bool verify = true;
};

void add_sort_options(CLI::App& app, SortOptions& options);
/// -o and --overwrite: for a sort that is run once.
void add_sort_output_options(CLI::App& app, SortOptions& options);
/// What belongs together and was not given together. Throws UsageError.
void check_sort_options(const CLI::App& app, const SortOptions& options);

}  // namespace breakeven::cli
