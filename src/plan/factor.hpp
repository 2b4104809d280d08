// A factor of a plan: a name and the values that it takes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plan/document.hpp"
#include "plan/expression.hpp"

namespace breakeven::plan {

/// One value, or how it is calculated from those of other factors.
struct Choice {
  std::string text;  ///< as an option of a command line; counts with all their digits
  Value value;       ///< a number where the text is one
  std::optional<Expression> formula;
  Item written;
};

struct Factor {
  std::string name;    ///< as expressions call it: an option "float-order" is float_order
  std::string option;  ///< of the workload; empty for what is none
  Place place;         ///< of its key
  std::vector<Choice> choices;
};

/// What may stand among the values of a factor.
enum class FactorKind : std::uint8_t {
  size,    ///< n: 0 to 2^63
  count,   ///< of workers, nodes, ...: 1 to 1e6
  option,  ///< of a workload: anything
  word,    ///< text only; neither a range nor an expression
};

/// Lists are flattened, ranges spelt out. Throws Mistake.
Factor read_factor(const Entry& entry, const std::string& name, FactorKind kind);

/// A formula within a text of the plan: what is wrong in it is reported at its own letter.
/// `skip`: letters of the text before the formula.
Expression read_formula(const Item& item, const std::string& key, std::size_t skip);

}  // namespace breakeven::plan
