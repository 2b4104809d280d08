#include "crews/message_loop.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <optional>
#include <thread>
#include <vector>

#include "breakeven/error.hpp"
#include "os/random.hpp"

namespace breakeven::crews {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

std::vector<std::byte> pattern(std::size_t bytes, unsigned seed) {
  std::vector<std::byte> all(bytes);
  for (std::size_t i = 0; i < bytes; ++i) all[i] = static_cast<std::byte>(i * 31 + seed);
  return all;
}

/// One worker, as if it were a process of its own.
struct Worker {
  Worker(Share share, std::uint64_t crew, int rank, int size)
      : links(share, crew, rank, size), loop(links, driver.theirs.get()) {}

  void complete(std::vector<StreamMessage> messages) { loop.complete(messages); }

  os::SocketPair driver = os::make_socket_pair();
  Links links;
  MessageLoop loop;
};

class Workers : public ::testing::TestWithParam<Share> {
 protected:
  Workers() {
    const std::uint64_t crew = os::random_number();
    for (int rank = 0; rank < 3; ++rank) workers_[static_cast<std::size_t>(rank)].emplace(GetParam(), crew, rank, 3);
  }
  Worker& worker(int rank) { return *workers_[static_cast<std::size_t>(rank)]; }

  std::array<std::optional<Worker>, 3> workers_;
};

TEST_P(Workers, NeedNotBeAtHome) {
  const auto first = pattern(100, 1);
  const auto second = pattern(5, 2);
  worker(0).complete({StreamMessage::to(1, first)});
  worker(0).complete({StreamMessage::to(1, second)});
  worker(2).complete({StreamMessage::to(1, second)});
  std::vector<std::byte> in(100);
  worker(1).complete({StreamMessage::from(0, in)});
  EXPECT_EQ(in, first);
  in.resize(5);
  worker(1).complete({StreamMessage::from(2, in)});
  EXPECT_EQ(in, second);
  in.assign(5, std::byte{0});
  worker(1).complete({StreamMessage::from(0, in)});
  EXPECT_EQ(in, second);
}

TEST_P(Workers, SwapMoreThanAnyLinkHolds) {
  const std::size_t bytes = (std::size_t{4} << 20U) + 1;
  const auto swap = [&](int rank) {
    const auto out = pattern(bytes, static_cast<unsigned>(rank));
    std::vector<std::vector<std::byte>> in(3, std::vector<std::byte>(bytes));
    std::vector<StreamMessage> messages;
    for (int peer = 0; peer < 3; ++peer) {
      if (peer == rank) continue;
      messages.push_back(StreamMessage::to(peer, out));
      messages.push_back(StreamMessage::from(peer, std::span(in[static_cast<std::size_t>(peer)]).first(1000),
                                             std::span(in[static_cast<std::size_t>(peer)]).subspan(1000)));
    }
    worker(rank).complete(messages);
    for (int peer = 0; peer < 3; ++peer) {
      if (peer == rank) continue;
      EXPECT_TRUE(in[static_cast<std::size_t>(peer)] == pattern(bytes, static_cast<unsigned>(peer)));
    }
  };
  const std::jthread first(swap, 0);
  const std::jthread second(swap, 1);
  const std::jthread third(swap, 2);
}

TEST_P(Workers, RefuseAMessageOfAnotherLength) {
  worker(0).complete({StreamMessage::to(1, pattern(8, 0))});
  std::vector<std::byte> in(4);
  EXPECT_THAT([&] { worker(1).complete({StreamMessage::from(0, in)}); },
              ThrowsMessage<std::logic_error>(HasSubstr("worker 0 sent 8 bytes, and 4 were expected")));
}

TEST_P(Workers, LearnThatAPeerHasEnded) {
  worker(0).complete({StreamMessage::to(1, {})});
  worker(1).complete({StreamMessage::from(0, {})});
  workers_[0].reset();
  EXPECT_THROW(worker(1).complete({StreamMessage::from(0, {})}), PeerFailed) << "over a link";
  EXPECT_THROW(worker(1).complete({StreamMessage::to(0, {})}), PeerFailed) << "before there is one";
}

TEST_P(Workers, WaitForALinkNoLongerThanTheirDriverLives) {
  std::vector<std::byte> in(1);
  worker(1).driver.ours.reset();
  EXPECT_THROW(worker(1).complete({StreamMessage::from(0, in)}), PeerFailed);
}

TEST_P(Workers, AreNotFooledByStrangers) {
  const std::uint64_t crew = os::random_number();
  Worker stranger(GetParam(), crew, 2, 3);
  EXPECT_THROW(stranger.complete({StreamMessage::to(1, {})}), PeerFailed) << "they cannot find the door";
  EXPECT_THROW(Worker(GetParam(), crew, 2, 3), Error) << "nor open one that is open";
}

INSTANTIATE_TEST_SUITE_P(Apart, Workers, ::testing::Values(Share::pipe, Share::socket),
                         [](const auto& which) { return std::string(to_string(which.param)); });

}  // namespace
}  // namespace breakeven::crews
