// An array of numbers: the object that is as easy to pass on as there can be. With the same interface as LookupTable.
#pragma once

#include <boost/serialization/vector.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace breakeven::kernels {

class PlainArray {
 public:
  PlainArray() = default;
  explicit PlainArray(std::vector<double> values) : values_(std::move(values)) {}

  /// Values in [0, 1): a pure function of the arguments. 3 ns a value.
  static PlainArray generated(std::uint64_t size, std::uint64_t seed);
  static std::uint64_t generated_bytes(std::uint64_t size, std::uint64_t /*seed*/) { return size * sizeof(double); }

  const std::vector<double>& values() const noexcept { return values_; }
  std::uint64_t bytes() const noexcept { return values_.capacity() * sizeof(double); }
  /// Depends on every value and its position.
  std::uint64_t digest() const noexcept { return flat_digest(std::as_bytes(std::span(values_))); }

  /// Flat it is what it is.
  std::size_t flat_bytes() const noexcept { return values_.size() * sizeof(double); }
  void flatten(std::span<std::byte> flat) const noexcept;
  static std::uint64_t flat_digest(std::span<const std::byte> flat) noexcept;

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& values_;
  }

 private:
  std::vector<double> values_;
};

}  // namespace breakeven::kernels
