#include "plan/expression.hpp"

#include <gtest/gtest.h>

#include <map>

namespace breakeven::plan {
namespace {

Value evaluate(std::string_view text) {
  const std::map<std::string, Value> values{{"n", 1000.0}, {"workers", 8.0}, {"kind", "mpi"}, {"zero", 0.0}};
  return Expression(text).evaluate([&](const Expression::Name& name) { return values.at(name.text); });
}
double number(std::string_view text) { return std::get<double>(evaluate(text)); }

/// "OFFSET: message".
std::string expression_error(std::string_view text) {
  try {
    evaluate(text);
  } catch (const ExpressionError& error) {
    return std::to_string(error.offset()) + ": " + error.what();
  }
  return "no error";
}

TEST(Expression, KnowsNumbersAsCountsAreWritten) {
  EXPECT_EQ(number("42"), 42);
  EXPECT_EQ(number("0.5"), 0.5);
  EXPECT_EQ(number(".5"), 0.5);
  EXPECT_EQ(number("1e6"), 1e6);
  EXPECT_EQ(number("1e-2"), 0.01);
  EXPECT_EQ(number("1.5e+3"), 1500);
  EXPECT_EQ(number("10M"), 1e7);
  EXPECT_EQ(number("1_000"), 1000);
  EXPECT_EQ(number("2^20"), 1048576);
}

TEST(Expression, BindsAsMathematicsDoes) {
  EXPECT_EQ(number("1 + 2 * 3"), 7);
  EXPECT_EQ(number("(1 + 2) * 3"), 9);
  EXPECT_EQ(number("8 - 4 - 2"), 2);
  EXPECT_EQ(number("64 / 4 / 2"), 8);
  EXPECT_EQ(number("17 % 5 * 2"), 4);
  EXPECT_EQ(number("2 ^ 3 ^ 2"), 512);
  EXPECT_EQ(number("-2 ^ 2"), -4);
  EXPECT_EQ(number("2 ^ -1"), 0.5);
  EXPECT_EQ(number("2 * -3"), -6);
  EXPECT_EQ(number("1 + 2 == 3"), 1);
  EXPECT_EQ(number("1 < 2 && 2 < 1 || 1 == 1"), 1);
  EXPECT_EQ(number("1 == 1 || 1 == 1 && 1 == 2"), 1);
  EXPECT_EQ(number("!(1 < 2) || 3 <= 3"), 1);
  EXPECT_EQ(number("!0 + !5"), 1);
}

TEST(Expression, Compares) {
  EXPECT_EQ(number("1 != 2"), 1);
  EXPECT_EQ(number("2 >= 2"), 1);
  EXPECT_EQ(number("2 > 2"), 0);
  EXPECT_EQ(number("true == 1 && false == 0"), 1);
  EXPECT_EQ(number("kind == 'mpi'"), 1);
  EXPECT_EQ(number("kind != \"mpi\""), 0);
}

TEST(Expression, CallsFunctions) {
  EXPECT_EQ(number("min(3, 1, 2)"), 1);
  EXPECT_EQ(number("max(3, 1, 2)"), 3);
  EXPECT_EQ(number("max(7)"), 7);
  EXPECT_EQ(number("sqrt(n / 10)"), 10);
  EXPECT_EQ(number("log2(workers)"), 3);
  EXPECT_EQ(number("floor(2.7) + ceil(2.2) + round(2.5)"), 8);
}

TEST(Expression, ListsTheNamesInIt) {
  const Expression expression("n * sqrt(workers) + n");
  ASSERT_EQ(expression.names().size(), 3U);
  EXPECT_EQ(expression.names()[1].text, "workers");
  EXPECT_EQ(expression.names()[1].offset, 9U);
}

TEST(Expression, DoesNotLookAtWhatIsSettled) {
  EXPECT_EQ(number("zero != 0 && 1 / zero > 1"), 0);
  EXPECT_EQ(number("zero == 0 || 1 / zero > 1"), 1);
}

TEST(Expression, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(expression_error(""), "0: the expression ends where a value should be");
  EXPECT_EQ(expression_error("1 +"), "3: the expression ends where a value should be");
  EXPECT_EQ(expression_error("1 + * 2"), "4: '* 2' stands where a value should be");
  EXPECT_EQ(expression_error("1 2"), "2: '2' stands where an operator should be");
  EXPECT_EQ(expression_error("(1 + 2"), "6: a ')' is missing here");
  EXPECT_EQ(expression_error("1 + 2)"), "5: this ')' closes nothing");
  EXPECT_EQ(expression_error("n = 5"), "2: '=' is no operator; write == to compare");
  EXPECT_EQ(expression_error("1 < 2 < 3"), "6: a second comparison in a row; join two by &&, like 1 < n && n < 9");
  EXPECT_EQ(expression_error("1.2.3"), "0: '1.2.3' is no number; write one like 0.5, 1e6 or 10M");
  EXPECT_EQ(expression_error("3x"), "0: '3x' is no number; write one like 0.5, 1e6 or 10M");
  EXPECT_EQ(expression_error("kind == 'mpi"), "8: this quote is not closed");
  EXPECT_EQ(expression_error("1 + sqr(2)"), "4: there is no function 'sqr'; did you mean sqrt?");
  EXPECT_EQ(expression_error("logarithm(2)"),
            "0: there is no function 'logarithm'; there are min max sqrt log2 floor ceil round");
  EXPECT_EQ(expression_error("sqrt(1, 2)"), "0: sqrt takes one value, not 2");
  EXPECT_EQ(expression_error("min()"), "4: ')' stands where a value should be");
  EXPECT_EQ(expression_error("kind + 1"), "0: 'mpi' is text where a number is needed");
  EXPECT_EQ(expression_error("kind == 1"), "5: text is compared with a number; compare like with like");
  EXPECT_EQ(expression_error("n / zero"), "2: 1000 / 0 is no finite number");
  EXPECT_EQ(expression_error("n % zero"), "2: 1000 % 0 is no finite number");
  EXPECT_EQ(expression_error("1 + sqrt(-4)"), "4: sqrt(-4) is no finite number");
  EXPECT_EQ(expression_error("9 ^ 9 ^ 9"), "2: 9^387420489 is no finite number");
}

TEST(Expression, IsBounded) {
  EXPECT_EQ(expression_error(std::string(1001, '1')), "0: an expression of 1001 characters; at most 1000 are read");
  EXPECT_EQ(expression_error(std::string(400, '(')), "50: nested more than 50 deep; simplify it");
  EXPECT_EQ(expression_error(std::string(400, '-')), "50: nested more than 50 deep; simplify it");
  std::string sum = "1";
  for (int i = 0; i < 499; ++i) sum += "+1";
  EXPECT_EQ(number(sum), 500);
}

}  // namespace
}  // namespace breakeven::plan
