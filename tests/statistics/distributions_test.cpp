// References: scipy 1.10, as the comments say.
#include "statistics/distributions.hpp"

#include <gtest/gtest.h>

namespace breakeven::statistics {
namespace {

// scipy.stats.t.ppf((1 + confidence) / 2, degrees), which is good to 9 digits: 4.3026527299 should end in 7297.
TEST(TwoSidedTQuantile, IsScipys) {
  EXPECT_NEAR(two_sided_t_quantile(0.95, 1), 12.706204736432095, 1e-9);
  EXPECT_NEAR(two_sided_t_quantile(0.95, 2), 4.302652729911275, 1e-8);
  EXPECT_NEAR(two_sided_t_quantile(0.95, 5), 2.5705818366147395, 1e-8);
  EXPECT_NEAR(two_sided_t_quantile(0.95, 6), 2.4469118487916806, 1e-8);
  EXPECT_NEAR(two_sided_t_quantile(0.99, 9), 3.2498355440153697, 1e-8);
  EXPECT_NEAR(two_sided_t_quantile(0.90, 30), 1.6972608943617378, 1e-8);
  EXPECT_NEAR(two_sided_t_quantile(0.95, 1000), 1.9623390808264074, 1e-7);
  EXPECT_NEAR(two_sided_t_quantile(0.95, 5000), 1.9604385517065075, 1e-6);
}

TEST(FractionalTQuantile, IsNearScipys) {
  EXPECT_DOUBLE_EQ(fractional_t_quantile(0.95, 5), two_sided_t_quantile(0.95, 5));
  EXPECT_DOUBLE_EQ(fractional_t_quantile(0.95, 0.3), two_sided_t_quantile(0.95, 1));
  EXPECT_NEAR(fractional_t_quantile(0.95, 2.5), 3.574655, 0.06);
  EXPECT_NEAR(fractional_t_quantile(0.95, 3.28), 3.034148, 0.01);
  EXPECT_NEAR(fractional_t_quantile(0.95, 17.7), 2.103474, 0.0002);
  EXPECT_NEAR(fractional_t_quantile(0.95, 1e9), 1.959964, 0.0001);
}

// scipy.stats.chi2.sf(x, degrees)
TEST(ChiSquaredTail, IsScipys) {
  EXPECT_EQ(chi_squared_tail(0, 3), 1);
  EXPECT_NEAR(chi_squared_tail(0.3, 1) / 0.583882420770365, 1, 1e-12);
  EXPECT_NEAR(chi_squared_tail(9.5, 1) / 0.0020547189761318117, 1, 1e-12);
  EXPECT_NEAR(chi_squared_tail(0.3, 2) / 0.8607079764250578, 1, 1e-12);
  EXPECT_NEAR(chi_squared_tail(30, 2) / 3.0590232050182594e-07, 1, 1e-12);
  EXPECT_NEAR(chi_squared_tail(4.2, 3) / 0.24066188520961462, 1, 1e-12);
  EXPECT_NEAR(chi_squared_tail(11.07, 5) / 0.050009618622405425, 1, 1e-12);
  EXPECT_NEAR(chi_squared_tail(80, 5) / 8.391825114831597e-16, 1, 1e-12);
  EXPECT_NEAR(chi_squared_tail(6, 6) / 0.42319008112684364, 1, 1e-12);
  EXPECT_NEAR(chi_squared_tail(20, 17) / 0.2742292671079471, 1, 1e-12);
  EXPECT_NEAR(chi_squared_tail(0.001, 4) / 0.9999998750416589, 1, 1e-12);
  EXPECT_NEAR(chi_squared_tail(300, 200) / 5.924540335483916e-06, 1, 1e-12);
}

TEST(NormalCdf, IsScipys) {  // scipy.stats.norm.cdf(-2.5)
  EXPECT_NEAR(normal_cdf(-2.5), 0.006209665325776132, 1e-15);
  EXPECT_EQ(normal_cdf(0), 0.5);
}

// x is scipy.stats.f.isf(p, numerator, denominator)
TEST(FTail, IsNearScipysFromThreeDenominatorsOn) {
  EXPECT_EQ(f_tail(0, 3, 7), 1);
  EXPECT_NEAR(f_tail(10.127964486013928, 1, 3), 0.05, 0.005);
  EXPECT_NEAR(f_tail(29.456695126754635, 3, 3), 0.01, 0.005);
  EXPECT_NEAR(f_tail(3.2873821046365115, 3, 15), 0.05, 0.0005);
  EXPECT_NEAR(f_tail(2.890007724752409, 8, 50), 0.01, 0.0005);
  EXPECT_NEAR(f_tail(1.448974054073384, 8, 50), 0.2, 0.002);
}

}  // namespace
}  // namespace breakeven::statistics
