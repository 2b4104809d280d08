// Arithmetic between the factors of a plan: "= 8 / ranks_per_node", where = "kind == 'mpi' && n % workers == 0".
//
// From loose to tight: ||, &&, comparisons (== != < <= > >=, one at a time), + -, * / %, signs and !, ^ (which groups
// from the right, so that -2^2 is -4), and calls of min max sqrt log2 floor ceil round. Numbers are doubles, written
// as counts are (1e6, 10M, 1_000); truth is 1 and 0, true and false. Text stands in single or double quotes and can
// only be compared for being equal.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "breakeven/error.hpp"

namespace breakeven::plan {

using Value = std::variant<double, std::string>;

/// What a parameter's text is in an expression: a number, true and false being 1 and 0, or the text.
Value value_in(const std::string& text);

/// `offset`: how many characters of the expression stand before the mistake.
class ExpressionError : public UsageError {
 public:
  ExpressionError(std::size_t offset, const std::string& message) : UsageError(message), offset_(offset) {}
  std::size_t offset() const noexcept { return offset_; }

 private:
  std::size_t offset_;
};

class Expression {
 public:
  struct Name {
    std::string text;
    std::size_t offset = 0;
  };
  struct Node;

  /// Throws ExpressionError; also for a text of more than 1000 characters or 50 brackets inside each other.
  explicit Expression(std::string_view text);

  /// The names in it, in their order, repeated ones too.
  const std::vector<Name>& names() const noexcept { return names_; }

  /// `value_of` is asked for a name each time that it is needed; && and || do not look at their right side when their
  /// left side settles it. Throws ExpressionError for text where a number is wanted, and what `value_of` throws.
  Value evaluate(const std::function<Value(const Name&)>& value_of) const;

 private:
  std::shared_ptr<const Node> root_;
  std::vector<Name> names_;
};

}  // namespace breakeven::plan
