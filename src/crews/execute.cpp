#include "crews/execute.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <exception>

#include "breakeven/error.hpp"
#include "os/memory.hpp"
#include "os/process.hpp"

namespace breakeven::crews {
namespace {

struct CpuTime {
  Duration user;
  Duration system;
};

Duration to_duration(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

CpuTime cpu_time(CpuAccount account) {
  rusage usage{};
  ::getrusage(account == CpuAccount::thread ? RUSAGE_THREAD : RUSAGE_SELF, &usage);
  return {to_duration(usage.ru_utime), to_duration(usage.ru_stime)};
}

}  // namespace

Executed execute(const AnyWorkload& workload, Communicator& communicator, CpuAccount account, PeakReader peak_reader,
                 const std::function<void()>& admission) {
  Timeline& timeline = communicator.timeline();
  communicator.reset_traffic();
  communicator.reset_external_usage();
  const CpuTime before = cpu_time(account);
  timeline.restart(admission ? Phase::talk : Phase::work);
  if (admission) {
    admission();
    timeline.enter(Phase::work);
  }
  Executed executed;
  executed.answer = workload.run(communicator);
  timeline.close();
  const CpuTime after = cpu_time(account);
  const ExternalUsage& external = communicator.external_usage();

  WorkerReport& report = executed.report;
  report.worker = communicator.rank();
  report.host = os::host_name();
  report.pid = ::getpid();
  report.job_begin = timeline.begin();
  report.job_end = timeline.end();
  report.phases = timeline.totals();
  report.segments = timeline.segments();
  report.cpu_user = after.user - before.user + external.cpu_user;
  report.cpu_system = after.system - before.system + external.cpu_system;
  report.peak_memory_bytes = external.peak_memory_bytes;
  if (report.peak_memory_bytes == 0 && peak_reader == PeakReader::worker) {
    report.peak_memory_bytes = os::peak_memory_bytes();
  }
  report.traffic = communicator.traffic();
  return executed;
}

Failure current_failure(int worker, Phase phase) {
  Failure failure{worker, phase, false, {}};
  try {
    throw;
  } catch (const PeerFailed& error) {
    failure.peer_failed = true;
    failure.message = error.what();
  } catch (const std::exception& error) {
    failure.message = error.what();
  } catch (...) {
    failure.message = "an exception that is no std::exception";
  }
  return failure;
}

}  // namespace breakeven::crews
