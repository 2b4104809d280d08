#include "launch/open_mpi_leftovers.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>

namespace breakeven::launch {
namespace {

namespace fs = std::filesystem;

void touch(const fs::path& path) {
  fs::create_directories(path.parent_path());
  std::ofstream file(path);
}

TEST(OpenMpiLeftovers, OfOneJobAreRemovedAndNoOthers) {
  std::string pattern = ::testing::TempDir() + "leftovers-XXXXXX";
  const fs::path base = ::mkdtemp(pattern.data());
  ::setenv("TMPDIR", base.c_str(), 1);
  const fs::path sessions = base / fmt::format("ompi.host.{}", ::getuid());
  const auto unique = static_cast<unsigned>(::getpid());
  const unsigned dead_job = 0x7ead0000 + unique % 0x10000;
  const auto segment = [](unsigned job) {
    return fs::path(fmt::format("/dev/shm/vader_segment.host.{}.{:08x}.0", ::getuid(), job));
  };
  touch(sessions / "pid.111/pmix_dstor_ds21_111" / fmt::format("smseg-{}-0", dead_job));
  touch(sessions / "pid.222/pmix_dstor_ds21_222" / fmt::format("smseg-{}-0", dead_job + 0x10000));
  touch(segment(dead_job));
  touch(segment(dead_job + 0x10000));

  remove_open_mpi_leftovers(111);
  EXPECT_FALSE(fs::exists(sessions / "pid.111"));
  EXPECT_FALSE(fs::exists(segment(dead_job)));
  EXPECT_TRUE(fs::exists(sessions / "pid.222"));
  EXPECT_TRUE(fs::exists(segment(dead_job + 0x10000)));

  remove_open_mpi_leftovers(222);
  EXPECT_FALSE(fs::exists(sessions)) << "the user's directory goes with its last session";
  EXPECT_FALSE(fs::exists(segment(dead_job + 0x10000)));
  fs::remove_all(base);
  ::unsetenv("TMPDIR");
}

}  // namespace
}  // namespace breakeven::launch
