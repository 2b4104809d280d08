// How large a study gets and what it costs to add to it and to read it. scripts/study-costs runs this.
//     breakeven-study-sizes DIRECTORY TRIALS
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "breakeven/error.hpp"
#include "breakeven/statistics.hpp"
#include "os/file_descriptor.hpp"
#include "study/journal.hpp"
#include "study/merge.hpp"
#include "study/record.hpp"
#include "study/study_file.hpp"
#include "study/verify.hpp"

namespace breakeven::bench {
namespace {

namespace fs = std::filesystem;

constexpr int launches_per_point = 20;

/// Trials as a real study has them: random ids, digests and nanoseconds, texts that repeat.
class Samples {
 public:
  std::vector<plan::Point> points(int count) {
    constexpr std::array workers{1, 2, 3, 4, 4, 6, 8, 8};
    std::vector<plan::Point> points;
    for (int i = 0; i < count; ++i) {
      plan::Point point;
      point.part = "Strong scaling of pi";
      point.workload = "pi";
      point.parameters = {{"n", std::to_string(1'000'000 + i)}, {"seed", "1"}};
      point.problem_size = 1'000'000 + static_cast<std::uint64_t>(i);
      point.kind = all_crew_kinds[static_cast<std::size_t>(i) % all_crew_kinds.size()];
      point.workers = workers[static_cast<std::size_t>(i / 8) % workers.size()];
      points.push_back(point);
    }
    return points;
  }

