// Where workers are: this test process, bound to one processor, stands for them.
#include "overhead/placement.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <vector>

#include "os/affinity.hpp"
#include "os/process.hpp"

namespace breakeven::overhead {
namespace {

WorkerReport report_of(pid_t pid, std::string host = os::host_name()) {
  WorkerReport report;
  report.pid = pid;
  report.host = std::move(host);
  return report;
}

TEST(Placement, IsWhatWasObtained) {
  const int first = os::affinity_of(0).front();
  const os::PinnedThread bound(first);
  const std::vector<WorkerReport> two(2, report_of(::getpid()));
  EXPECT_EQ(placement_of(two), (Placement{std::to_string(first), true}));
  EXPECT_EQ(placement_here(2), placement_of(two));
  EXPECT_FALSE(placement_here(1).oversubscribed);
}

TEST(Placement, OfProcessesThatDifferIsThatOfEach) {
  const auto all = os::affinity_of(0);
  if (all.size() < 2) GTEST_SKIP() << "there is one processor only";
  os::ChildProcess child = os::fork_child("a child", [] { ::pause(); });
  {
    const os::PinnedThread bound(all.front());
    const auto placement = placement_of({report_of(::getpid()), report_of(child.pid())});
    EXPECT_EQ(placement.processors, std::to_string(all.front()) + " " + os::processor_list(all));
    EXPECT_FALSE(placement.oversubscribed);
  }
}

TEST(Placement, OnProcessorsIsThatOfEach) {
  EXPECT_EQ(placement_on({0, 3}), (Placement{"0 3", false}));
  EXPECT_EQ(placement_on({3, 3}), (Placement{"3", true}));
}

TEST(Placement, OfOtherHostsIsTheirNames) {
  const WorkerReport there = report_of(::getpid(), "elsewhere");
  EXPECT_EQ(placement_of({there, there}), (Placement{"", false, "elsewhere"}));
  const Placement both = placement_of({report_of(::getpid()), there});
  EXPECT_EQ(both.hosts, os::host_name() + ",elsewhere");
  EXPECT_EQ(both.processors, os::processor_list(os::affinity_of(0)));
}

}  // namespace
}  // namespace breakeven::overhead
