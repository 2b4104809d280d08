#include "crews/serial_crew.hpp"

#include <unistd.h>

#include <optional>

#include "breakeven/error.hpp"
#include "crews/execute.hpp"
#include "crews/failure.hpp"
#include "crews/shared_communicator.hpp"
#include "os/interrupt.hpp"
#include "os/process.hpp"

namespace breakeven::crews {
namespace {

class SerialCrew final : public Crew {
 public:
  explicit SerialCrew(const CrewOptions& options) : Crew(options) {}

 private:
  void do_start() override {
    memory_ = os::Mapping::anonymous(Team::bytes_needed(1));
    Team& team = Team::construct_in(memory_.bytes(), 1);
    timeline_.emplace(&team.slot(0).board.phase);
    communicator_.emplace(team, 0, *timeline_);
    set_lives({WorkerLife{os::host_name(), ::getpid()}});
  }

  JobOutcome do_run(const AnyWorkload& workload, const ProgressSink& progress) override {
    communicator_->begin_job(&progress);
    os::reset_peak_memory();
    JobOutcome outcome;
    try {
      Executed executed = execute(workload, *communicator_, CpuAccount::thread);
      outcome.answer = std::move(executed.answer);
      outcome.workers.push_back(std::move(executed.report));
    } catch (const Interrupted&) {
      throw;
    } catch (...) {
      throw_failure(options(), current_failure(0, timeline_->current()));
    }
    return outcome;
  }

  void do_stop() override {}

  os::Mapping memory_;
  std::optional<Timeline> timeline_;
  std::optional<SharedCommunicator> communicator_;
};

}  // namespace

std::unique_ptr<Crew> make_serial_crew(const CrewOptions& options) { return std::make_unique<SerialCrew>(options); }

}  // namespace breakeven::crews