  study::Launch launch(const plan::Point& point, int index) {
    study::Launch launch;
    launch.id = id();
    launch.point_id = point.id();
    launch.command_id = "0123456789abcdef0123456789abcdef";
    launch.started_at = now();
    launch.ended_at = now();
    launch.index = index;
    launch.start = time(1'000'000);
    launch.stop = time(500'000);
    launch.environment = {"0.1.0",
                          "GNU 12.2.0 -O3",
                          "node17",
                          "node17,node18",
                          "Linux 6.1.0-18-amd64",
                          "Intel(R) Xeon(R) Platinum 8480+",
                          "performance",
                          112,
                          112,
                          112,
                          "Open MPI v4.1.4, package: Debian OpenMPI",
                          "mpirun -n {ranks}",
                          "core",
                          "4711042",
                          "AVX-512 with VNNI, VBMI2 and VAES",
                          2.3e-8,
                          1e-9};
    return launch;
  }

  Trial trial(const plan::Point& point, const study::Launch& launch) {
    Trial trial;
    trial.id = id();
    trial.command_id = launch.command_id;
    trial.started_at = launch.started_at;
    trial.workload = point.workload;
    trial.parameters = fmt::format("n={} seed=1 sampler=lazy generator=philox", point.problem_size);
    trial.problem_size = point.problem_size;
    trial.seed = 1;
    trial.kind = point.kind;
    trial.workers = point.workers;
    trial.point_id = launch.point_id;
    trial.launch_id = launch.id;
    trial.launch = launch.index;
    trial.answer.digest = point.problem_size * 0x9e3779b97f4a7c15U;
    trial.answer.figures = {{"hits", point.problem_size * 3 / 4}, {"pi", 3.14159}, {"samples per second", 1e9}};
    for (int worker = 0; worker < point.workers; ++worker) trial.workers_detail.push_back(worker_of(worker));
    trial.phases = trial.workers_detail[0].phases;
    trial.other = time(10'000);
    trial.wall = trial.phases.sum() + trial.other;
    trial.cpu_user = time(10'000'000);
    trial.cpu_system = time(1'000'000);
    trial.peak_memory_bytes = 4096 * (random_() % 10'000);
    return trial;
  }

  /// Other numbers from now on.
  void go_on() { random_.seed(2); }

 private:
  WorkerTrial worker_of(int number) {
    WorkerTrial worker;
    worker.worker = number;
    worker.host = "node17";
    worker.pid = 100'000 + static_cast<std::int64_t>(random_() % 1000);
    for (std::size_t i = 0; i < phase_count; ++i) worker.phases[static_cast<Phase>(i)] = time(5'000'000);
    worker.cpu_user = time(10'000'000);
    worker.cpu_system = time(1'000'000);
    worker.peak_memory_bytes = 4096 * (random_() % 10'000);
    worker.traffic = {3, 0, 0};
    return worker;
  }
  std::string id() { return fmt::format("{:016x}{:016x}", random_(), random_()); }
  Duration time(std::uint64_t below) { return Duration(random_() % below); }
  std::string now() {
    microseconds_ += 1 + random_() % 100'000;
    return fmt::format("2024-05-17T{:02}:{:02}:{:02}.{:06}Z", microseconds_ / 3'600'000'000 % 24,
                       microseconds_ / 60'000'000 % 60, microseconds_ / 1'000'000 % 60, microseconds_ % 1'000'000);
  }

  std::mt19937_64 random_{1};
  std::uint64_t microseconds_ = 0;
};

struct Cost {
  double wall_seconds = 0;
  double cpu_seconds = 0;
};

Cost cost_of(const std::function<void()>& action) {
  const TimePoint begin = Clock::now();
  const std::clock_t cpu_begin = std::clock();
  action();
  return {std::chrono::duration<double>(Clock::now() - begin).count(),
          static_cast<double>(std::clock() - cpu_begin) / CLOCKS_PER_SEC};
}

void report(const std::string& what, int times, const std::function<void()>& action) {
  std::vector<double> wall;
  std::vector<double> cpu;
  for (int i = 0; i < times; ++i) {
    const Cost cost = cost_of(action);
    wall.push_back(cost.wall_seconds);
    cpu.push_back(cost.cpu_seconds);
  }
  fmt::print("{:<58} {:>10.2f} ms {:>10.2f} ms CPU\n", what, median(wall) * 1e3, median(cpu) * 1e3);
}

/// In a process of its own, so that its memory is not ours.
void apart(const std::function<void()>& action) {
  std::fflush(stdout);
  const pid_t child = os::check(::fork(), "cannot start a process");
  if (child == 0) {
    action();
    std::fflush(stdout);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (status != 0) throw Error("a part of the benchmark failed");
}

double resident_mebibytes() {
  std::ifstream statm("/proc/self/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  statm >> total >> resident;
  return static_cast<double>(resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))) / (1 << 20);
}

class Bench {
 public:
  Bench(fs::path directory, int trials)
      : file_(directory / "study.h5"), trials_(trials), points_(samples_.points(trials / launches_per_point)) {}

  void run() {
    apart([&] { fill(); });
    made_ = trials_;
    samples_.go_on();
    std::optional<study::StudyWriter> writer;
    report("begin to write it", 1, [&] { writer.emplace(file_); });
    fmt::print("{:<58} {:>10.1f} MiB\n", "resident memory of who writes it", resident_mebibytes());
    const auto journal = study::journal_path(file_);
    const auto before = fs::file_size(journal);
    report("append a trial and its launch to the journal", 200, [&] { writer->append(next()); });
    fmt::print("{:<58} {:>10.0f} B\n", "size of that in the journal",
               static_cast<double>(fs::file_size(journal) - before) / 200);
    apart([&] { report("read it, with a journal of 200 trials", 1, [&] { study::read_study(file_); }); });
    report("fold 200 trials", 1, [&] { writer->fold(); });
    report("fold one trial", 5, [&] {
      writer->append(next());
      writer->fold();
    });
    writer.reset();
    report("append one trial to it as a record, without a journal", 5, [&] { append_as_record(); });
    report("verify it", 1, [&] { study::verify_study(file_); });
    const std::vector<fs::path> inputs{file_};
    report("merge it into a new file", 1, [&] { study::merge_studies(file_.string() + ".merged", inputs); });
    report("merge it again", 1, [&] { study::merge_studies(file_.string() + ".merged", inputs); });
  }

 private:
  void fill() {
    study::StudyWriter writer(file_);
    writer.set_plan("title = \"sizes\"\n", points_);
    while (made_ < trials_) {
      study::Entry many;
      for (int i = 0; i < 500 && made_ < trials_; ++i) {
        const study::Entry one = next();
        many.insert(many.end(), one.begin(), one.end());
      }
      writer.append(many);
    }
    report(fmt::format("fold {} trials into an empty file", made_), 1, [&] { writer.close(); });
    const auto bytes = static_cast<double>(fs::file_size(file_));
    fmt::print("{} trials of {} points, 4 workers in the median: {:.1f} MB, {:.0f} B a trial\n", trials_,
               points_.size(), bytes / 1e6, bytes / trials_);
  }

  study::Entry next() {
    const auto& point = points_[static_cast<std::size_t>(made_) % points_.size()];
    const study::Launch launch = samples_.launch(point, made_ / static_cast<int>(points_.size()));
    ++made_;
    study::Entry entry = study::to_entry(launch);
    const study::Entry trial = study::to_entry(samples_.trial(point, launch));
    entry.insert(entry.end(), trial.begin(), trial.end());
    return entry;
  }

  void append_as_record() {
    const std::vector trials{samples_.trial(points_[0], samples_.launch(points_[0], 0))};
    study::Record(file_).append(trials);
  }

  fs::path file_;
  int trials_;
  Samples samples_;
  std::vector<plan::Point> points_;
  int made_ = 0;
};

}  // namespace
}  // namespace breakeven::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: breakeven-study-sizes DIRECTORY TRIALS\n");
    return 2;
  }
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  try {
    breakeven::bench::Bench(argv[1], std::stoi(argv[2])).run();
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
