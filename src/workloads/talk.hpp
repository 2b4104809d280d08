// What it costs workers to talk: messages between two of them and collectives of all, timed inside the crew, where they
// happen.
//
// What is timed is the Communicator, as a workload uses it. How a time is bounded is part of what is measured, and is
// named (Hunold & Carpen-Amarie, Reproducible MPI Benchmarking Is Still Not As Easy As You Think, TPDS 2016): a barrier
// is no clock, and back-to-back operations overlap.
#pragma once

#include <boost/serialization/vector.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "breakeven/communicator.hpp"
#include "breakeven/workload.hpp"

namespace breakeven::workloads {

enum class TalkOperation : std::uint8_t {
  latency,    ///< half of a message's way there and its answer's way back
  send_call,  ///< the call that sends a message, until it returns: what the sender itself has to do (and a clock's
              ///< reading)
  bandwidth,  ///< a message among many that follow each other, answered together
  both_ways,  ///< the same while as much comes back
  barrier,
  broadcast,
  reduce,
  all_reduce,
  gather,
  all_gather,
  exchange,  ///< and the barrier after which its spans are free
};
inline constexpr int talk_operation_count = 11;
std::string_view to_string(TalkOperation operation) noexcept;
/// Throws UsageError that lists the operations there are.
TalkOperation talk_operation_from(std::string_view name);
/// Between worker 0 and the last one, while the others wait; else of all workers.
bool is_of_two(TalkOperation operation) noexcept;
/// Doubles, of all workers to one.
bool reduces(TalkOperation operation) noexcept;

/// How a time is bounded.
enum class Cadence : std::uint8_t {
  streaming,  ///< a batch back to back, from before its first to after its last: the mean of the batch
  /// Each by itself. A message, and the answer to it, from a worker that computed to one that has been waiting for it
  /// for longer than any waiting worker spins, and so has to be woken if waiting workers sleep. A collective after a
  /// barrier: the slowest worker's time.
  isolated,
  windowed,  ///< collectives: all begin at an instant of one clock; from it until the last worker is done
};
std::string_view to_string(Cadence cadence) noexcept;

struct TalkItem {
  TalkOperation operation = TalkOperation::latency;
  Cadence cadence = Cadence::streaming;
  std::uint64_t bytes = 0;  ///< of a message; what each worker contributes; of each piece of an exchange

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& operation& cadence& bytes;
  }
};

/// A median has an interval from six observations on. There may be fewer of windows, many of which begin too late.
inline constexpr std::size_t fewest_talk_observations = 6;

struct TalkObservations {
  TalkItem item;
  double operations = 1;             ///< that an observation is the mean of, timed together; a round trip is two
  std::uint32_t warm_up = 0;         ///< observations at the beginning that are not to be counted, late ones included
  std::vector<double> seconds;       ///< of one operation
  std::vector<double> late_seconds;  ///< windowed: of operations which a worker began too late; not among the rest
  double tolerance_seconds = 0;      ///< windowed: what is not too late yet; the most there was
  double clock_error_seconds = 0;    ///< windowed: the most that the model of the clocks stated of its own error
  double clock_offset_seconds = 0;   ///< windowed: the most that any clock is off by that model; 0 in truth on one host

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& item& operations& warm_up& seconds& late_seconds;
    archive& tolerance_seconds& clock_error_seconds& clock_offset_seconds;
  }
};

/// Measures one item after the other. Of every operation it is checked once that what arrives is what was sent.
struct TalkWorkload {
  static constexpr std::string_view name = "talk";

  std::vector<TalkItem> items;
  double seconds_per_item = 0.2;  ///< where the interval is not narrow enough before
  std::uint32_t most = 4000;      ///< observations of an item
  double precision = 0.05;        ///< enough is when half of the median's interval is less than this share of it
  std::vector<int> processors;    ///< that workers are kept on, by their ranks; empty: where the system puts them

  /// Its attachment holds the observations.
  Answer run(Communicator& communicator) const;
  std::uint64_t problem_size() const noexcept { return items.size(); }
  std::string describe() const;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& items& seconds_per_item& most& precision& processors;
  }
};

/// In the order of the items. Throws Error for an answer of another workload.
std::vector<TalkObservations> talk_observations(const Answer& answer);

}  // namespace breakeven::workloads
