#include "plan/combination.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "breakeven/error.hpp"
#include "plan/kinds.hpp"
#include "plan/number.hpp"

namespace breakeven::plan {
namespace {

std::string text_of(const Value& value) {
  if (const double* number = std::get_if<double>(&value)) return number_text(*number);
  return std::get<std::string>(value);
}

/// Holds a place in a list for as long as it lives.
class Pending {
 public:
  Pending(std::vector<const Factor*>& list, const Factor& factor) : list_(list) { list_.push_back(&factor); }
  ~Pending() { list_.pop_back(); }
  Pending(const Pending&) = delete;
  Pending& operator=(const Pending&) = delete;

 private:
  std::vector<const Factor*>& list_;
};

}  // namespace

Combination::Combination(const Part& part, const std::vector<std::size_t>& chosen, int processors)
    : part_(part), chosen_(chosen), processors_(processors), kind_(kind_called(choice(*part.factor("kind")).text)) {
  settle_counts();
}

const Choice& Combination::choice(const Factor& factor) const {
  return factor.choices[chosen_[static_cast<std::size_t>(&factor - part_.factors.data())]];
}

void Combination::settle_counts() {
  try {
    GivenCounts given;
    given.workers = given_count("workers");
    given.nodes = given_count("nodes");
    given.ranks_per_node = given_count("ranks_per_node");
    given.threads_per_rank = given_count("threads_per_rank");
    counts_ = crew_counts(kind_, given);
  } catch (const Mistake&) {
    throw;
  } catch (const UsageError& error) {
    contradiction_ = error.what();
  }
}

std::optional<int> Combination::given_count(const char* name) {
  const Factor* const factor = part_.factor(name);
  if (factor == nullptr) return std::nullopt;
  const double count = number_of(*factor);
  if (std::floor(count) != count) {
    throw UsageError(
        fmt::format("{} = {} is not a whole number; use floor(), or keep what is by 'where'", name, count));
  }
  if (count < 1 || count > most_workers) {
    throw UsageError(fmt::format("{} = {}; from 1 to 1000000 is possible", name, number_text(count)));
  }
  return static_cast<int>(count);
}

bool Combination::is_wanted() {
  if (!part_.where) return true;
  const Value value = evaluate(*part_.where);
  if (const double* truth = std::get_if<double>(&value)) return *truth != 0;
  throw Mistake(part_.where->written.place,
                fmt::format("where: '{}' is text, no condition; compare it with ==", std::get<std::string>(value)));
}

std::optional<double> Combination::settled_count(const std::string& name) const {
  if (!counts_) return std::nullopt;
  if (name == "workers") return counts_->workers;
  if (name == "nodes") return counts_->nodes;
  if (name == "threads_per_rank") return counts_->threads_per_rank;
  if (name == "ranks_per_node")
    return static_cast<double>(counts_->workers) / counts_->threads_per_rank / counts_->nodes;
  return std::nullopt;
}

double Combination::known_processors() const {
  if (processors_ != 0) return processors_;
  throw UsageError(
      "'processors' is not known for machines other than this one; write their number, or keep points by "
      "oversubscribe = false");
}

Value Combination::value_of(const std::string& name) {
  if (name == "processors") return known_processors();
  if (const auto count = settled_count(name)) return *count;
  const Factor* const factor = part_.factor(name);
  if (name == "n" && counts_ && !growing_) return grown_size(*factor);
  if (factor != nullptr) return value_of(*factor);
  if (name != "workers") return 1.0;  // counts that are not given
  throw UsageError("'workers' is not given, so that its number is not known yet");
}

Value Combination::value_of(const Factor& factor) {
  const Choice& chosen = choice(factor);
  if (!chosen.formula) return chosen.value;
  if (std::ranges::find(pending_, &factor) != pending_.end()) {
    throw Mistake(chosen.written.place,
                  fmt::format("{}: it depends on itself; give one of them a number", factor.name));
  }
  const Pending pending(pending_, factor);
  return evaluate({factor.name, *chosen.formula, chosen.written, 1});
}

double Combination::number_of(const Factor& factor) {
  const Value value = value_of(factor);
  if (const double* number = std::get_if<double>(&value)) return *number;
  throw Mistake(choice(factor).written.place,
                fmt::format("{}: '{}' is text where a number is needed", factor.name, std::get<std::string>(value)));
}

Value Combination::evaluate(const Formula& formula) {
  try {
    return formula.expression.evaluate([&](const Expression::Name& name) { return value_of(name.text); });
  } catch (const Mistake&) {
    throw;
  } catch (const ExpressionError& error) {
    throw Mistake(formula.written.place_of_letter(formula.skip + error.offset()),
                  fmt::format("{}: {}{}", formula.key, error.what(), described()));
  } catch (const UsageError& error) {
    throw Mistake(formula.written.place, fmt::format("{}: {}", formula.key, error.what()));
  }
}

double Combination::grown_size(const Factor& size) {
  const double written = number_of(size);
  if (part_.weak) return written * counts_->workers;
  if (!part_.growth) return written;
  growing_ = true;
  const Value grown = evaluate(*part_.growth);
  growing_ = false;
  if (const double* number = std::get_if<double>(&grown)) return std::round(*number);
  throw Mistake(part_.growth->written.place, "scaling: its rule gives text; n is a number");
}

std::string Combination::size_text(const Factor& size) {
  const Choice& chosen = choice(size);
  const bool as_written = !part_.weak && !part_.growth && !chosen.formula;
  if (as_written) return chosen.text;
  const double n = std::round(grown_size(size));
  if (n < 0 || n >= exact_below) {
    throw Mistake(
        chosen.written.place,
        fmt::format("n: {} is not from 0 to below 2^53, where what is calculated is exact{}", n, described()));
  }
  return number_text(n);
}

std::string Combination::option_text(const Factor& factor) {
  if (factor.option == "n") return size_text(factor);
  const Choice& chosen = choice(factor);
  return chosen.formula ? text_of(value_of(factor)) : chosen.text;
}

Parameters Combination::parameters() {
  Parameters parameters;
  for (const Factor& factor : part_.factors) {
    if (!factor.option.empty()) parameters.push_back({factor.option, option_text(factor)});
  }
  std::ranges::sort(parameters, {}, &Parameter::name);
  return parameters;
}

Point Combination::point() {
  if (!counts_) throw Mistake(place_of_counts(), contradiction_ + described());
  Point point;
  point.part = part_.title;
  point.workload = part_.workload->name;
  point.parameters = parameters();
  point.kind = kind_;
  point.workers = counts_->workers;
  point.nodes = counts_->nodes;
  point.threads_per_rank = counts_->threads_per_rank;
  point.skipped = counts_->indivisible;
  const Factor* const binding = part_.factor("binding");
  if (binding != nullptr && has_ranks(kind_)) point.binding = choice(*binding).text;
  const Factor* const share = part_.factor("share");
  if (share != nullptr && has_share(kind_)) point.share = share_from(choice(*share).text);
  return point;
}

Place Combination::place_of_counts() const {
  for (const char* name : {"workers", "ranks_per_node", "threads_per_rank", "nodes", "kind"}) {
    if (const Factor* const factor = part_.factor(name)) return factor->place;
  }
  return part_.place;
}

/// " (where kind = mpi, n = 8)": what was chosen where there was a choice.
std::string Combination::described() const {
  std::string text;
  for (const Factor& factor : part_.factors) {
    if (factor.choices.size() > 1) {
      text += fmt::format("{}{} = {}", text.empty() ? " (where " : ", ", factor.name, choice(factor).text);
    }
  }
  return text.empty() ? text : text + ")";
}

}  // namespace breakeven::plan
