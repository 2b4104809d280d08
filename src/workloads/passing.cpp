#include "workloads/passing.hpp"

#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <sstream>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "core/shuffled_rounds.hpp"

namespace breakeven::workloads {

std::string_view to_string(ObjectType type) noexcept { return type == ObjectType::table ? "table" : "array"; }

std::uint64_t ObjectRecipe::bytes() const {
  return type == ObjectType::table ? kernels::LookupTable::generated_bytes(size, seed)
                                   : kernels::PlainArray::generated_bytes(size, seed);
}

std::vector<WayPassages> pass_in_rounds(std::span<const std::string_view> ways, std::uint32_t rounds,
                                        std::uint64_t order_seed, const std::function<Passage(std::size_t)>& once) {
  std::vector<WayPassages> all;
  for (const std::string_view way : ways) all.push_back({std::string(way), {}});
  ShuffledRounds order(ways.size(), order_seed);
  for (std::uint32_t round = 0; round < rounds; ++round) {
    for (const std::size_t way : order.next()) all[way].passages.push_back(once(way));
  }
  return all;
}

std::string PassingWorkload::describe() const {
  return fmt::format("object={} n={} seed={} rounds={}", to_string(object.type), object.size, object.seed, rounds);
}

Answer PassingWorkload::run(Communicator& communicator) const {
  if (passer == nullptr) throw Error("only MPI ranks can run the workload 'passing'");
  if (communicator.size() < 2) throw UsageError("passing an object takes two workers");
  const auto all = passer->pass(*this, communicator);
  Answer answer;
  std::ostringstream text;
  boost::archive::binary_oarchive(text, boost::archive::no_header) << all;
  answer.attachment = std::move(text).str();
  return answer;
}

std::vector<WayPassages> passages_in(const Answer& answer) try {
  std::istringstream text(answer.attachment);
  boost::archive::binary_iarchive archive(text, boost::archive::no_header);
  std::vector<WayPassages> all;
  archive >> all;
  return all;
} catch (const boost::archive::archive_exception& error) {
  throw Error(fmt::format("these are no passages of objects: {}", error.what()));
}

}  // namespace breakeven::workloads
