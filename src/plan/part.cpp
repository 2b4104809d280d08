#include "plan/part.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/shell_words.hpp"
#include "plan/axes.hpp"
#include "plan/fields.hpp"
#include "plan/keys.hpp"
#include "plan/kinds.hpp"
#include "plan/measure.hpp"

namespace breakeven::plan {
namespace {

const std::map<std::string, FactorKind, std::less<>> plain_factors{{"n", FactorKind::size},
                                                                   {"workers", FactorKind::count},
                                                                   {"nodes", FactorKind::count},
                                                                   {"ranks_per_node", FactorKind::count},
                                                                   {"threads_per_rank", FactorKind::count},
                                                                   {"binding", FactorKind::word}};

/// What expressions know besides factors, here or in a selection of points, and words that they read as values.
const std::vector<std::string> names_with_a_meaning{"kind", "processors", "part", "role", "ranks", "true", "false"};

bool is_among(const std::string& name, const std::vector<std::string>& names) {
  return std::ranges::find(names, name) != names.end();
}

/// Options are written with dashes on the command line and may be written with underscores in plans.
std::string with_underscores(std::string name) {
  std::ranges::replace(name, '-', '_');
  return name;
}

const WorkloadVocabulary& workload_called(const Entry& entry, const std::vector<WorkloadVocabulary>& workloads) {
  const std::string name = text_field(entry);
  std::vector<std::string> names;
  for (const WorkloadVocabulary& workload : workloads) {
    if (workload.name == name) return workload;
    names.push_back(workload.name);
  }
  throw Mistake(entry.item.place, fmt::format("there is no workload '{}'{}", name, suggestion(name, names)));
}

/// Reads one part, key by key.
class PartReader {
 public:
  PartReader(const Table& table, const Surroundings& surroundings) : table_(table) {
    const Entry* const workload = table.find("workload");
    if (workload == nullptr)
      throw Mistake(place_of_table(), "no workload is named; write workload = \"pi\" or another");
    part_.workload = &workload_called(*workload, surroundings.workloads);
    part_.place = workload->place;
  }

  Part read() {
    for (const Entry& entry : table_.entries) read_key(entry);
    if (table_.find("kinds") == nullptr) part_.factors.push_back(read_kinds(nullptr, name(), part_.place));
    if (name() == command_workload && part_.factor("command") == nullptr) {
      throw Mistake(part_.place, R"(no command is given; write command = ["./program", "{n}"])");
    }
    part_.axes = axes_of(part_.factors, table_.find("zip"));
    check_growth();
    check_share();
    check_all_names();
    return std::move(part_);
  }

 private:
  const std::string& name() const { return part_.workload->name; }

  Place place_of_table() const { return table_.entries.empty() ? Place{} : table_.entries.front().place; }

  void read_key(const Entry& entry) {
    const std::string& key = entry.name;
    if (const auto plain = plain_factors.find(key); plain != plain_factors.end()) {
      read_plain_factor(entry, plain->second);
    } else if (key == "title") {
      part_.title = text_field(entry);
    } else if (key == "kinds") {
      part_.factors.push_back(read_kinds(&entry, name(), part_.place));
    } else if (key == "share") {
      part_.factors.push_back(read_shares(entry));
    } else if (key == "command") {
      read_command(entry);
    } else if (key == "parameters") {
      read_parameters(table_field(entry, "[parameters] and the options below"));
    } else if (key == "where") {
      const std::string text = text_field(entry);
      part_.where = formula(entry, text.starts_with('=') ? 1 : 0);
    } else if (key == "scaling") {
      read_scaling(entry);
    } else if (!is_among(key, part_keys())) {
      refuse_key(entry);
    }
  }

  void read_plain_factor(const Entry& entry, FactorKind kind) {
    Factor factor = read_factor(entry, entry.name, kind);
    if (entry.name == "n") {
      if (!is_among("n", part_.workload->parameters)) {
        throw Mistake(entry.place, fmt::format("the workload {} has no n; leave it out", name()));
      }
      factor.option = "n";
    }
    part_.factors.push_back(std::move(factor));
  }

  /// A list is the words of one command, not several commands.
  void read_command(const Entry& entry) {
    if (name() != command_workload) {
      throw Mistake(entry.place, fmt::format("command is for workload = \"command\", not for {}", name()));
    }
    const bool words = std::holds_alternative<List>(entry.item.value);
    const std::string line = words ? line_of(entry) : text_field(entry);
    if (line.find_first_not_of(" \t\r\n") == std::string::npos) {
      throw Mistake(entry.item.place, "command: no word in it; write the program and its arguments");
    }
    part_.factors.push_back({"command", "command", entry.place, {{line, line, {}, entry.item}}});
  }

  /// A list of texts, or one, as a single value.
  static std::string line_of(const Entry& entry) {
    std::vector<std::string> words;
    for (const Choice& word : read_factor(entry, entry.name, FactorKind::word).choices) words.push_back(word.text);
    return join_shell_words(words);
  }

  void read_parameters(const Table& table) {
    for (const Entry& entry : table.entries) {
      const std::string option = option_called(entry);
      Factor factor = read_option(entry, option);
      factor.option = option;
      if (part_.factor(factor.name) != nullptr) {
        throw Mistake(entry.place, fmt::format("'{}' is given twice; write it once", entry.name));
      }
      part_.factors.push_back(std::move(factor));
    }
  }

