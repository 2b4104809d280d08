// Launch i of one series is launch i of the others.
#include "overhead/series_set.hpp"

#include <gmock/gmock.h>

#include <string>

namespace breakeven::overhead {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Condition named(const std::string& quantity) { return {"start", quantity, "threads", 2, 0, ""}; }

TEST(SeriesSet, HasAnEmptyLaunchWhereNothingWasObserved) {
  SeriesSet set;
  set.of(named("never"));
  set.begin_launch();
  set.add_observation(named("always"), 1);
  set.add_observation(named("once"), 10);
  set.begin_launch();
  set.add_observation(named("always"), 2);
  set.add_observation(named("late"), 20);
  EXPECT_THAT(set.of(named("always")).launches, ElementsAre(ElementsAre(1), ElementsAre(2)));
  EXPECT_THAT(set.of(named("once")).launches, ElementsAre(ElementsAre(10), IsEmpty()));
  EXPECT_THAT(set.of(named("late")).launches, ElementsAre(IsEmpty(), ElementsAre(20)));
  EXPECT_THAT(set.of(named("never")).launches, ElementsAre(IsEmpty(), IsEmpty()));
}

TEST(SeriesSet, HasNoLaunchBeforeOneWasBegun) {
  SeriesSet set;
  EXPECT_THAT(set.of(named("whole")).launches, IsEmpty());
}

TEST(SeriesSet, TakesLaunchesFromElsewhereInTheirPlace) {
  SeriesSet elsewhere;
  elsewhere.begin_launch();
  elsewhere.add_observation(named("always"), 1);
  SeriesSet set;
  set.add_launches(elsewhere.all());
  elsewhere.add_observation(named("late"), 20);
  set.add_launches(elsewhere.all());
  EXPECT_THAT(set.of(named("always")).launches, ElementsAre(ElementsAre(1), ElementsAre(1)));
  EXPECT_THAT(set.of(named("late")).launches, ElementsAre(IsEmpty(), ElementsAre(20)));
}

TEST(SeriesSet, TellsEachHowManyLaunchesAreWarmUp) {
  SeriesSet set(3);
  EXPECT_EQ(set.of(named("whole")).warm_up_launches, 3U);
}

}  // namespace
}  // namespace breakeven::overhead
