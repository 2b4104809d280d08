#include "kernels/key_inputs_runs.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <stdexcept>

#include "kernels/key_inputs_random.hpp"
#include "kernels/proportional.hpp"

namespace breakeven::kernels {
namespace {

constexpr std::uint64_t all_bits = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint32_t parameter_stream = static_cast<std::uint32_t>(philox::Stream::sort_keys) + 1;

/// Random keys of part `part` of 2^bits equal parts of the range.
constexpr KeyRun random_part(std::uint64_t begin, std::uint64_t end, std::uint64_t part, int bits) noexcept {
  return {begin, end, part << (64 - bits), 0, all_bits, bits};
}
/// Random keys of all of the range.
constexpr KeyRun random_run(std::uint64_t begin, std::uint64_t end) noexcept { return {begin, end, 0, 0, all_bits, 0}; }
constexpr KeyRun constant_run(std::uint64_t begin, std::uint64_t end, std::uint64_t fraction) noexcept {
  return {begin, end, fraction, 0, 0, 0};
}

constexpr std::uint64_t reversed_bits(std::uint64_t value, int bits) noexcept {
  std::uint64_t result = 0;
  for (int bit = 0; bit < bits; ++bit) result = result << 1 | (value >> bit & 1);
  return result;
}

}  // namespace

KeyRuns::KeyRuns(KeyInput input, std::uint64_t count, std::uint64_t seed)
    : input_(input), count_(count), step_(count == 0 ? 0 : all_bits / count) {
  for (std::uint64_t v = 0; v <= processors; ++v) slab_begins_[v] = proportional(count, v, processors);
  if (input == KeyInput::equal) {
    std::array<std::uint64_t, 2> numbers;
    random_numbers(seed, parameter_stream, 0, numbers);
    constant_ = numbers[0];
  }
  if (input == KeyInput::random_duplicates) draw_duplicates(seed);
}

KeyRun KeyRuns::containing(std::uint64_t index) const {
  switch (input_) {
    case KeyInput::uniform: return random_run(0, count_);
    case KeyInput::sorted: return {0, count_, 0, step_, 0, 0};
    case KeyInput::reverse: return {0, count_, (count_ - 1) * step_, 0 - step_, 0, 0};
    case KeyInput::equal: return constant_run(0, count_, constant_);
    case KeyInput::few: return {0, count_, 0, 0, std::uint64_t{15} << 60, 0};
    case KeyInput::organ_pipe: return organ_pipe(index);
    case KeyInput::duplicates: return duplicates(index);
    case KeyInput::random_duplicates: return random_duplicates(index);
    case KeyInput::tail: {
      const std::uint64_t tail = count_ - count_ / 100;
      if (index < tail) return {0, tail, 0, step_, 0, 0};
      return random_run(tail, count_);
    }
    default: return in_slab(slab_of(index), index);
  }
}

KeyRuns::Slab KeyRuns::slab_of(std::uint64_t index) const {
  const auto after = std::ranges::upper_bound(slab_begins_, index);
  return {static_cast<std::uint64_t>(after - slab_begins_.begin() - 1), *(after - 1), *after};
}

KeyRun KeyRuns::in_slab(const Slab& slab, std::uint64_t index) const {
  const auto [v, begin, end] = slab;
  // The `of` equal pieces of the slab have consecutive parts of the range.
  const auto piece = [&](std::uint64_t of, std::uint64_t first_part) {
    const std::uint64_t j = ((index - begin + 1) * of - 1) / (end - begin);
    return random_part(begin + proportional(end - begin, j, of), begin + proportional(end - begin, j + 1, of),
                       (first_part + j) % processors, 6);
  };
  switch (input_) {
    case KeyInput::staggered: return random_part(begin, end, v < 32 ? 2 * v + 1 : 2 * v - 64, 6);
    case KeyInput::bucket: return piece(processors, 0);
    case KeyInput::g_group: return piece(8, v / 8 * 8 + 32);
    case KeyInput::mirrored: return random_part(begin, end, reversed_bits(v, 6), 6);
    case KeyInput::all_to_one:
      if (index == end - 1) return constant_run(index, end, (63 - v) << 57);
      return random_part(begin, end - 1, 127 - v, 7);
    default: throw std::logic_error("KeyRuns: this input has no runs");
  }
}

KeyRun KeyRuns::organ_pipe(std::uint64_t index) const {
  const std::uint64_t middle = count_ - count_ / 2;
  if (index < middle) return {0, middle, 0, 2 * step_, 0, 0};
  return {middle, count_, 2 * (count_ - 1 - middle) * step_, 0 - 2 * step_, 0, 0};
}

/// Key i is log2 of the number of keys after it.
KeyRun KeyRuns::duplicates(std::uint64_t index) const {
  const std::uint64_t after = count_ - 1 - index;
  const auto bits = static_cast<int>(std::bit_width(after));
  if (bits == 0) return constant_run(index, count_, 0);
  const std::uint64_t most = std::min(count_ - 1, all_bits >> (64 - bits));
  const std::uint64_t least = std::uint64_t{1} << (bits - 1);
  return constant_run(count_ - 1 - most, count_ - least, static_cast<std::uint64_t>(bits) << 57);
}

KeyRun KeyRuns::random_duplicates(std::uint64_t index) const {
  return *(std::ranges::upper_bound(duplicates_, index, {}, &KeyRun::begin) - 1);
}

/// Every slab's runs have lengths in the ratio of random numbers in [0, range) and random values of that range.
void KeyRuns::draw_duplicates(std::uint64_t seed) {
  std::array<std::uint64_t, duplicate_range> numbers;
  for (std::uint64_t v = 0; v < processors; ++v) {
    random_numbers(seed, parameter_stream, v * numbers.size() / 2, numbers);
    std::uint64_t sum = 0;
    for (const std::uint64_t number : numbers) sum += number % duplicate_range;
    const std::uint64_t slab = slab_begins_[v + 1] - slab_begins_[v];
    std::uint64_t before = 0;
    for (const std::uint64_t number : numbers) {
      // Should all lengths be zero, the first run has the whole slab.
      const std::uint64_t after = sum == 0 ? 1 : before + number % duplicate_range;
      const std::uint64_t begin = slab_begins_[v] + proportional(slab, before, std::max<std::uint64_t>(sum, 1));
      const std::uint64_t end = slab_begins_[v] + proportional(slab, after, std::max<std::uint64_t>(sum, 1));
      if (begin < end) duplicates_.push_back(constant_run(begin, end, number >> 59 << 59));
      before = after;
    }
  }
}

}  // namespace breakeven::kernels
