// Passing an object from worker 0 to all others, in every way that MPI ranks have: what the ranks do is in src/ranks.
// Each worker then has, or reaches, the whole object, and uses all of it.
#pragma once

#include <array>
#include <boost/serialization/string.hpp>
#include <boost/serialization/vector.hpp>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "breakeven/communicator.hpp"
#include "breakeven/workload.hpp"
#include "kernels/lookup_table.hpp"
#include "kernels/plain_array.hpp"
#include "workloads/passage.hpp"

namespace breakeven::workloads {

enum class ObjectType : std::uint8_t {
  table,  ///< kernels::LookupTable
  array,  ///< kernels::PlainArray
};
std::string_view to_string(ObjectType type) noexcept;

/// An object that everybody can make.
struct ObjectRecipe {
  ObjectType type = ObjectType::table;
  std::uint64_t size = 0;  ///< entries or values
  std::uint64_t seed = 0;

  /// In memory, without making it.
  std::uint64_t bytes() const;
  /// Calls `f` with the object.
  template <class F>
  auto with_object(F f) const {
    return type == ObjectType::table ? f(kernels::LookupTable::generated(size, seed))
                                     : f(kernels::PlainArray::generated(size, seed));
  }

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& type& size& seed;
  }
};

/// What one way of passing took, time after time.
struct WayPassages {
  std::string way;
  std::vector<Passage> passages;

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& way& passages;
  }
};

/// Passes an object in all `ways`, `rounds` times, each round in a new order that depends on `order_seed` only: the
/// same for all workers that take part. `once` is told the number of the way.
std::vector<WayPassages> pass_in_rounds(std::span<const std::string_view> ways, std::uint32_t rounds,
                                        std::uint64_t order_seed, const std::function<Passage(std::size_t)>& once);

/// The ways of ranks, as records and tables name them.
namespace rank_way {
inline constexpr std::string_view packed = "Boost.MPI send";
inline constexpr std::string_view skeleton = "Boost.MPI skeleton and content";
inline constexpr std::string_view datatype = "MPI datatype";
inline constexpr std::string_view window = "MPI shared window";
inline constexpr std::array all{packed, skeleton, datatype, window};
}  // namespace rank_way

struct PassingWorkload;

/// How the workers of a process pass objects.
class ObjectPasser {
 public:
  virtual ~ObjectPasser() = default;
  /// Collective. As pass_in_rounds(), in all of rank_way; only the root's passages are defined.
  virtual std::vector<WayPassages> pass(const PassingWorkload& passing, Communicator& communicator) const = 0;
};

struct PassingWorkload {
  static constexpr std::string_view name = "passing";

  ObjectRecipe object{};
  std::uint32_t rounds = 1;  ///< of all ways
  std::uint64_t order_seed = 1;
  const ObjectPasser* passer = nullptr;  ///< does not travel: processes that can pass objects give it their own

  /// Its attachment holds the passages. Throws Error when there is one worker only, and for workers without a passer.
  Answer run(Communicator& communicator) const;
  std::uint64_t problem_size() const noexcept { return object.size; }
  std::string describe() const;

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& object& rounds& order_seed;
  }
};

/// Throws Error for an answer of another workload.
std::vector<WayPassages> passages_in(const Answer& answer);

}  // namespace breakeven::workloads
