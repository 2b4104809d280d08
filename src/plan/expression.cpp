#include "plan/expression.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "plan/expression_tree.hpp"
#include "plan/number.hpp"

namespace breakeven::plan {
namespace {

using Node = Expression::Node;

void collect_names(const Node& node, std::vector<Expression::Name>& names) {
  if (node.operation == Operation::name) names.push_back({node.text, node.offset});
  for (const Node& operand : node.operands) collect_names(operand, names);
}

double arithmetic(Operation operation, double left, double right) {
  switch (operation) {
    case Operation::plus: return left + right;
    case Operation::minus: return left - right;
    case Operation::times: return left * right;
    case Operation::over: return left / right;
    case Operation::modulo: return std::fmod(left, right);
    case Operation::power: return std::pow(left, right);
    case Operation::less: return left < right ? 1 : 0;
    case Operation::at_most: return left <= right ? 1 : 0;
    case Operation::greater: return left > right ? 1 : 0;
    case Operation::at_least: return left >= right ? 1 : 0;
    default: return std::numeric_limits<double>::quiet_NaN();
  }
}

double call(Operation operation, const std::vector<double>& values) {
  const double value = values.front();
  switch (operation) {
    case Operation::negate: return -value;
    case Operation::negation: return value == 0 ? 1 : 0;
    case Operation::min: return std::ranges::min(values);
    case Operation::max: return std::ranges::max(values);
    case Operation::sqrt: return std::sqrt(value);
    case Operation::log2: return std::log2(value);
    case Operation::floor: return std::floor(value);
    case Operation::ceil: return std::ceil(value);
    case Operation::round: return std::round(value);
    default: return arithmetic(operation, value, values.back());
  }
}

/// "8 / 0", "sqrt(-1)".
std::string shown(const Node& node, const std::vector<double>& values) {
  for (const Function& function : functions) {
    if (function.operation == node.operation) return fmt::format("{}({})", function.name, fmt::join(values, ", "));
  }
  for (const BinaryOperator& binary : binary_operators) {
    if (binary.operation == node.operation)
      return fmt::format("{} {} {}", values.front(), binary.symbol, values.back());
  }
  return fmt::format("{}^{}", values.front(), values.back());
}

class Evaluation {
 public:
  explicit Evaluation(const std::function<Value(const Expression::Name&)>& value_of) : value_of_(value_of) {}

  Value value(const Node& node) const {
    switch (node.operation) {
      case Operation::number: return node.number;
      case Operation::text: return node.text;
      case Operation::name: return value_of_({node.text, node.offset});
      case Operation::either: return number(node.operands[0]) != 0 || number(node.operands[1]) != 0 ? 1.0 : 0.0;
      case Operation::both: return number(node.operands[0]) != 0 && number(node.operands[1]) != 0 ? 1.0 : 0.0;
      case Operation::equal: return are_equal(node) ? 1.0 : 0.0;
      case Operation::unequal: return are_equal(node) ? 0.0 : 1.0;
      default: return calculated(node);
    }
  }

 private:
  double number(const Node& node) const {
    const Value found = value(node);
    if (const double* value = std::get_if<double>(&found)) return *value;
    throw ExpressionError(node.offset,
                          fmt::format("'{}' is text where a number is needed", std::get<std::string>(found)));
  }

  bool are_equal(const Node& node) const {
    const Value left = value(node.operands[0]);
    const Value right = value(node.operands[1]);
    if (left.index() == right.index()) return left == right;
    throw ExpressionError(node.offset, "text is compared with a number; compare like with like");
  }

  double calculated(const Node& node) const {
    std::vector<double> values;
    for (const Node& operand : node.operands) values.push_back(number(operand));
    const double result = call(node.operation, values);
    if (!std::isfinite(result)) throw ExpressionError(node.offset, shown(node, values) + " is no finite number");
    return result;
  }

  const std::function<Value(const Expression::Name&)>& value_of_;
};

}  // namespace

Value value_in(const std::string& text) {
  if (text == "true" || text == "false") return text == "true" ? 1.0 : 0.0;
  const auto number = number_in(text);
  return number ? Value(*number) : Value(text);
}

Expression::Expression(std::string_view text) : root_(std::make_shared<const Node>(parse_expression(text))) {
  collect_names(*root_, names_);
}

Value Expression::evaluate(const std::function<Value(const Name&)>& value_of) const {
  return Evaluation(value_of).value(*root_);
}

}  // namespace breakeven::plan
