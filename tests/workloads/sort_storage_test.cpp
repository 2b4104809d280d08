#include "workloads/raw_key_storage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "breakeven/error.hpp"
#include "os/memory.hpp"
#include "support/thread_team.hpp"
#include "workloads/sort.hpp"

namespace breakeven::workloads {
namespace {

std::string path_of(const os::FileDescriptor& file) {
  return "/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(file.get());
}

TEST(RawKeyStorage, SortsFromOneMemoryFileToAnother) {
  std::vector<float> keys(50021);
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = static_cast<float>(i * 7919 % 50021) - 20000.5F;
  const std::size_t bytes = keys.size() * sizeof(float);
  const auto in = os::make_memory_file("in", bytes);
  const auto out = os::make_memory_file("out", bytes);
  auto source = os::Mapping::shared(in, bytes);
  std::memcpy(source.data(), keys.data(), bytes);
  std::ranges::sort(keys);

  const RawKeyStorage storage;
  const SortWorkload workload{.count = keys.size(),
                              .type = kernels::KeyType::float32,
                              .source = path_of(in),
                              .sink = path_of(out),
                              .storage = &storage};
  ThreadTeam::run(5, [&](Communicator& communicator) { workload.run(communicator); });
  const auto sink = os::Mapping::shared(out, bytes);
  EXPECT_EQ(std::memcmp(sink.data(), keys.data(), bytes), 0);
}

TEST(RawKeyStorage, SaysWhatIsWrong) {
  const RawKeyStorage storage;
  const auto file = os::make_memory_file("keys", 80);
  std::vector<std::byte> keys(160);
  ThreadTeam::run(1, [&](Communicator& communicator) {
    const auto message = [&](const std::string& source) {
      try {
        storage.read(source, communicator, kernels::KeyType::uint64, 0, keys);
      } catch (const Error& error) {
        return std::string(error.what());
      }
      return std::string("nothing");
    };
    EXPECT_THAT(message("/no/such/file"),
                testing::AllOf(testing::HasSubstr("/no/such/file"), testing::HasSubstr("open")));
    EXPECT_THAT(message(path_of(file)), testing::HasSubstr("ends before"));
    EXPECT_THROW(storage.write("/no/such/file", communicator, kernels::KeyType::uint64, 0, keys), Error);
  });
}

}  // namespace
}  // namespace breakeven::workloads
