#include "breakeven/workload.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"

namespace breakeven {
namespace {

struct Twice {
  static constexpr std::string_view name = "twice";
  std::uint64_t value = 0;
  int service = 0;  // does not travel

  Answer run(Communicator&) const { return {2 * value, {}}; }
  std::uint64_t problem_size() const { return value; }
  std::string describe() const { return "value=" + std::to_string(value) + " service=" + std::to_string(service); }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& value;
  }
};

TEST(AnyWorkload, SurvivesTheJourneyToAnotherProcess) {
  const AnyWorkload before(Twice{~std::uint64_t{0} - 5, 0});
  WorkloadRegistry registry;
  registry.add<Twice>();
  const AnyWorkload after = registry.load("twice", before.save());
  EXPECT_EQ(after.name(), "twice");
  EXPECT_EQ(after.problem_size(), ~std::uint64_t{0} - 5);
  EXPECT_EQ(after.describe(), before.describe());
}

TEST(WorkloadRegistry, GivesServicesToWhatItLoads) {
  WorkloadRegistry registry;
  registry.add<Twice>([](Twice& workload) { workload.service = 1; });
  EXPECT_EQ(registry.load("twice", AnyWorkload(Twice{20, 0}).save()).describe(), "value=20 service=1");
}

TEST(WorkloadRegistry, NamesWhatItDoesNotKnow) {
  EXPECT_THAT([] { WorkloadRegistry().load("thrice", ""); },
              ::testing::ThrowsMessage<Error>(::testing::HasSubstr("'thrice'")));
}

}  // namespace
}  // namespace breakeven
