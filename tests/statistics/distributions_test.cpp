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

TEST(NormalCdf, IsScipys) {  // scipy.stats.norm.cdf(-2.5)
  EXPECT_NEAR(normal_cdf(-2.5), 0.006209665325776132, 1e-15);
  EXPECT_EQ(normal_cdf(0), 0.5);
}

}  // namespace
}  // namespace breakeven::statistics
