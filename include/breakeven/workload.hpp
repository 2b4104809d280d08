// A workload is one SPMD program, written once against Communicator and run by every kind of crew.
//
// It is a value: its parameters serialise (Boost.Serialization), because spawned workers and MPI ranks have to be
// sent them. It is erased once, at the point of registration; a worker pays one indirect call per job.
#pragma once

#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "breakeven/communicator.hpp"

namespace breakeven {

/// A named number of an answer, shown to the user and recorded. Counts stay exact: they are not doubles.
struct Figure {
  static constexpr std::size_t longest_name = 32;  ///< in bytes; records cut what is longer

  std::string name;
  std::variant<std::uint64_t, double> value;
};

/// What a workload found. Only the root's is used.
struct Answer {
  /// The same for every kind and number of workers, or the trial has failed.
  std::uint64_t digest = 0;
  std::vector<Figure> figures;
  /// Whatever else the caller of Crew::run() is to have. Not recorded.
  std::string attachment{};
};

/// `run` is called on every worker of a crew, with the same parameters. It is in Phase::work when called; it enters
/// Phase::send while it obtains its input, Phase::check while it verifies its answer (throwing WrongAnswer), and
/// Phase::collect while it brings out bulk results; talking is stamped by the communicator.
template <class W>
concept Workload = std::copyable<W> && std::default_initializable<W> &&
    requires(const W workload, W& mutable_workload, Communicator& communicator,
             boost::archive::binary_oarchive& archive) {
  { W::name } -> std::convertible_to<std::string_view>;
  { workload.run(communicator) } -> std::same_as<Answer>;
  { workload.problem_size() } -> std::convertible_to<std::uint64_t>;
  { workload.describe() } -> std::convertible_to<std::string>;
  archive << workload;
};

/// Any workload, its parameters included. Cheap to copy (shares immutable parameters).
class AnyWorkload {
 public:
  template <Workload W>
  explicit AnyWorkload(W workload) : self_(std::make_shared<const Model<W>>(std::move(workload))) {}

  std::string_view name() const { return self_->name(); }
  /// n: samples, keys, cells; what a scaling plot has on its axis.
  std::uint64_t problem_size() const { return self_->problem_size(); }
  /// The parameters on one line, as "n=1000 seed=7", for tables and records.
  std::string describe() const { return self_->describe(); }
  Answer run(Communicator& communicator) const { return self_->run(communicator); }
  /// The parameters as bytes for WorkloadRegistry::load in a program built from the same sources.
  std::string save() const { return self_->save(); }

 private:
  struct Interface {
    virtual ~Interface() = default;
    virtual std::string_view name() const = 0;
    virtual std::uint64_t problem_size() const = 0;
    virtual std::string describe() const = 0;
    virtual Answer run(Communicator& communicator) const = 0;
    virtual std::string save() const = 0;
  };
  template <Workload W>
  struct Model final : Interface {
    explicit Model(W w) : workload(std::move(w)) {}
    std::string_view name() const override { return W::name; }
    std::uint64_t problem_size() const override { return workload.problem_size(); }
    std::string describe() const override { return workload.describe(); }
    Answer run(Communicator& communicator) const override { return workload.run(communicator); }
    std::string save() const override {
      std::ostringstream out;
      boost::archive::binary_oarchive(out, boost::archive::no_header) << workload;
      return std::move(out).str();
    }
    W workload;
  };

  std::shared_ptr<const Interface> self_;
};

/// The workloads that a program's workers can be asked to run, by name. Filled in main(), then only read.
class WorkloadRegistry {
 public:
  /// `finish` gives a freshly loaded workload what cannot travel: services of this process (optional).
  template <Workload W>
  WorkloadRegistry& add(std::function<void(W&)> finish = {}) {
    loaders_.insert_or_assign(std::string(W::name), [finish = std::move(finish)](const std::string& bytes) {
      std::istringstream in(bytes);
      W workload;
      boost::archive::binary_iarchive(in, boost::archive::no_header) >> workload;
      if (finish) finish(workload);
      return AnyWorkload(std::move(workload));
    });
    return *this;
  }

  /// Throws Error for a name that was not added.
  AnyWorkload load(const std::string& name, const std::string& bytes) const;

 private:
  std::map<std::string, std::function<AnyWorkload(const std::string&)>> loaders_;
};

}  // namespace breakeven
