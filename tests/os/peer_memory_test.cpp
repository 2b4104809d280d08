#include "os/peer_memory.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <numeric>
#include <vector>

#include "os/memory.hpp"
#include "os/process.hpp"

namespace breakeven::os {
namespace {

/// A child that has what this process had when it was forked, until it is killed.
ChildProcess fork_sleeper() {
  return fork_child("a sleeper", [] {
    for (;;) ::pause();
  });
}

std::uint64_t address_of(const void* place) { return reinterpret_cast<std::uintptr_t>(place); }

TEST(PeerMemory, IsReadAsItIsThere) {
  if (!may_read(::getpid())) GTEST_SKIP() << "this system lets no process read another's memory";
  std::vector<std::uint32_t> values(3'000'000);
  std::iota(values.begin(), values.end(), 7U);
  const ChildProcess child = fork_sleeper();
  values.assign(values.size(), 0);  // here, not there
  ASSERT_TRUE(may_read(child.pid()));
  std::vector<std::uint32_t> received(values.size() - 2);
  EXPECT_EQ(read_memory(child.pid(), address_of(&values[1]), std::as_writable_bytes(std::span(received))), 0);
  for (std::size_t i = 0; i < received.size(); ++i) ASSERT_EQ(received[i], i + 8);
  EXPECT_EQ(read_memory(child.pid(), 0, {}), 0);
}

TEST(PeerMemory, SaysWhyItIsNotRead) {
  if (!may_read(::getpid())) GTEST_SKIP() << "this system lets no process read another's memory";
  ChildProcess child = fork_sleeper();
  Mapping memory = Mapping::anonymous(std::size_t{1} << 20);
  std::array<std::byte, 16> bytes{};
  EXPECT_EQ(read_memory(child.pid(), address_of(memory.data()), bytes), EFAULT) << "it was mapped after the fork";
  const pid_t pid = child.pid();
  child.kill_and_wait();
  EXPECT_EQ(read_memory(pid, address_of(bytes.data()), bytes), ESRCH);
}

}  // namespace
}  // namespace breakeven::os
