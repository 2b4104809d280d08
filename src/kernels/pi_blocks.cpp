#include "kernels/pi_blocks.hpp"

#include <array>
#include <cstddef>

namespace breakeven::kernels {
namespace {

/// Blocks computed together, word by word: loops that compilers turn into whatever vectors the target has.
constexpr std::size_t batch_size = 8;
using BatchWord = std::array<std::uint32_t, batch_size>;
using Batch = std::array<BatchWord, 4>;

void single_round(Batch& words, philox::Key key) noexcept {
  for (std::size_t b = 0; b < batch_size; ++b) {
    const auto out = philox::single_round({words[0][b], words[1][b], words[2][b], words[3][b]}, key);
    for (std::size_t w = 0; w < out.size(); ++w) words[w][b] = out[w];
  }
}

/// The prefixes of blocks first, first + 1, ... of a chunk.
Batch prefixes(const ChunkStart& start, philox::Key key, std::uint32_t first) noexcept {
  Batch words;
  for (std::size_t b = 0; b < batch_size; ++b) {
    const auto block = first + static_cast<std::uint32_t>(b);
    const std::uint64_t product_0 = std::uint64_t{philox::multiplier_0} * (block ^ start.round_0_word_0);
    const auto word_2 = static_cast<std::uint32_t>(product_0 >> 32) ^ start.round_1_word_2;
    const std::uint64_t product_1 = std::uint64_t{philox::multiplier_1} * word_2;
    words[0][b] = static_cast<std::uint32_t>(product_1 >> 32) ^ start.round_2_word_0;
    words[1][b] = static_cast<std::uint32_t>(product_1);
    words[2][b] = static_cast<std::uint32_t>(product_0) ^ start.round_2_word_2;
    words[3][b] = start.round_2_word_3;
  }
  for (int round = chunk_rounds; round < philox::rounds; ++round) {
    single_round(words, philox::round_key(key, round));
  }
  return words;
}

struct Decided {
  std::uint32_t hits = 0;
  std::uint32_t undecided = 0;
};

/// Without branches: which side a sample is on cannot be predicted.
Decided decide(const BatchWord& words) noexcept {
  Decided sum;
  for (const std::uint32_t word : words) {
    const std::uint32_t excess = pi::prefix_excess(word);
    sum.hits += excess >> 31;
    sum.undecided += excess < pi::undecided_end;
  }
  return sum;
}

std::uint64_t undecided_hits(const BatchWord& words, std::uint64_t seed, std::uint64_t first) {
  std::uint64_t hits = 0;
  for (std::size_t b = 0; b < batch_size; ++b) {
    if (pi::prefix_side(words[b]) != pi::Side::undecided) continue;
    hits += pi::is_hit(seed, first + b * pi::samples_per_block);
  }
  return hits;
}

std::uint64_t count_hits_of_batch(const Batch& words, std::uint64_t seed, std::uint64_t first_block) {
  std::uint64_t hits = 0;
  for (std::size_t w = 0; w < words.size(); ++w) {
    const Decided decided = decide(words[w]);
    hits += decided.hits;
    if (decided.undecided != 0) [[unlikely]] {
      hits += undecided_hits(words[w], seed, first_block * pi::samples_per_block + w);
    }
  }
  return hits;
}

}  // namespace

std::uint64_t count_hits_one_by_one(std::uint64_t seed, std::uint64_t first, std::uint64_t last) noexcept {
  std::uint64_t hits = 0;
  for (std::uint64_t index = first; index < last; ++index) hits += pi::is_hit(seed, index);
  return hits;
}

std::uint64_t count_hits_of_blocks(const BlockRun& run) noexcept {
  const philox::Key key = philox::key_of(run.seed);
  const ChunkStart start = chunk_start(run.chunk(), key);
  const std::uint64_t end = run.first + run.count;
  std::uint64_t hits = 0;
  std::uint64_t block = run.first;
  for (; block + batch_size <= end; block += batch_size) {
    hits += count_hits_of_batch(prefixes(start, key, static_cast<std::uint32_t>(block)), run.seed, block);
  }
  return hits + count_hits_one_by_one(run.seed, block * pi::samples_per_block, end * pi::samples_per_block);
}

}  // namespace breakeven::kernels
