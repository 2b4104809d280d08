#include "ranks/job_loop.hpp"

#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "breakeven/error.hpp"
#include "os/memory.hpp"
#include "os/process.hpp"

namespace breakeven::ranks {
namespace {

std::string broadcast_text(Communicator& crew, std::string text) {
  std::uint64_t size = text.size();
  crew.broadcast(size);
  text.resize(size);
  crew.broadcast(std::span<char>(text));
  return text;
}

/// All workers' messages at the root, in rank order; nothing elsewhere.
template <class M>
std::vector<M> gather_messages(Communicator& crew, M mine) {
  std::string text = crews::encode(std::move(mine));
  const std::vector<std::uint64_t> sizes = crew.gather<std::uint64_t>(text.size());
  text.resize(crew.all_reduce<std::uint64_t>(text.size(), Reduction::max));
  const std::vector<char> all = crew.gather(std::span<const char>(text));
  std::vector<M> messages;
  for (std::size_t worker = 0; worker < sizes.size(); ++worker) {
    messages.push_back(std::get<M>(crews::decode({all.data() + worker * text.size(), sizes[worker]})));
  }
  return messages;
}

void announce(Communicator& crew, WorkerBoard& board, crews::Channel* driver) {
  board.stamp(Milestone::ready);
  WorkerLife life{os::host_name(), ::getpid()};
  board.add_to(life);
  const auto all = gather_messages(crew, crews::Ready{{std::move(life)}});
  if (driver == nullptr) return;
  crews::Ready ready;
  for (const crews::Ready& one : all) ready.workers.push_back(one.workers.front());
  driver->send(ready);
}

/// Nothing when the driver has closed the connection.
std::optional<crews::Job> next_job(Communicator& crew, crews::Channel* driver) {
  std::string text;
  if (driver != nullptr) {
    if (const auto message = driver->receive()) {
      if (!std::holds_alternative<crews::Job>(*message)) throw Error("the driver sent something else than a job");
      text = crews::encode(*message);
    }
  }
  text = broadcast_text(crew, std::move(text));
  if (text.empty()) return std::nullopt;
  return std::get<crews::Job>(crews::decode(text));
}

void deliver(Communicator& crew, crews::Channel* driver, crews::Executed executed) {
  auto all = gather_messages(crew, crews::Result{std::move(executed.answer), {std::move(executed.report)}});
  if (driver == nullptr) return;
  crews::Result result{std::move(all.front().answer), {}};
  for (crews::Result& one : all) result.workers.push_back(std::move(one.workers.front()));
  driver->send(result);
}

}  // namespace

void serve_jobs(Communicator& crew, const WorkerRole& role, const WorkloadRegistry& registry) {
  announce(crew, role.board, role.driver);
  while (const auto job = next_job(crew, role.driver)) {
    const AnyWorkload workload = registry.load(job->workload, job->parameters);
    if (role.owns_process) os::reset_peak_memory();
    if (role.progress != nullptr) role.progress->restart();
    deliver(crew, role.driver, crews::execute(workload, crew, role.account));
  }
  role.board.stamp(Milestone::dismissed);
}

}  // namespace breakeven::ranks
