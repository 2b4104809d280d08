// What the talk workload measures is what it says, and what arrives is what was sent.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <array>
#include <functional>
#include <mutex>

#include "breakeven/crew.hpp"
#include "breakeven/error.hpp"
#include "os/process.hpp"
#include "support/relay.hpp"
#include "support/thread_team.hpp"
#include "workloads/hello.hpp"
#include "workloads/talk.hpp"

namespace breakeven::workloads {
namespace {

using ::testing::Each;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr std::array all_operations{TalkOperation::latency,    TalkOperation::send_call,  TalkOperation::bandwidth,
                                    TalkOperation::both_ways,  TalkOperation::barrier,    TalkOperation::broadcast,
                                    TalkOperation::reduce,     TalkOperation::all_reduce, TalkOperation::gather,
                                    TalkOperation::all_gather, TalkOperation::exchange};

TalkWorkload short_talk(std::vector<TalkItem> items) {
  TalkWorkload talk;
  talk.items = std::move(items);
  talk.seconds_per_item = 0.001;
  talk.most = 20;
  return talk;
}

std::vector<TalkItem> everything() {
  std::vector<TalkItem> items;
  for (const TalkOperation operation : all_operations) {
    for (const Cadence cadence : {Cadence::streaming, Cadence::isolated, Cadence::windowed}) {
      const bool in_windows = operation == TalkOperation::barrier || operation == TalkOperation::all_reduce;
      if (cadence == Cadence::windowed && !in_windows) continue;
      for (const std::uint64_t bytes : {0U, 8U, 40'000U}) items.push_back({operation, cadence, bytes});
    }
  }
  return items;
}

TEST(Talk, MeasuresEveryOperationByEveryCadence) {
  const auto items = everything();
  for (const int workers : {2, 3}) {
    std::mutex mutex;
    std::vector<Answer> answers;
    ThreadTeam::run(workers, [&](Communicator& communicator) {
      Answer answer = short_talk(items).run(communicator);
      const std::lock_guard lock(mutex);
      answers.push_back(std::move(answer));
    });
    for (const Answer& answer : answers) {
      const auto observations = talk_observations(answer);
      ASSERT_EQ(observations.size(), items.size());
      for (std::size_t i = 0; i < items.size(); ++i) {
        EXPECT_EQ(observations[i].item.operation, items[i].operation);
        EXPECT_EQ(observations[i].item.bytes, items[i].bytes);
        // On a busy machine all windows may begin too late.
        const bool windowed = items[i].cadence == Cadence::windowed;
        EXPECT_TRUE(windowed || observations[i].seconds.size() >= observations[i].warm_up + 6U);
        EXPECT_EQ(observations[i].warm_up, 8U);
        EXPECT_TRUE(windowed || observations[i].late_seconds.empty());
        EXPECT_EQ(observations[i].clock_error_seconds > 0, windowed);
        EXPECT_EQ(observations[i].tolerance_seconds >= 2 * observations[i].clock_error_seconds, true);
        EXPECT_THAT(observations[i].seconds, Each(Gt(0.0)));
        const bool several = is_of_two(items[i].operation) && items[i].operation != TalkOperation::send_call;
        EXPECT_TRUE(items[i].cadence == Cadence::streaming || (observations[i].operations > 1) == several);
      }
    }
  }
}

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

double seconds_of(const std::function<void()>& body) {
  const TimePoint begin = Clock::now();
  body();
  return seconds(Clock::now() - begin);
}

TalkObservations observed(Communicator& communicator, const TalkWorkload& talk) {
  return talk_observations(talk.run(communicator)).front();
}

TEST(Talk, StopsWhenObservationsAreEnough) {
  ThreadTeam::run(2, [](Communicator& communicator) {
    TalkWorkload talk = short_talk({{TalkOperation::barrier, Cadence::isolated, 0}});
    talk.precision = 0;
    talk.seconds_per_item = 60;
    const auto few = observed(communicator, talk);
    EXPECT_GE(few.seconds.size(), few.warm_up + talk.most);
    EXPECT_LE(few.seconds.size(), few.warm_up + 2 * talk.most + 512);
  });
}

TEST(Talk, StopsWhenItsTimeIsOver) {
  ThreadTeam::run(2, [](Communicator& communicator) {
    TalkWorkload talk = short_talk({{TalkOperation::barrier, Cadence::isolated, 0}});
    talk.precision = 0;
    talk.most = 1'000'000'000;
    talk.seconds_per_item = 0.05;
    EXPECT_GE(seconds_of([&] { observed(communicator, talk); }), 0.05);
  });
}

TEST(Talk, StopsAfterAQuarterOfItsTimeWhenTheMedianIsPrecise) {
  ThreadTeam::run(2, [](Communicator& communicator) {
    TalkWorkload talk = short_talk({{TalkOperation::barrier, Cadence::isolated, 0}});
    talk.precision = 1e9;
    talk.most = 1'000'000'000;
    talk.seconds_per_item = 2;
    const double took = seconds_of([&] { observed(communicator, talk); });
    EXPECT_GE(took, 0.5);
    EXPECT_LT(took, 2);
  });
}

TEST(Talk, RunsOnCrews) {
  WorkloadRegistry registry;
  registry.add<TalkWorkload>().add<HelloWorkload>();
  for (const CrewKind kind : {CrewKind::threads, CrewKind::gil, CrewKind::fork}) {
    for (const int workers : {2, 3}) {
      CrewOptions options;
      options.kind = kind;
      options.workers = workers;
      const auto crew = make_crew(options, registry);
      crew->start();
      const auto outcome = crew->run(AnyWorkload(short_talk(everything())));
      EXPECT_EQ(talk_observations(outcome.answer).size(), everything().size()) << to_string(kind) << workers;
      const auto hello = crew->run(AnyWorkload(HelloWorkload{}));
      for (const WorkerReport& report : hello.workers) {
        // The first of the gil crew is the wait for its lock.
        EXPECT_EQ(std::ranges::count(report.segments, Phase::talk, &Segment::phase), kind == CrewKind::gil ? 3 : 2);
      }
      crew->stop();
    }
  }
}

/// Loses the last byte of what is long enough to be noticed, and of exchanges everything.
class Careless final : public Relay {
 public:
  using Relay::Relay;

 protected:
  void do_broadcast(std::span<std::byte> bytes, int root) override {
    Relay::do_broadcast(bytes, root);
    spoil(bytes);
  }
  void do_reduce(void* values, std::size_t count, Scalar scalar, Reduction how, int root) override {
    Relay::do_reduce(values, count, scalar, how, root);
    spoil(std::as_writable_bytes(std::span(static_cast<double*>(values), count)));
  }
  void do_all_reduce(void* values, std::size_t count, Scalar scalar, Reduction how) override {
    Relay::do_all_reduce(values, count, scalar, how);
    spoil(std::as_writable_bytes(std::span(static_cast<double*>(values), count)));
  }
  void do_gather(std::span<const std::byte> mine, std::span<std::byte> all, int root) override {
    Relay::do_gather(mine, all, root);
    spoil(all);
  }
  void do_all_gather(std::span<const std::byte> mine, std::span<std::byte> all) override {
    Relay::do_all_gather(mine, all);
    spoil(all);
  }
  std::vector<std::span<const std::byte>> do_exchange(std::span<const std::span<const std::byte>> pieces,
                                                      std::span<std::byte>, std::size_t, Route) override {
    return std::vector<std::span<const std::byte>>(pieces.size());
  }
  void do_transfer(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) override {
    Relay::do_transfer(out, to, in, from);
    spoil(in);
  }

 private:
  static void spoil(std::span<std::byte> bytes) {
    if (bytes.size() >= 1000) bytes.back() ^= std::byte{1};
  }
};

TEST(Talk, NoticesWhatDoesNotArriveAsItWasSent) {
  for (const TalkOperation operation : all_operations) {
    if (operation == TalkOperation::barrier) continue;
    EXPECT_THAT(
        [&] {
          ThreadTeam::run(2, [&](Communicator& communicator) {
            Careless careless(communicator, communicator.timeline());
            short_talk({{operation, Cadence::streaming, 4096}}).run(careless);
          });
        },
        ThrowsMessage<WrongAnswer>(HasSubstr(std::string(to_string(operation)) + " of 4096 bytes brought worker")));
  }
}

/// Notes when single messages of that one size were sent, and how long it was since anything had been received.
class Stopwatch final : public Relay {
 public:
  using Relay::Relay;
  static constexpr std::size_t message_bytes = 40;

  std::vector<double> pauses_before_sending;
  std::vector<TimePoint> sent;
  std::vector<TimePoint> received;

 protected:
  void do_transfer(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) override {
    if (out.size() == message_bytes) {
      sent.push_back(Clock::now());
      pauses_before_sending.push_back(seconds(sent.back() - last_receipt_));
    }
    Relay::do_transfer(out, to, in, from);
    if (from == no_worker) return;
    last_receipt_ = Clock::now();
    if (in.size() == message_bytes) received.push_back(last_receipt_);
  }

 private:
  TimePoint last_receipt_;
};

TEST(Talk, IsolatedMessagesLetTheirReceiverBecomeIdleBothWays) {
  constexpr double idle = 250e-6;
  const TalkWorkload talk = short_talk({{TalkOperation::latency, Cadence::isolated, Stopwatch::message_bytes}});
  ThreadTeam::run(2, [&](Communicator& communicator) {
    Stopwatch stopwatch(communicator, communicator.timeline());
    const TalkObservations latency = observed(stopwatch, talk);
    // The first is the check's.
    for (std::size_t i = 1; i < stopwatch.sent.size(); ++i) EXPECT_GT(stopwatch.pauses_before_sending[i], idle);
    if (!communicator.is_root()) return;
    ASSERT_EQ(stopwatch.received.size(), latency.seconds.size() + 1);
    double most_left_out = 0;
    for (std::size_t i = 0; i < latency.seconds.size(); ++i) {
      const double round_trip = seconds(stopwatch.received[i + 1] - stopwatch.sent[i + 1]);
      most_left_out = std::max(most_left_out, round_trip - 2 * latency.seconds[i]);
    }
    EXPECT_GT(most_left_out, idle) << "what the answer waited is no part of the message";
  });
}

TEST(Talk, KeepsItsWorkersOnTheirProcessors) {
  const int here = ::sched_getcpu();
  ThreadTeam::run(2, [&](Communicator& communicator) {
    const int before = os::usable_processors();
    TalkWorkload talk = short_talk({{TalkOperation::latency, Cadence::isolated, 8}});
    talk.processors = {here, here};
    EXPECT_THAT(talk.describe(), HasSubstr(fmt::format("processors={},{}", here, here)));
    EXPECT_EQ(talk_observations(talk.run(communicator)).size(), 1U);
    EXPECT_EQ(os::usable_processors(), before);
    talk.processors = {1023, 1023};
    EXPECT_THAT([&] { talk.run(communicator); }, ThrowsMessage<Error>(HasSubstr("processor 1023")));
  });
}

TEST(Talk, NeedsTwo) {
  ThreadTeam::run(1, [](Communicator& communicator) {
    EXPECT_THAT([&] { short_talk({}).run(communicator); }, ThrowsMessage<UsageError>(HasSubstr("two workers")));
  });
}

TEST(Talk, OperationsHaveNames) {
  for (const TalkOperation operation : all_operations) EXPECT_EQ(talk_operation_from(to_string(operation)), operation);
  EXPECT_THAT([] { talk_operation_from("whisper"); }, ThrowsMessage<UsageError>(HasSubstr("latency, send call")));
}

}  // namespace
}  // namespace breakeven::workloads
