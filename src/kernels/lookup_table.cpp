#include "kernels/lookup_table.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string_view>

#include "breakeven/philox.hpp"
#include "kernels/object_digest.hpp"

namespace breakeven::kernels {
namespace {

constexpr std::size_t name_blocks = (LookupEntry::longest_name + sizeof(philox::Block) - 1) / sizeof(philox::Block);

/// Block 0 of an entry is for its numbers, the others are for its name.
philox::Block block_of(std::uint64_t entry, std::uint32_t block, std::uint64_t seed) {
  return philox4x32({static_cast<std::uint32_t>(entry), static_cast<std::uint32_t>(entry >> 32), block,
                     static_cast<std::uint32_t>(philox::Stream::objects)},
                    philox::key_of(seed));
}

std::size_t name_length(const philox::Block& numbers) {
  return LookupEntry::shortest_name + numbers[0] % (LookupEntry::longest_name - LookupEntry::shortest_name + 1);
}

std::string generated_name(std::uint64_t entry, std::size_t length, std::uint64_t seed) {
  std::array<unsigned char, name_blocks * sizeof(philox::Block)> random;
  for (std::uint32_t block = 0; block < name_blocks; ++block) {
    const philox::Block words = block_of(entry, block + 1, seed);
    std::memcpy(random.data() + block * sizeof words, words.data(), sizeof words);
  }
  std::string name(length, ' ');
  std::ranges::transform(random.begin(), random.begin() + static_cast<std::ptrdiff_t>(length), name.begin(),
                         [](unsigned char byte) { return static_cast<char>('a' + byte % 26); });
  return name;
}

LookupEntry generated_entry(std::uint64_t entry, std::uint64_t seed) {
  const philox::Block numbers = block_of(entry, 0, seed);
  const std::uint64_t wide = std::uint64_t{numbers[2]} << 32 | numbers[3];
  return {generated_name(entry, name_length(numbers), seed), std::bit_cast<std::int32_t>(numbers[1]),
          static_cast<double>(wide >> 11) * 0x1p-53};
}

/// Beside a string itself, for a name of `length` that was made as long at once.
std::uint64_t outside_bytes(std::size_t length) { return length > std::string().capacity() ? length + 1 : 0; }

std::uint64_t entry_digest(std::string_view name, std::int64_t count, double value, std::uint64_t position) {
  const std::uint64_t numbers = digest_term(static_cast<std::uint64_t>(count), std::bit_cast<std::uint64_t>(value));
  return digest_term(text_digest(name) + numbers, position);
}

/// Where the parts of a flat table begin.
template <class Byte>
class FlatTable {
 public:
  FlatTable(Byte* flat, std::uint64_t size) : flat_(flat), size_(size) {}

  /// Size + 1 of them, in bytes from the first character.
  auto* offsets() const { return at<std::uint64_t>(sizeof(std::uint64_t)); }
  auto* counts() const { return at<std::int64_t>((2 + size_) * sizeof(std::uint64_t)); }
  auto* values() const { return at<double>((2 + 2 * size_) * sizeof(std::uint64_t)); }
  auto* characters() const { return at<char>((2 + 3 * size_) * sizeof(std::uint64_t)); }

 private:
  template <class T>
  auto* at(std::size_t offset) const {
    return reinterpret_cast<std::conditional_t<std::is_const_v<Byte>, const T, T>*>(flat_ + offset);
  }

  Byte* flat_;
  std::uint64_t size_;
};

}  // namespace

LookupTable LookupTable::generated(std::uint64_t size, std::uint64_t seed) {
  std::vector<LookupEntry> entries;
  entries.reserve(size);
  for (std::uint64_t entry = 0; entry < size; ++entry) entries.push_back(generated_entry(entry, seed));
  return LookupTable(std::move(entries));
}

std::uint64_t LookupTable::generated_bytes(std::uint64_t size, std::uint64_t seed) {
  std::uint64_t bytes = size * sizeof(LookupEntry);
  for (std::uint64_t entry = 0; entry < size; ++entry) bytes += outside_bytes(name_length(block_of(entry, 0, seed)));
  return bytes;
}

std::uint64_t LookupTable::bytes() const noexcept {
  std::uint64_t bytes = entries_.capacity() * sizeof(LookupEntry);
  for (const LookupEntry& entry : entries_) bytes += outside_bytes(entry.name.capacity());
  return bytes;
}

std::uint64_t LookupTable::digest() const noexcept {
  std::uint64_t digest = entries_.size();
  for (std::uint64_t i = 0; i < entries_.size(); ++i) {
    digest += entry_digest(entries_[i].name, entries_[i].count, entries_[i].value, i);
  }
  return digest;
}

std::size_t LookupTable::flat_bytes() const noexcept {
  std::size_t bytes = (2 + 3 * entries_.size()) * sizeof(std::uint64_t);
  for (const LookupEntry& entry : entries_) bytes += entry.name.size();
  return bytes;
}

void LookupTable::flatten(std::span<std::byte> flat) const noexcept {
  const std::uint64_t size = entries_.size();
  std::memcpy(flat.data(), &size, sizeof size);
  const FlatTable parts(flat.data(), size);
  std::uint64_t offset = 0;
  for (std::uint64_t i = 0; i < size; ++i) {
    const LookupEntry& entry = entries_[i];
    parts.offsets()[i] = offset;
    parts.counts()[i] = entry.count;
    parts.values()[i] = entry.value;
    std::memcpy(parts.characters() + offset, entry.name.data(), entry.name.size());
    offset += entry.name.size();
  }
  parts.offsets()[size] = offset;
}

std::uint64_t LookupTable::flat_digest(std::span<const std::byte> flat) noexcept {
  std::uint64_t size = 0;
  std::memcpy(&size, flat.data(), sizeof size);
  const FlatTable parts(flat.data(), size);
  std::uint64_t digest = size;
  for (std::uint64_t i = 0; i < size; ++i) {
    const std::string_view name(parts.characters() + parts.offsets()[i], parts.offsets()[i + 1] - parts.offsets()[i]);
    digest += entry_digest(name, parts.counts()[i], parts.values()[i], i);
  }
  return digest;
}

}  // namespace breakeven::kernels
