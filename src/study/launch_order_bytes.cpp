#include "study/launch_order_bytes.hpp"

#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/vector.hpp>
#include <sstream>

namespace boost::serialization {

template <class Archive>
void serialize(Archive& archive, breakeven::plan::Parameter& parameter, unsigned) {
  archive& parameter.name& parameter.value;
}

template <class Archive>
void serialize(Archive& archive, breakeven::plan::Point& point, unsigned) {
  archive& point.part& point.role& point.workload& point.parameters& point.problem_size& point.kind& point
      .workers& point.nodes& point.threads_per_rank& point.binding& point.share& point.skipped;
}

template <class Archive>
void serialize(Archive& archive, breakeven::study::Turn& turn, unsigned) {
  archive& turn.point& turn.launch& turn.first_repetition& turn.repetitions& turn.warm_up;
}

template <class Archive>
void serialize(Archive& archive, breakeven::study::Environment& environment, unsigned) {
  archive& environment.version& environment.compiler& environment.host& environment.hosts& environment
      .kernel& environment.cpu_model& environment.governor& environment.online_processors& environment
      .allowed_processors& environment.usable_processors& environment.mpi_library& environment.launcher& environment
      .binding& environment.slurm_job& environment.instruction_set& environment.clock_reading_seconds& environment
      .clock_resolution_seconds;
}

/// What is known of a launch before it begins.
template <class Archive>
void serialize(Archive& archive, breakeven::study::Launch& launch, unsigned) {
  archive& launch.id& launch.point_id& launch.command_id& launch.started_at& launch.index& launch.warm_up& launch
      .environment;
}

}  // namespace boost::serialization

namespace breakeven::study {
namespace {

template <class Archive, class Order>
void each_part(Archive& archive, Order& order, bool& has_digest, std::uint64_t& digest) {
  archive& order.point& order.turn& order.kept_crew& order.launcher& order.launch& has_digest& digest;
}

}  // namespace

std::string order_bytes(const LaunchOrder& order) {
  std::ostringstream out;
  boost::archive::binary_oarchive archive(out, boost::archive::no_header);
  LaunchOrder copy = order;
  bool has_digest = order.digest.has_value();
  std::uint64_t digest = order.digest.value_or(0);
  each_part(archive, copy, has_digest, digest);
  return std::move(out).str();
}

LaunchOrder order_from(std::span<const std::byte> bytes) {
  std::istringstream in(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  boost::archive::binary_iarchive archive(in, boost::archive::no_header);
  LaunchOrder order;
  bool has_digest = false;
  std::uint64_t digest = 0;
  each_part(archive, order, has_digest, digest);
  if (has_digest) order.digest = digest;
  return order;
}

}  // namespace breakeven::study
