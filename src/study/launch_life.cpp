#include "study/launch_life.hpp"

#include <fmt/format.h>

#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "breakeven/error.hpp"
#include "study/study_file.hpp"

namespace breakeven::study {
namespace {

void take_place(Trial& trial, const LaunchOrder& order) {
  trial.point_id = order.launch.point_id;
  trial.launch_id = order.launch.id;
  trial.launch = order.turn.launch;
  trial.warm_up = order.turn.warm_up;
  trial.nodes = order.point.nodes;
}

std::string text_of(const plan::Parameters& parameters) {
  std::string text;
  for (const plan::Parameter& parameter : parameters) {
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", parameter.name, parameter.value);
  }
  return text;
}

/// "node1,node2"
std::string hosts_of(const Trial& trial) {
  std::set<std::string> hosts;
  for (const WorkerTrial& worker : trial.workers_detail) hosts.insert(worker.host);
  std::string text;
  for (const std::string& host : hosts) text += (text.empty() ? "" : ",") + host;
  return text;
}

class LaunchLife {
 public:
  LaunchLife(const LaunchOrder& order, const LaunchSetting& setting, Outbox& outbox)
      : order_(order), setting_(setting), outbox_(outbox), launch_(order.launch) {}

  void run() {
    try {
      const LaunchJob job = setting_.make_job(order_.point);
      order_.kept_crew ? run_kept(job.task) : run_once(job.task);
      if (job.clean_up) job.clean_up(plan::crew_of(order_.point, order_.launcher));
    } catch (const Interrupted&) {
      throw;
    } catch (const Error& error) {
      if (sent_ > 0) throw;  // what was measured stands; the message goes to the driver
      send_failure(error.what());
    }
  }

 private:
  /// The driver of the launch is in `work` while the job is on.
  measure::TrialSetting watched() const {
    measure::TrialSetting setting = setting_.trials;
    setting.watch = [&outbox = outbox_](const Trial&) -> ProgressSink {
      outbox.enter(Phase::work);
      const std::shared_ptr<void> until_the_end(nullptr, [&outbox](void*) { outbox.enter(Phase::stop); });
      return [until_the_end](double) {};
    };
    return setting;
  }

  measure::TrialRunner make_runner(const measure::Task& task) const {
    measure::AnswerCheck answers;
    if (order_.digest) answers.learn(measure::job_name(task.workload), *order_.digest);
    return measure::TrialRunner(watched(), std::move(answers));
  }

  void run_once(const measure::Task& task) {
    std::vector<Trial> results;
    make_runner(task).run(plan::crew_of(order_.point, order_.launcher), task, order_.turn.first_repetition, results);
    launch_.start = results.back().phases[Phase::start];
    launch_.stop = results.back().phases[Phase::stop];
    launch_.ended_at = measure::timestamp_now();
    send(results.back());
  }

  void run_kept(const measure::Task& task) {
    measure::TrialRunner runner = make_runner(task);
    const auto crew = setting_.trials.make_crew(plan::crew_of(order_.point, order_.launcher));
    const int end = order_.turn.first_repetition + order_.turn.repetitions;
    for (int repetition = order_.turn.first_repetition; repetition < end; ++repetition) {
      std::vector<Trial> results;
      runner.run_on(*crew, task, repetition, results);
      launch_.start = crew->start_time();
      send(results.back());
      if (results.back().status != TrialStatus::ok) return;
    }
    crew->stop();
    launch_.stop = crew->stop_time();
    launch_.ended_at = measure::timestamp_now();
    outbox_.send(to_entry(launch_));
  }

  void send(Trial& trial) {
    take_place(trial, order_);
    Entry entry;
    if (sent_++ == 0) {
      launch_.oversubscribed = trial.oversubscribed;
      launch_.environment.hosts = hosts_of(trial);
      entry = to_entry(launch_);
    }
    const Entry rows = to_entry(trial);
    entry.insert(entry.end(), rows.begin(), rows.end());
    outbox_.send(entry);
  }

  void send_failure(const std::string& message) {
    Trial trial = planned_trial(order_, setting_, order_.turn.first_repetition);
    trial.status = TrialStatus::failed;
    trial.message = message;
    send(trial);
  }

  const LaunchOrder& order_;
  const LaunchSetting& setting_;
  Outbox& outbox_;
  Launch launch_;
  int sent_ = 0;
};

}  // namespace

Trial planned_trial(const LaunchOrder& order, const LaunchSetting& setting, int repetition) {
  Trial trial;
  try {
    const LaunchJob job = setting.make_job(order.point);
    trial = measure::describe_trial(plan::crew_of(order.point, order.launcher), job.task, repetition,
                                    setting.trials.command_id);
  } catch (const Error&) {
    trial.id = measure::random_id();
    trial.command_id = setting.trials.command_id;
    trial.started_at = order.launch.started_at;
    trial.workload = order.point.workload;
    trial.parameters = text_of(order.point.parameters);
    trial.problem_size = order.point.problem_size;
    trial.kind = order.point.kind;
    trial.workers = order.point.workers;
    trial.threads_per_rank = order.point.threads_per_rank;
    trial.share = order.point.share;
    trial.repetition = repetition;
  }
  trial.kept_crew = order.kept_crew;
  take_place(trial, order);
  return trial;
}

void live_launch(const LaunchOrder& order, const LaunchSetting& setting, Outbox& outbox) {
  LaunchLife(order, setting, outbox).run();
}

}  // namespace breakeven::study