  Factor read_option(const Entry& entry, const std::string& option) const {
    if (!is_among(option, part_.workload->lists)) {
      return read_factor(entry, with_underscores(entry.name), FactorKind::option);
    }
    const std::string line = line_of(entry);
    return {with_underscores(entry.name), {}, entry.place, {{line, line, {}, entry.item}}};
  }

  std::string option_called(const Entry& entry) const {
    if (is_among(entry.name, part_keys())) {
      throw Mistake(entry.place,
                    fmt::format("'{}' is a key of the part, no option; write it above [parameters]", entry.name));
    }
    if (is_among(with_underscores(entry.name), names_with_a_meaning)) {
      throw Mistake(
          entry.place,
          fmt::format("'{}' has a meaning of its own in conditions; call the parameter otherwise", entry.name));
    }
    if (is_among(entry.name, measure_keys()) && !is_option(entry.name)) {
      throw Mistake(entry.place, fmt::format("'{}' is no option of {}; write it below [measure]", entry.name, name()));
    }
    for (const std::string& option : part_.workload->parameters) {
      if (with_underscores(option) == with_underscores(entry.name)) return option;
    }
    if (part_.workload->open) return entry.name;
    throw Mistake(entry.place, fmt::format("'{}' is no option of {}{}", entry.name, name(),
                                           suggestion(entry.name, options_beside_keys())));
  }

  bool is_option(const std::string& key) const {
    return std::ranges::any_of(part_.workload->parameters, [&](const std::string& option) {
      return with_underscores(option) == with_underscores(key);
    });
  }

  /// The options that are written under [parameters].
  std::vector<std::string> options_beside_keys() const {
    std::vector<std::string> options = part_.workload->parameters;
    std::erase_if(options, [](const std::string& option) { return is_among(option, part_keys()); });
    return options;
  }

  [[noreturn]] void refuse_key(const Entry& entry) const {
    if (is_option(entry.name)) {
      throw Mistake(entry.place,
                    fmt::format("'{}' is an option of {}; write it below [parameters]", entry.name, name()));
    }
    if (is_among(entry.name, measure_keys())) {
      throw Mistake(entry.place, fmt::format("'{}' is about measuring; write it below [measure]", entry.name));
    }
    std::vector<std::string> keys = part_keys();
    keys.insert(keys.end(), plan_keys().begin(), plan_keys().end());
    throw Mistake(entry.place, fmt::format("unknown key '{}'{}", entry.name, suggestion(entry.name, keys)));
  }

  static Formula formula(const Entry& entry, std::size_t skip) {
    return {entry.name, read_formula(entry.item, entry.name, skip), entry.item, skip};
  }

  void read_scaling(const Entry& entry) {
    const std::string text = text_field(entry);
    part_.weak = text == "weak";
    if (text == "strong" || part_.weak) return;
    part_.growth = formula(entry, text.starts_with('=') ? 1 : 0);
    const auto& names = part_.growth->expression.names();
    if (names.size() == 1 && names.front().text == text && text != "n") {
      throw Mistake(
          entry.item.place,
          fmt::format("scaling: '{}' is none; write strong, weak or a rule like \"n * sqrt(workers)\"", text));
    }
  }

  void check_growth() const {
    if ((part_.weak || part_.growth) && part_.factor("n") == nullptr) {
      throw Mistake(table_.find("scaling")->place, "scaling: there is no n that could grow; write n = 1e6");
    }
  }

  void check_share() const {
    const Factor* const share = part_.factor("share");
    if (share == nullptr) return;
    const bool any = std::ranges::any_of(part_.factor("kind")->choices,
                                         [](const Choice& choice) { return has_share(kind_called(choice.text)); });
    if (any) return;
    throw Mistake(share->place, "share: it is for kinds that are processes: fork, spawn or forkserver; leave it out");
  }

  void check_all_names() const {
    for (const Factor& factor : part_.factors) {
      for (const Choice& choice : factor.choices) {
        if (choice.formula) check_names({factor.name, *choice.formula, choice.written, 1});
      }
    }
    for (const auto* formula : {&part_.where, &part_.growth}) {
      if (*formula) check_names(**formula);
    }
  }

  void check_names(const Formula& formula) const {
    std::vector<std::string> known{"kind", "workers", "nodes", "ranks_per_node", "threads_per_rank", "processors"};
    for (const Factor& factor : part_.factors) {
      if (!is_among(factor.name, known)) known.push_back(factor.name);
    }
    for (const Expression::Name& used : formula.expression.names()) {
      if (is_among(used.text, known)) continue;
      throw Mistake(formula.written.place_of_letter(formula.skip + used.offset),
                    fmt::format("{}: '{}' is not known here{}", formula.key, used.text,
                                is_value(used.text) ? "; put text in quotes" : suggestion(used.text, known)));
    }
  }

  bool is_value(const std::string& text) const {
    return std::ranges::any_of(part_.factors, [&](const Factor& factor) {
      return std::ranges::find(factor.choices, text, &Choice::text) != factor.choices.end();
    });
  }

  const Table& table_;
  Part part_;
};

}  // namespace

const Factor* Part::factor(std::string_view name) const {
  const auto found = std::ranges::find(factors, name, &Factor::name);
  return found == factors.end() ? nullptr : &*found;
}

Part read_part(const Table& table, const Surroundings& surroundings) { return PartReader(table, surroundings).read(); }

}  // namespace breakeven::plan
