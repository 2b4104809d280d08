// Objects as MPI datatypes describe them: elements that are all alike. A table's entries become records of a fixed
// size.
#pragma once

#include <mpi.h>

#include <array>
#include <cstdint>
#include <vector>

#include "kernels/lookup_table.hpp"
#include "kernels/plain_array.hpp"

namespace breakeven::ranks {

/// An MPI datatype that is known to MPI as long as this lives.
class CommittedType {
 public:
  /// Takes over `type`.
  explicit CommittedType(MPI_Datatype type);
  ~CommittedType() { MPI_Type_free(&type_); }
  CommittedType(const CommittedType&) = delete;
  CommittedType& operator=(const CommittedType&) = delete;

  MPI_Datatype get() const noexcept { return type_; }

 private:
  MPI_Datatype type_;
};

struct LookupRecord {
  std::array<char, kernels::LookupEntry::longest_name> name;
  std::int32_t name_length;
  std::int64_t count;
  double value;
};

/// What an object is in records, and back.
template <class Object>
struct Records;

template <>
struct Records<kernels::LookupTable> {
  using Record = LookupRecord;
  static CommittedType type();
  static std::vector<Record> of(const kernels::LookupTable& table);
  static kernels::LookupTable object(std::vector<Record> records);
};

/// An array has its records already.
template <>
struct Records<kernels::PlainArray> {
  using Record = double;
  static CommittedType type();
  static const std::vector<double>& of(const kernels::PlainArray& array) { return array.values(); }
  static kernels::PlainArray object(std::vector<double> values) { return kernels::PlainArray(std::move(values)); }
};

}  // namespace breakeven::ranks
