// What an expression is between being parsed and being evaluated.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "plan/expression.hpp"

namespace breakeven::plan {

enum class Operation : std::uint8_t {
  number,
  text,
  name,
  either,
  both,
  equal,
  unequal,
  less,
  at_most,
  greater,
  at_least,
  plus,
  minus,
  times,
  over,
  modulo,
  power,
  negate,
  negation,
  min,
  max,
  sqrt,
  log2,
  floor,
  ceil,
  round
};

struct BinaryOperator {
  std::string_view symbol;
  Operation operation;
  int level;  ///< the higher, the tighter it binds
};
inline constexpr int comparison_level = 3;
inline constexpr int highest_level = 5;
/// Longer symbols first, so that the first that fits is the one that was meant.
inline constexpr std::array<BinaryOperator, 13> binary_operators{{{"||", Operation::either, 1},
                                                                  {"&&", Operation::both, 2},
                                                                  {"==", Operation::equal, comparison_level},
                                                                  {"!=", Operation::unequal, comparison_level},
                                                                  {"<=", Operation::at_most, comparison_level},
                                                                  {">=", Operation::at_least, comparison_level},
                                                                  {"<", Operation::less, comparison_level},
                                                                  {">", Operation::greater, comparison_level},
                                                                  {"+", Operation::plus, 4},
                                                                  {"-", Operation::minus, 4},
                                                                  {"*", Operation::times, highest_level},
                                                                  {"/", Operation::over, highest_level},
                                                                  {"%", Operation::modulo, highest_level}}};

struct Function {
  std::string_view name;
  Operation operation;
  bool takes_many;
};
inline constexpr std::array<Function, 7> functions{{{"min", Operation::min, true},
                                                    {"max", Operation::max, true},
                                                    {"sqrt", Operation::sqrt, false},
                                                    {"log2", Operation::log2, false},
                                                    {"floor", Operation::floor, false},
                                                    {"ceil", Operation::ceil, false},
                                                    {"round", Operation::round, false}}};

struct Expression::Node {
  Operation operation = Operation::number;
  std::size_t offset = 0;
  double number = 0;
  std::string text;  ///< of a text or a name
  std::vector<Node> operands;
};

/// Throws ExpressionError.
Expression::Node parse_expression(std::string_view text);

}  // namespace breakeven::plan
