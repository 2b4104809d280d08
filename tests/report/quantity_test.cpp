#include "report/quantity.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <limits>

namespace breakeven::report {
namespace {

using namespace std::chrono_literals;

TEST(Quantity, DurationsHaveThreeDigitsAndTheUnitThatFits) {
  EXPECT_EQ(format_duration(0ns), "0");
  EXPECT_EQ(format_duration(850ns), "850 ns");
  EXPECT_EQ(format_duration(1us), "1.00 µs");
  EXPECT_EQ(format_duration(12345ns), "12.3 µs");
  EXPECT_EQ(format_duration(999'400ns), "999 µs");
  EXPECT_EQ(format_duration(999'600ns), "1.00 ms") << "never 1000 µs";
  EXPECT_EQ(format_duration(9'996us), "10.0 ms") << "never 10.00";
  EXPECT_EQ(format_duration(1234ms), "1.23 s");
  EXPECT_EQ(format_duration(124s), "124 s");
  EXPECT_EQ(format_duration(20min), "20.0 min");
  EXPECT_EQ(format_duration(5h), "5.00 h");
  EXPECT_EQ(format_duration(-1500us), "−1.50 ms");
}

TEST(Quantity, Bytes) {
  EXPECT_EQ(format_bytes(0), "0 B");
  EXPECT_EQ(format_bytes(1023), "1023 B");
  EXPECT_EQ(format_bytes(1024), "1.00 KiB");
  EXPECT_EQ(format_bytes(1536ULL << 20), "1.50 GiB");
  EXPECT_EQ(format_bytes((1ULL << 30) - 1), "1.00 GiB") << "never 1024 MiB";
}

TEST(Quantity, CountsAreExact) {
  EXPECT_EQ(format_count(0), "0");
  EXPECT_EQ(format_count(999), "999");
  EXPECT_EQ(format_count(1'000'000'007), "1 000 000 007");
  EXPECT_EQ(format_count(std::numeric_limits<std::uint64_t>::max()), "18 446 744 073 709 551 615");
}

TEST(Quantity, SizesAreAsOneWouldTypeThem) {
  EXPECT_EQ(format_size(7), "7");
  EXPECT_EQ(format_size(100'000'000), "1e8");
  EXPECT_EQ(format_size(25'000'000), "2.5e7");
  EXPECT_EQ(format_size(1'230'000), "1.23e6");
  EXPECT_EQ(format_size(1U << 30), "2^30");
  EXPECT_EQ(format_size(1'000'003), "1000003");
}

TEST(Quantity, PowersArePrintedAsPowers) {
  EXPECT_EQ(print_size(7), "7");
  EXPECT_EQ(print_size(100'000'000), "10⁸");
  EXPECT_EQ(print_size(25'000'000), "2.5·10⁷");
  EXPECT_EQ(print_size(1U << 30), "2³⁰");
  EXPECT_EQ(print_number(0), "0");
  EXPECT_EQ(print_number(0.0123), "0.0123");
  EXPECT_EQ(print_number(3.2), "3.20");
  EXPECT_EQ(print_number(12345.6), "12346");
  EXPECT_EQ(print_number(4.564e-7), "4.56·10⁻⁷");
}

TEST(Quantity, NumbersOfOneTimeShareItsUnit) {
  const TimeUnit unit = unit_of(2.5e-3);
  EXPECT_EQ(unit.name, "ms");
  EXPECT_EQ(format_in(unit, 980e-6), "0.98");
  EXPECT_EQ(format_in(unit, 0.0123), "12.3");
  EXPECT_EQ(format_in(unit_of(25e-9), 31.4e-9), "31");
}

TEST(Quantity, RatesRatiosAndPercents) {
  EXPECT_EQ(format_rate(8.314e9), "8.31 G");
  EXPECT_EQ(format_rate(12.0), "12 ");
  EXPECT_EQ(format_ratio(7.918), "7.92×");
  EXPECT_EQ(format_ratio(0.1534), "0.15×");
  EXPECT_EQ(format_ratio(0.0892), "0.089×");
  EXPECT_EQ(format_ratio(0.0996), "0.10×");
  EXPECT_EQ(format_ratio(0.00042), "0.0004×");
  EXPECT_EQ(format_percent(0.97), "97 %");
  EXPECT_EQ(format_percent(0.031), "3.1 %");
  EXPECT_EQ(format_percent(0), "0 %");
  EXPECT_EQ(format_signed_percent(0.031), "+3.1 %");
  EXPECT_EQ(format_signed_percent(-0.2), "−20 %");
}

TEST(Quantity, DigestsAreSixteenDigits) { EXPECT_EQ(format_digest(0x2a), "000000000000002a"); }

}  // namespace
}  // namespace breakeven::report
