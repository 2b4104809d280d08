#include <mpi.h>

#include <boost/mpi/collectives.hpp>
#include <boost/mpi/communicator.hpp>
#include <boost/serialization/string.hpp>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "breakeven/error.hpp"
#include "breakeven/rank.hpp"
#include "crews/execute.hpp"
#include "crews/team.hpp"
#include "launch/launcher.hpp"
#include "os/memory.hpp"
#include "os/process.hpp"
#include "ranks/driver_address.hpp"
#include "ranks/failure_report.hpp"
#include "ranks/hybrid_communicator.hpp"
#include "ranks/job_loop.hpp"
#include "ranks/launch_roles.hpp"
#include "ranks/mpi_communicator.hpp"
#include "ranks/mpi_session.hpp"
#include "ranks/object_passer.hpp"
#include "ranks/parent_watch.hpp"
#include "ranks/worker_boards.hpp"

namespace breakeven {
namespace ranks {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

/// What the driver told rank 0. The others may have been started by a launcher that knows nothing of it.
struct Orders {
  std::string driver;
  std::string worker_boards;
  int threads = 1;
  bool bound = false;  // as the user asked for, not as launchers do by themselves

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& driver& worker_boards& threads& bound;
  }
};

Orders read_orders() {
  Orders orders{environment(launch::connect_variable), environment(launch::boards_variable), 1,
                !environment(launch::binding_variable).empty()};
  const std::string threads = environment(launch::threads_variable);
  if (threads.empty()) return orders;
  const auto [end, error] = std::from_chars(threads.data(), threads.data() + threads.size(), orders.threads);
  if (error != std::errc() || *end != '\0' || orders.threads < 1) {
    throw UsageError(std::string(launch::threads_variable) + "='" + threads + "' is no number of threads");
  }
  return orders;
}

/// One rank between MPI_Init and MPI_Finalize.
class Rank {
 public:
  Rank(const boost::mpi::communicator& ranks, const Orders& orders, const WorkerBoards& boards,
       const WorkloadRegistry& registry)
      : ranks_(ranks),
        position_{ranks.rank(), ranks.size(), orders.threads},
        registry_(registry),
        bound_(orders.bound),
        boards_(boards),
        failures_(orders.driver, workers()) {
    if (ranks.rank() == 0) {
      driver_.emplace(connect_to_driver(orders.driver, Caller::first_rank));
      progress_.emplace(*driver_);
    }
  }

  void serve() {
    if (position_.threads > 1) {
      serve_with_threads();
    } else {
      WorkerBoard& board = boards_.of(ranks_.rank());
      Timeline timeline(&board.phase);
      MpiCommunicator crew(ranks_, timeline, progress());
      serve(crew, {crews::CpuAccount::process, true, board, channel(), progress()});
    }
  }

 private:
  int workers() const { return position_.ranks * position_.threads; }
  crews::Channel* channel() { return driver_ ? &*driver_ : nullptr; }
  ProgressReporter* progress() { return progress_ ? &*progress_ : nullptr; }

  void serve_with_threads() {
    if (!bound_) os::widen_affinity();  // launchers bind a rank to one core
    const os::Mapping memory = os::Mapping::anonymous(crews::Team::bytes_needed(position_.threads));
    crews::Team& team = crews::Team::construct_in(memory.bytes(), position_.threads);
    std::vector<std::thread> others;
    for (int thread = 1; thread < position_.threads; ++thread) {
      others.emplace_back([this, thread, &team] { serve_as_thread(thread, team); });
    }
    serve_as_thread(0, team);
    for (std::thread& other : others) other.join();
  }

  void serve_as_thread(int thread, crews::Team& team) {
    const bool leads = thread == 0;
    WorkerBoard& board = boards_.of(position_.rank * position_.threads + thread);
    if (!leads) board.stamp(Milestone::exists);
    Timeline timeline(&board.phase);
    std::optional<MpiCommunicator> leader;
    if (leads) leader.emplace(ranks_, timeline, progress());
    HybridCommunicator crew(position_, thread, team, timeline, leads ? &*leader : nullptr);
    serve(crew, {crews::CpuAccount::thread, leads, board, leads ? channel() : nullptr, leads ? progress() : nullptr});
  }

  /// Never throws: a worker that fails takes the whole crew with it from here, without unwinding into anything that
  /// waits for others.
  void serve(Communicator& crew, const WorkerRole& role) noexcept {
    try {
      serve_jobs(crew, role, registry_);
    } catch (...) {
      failures_.end_job(crews::current_failure(crew.rank(), crew.timeline().current()), role.driver);
    }
  }

  const boost::mpi::communicator& ranks_;
  RankPosition position_;
  const WorkloadRegistry& registry_;
  bool bound_;
  const WorkerBoards& boards_;
  FailureReport failures_;
  std::optional<crews::Channel> driver_;
  std::optional<ProgressReporter> progress_;
};

/// When this process passed its first milestones.
struct Beginning {
  TimePoint main;
  TimePoint mpi_init;
  TimePoint mpi_ready;
};

/// Ranks can also pass objects, in ways that only they have.
WorkloadRegistry with_passing(WorkloadRegistry registry) {
  static const RankObjectPasser passer;
  registry.add<workloads::PassingWorkload>([](workloads::PassingWorkload& passing) { passing.passer = &passer; });
  return registry;
}

int serve_as_rank(MpiSession& mpi, const Beginning& beginning, const WorkloadRegistry& registry) {
  const boost::mpi::communicator ranks;
  Orders orders;
  if (ranks.rank() == 0) orders = read_orders();
  boost::mpi::broadcast(ranks, orders, 0);
  if (orders.driver.empty()) {
    if (ranks.rank() == 0) {
      std::fputs(
          "breakeven-rank is started by breakeven: try 'breakeven pi --kind mpi -p 2' or "
          "'mpirun -n 2 breakeven pi'\n",
          stderr);
    }
    mpi.finalize();
    return 2;
  }
  const WorkerBoards boards(orders.worker_boards, ranks.size() * orders.threads);
  WorkerBoard& board = boards.of(ranks.rank() * orders.threads);
  board.stamp(Milestone::main, beginning.main);
  board.stamp(Milestone::mpi_init, beginning.mpi_init);
  board.stamp(Milestone::mpi_ready, beginning.mpi_ready);
  Rank(ranks, orders, boards, registry).serve();
  mpi.finalize();
  board.stamp(Milestone::mpi_ended);
  return 0;
}

}  // namespace
}  // namespace ranks

int run_rank(int argc, char** argv, const WorkloadRegistry& registry) {
  ranks::Beginning beginning{Clock::now(), {}, {}};
  if (const auto code = ranks::play_launch_role(argc, argv)) return *code;
  const ranks::ParentWatch parent_watch;
  try {
    beginning.mpi_init = Clock::now();
    ranks::MpiSession mpi(argc, argv);
    beginning.mpi_ready = Clock::now();
    return ranks::serve_as_rank(mpi, beginning, ranks::with_passing(registry));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "breakeven-rank: %s\n", error.what());
    ranks::MpiSession::abort();
  }
}

}  // namespace breakeven
