#include "figure/series_style.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace breakeven::figure {
namespace {

using analysis::Curve;
using analysis::Group;
using ::testing::ElementsAre;

analysis::Way way(CrewKind kind, std::string name = "", Share share = Share::memory) {
  analysis::Way made;
  made.kind = kind;
  made.share = share;
  made.name = std::move(name);
  return made;
}

Group group(std::vector<analysis::Way> ways, bool has_base) {
  Group made;
  made.has_base = has_base;
  for (const analysis::Way& each : ways) made.curves.push_back({each, {}});
  return made;
}

constexpr Style of(CrewKind kind) { return static_cast<Style>(kind); }

TEST(SeriesStyle, AKindLooksTheSameInAllFigures) {
  EXPECT_THAT(styles_of(group({way(CrewKind::serial), way(CrewKind::threads), way(CrewKind::mpi)}, true)),
              ElementsAre(serial_style, of(CrewKind::threads), of(CrewKind::mpi)));
  EXPECT_THAT(styles_of(group({way(CrewKind::mpi)}, false)), ElementsAre(of(CrewKind::mpi)));
}

TEST(SeriesStyle, TheSecondOfAKindGetsWhatNoneHas) {
  const auto styles = styles_of(group({way(CrewKind::fork), way(CrewKind::fork, "", Share::pipe),
                                       way(CrewKind::fork, "", Share::socket), way(CrewKind::threads)},
                                      false));
  EXPECT_EQ(styles[0], of(CrewKind::fork));
  EXPECT_EQ(styles[3], of(CrewKind::threads));
  EXPECT_EQ(std::set<Style>(styles.begin(), styles.end()).size(), 4U);
  for (const Style style : styles) EXPECT_NE(style, serial_style);
}

TEST(SeriesStyle, CommandsThatAreNamedAsAKindLookLikeIt) {
  EXPECT_THAT(
      styles_of(group(
          {way(CrewKind::command, "loop"), way(CrewKind::command, "fork"), way(CrewKind::command, "fork pool")}, true)),
      ElementsAre(serial_style, of(CrewKind::fork), of(CrewKind::command)));
}

}  // namespace
}  // namespace breakeven::figure
