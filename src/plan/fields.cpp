#include "plan/fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/count.hpp"
#include "core/duration_text.hpp"
#include "core/nearest.hpp"
#include "plan/number.hpp"

namespace breakeven::plan {
namespace {

/// What `read` makes of the entry's value; its complaints get the key's name and the value's place.
template <class Read>
auto at_its_place(const Entry& entry, const Read& read) {
  try {
    return read();
  } catch (const Mistake&) {
    throw;
  } catch (const UsageError& error) {
    throw Mistake(entry.item.place, fmt::format("{}: {}", entry.name, error.what()));
  }
}

}  // namespace

void refuse_value(const Entry& entry, const std::string& what, const std::string& example) {
  throw Mistake(entry.item.place,
                fmt::format("{}: {} is no {}; write {}", entry.name, entry.item.shown(), what, example));
}

std::string text_field(const Entry& entry) {
  if (const auto* text = std::get_if<std::string>(&entry.item.value)) return *text;
  refuse_value(entry, "text", fmt::format("{} = \"...\"", entry.name));
}

bool flag_field(const Entry& entry) {
  if (const bool* flag = std::get_if<bool>(&entry.item.value)) return *flag;
  refuse_value(entry, "flag", "true or false");
}

std::uint64_t count_in(const Item& item, std::uint64_t most) {
  if (const auto* text = std::get_if<std::string>(&item.value)) return parse_count(*text, most);
  if (const auto* number = std::get_if<std::int64_t>(&item.value)) return parse_count(std::to_string(*number), most);
  if (const auto* number = std::get_if<double>(&item.value)) {
    if (*number >= exact_below) throw UsageError(fmt::format("{} may have been rounded; put it in quotes", *number));
    return parse_count(number_text(*number), most);
  }
  throw UsageError(fmt::format("{} is no count; write one like 8, 1e6 or \"10M\"", item.shown()));
}

std::uint64_t count_field(const Entry& entry, std::uint64_t least, std::uint64_t most) {
  return at_its_place(entry, [&] {
    const std::uint64_t count = count_in(entry.item, most);
    if (count < least) throw UsageError(fmt::format("{} is too small; the least is {}", count, least));
    return count;
  });
}

double share_field(const Entry& entry) {
  const double* share = std::get_if<double>(&entry.item.value);
  if (share != nullptr && *share > 0 && *share < 1) return *share;
  refuse_value(entry, "share between 0 and 1", fmt::format("{} = 0.05 for 5 %", entry.name));
}

Duration duration_field(const Entry& entry) {
  const auto* text = std::get_if<std::string>(&entry.item.value);
  if (text == nullptr) refuse_value(entry, "duration", fmt::format("it with its unit, like {} = \"90s\"", entry.name));
  return at_its_place(entry, [&] { return parse_duration(*text); });
}

const Table& table_field(const Entry& entry, const std::string& example) {
  if (const auto* table = std::get_if<Table>(&entry.item.value)) return *table;
  refuse_value(entry, "table", example);
}

std::string suggestion(const std::string& wanted, const std::vector<std::string>& names) {
  const std::string meant = nearest(wanted, names);
  if (!meant.empty()) return fmt::format("; did you mean '{}'?", meant);
  return names.empty() ? "; there are none" : fmt::format("; there are {}", fmt::join(names, ", "));
}

}  // namespace breakeven::plan
