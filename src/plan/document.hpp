// A TOML text as a tree of values that know where they stand. The one place that knows the parser.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "plan/place.hpp"

namespace breakeven::plan {

struct Entry;
struct Item;

using List = std::vector<Item>;

/// Entries in the order of the text.
struct Table {
  std::vector<Entry> entries;

  const Entry* find(std::string_view name) const;
};

struct Item {
  Place place;
  std::variant<bool, std::int64_t, double, std::string, List, Table> value;
  /// Of a text that stands in the document letter by letter: columns from the place to its first letter.
  std::optional<std::size_t> quote_columns;

  /// Of the letter that so many bytes of a text stand before; of the whole text where that cannot be told.
  Place place_of_letter(std::size_t bytes) const;
  /// "a table", "true", "'mpi'": for messages.
  std::string shown() const;
};

struct Entry {
  std::string name;
  Place place;
  Item item;
};

/// Throws Mistake: not TOML, a date, more than 1 MiB.
Table read_document(std::string_view text);

}  // namespace breakeven::plan
