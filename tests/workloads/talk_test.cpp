// What the talk workload measures is what it says, and what arrives is what was sent.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <mutex>

#include "breakeven/crew.hpp"
#include "breakeven/error.hpp"
#include "os/process.hpp"
#include "support/thread_team.hpp"
#include "workloads/common_clock.hpp"
#include "workloads/dissemination_barrier.hpp"
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
      for (const std::uint64_t bytes : {0U, 8U, 40'000U}) items.push_back({operation, cadence, bytes, bytes == 8});
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
        EXPECT_TRUE(!windowed || observations[i].late + observations[i].seconds.size() > 0);
        EXPECT_EQ(observations[i].clock_error_seconds > 0, windowed);
        EXPECT_THAT(observations[i].seconds, Each(Gt(0.0)));
        const bool several = is_of_two(items[i].operation) && items[i].operation != TalkOperation::send_call;
        EXPECT_TRUE(items[i].cadence == Cadence::streaming || (observations[i].operations > 1) == several);
      }
    }
  }
}

TEST(Talk, StopsWhenTimeOrObservationsAreEnough) {
  ThreadTeam::run(2, [](Communicator& communicator) {
    TalkWorkload talk = short_talk({{TalkOperation::barrier, Cadence::isolated, 0}});
    talk.precision = 0;
    talk.seconds_per_item = 60;
    const auto few = talk_observations(talk.run(communicator)).front();
    EXPECT_GE(few.seconds.size(), few.warm_up + talk.most);
    EXPECT_LE(few.seconds.size(), few.warm_up + 2 * talk.most + 512);
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

/// One that loses the last byte of what is long enough to be noticed.
class Careless final : public Communicator {
 public:
  Careless(Communicator& careful, Timeline& timeline)
      : Communicator(careful.rank(), careful.size(), timeline), careful_(careful) {}
  ~Careless() override { release_idle_memory(); }

 protected:
  void do_barrier() override { careful_.barrier(); }
  void do_broadcast(std::span<std::byte> bytes, int root) override {
    careful_.broadcast(bytes, root);
    spoil(bytes);
  }
  void do_reduce(void*, std::size_t, Scalar, Reduction, int) override {}
  void do_all_reduce(void* values, std::size_t count, Scalar, Reduction how) override {
    careful_.all_reduce(std::span(static_cast<double*>(values), count), how);
    spoil(std::as_writable_bytes(std::span(static_cast<double*>(values), count)));
  }
  void do_gather(std::span<const std::byte>, std::span<std::byte>, int) override {}
  void do_all_gather(std::span<const std::byte>, std::span<std::byte>) override {}
  std::vector<std::span<const std::byte>> do_exchange(std::span<const std::span<const std::byte>> pieces,
                                                      std::span<std::byte>, std::size_t, Route) override {
    return careful_.exchange(pieces);
  }
  void do_transfer(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) override {
    if (to == no_worker) {
      careful_.receive(in, from);
    } else if (from == no_worker) {
      careful_.send(out, to);
    } else {
      careful_.send_receive(out, to, in, from);
    }
    spoil(in);
  }
  void do_checkpoint(double) override {}
  std::span<std::byte> do_allocate(std::size_t bytes, Reach) override { return {new std::byte[bytes], bytes}; }
  void do_release(std::span<std::byte> memory, Reach) noexcept override { delete[] memory.data(); }

 private:
  static void spoil(std::span<std::byte> bytes) {
    if (bytes.size() >= 1000) bytes.back() ^= std::byte{1};
  }
  Communicator& careful_;
};

TEST(Talk, NoticesWhatDoesNotArriveAsItWasSent) {
  for (const TalkOperation operation : {TalkOperation::latency, TalkOperation::send_call, TalkOperation::both_ways,
                                        TalkOperation::broadcast, TalkOperation::all_reduce, TalkOperation::gather}) {
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

TEST(CommonClock, ShowsWhatWorkerZeroShowsWithinItsStatedError) {
  using std::chrono::nanoseconds;
  const auto skewed = [](nanoseconds true_time, int rank) {
    const auto drift =
        static_cast<std::int64_t>(static_cast<double>(true_time.count() % 1'000'000'000'000) * 2e-5 * rank);
    return true_time + nanoseconds(rank * 1'000'000'000LL + drift);
  };
  ThreadTeam::run(3, [&](Communicator& communicator) {
    const auto own = [&] { return skewed(CommonClock::steady(), communicator.rank()); };
    const CommonClock clock(communicator, own);
    EXPECT_GT(clock.error_seconds(), 0);
    EXPECT_LT(clock.error_seconds(), 0.05);
    EXPECT_NEAR(clock.offset_seconds(), communicator.rank(), 0.1);
    const nanoseconds before = CommonClock::steady();
    const nanoseconds shown = clock.now();
    const nanoseconds after = CommonClock::steady();
    const nanoseconds error(static_cast<std::int64_t>(1e9 * clock.error_seconds()));
    EXPECT_GE(shown, before - error);
    EXPECT_LE(shown, after + error);
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

TEST(DisseminationBarrier, NobodyLeavesBeforeTheLastHasEntered) {
  for (const int workers : {1, 2, 3, 5, 8}) {
    std::atomic<int> entered{0};
    ThreadTeam::run(workers, [&](Communicator& communicator) {
      for (int round = 1; round <= 20; ++round) {
        entered.fetch_add(1);
        dissemination_barrier(communicator);
        EXPECT_GE(entered.load(), round * workers);
      }
    });
  }
}

}  // namespace
}  // namespace breakeven::workloads
