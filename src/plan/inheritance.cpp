#include "plan/inheritance.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plan/fields.hpp"
#include "plan/keys.hpp"

namespace breakeven::plan {
namespace {

bool is_of_plan(const Entry& entry) { return std::ranges::find(plan_keys(), entry.name) != plan_keys().end(); }

void set(Table& table, const Entry& entry) {
  const auto old = std::ranges::find(table.entries, entry.name, &Entry::name);
  if (old == table.entries.end()) {
    table.entries.push_back(entry);
  } else {
    *old = entry;
  }
}

/// Both are tables: the inner entries are set one by one.
bool set_within(Table& table, const Entry& entry) {
  const auto old = std::ranges::find(table.entries, entry.name, &Entry::name);
  if (entry.name != "parameters" || old == table.entries.end()) return false;
  auto* const inherited = std::get_if<Table>(&old->item.value);
  const auto* const own = std::get_if<Table>(&entry.item.value);
  if (inherited == nullptr || own == nullptr) return false;
  for (const Entry& parameter : own->entries) set(*inherited, parameter);
  return true;
}

void let_replace(Table& inherited, const Table& own, std::string_view one, std::string_view other) {
  if (own.find(one) == nullptr || own.find(other) != nullptr) return;
  std::erase_if(inherited.entries, [&](const Entry& entry) { return entry.name == other; });
}

Table with_inheritance(Table inherited, const Table& own) {
  let_replace(inherited, own, "workers", "ranks_per_node");
  let_replace(inherited, own, "ranks_per_node", "workers");
  for (const Entry& entry : own.entries) {
    if (is_of_plan(entry)) {
      throw Mistake(entry.place, fmt::format("{} is of the whole plan; move it above the first [[part]]", entry.name));
    }
    if (!set_within(inherited, entry)) set(inherited, entry);
  }
  return inherited;
}

const Table& table_of_part(const Item& item) {
  if (const auto* table = std::get_if<Table>(&item.value)) return *table;
  throw Mistake(item.place, fmt::format("part: {} is no part; write [[part]] and its keys below", item.shown()));
}

}  // namespace

std::vector<Table> parts_with_inheritance(const Table& plan) {
  Table above = plan;
  std::erase_if(above.entries, [](const Entry& entry) { return is_of_plan(entry) || entry.name == "title"; });
  const Entry* const parts = plan.find("part");
  if (parts == nullptr) return {above};
  const auto* const list = std::get_if<List>(&parts->item.value);
  if (list == nullptr || list->empty())
    throw Mistake(parts->place, "part: there can be several; write [[part]] in double brackets");
  std::vector<Table> result;
  for (const Item& item : *list) result.push_back(with_inheritance(above, table_of_part(item)));
  return result;
}

}  // namespace breakeven::plan
