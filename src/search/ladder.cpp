#include "search/ladder.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "search/sides.hpp"

namespace breakeven::search {
namespace {

constexpr std::uint64_t factor = 10;
constexpr std::array<std::uint64_t, 3> factors{factor, 3, 2};  // the smaller ones where the larger would take too long
constexpr std::size_t least_rounds_of_step = 3;
constexpr std::size_t most_rounds_of_step = 30;
constexpr double budget_of_a_size = 0.1;  // shares of the whole
constexpr double budget_of_the_ladder = 0.6;

class Ladder {
 public:
  explicit Ladder(Survey& survey) : survey_(survey) {}

  LadderTop climb() {
    std::uint64_t size = survey_.limits().first_size();
    LadderTop top;
    while (measure(size)) {
      const auto next = above(size, top);
      if (!next) break;
      size = *next;
    }
    if (!survey_.reason().empty() && survey_.count(size) == 0) {
      top = {.end = LadderEnd::out_of_reach, .next = size, .next_seconds = 0, .reason = survey_.reason()};
    }
    descend();
    return top;
  }

 private:
  Side side_at(std::uint64_t size) const {
    const auto levels = survey_.levels();
    const auto at = std::ranges::find(levels, static_cast<double>(size), &statistics::RatioLevel::size);
    return sides_of(levels)[static_cast<std::size_t>(at - levels.begin())];
  }

  /// Until it is clear who wins, with few looks: each may see what is not there. False when a round could not be run.
  bool measure(std::uint64_t size) {
    const double end = std::min(1.0, survey_.used() + budget_of_a_size);
    std::size_t next_look = least_rounds_of_step;
    while (true) {
      while (survey_.count(size) < next_look) {
        if (survey_.count(size) >= least_rounds_of_step && survey_.used() >= end) return survey_.used() < 1;
        if (!survey_.measure(Stage::ladder, size)) return false;
      }
      if (survey_.count(size) >= most_rounds_of_step || side_at(size) != Side::unclear) return true;
      next_look =
          std::min(most_rounds_of_step, survey_.count(size) + std::max<std::size_t>(1, survey_.count(size) / 2));
    }
  }

  bool settled() const {
    const auto sides = sides_of(survey_.levels());
    return sides.size() >= 2 && sides.back() == Side::candidate && sides[sides.size() - 2] == Side::candidate;
  }

  std::optional<std::uint64_t> above(std::uint64_t size, LadderTop& top) const {
    top = {};
    const std::uint64_t last = survey_.limits().last_size();
    if (size >= last) return std::nullopt;
    if (!survey_.limits().to && settled()) {
      top.end = LadderEnd::settled;
      return std::nullopt;
    }
    if (survey_.used() >= budget_of_the_ladder) {
      top.end = LadderEnd::budget;
      return std::nullopt;
    }
    for (const std::uint64_t times : factors) {
      const std::uint64_t next = size > last / times ? last : size * times;
      const Round expected = *survey_.expected(next);
      const double seconds = std::max(expected.candidate_seconds, expected.base_seconds);
      if (seconds <= survey_.limits().longest_trial_seconds()) return next;
      top = {.end = LadderEnd::time, .next = next, .next_seconds = seconds, .reason = {}};
    }
    return std::nullopt;
  }

  /// While the base does not win at the smallest size, unless the user has said where to begin.
  void descend() {
    if (survey_.limits().from || survey_.rounds().empty()) return;
    std::uint64_t size = survey_.rounds().begin()->first;
    while (size > 1 && side_at(size) != Side::base && survey_.used() < budget_of_the_ladder) {
      size = std::max<std::uint64_t>(1, size / factor);
      if (!measure(size)) return;
    }
  }

  Survey& survey_;
};

}  // namespace

LadderTop climb(Survey& survey) { return Ladder(survey).climb(); }

}  // namespace breakeven::search
