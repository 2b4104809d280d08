#include "os/stream.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <vector>

#include "os/file_descriptor.hpp"
#include "os/local_socket.hpp"
#include "os/random.hpp"

namespace breakeven::os {
namespace {

class Streams : public ::testing::TestWithParam<bool> {
 protected:
  Streams() {
    if (GetParam()) {
      SocketPair pair = make_socket_pair();
      ends_ = {std::move(pair.ours), std::move(pair.theirs)};
    } else {
      ends_ = make_pipe();
    }
    std::signal(SIGPIPE, SIG_IGN);
  }
  ~Streams() override { std::signal(SIGPIPE, SIG_DFL); }

  Pipe ends_;
};

TEST_P(Streams, MoveSeveralPiecesInOneCall) {
  std::array out{'a', 'b', 'c'};
  std::array<char, 3> in{};
  EXPECT_EQ(write_some(ends_.writing.get(), std::array{iovec{out.data(), 1}, iovec{out.data() + 1, 2}}), 3U);
  EXPECT_EQ(read_some(ends_.reading.get(), std::array{iovec{in.data(), 2}, iovec{in.data() + 2, 1}}), 3U);
  EXPECT_EQ(in, out);
}

TEST_P(Streams, MoveWhatGoesWithoutWaiting) {
  set_blocking(ends_.writing.get(), false);
  set_blocking(ends_.reading.get(), false);
  std::vector<char> bytes(std::size_t{1} << 22U);
  const std::array all{iovec{bytes.data(), bytes.size()}};
  EXPECT_EQ(read_some(ends_.reading.get(), all), 0U);
  std::size_t written = 0;
  for (auto some = write_some(ends_.writing.get(), all); *some > 0; some = write_some(ends_.writing.get(), all)) {
    written += *some;
    ASSERT_LT(written, bytes.size()) << "a link has its limits";
  }
  std::size_t read = 0;
  while (read < written) read += read_some(ends_.reading.get(), all).value();
  EXPECT_EQ(read_some(ends_.reading.get(), all), 0U);
}

TEST_P(Streams, EndQuietly) {
  char byte = 0;
  const std::array one{iovec{&byte, 1}};
  ends_.writing.reset();
  EXPECT_EQ(read_some(ends_.reading.get(), one), std::nullopt);
}

TEST_P(Streams, SayThatNobodyReads) {
  char byte = 0;
  ends_.reading.reset();
  EXPECT_EQ(write_some(ends_.writing.get(), std::array{iovec{&byte, 1}}), std::nullopt) << "and no SIGPIPE";
}

INSTANTIATE_TEST_SUITE_P(Pipe, Streams, ::testing::Values(false));
INSTANTIATE_TEST_SUITE_P(Socket, Streams, ::testing::Values(true));

TEST(LocalSockets, AreThereBeforeAnybodyAccepts) {
  const std::string name = "breakeven-test-" + random_digits(8);
  EXPECT_FALSE(connect_to(name).valid()) << "nobody listens";
  FileDescriptor listener = listen_at(name, 2);
  EXPECT_FALSE(accept_from(listener).valid()) << "nobody has connected";
  FileDescriptor caller = connect_to(name);
  ASSERT_TRUE(caller.valid());
  write_all(caller.get(), std::as_bytes(std::span("hello", 5)));
  caller.reset();
  const FileDescriptor taken = accept_from(listener);
  std::array<std::byte, 16> text;
  EXPECT_EQ(read_up_to(taken.get(), text), 5U) << "what was said is not lost with who said it";
  listener.reset();
  EXPECT_FALSE(connect_to(name).valid());
}

}  // namespace
}  // namespace breakeven::os
