#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/nearest.hpp"
#include "plan/expression_tree.hpp"
#include "plan/number.hpp"

namespace breakeven::plan {
namespace {

using Node = Expression::Node;

constexpr std::size_t longest_text = 1000;  // bounds the depth of trees that grow to the left
constexpr int deepest_nesting = 50;

constexpr std::string_view digits = "0123456789";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";

bool is_among(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const Function& function : functions) names.emplace_back(function.name);
  return names;
}

/// Recursive descent, one function for each level of the grammar.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Node parse() {
    if (text_.size() > longest_text) {
      throw ExpressionError(
          0, fmt::format("an expression of {} characters; at most {} are read", text_.size(), longest_text));
    }
    Node root = binary(1);
    if (!at_end()) refuse_rest();
    return root;
  }

 private:
  Node binary(int level) {
    if (level > highest_level) return sign();
    Node left = binary(level + 1);
    for (const BinaryOperator* found = take_operator(level); found != nullptr; found = take_operator(level)) {
      Node node{found->operation, at_ - found->symbol.size(), 0, {}, {}};
      node.operands.push_back(std::move(left));
      node.operands.push_back(binary(level + 1));
      left = std::move(node);
      if (level == comparison_level && operator_here() != nullptr && operator_here()->level == level) {
        throw ExpressionError(at_, "a second comparison in a row; join two by &&, like 1 < n && n < 9");
      }
    }
    return left;
  }

  Node sign() {
    const Nesting nesting(*this);
    skip_blanks();
    const std::size_t offset = at_;
    if (take('+')) return sign();
    if (take('-')) return unary(Operation::negate, offset, sign());
    if (take('!')) return unary(Operation::negation, offset, sign());
    return power();
  }

  Node power() {
    Node base = primary();
    skip_blanks();
    const std::size_t offset = at_;
    if (!take('^')) return base;
    Node node{Operation::power, offset, 0, {}, {}};
    node.operands.push_back(std::move(base));
    node.operands.push_back(sign());
    return node;
  }

  Node primary() {
    skip_blanks();
    if (at_end()) throw ExpressionError(at_, "the expression ends where a value should be");
    const char next = text_[at_];
    if (take('(')) return closed(binary(1));
    if (is_among(next, digits) || next == '.') return number();
    if (is_among(next, "'\"")) return quoted_text();
    if (is_among(next, letters)) return name_or_call();
    throw ExpressionError(at_, fmt::format("'{}' stands where a value should be", rest_shown()));
  }

  Node closed(Node inner) {
    skip_blanks();
    if (!take(')')) throw ExpressionError(at_, "a ')' is missing here");
    return inner;
  }

  Node number() {
    const std::size_t begin = at_;
    take_all("0123456789_.");
    if (!at_end() && is_among(text_[at_], "eE")) {
      const std::size_t before = at_++;
      if (!at_end() && is_among(text_[at_], "+-")) ++at_;
      if (take_all(digits) == 0) at_ = before;
    }
    take_all(letters);
    const std::string_view written = text_.substr(begin, at_ - begin);
    const auto value = number_in(written);
    if (!value) throw ExpressionError(begin, fmt::format("'{}' is no number; write one like 0.5, 1e6 or 10M", written));
    return {Operation::number, begin, *value, {}, {}};
  }

  Node quoted_text() {
    const std::size_t begin = at_;
    const std::size_t end = text_.find(text_[begin], begin + 1);
    if (end == std::string_view::npos) throw ExpressionError(begin, "this quote is not closed");
    at_ = end + 1;
    return {Operation::text, begin, 0, std::string(text_.substr(begin + 1, end - begin - 1)), {}};
  }

  Node name_or_call() {
    const std::size_t begin = at_;
    while (!at_end() && (is_among(text_[at_], letters) || is_among(text_[at_], digits))) ++at_;
    const std::string_view name = text_.substr(begin, at_ - begin);
    skip_blanks();
    if (take('(')) return call(name, begin);
    if (name == "true" || name == "false") return {Operation::number, begin, name == "true" ? 1.0 : 0.0, {}, {}};
    return {Operation::name, begin, 0, std::string(name), {}};
  }

  Node call(std::string_view name, std::size_t begin) {
    const auto* const function = std::ranges::find(functions, name, &Function::name);
    if (function == functions.end()) refuse_function(std::string(name), begin);
    Node node{function->operation, begin, 0, {}, {}};
    do {
      node.operands.push_back(binary(1));
      skip_blanks();
    } while (take(','));
    if (node.operands.size() > 1 && !function->takes_many) {
      throw ExpressionError(begin, fmt::format("{} takes one value, not {}", name, node.operands.size()));
    }
    return closed(std::move(node));
  }

  [[noreturn]] static void refuse_function(const std::string& name, std::size_t begin) {
    const std::string meant = nearest(name, function_names());
    throw ExpressionError(begin, fmt::format("there is no function '{}'; {}", name,
                                             meant.empty() ? "there are min max sqrt log2 floor ceil round"
                                                           : fmt::format("did you mean {}?", meant)));
  }

  [[noreturn]] void refuse_rest() const {
    if (text_[at_] == '=') throw ExpressionError(at_, "'=' is no operator; write == to compare");
    if (text_[at_] == ')') throw ExpressionError(at_, "this ')' closes nothing");
    throw ExpressionError(at_, fmt::format("'{}' stands where an operator should be", rest_shown()));
  }

  static Node unary(Operation operation, std::size_t offset, Node operand) {
    Node node{operation, offset, 0, {}, {}};
    node.operands.push_back(std::move(operand));
    return node;
  }

  /// The operator that comes next, whatever its level.
  const BinaryOperator* operator_here() {
    skip_blanks();
    const auto* const found = std::ranges::find_if(
        binary_operators, [&](const BinaryOperator& one) { return text_.substr(at_).starts_with(one.symbol); });
    return found == binary_operators.end() ? nullptr : found;
  }
  const BinaryOperator* take_operator(int level) {
    const BinaryOperator* found = operator_here();
    if (found == nullptr || found->level != level) return nullptr;
    at_ += found->symbol.size();
    return found;
  }

  bool at_end() const { return at_ == text_.size(); }
  bool take(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::size_t take_all(std::string_view set) {
    const std::size_t begin = at_;
    while (!at_end() && is_among(text_[at_], set)) ++at_;
    return at_ - begin;
  }
  void skip_blanks() { take_all(" \t\r\n"); }
  std::string_view rest_shown() const { return text_.substr(at_, 20); }

  /// Counts how deep brackets and signs lie inside each other, and refuses to go too deep.
  class Nesting {
   public:
    explicit Nesting(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > deepest_nesting) {
        throw ExpressionError(parser_.at_, fmt::format("nested more than {} deep; simplify it", deepest_nesting));
      }
    }
    ~Nesting() { --parser_.depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    Parser& parser_;
  };

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

Expression::Node parse_expression(std::string_view text) { return Parser(text).parse(); }

}  // namespace breakeven::plan
