#include "os/file_descriptor.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <type_traits>

#include "breakeven/error.hpp"

namespace breakeven::os {
namespace {

static_assert(std::is_nothrow_move_constructible_v<FileDescriptor> &&
              std::is_nothrow_move_assignable_v<FileDescriptor>);
static_assert(!std::is_copy_constructible_v<FileDescriptor>);

bool is_open(int fd) { return ::fcntl(fd, F_GETFD) >= 0; }

TEST(FileDescriptor, ClosesWhatItOwnsOnce) {
  int number = -1;
  {
    FileDescriptor first(::open("/dev/null", O_RDONLY));
    number = first.get();
    FileDescriptor second(std::move(first));
    EXPECT_FALSE(first.valid());
    EXPECT_TRUE(is_open(number));
  }
  EXPECT_FALSE(is_open(number));
}

TEST(Check, NamesWhatFailedAndWhy) {
  EXPECT_THAT([] { check(::open("/no/such/file", O_RDONLY), "cannot open it"); },
              ::testing::ThrowsMessage<Error>("cannot open it: No such file or directory"));
}

TEST(Sockets, CarryDescriptors) {
  const SocketPair pair = make_socket_pair();
  int pipe_ends[2];
  ASSERT_EQ(::pipe(pipe_ends), 0);
  const FileDescriptor reader(pipe_ends[0]);
  FileDescriptor writer(pipe_ends[1]);
  send_descriptors(pair.ours.get(), std::array{writer.get()});
  writer.reset();
  std::array<FileDescriptor, 1> received;
  ASSERT_TRUE(receive_descriptors(pair.theirs.get(), received));
  write_all(received[0].get(), std::as_bytes(std::span("hello", 5)));
  received[0].reset();
  std::array<std::byte, 16> text;
  EXPECT_EQ(read_up_to(reader.get(), text), 5U);
}

TEST(Sockets, EndQuietly) {
  SocketPair pair = make_socket_pair();
  pair.theirs.reset();
  std::array<std::byte, 1> byte{};
  EXPECT_EQ(read_up_to(pair.ours.get(), byte), 0U);
  EXPECT_THROW(write_all(pair.ours.get(), byte), Error) << "and not SIGPIPE";
  std::array<FileDescriptor, 1> none;
  EXPECT_FALSE(receive_descriptors(pair.ours.get(), none));
}

}  // namespace
}  // namespace breakeven::os
