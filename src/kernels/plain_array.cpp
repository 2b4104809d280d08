#include "kernels/plain_array.hpp"

#include <cstring>

#include "breakeven/philox.hpp"
#include "kernels/object_digest.hpp"

namespace breakeven::kernels {
namespace {

// Entries of tables use the blocks before it.
constexpr std::uint32_t array_block = 16;

double unit_interval(std::uint32_t high, std::uint32_t low) {
  return static_cast<double>((std::uint64_t{high} << 32 | low) >> 11) * 0x1p-53;
}

}  // namespace

PlainArray PlainArray::generated(std::uint64_t size, std::uint64_t seed) {
  std::vector<double> values(size);
  for (std::uint64_t i = 0; i < size; i += 2) {
    const philox::Block random = philox4x32({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i >> 32),
                                             array_block, static_cast<std::uint32_t>(philox::Stream::objects)},
                                            philox::key_of(seed));
    values[i] = unit_interval(random[0], random[1]);
    if (i + 1 < size) values[i + 1] = unit_interval(random[2], random[3]);
  }
  return PlainArray(std::move(values));
}

void PlainArray::flatten(std::span<std::byte> flat) const noexcept {
  if (!values_.empty()) std::memcpy(flat.data(), values_.data(), flat_bytes());
}

std::uint64_t PlainArray::flat_digest(std::span<const std::byte> flat) noexcept {
  const std::uint64_t size = flat.size() / sizeof(std::uint64_t);
  std::uint64_t digest = size;
  for (std::uint64_t i = 0; i < size; ++i) {
    std::uint64_t word = 0;
    std::memcpy(&word, flat.data() + i * sizeof word, sizeof word);
    digest += digest_term(word, i);
  }
  return digest;
}

}  // namespace breakeven::kernels
