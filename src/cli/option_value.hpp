// How an option takes its value, for whoever adds options.
#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/App.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "breakeven/error.hpp"

namespace breakeven::cli {

// Headings of --help.
inline constexpr const char* job_group = "Job";
inline constexpr const char* crew_group = "Workers";
inline constexpr const char* result_group = "Results";

/// An option whose text is turned into `target` by `parse`, which throws UsageError; the error then begins with the
/// first of `names` ("-n" of "-n,--samples").
template <class Target, class Parse>
CLI::Option* add_value(CLI::App& app, const std::string& names, Target& target, Parse parse,
                       const std::string& description) {
  const auto fill = [&target, parse, name = names.substr(0, names.find(','))](const std::string& text) {
    try {
      target = parse(text);
    } catch (const UsageError& error) {
      throw UsageError(fmt::format("{}: {}", name, error.what()));
    }
  };
  return app.add_option_function<std::string>(names, fill, description);
}

inline std::string as_text(const std::string& text) { return text; }

/// What an enumeration's values are called: "lazy, eager".
template <class Range>
std::string names_of(const Range& values) {
  std::vector<std::string_view> names;
  for (const auto value : values) names.push_back(to_string(value));
  return fmt::format("{}", fmt::join(names, ", "));
}

/// The options of this command that the user gave, as shell words: "--quick -p 2". To be called when they were parsed.
std::string typed_options(const CLI::App& app);

/// --seed of a job; its default is what `seed` is.
void add_seed(CLI::App& app, std::uint64_t& seed);

}  // namespace breakeven::cli
