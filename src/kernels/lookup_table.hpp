// A table of names and numbers: the "database" that every worker needs a copy of. In memory it is what a C++ program
// would make of it, a vector of entries with strings; flat it is one piece of memory that can be mapped by others.
#pragma once

#include <boost/serialization/string.hpp>
#include <boost/serialization/vector.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace breakeven::kernels {

struct LookupEntry {
  static constexpr std::size_t shortest_name = 5;
  static constexpr std::size_t longest_name = 40;

  std::string name;
  std::int64_t count = 0;
  double value = 0;

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& name& count& value;
  }
};

class LookupTable {
 public:
  LookupTable() = default;
  explicit LookupTable(std::vector<LookupEntry> entries) : entries_(std::move(entries)) {}

  /// A pure function of its arguments. 0.1 µs an entry.
  static LookupTable generated(std::uint64_t size, std::uint64_t seed);
  /// What generated() will take, without making it. 10 ns an entry.
  static std::uint64_t generated_bytes(std::uint64_t size, std::uint64_t seed);

  const std::vector<LookupEntry>& entries() const noexcept { return entries_; }
  /// In memory: the entries, and the characters of names that are too long to be kept inside of them.
  std::uint64_t bytes() const noexcept;
  /// Depends on every character and number, and on their order.
  std::uint64_t digest() const noexcept;

  /// Flat: the size, offsets of names, counts, values, and the characters of all names one after the other.
  std::size_t flat_bytes() const noexcept;
  /// `flat` must be as long, and aligned to 8 bytes.
  void flatten(std::span<std::byte> flat) const noexcept;
  /// The digest of the table that was flattened to `flat`, from there.
  static std::uint64_t flat_digest(std::span<const std::byte> flat) noexcept;

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& entries_;
  }

 private:
  std::vector<LookupEntry> entries_;
};

}  // namespace breakeven::kernels
