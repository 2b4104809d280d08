#include "plan/factor.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/count.hpp"
#include "plan/crew_counts.hpp"
#include "plan/fields.hpp"
#include "plan/number.hpp"
#include "plan/ranges.hpp"

namespace breakeven::plan {
namespace {

constexpr std::size_t most_choices = 1'000'000;

/// Reads the values of one entry.
class FactorReader {
 public:
  FactorReader(const Entry& entry, FactorKind kind) : entry_(entry), kind_(kind) {}

  std::vector<Choice> read() {
    add(entry_.item, true);
    if (choices_.empty()) {
      throw Mistake(entry_.item.place, fmt::format("{}: an empty list; write at least one value", entry_.name));
    }
    return std::move(choices_);
  }

 private:
  void add(const Item& item, bool lists_allowed) {
    if (const auto* list = std::get_if<List>(&item.value)) {
      if (!lists_allowed) throw Mistake(item.place, fmt::format("{}: a list in a list; write one list", entry_.name));
      for (const Item& inner : *list) add(inner, false);
      return;
    }
    if (std::holds_alternative<Table>(item.value)) {
      throw Mistake(item.place, fmt::format("{}: a table is no value; write a value or a list", entry_.name));
    }
    try {
      add_scalar(item);
    } catch (const Mistake&) {
      throw;
    } catch (const UsageError& error) {
      throw Mistake(item.place, fmt::format("{}: {}", entry_.name, error.what()));
    }
    if (choices_.size() > most_choices) {
      throw Mistake(item.place, fmt::format("{}: more than {} values", entry_.name, most_choices));
    }
  }

  void add_scalar(const Item& item) {
    const auto* const text = std::get_if<std::string>(&item.value);
    if (kind_ == FactorKind::word) return add_value(item, word_in(item));
    if (text != nullptr && text->starts_with('=')) {
      choices_.push_back({*text, 0.0, read_formula(item, entry_.name, 1), item});
    } else if (text != nullptr && is_range(*text)) {
      for (const std::string& number : expand_range(*text)) add_value({item.place, number, {}}, checked(item, number));
    } else if (kind_ == FactorKind::option) {
      add_value(item, option_in(item));
    } else {
      add_value(item, std::to_string(count(item)));
    }
  }

  void add_value(const Item& item, const std::string& text) { choices_.push_back({text, value_in(text), {}, item}); }

  std::string checked(const Item& item, const std::string& number) const {
    if (kind_ == FactorKind::option) return number;
    return std::to_string(count({item.place, number, {}}));
  }

  std::uint64_t count(const Item& item) const {
    if (kind_ == FactorKind::size) return count_in(item, largest_count);
    const std::uint64_t count = count_in(item, most_workers);
    if (count == 0) throw UsageError("0 is too small; the least is 1");
    return count;
  }

  static std::string word_in(const Item& item) {
    if (const auto* text = std::get_if<std::string>(&item.value)) return *text;
    throw UsageError(fmt::format("{} is no text; put it in quotes", item.shown()));
  }

  static std::string option_in(const Item& item) {
    if (const auto* text = std::get_if<std::string>(&item.value)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&item.value)) return std::to_string(*number);
    if (const auto* flag = std::get_if<bool>(&item.value)) return *flag ? "true" : "false";
    const double number = std::get<double>(item.value);
    if (!std::isfinite(number)) throw UsageError(fmt::format("{} is no finite number", number));
    return number_text(number);
  }

  const Entry& entry_;
  FactorKind kind_;
  std::vector<Choice> choices_;
};

}  // namespace

Factor read_factor(const Entry& entry, const std::string& name, FactorKind kind) {
  return {name, {}, entry.place, FactorReader(entry, kind).read()};
}

Expression read_formula(const Item& item, const std::string& key, std::size_t skip) {
  try {
    return Expression(std::string_view(std::get<std::string>(item.value)).substr(skip));
  } catch (const ExpressionError& error) {
    throw Mistake(item.place_of_letter(skip + error.offset()), fmt::format("{}: {}", key, error.what()));
  }
}

}  // namespace breakeven::plan
