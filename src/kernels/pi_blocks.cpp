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

class PhiloxBatches {
 public:
  PhiloxBatches(const BlockRun& run, philox::Stream stream) noexcept
      : key_(philox::key_of(run.sequence.seed)), start_(chunk_start(run.chunk(), key_, stream)) {}

  /// The words of blocks block, block + 1, ... of the run's chunk.
  Batch words(std::uint64_t block) const noexcept {
    Batch words;
    for (std::size_t b = 0; b < batch_size; ++b) {
      const auto low = static_cast<std::uint32_t>(block + b);
      const std::uint64_t product_0 = std::uint64_t{philox::multiplier_0} * (low ^ start_.round_0_word_0);
      const auto word_2 = static_cast<std::uint32_t>(product_0 >> 32) ^ start_.round_1_word_2;
      const std::uint64_t product_1 = std::uint64_t{philox::multiplier_1} * word_2;
      words[0][b] = static_cast<std::uint32_t>(product_1 >> 32) ^ start_.round_2_word_0;
      words[1][b] = static_cast<std::uint32_t>(product_1);
      words[2][b] = static_cast<std::uint32_t>(product_0) ^ start_.round_2_word_2;
      words[3][b] = start_.round_2_word_3;
    }
    for (int round = chunk_rounds; round < philox::rounds; ++round) {
      single_round(words, philox::round_key(key_, round));
    }
    return words;
  }

 private:
  philox::Key key_;
  ChunkStart start_;
};

class ArsBatches {
 public:
  ArsBatches(const BlockRun& run, philox::Stream stream) noexcept : sequence_(run.sequence), stream_(stream) {}

  Batch words(std::uint64_t block) const noexcept {
    Batch words;
    for (std::size_t b = 0; b < batch_size; ++b) {
      const auto of_block = pi::words_of(sequence_, block + b, stream_);
      for (std::size_t w = 0; w < of_block.size(); ++w) words[w][b] = of_block[w];
    }
    return words;
  }

 private:
  pi::Sequence sequence_;
  philox::Stream stream_;
};

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

std::uint64_t undecided_hits(const BatchWord& words, const pi::Sequence& sequence, std::uint64_t first) {
  std::uint64_t hits = 0;
  for (std::size_t b = 0; b < batch_size; ++b) {
    if (pi::prefix_side(words[b]) != pi::Side::undecided) continue;
    hits += pi::is_hit(sequence, first + b * pi::samples_per_block);
  }
  return hits;
}

template <class Batches>
class LazyBatches {
 public:
  explicit LazyBatches(const BlockRun& run) noexcept
      : sequence_(run.sequence), prefixes_(run, philox::Stream::pi_prefix) {}

  std::uint64_t hits(std::uint64_t block) const noexcept {
    const Batch words = prefixes_.words(block);
    std::uint64_t hits = 0;
    for (std::size_t w = 0; w < words.size(); ++w) {
      const Decided decided = decide(words[w]);
      hits += decided.hits;
      if (decided.undecided != 0) [[unlikely]] {
        hits += undecided_hits(words[w], sequence_, block * pi::samples_per_block + w);
      }
    }
    return hits;
  }

 private:
  pi::Sequence sequence_;
  Batches prefixes_;
};

template <class Batches>
class EagerBatches {
 public:
  explicit EagerBatches(const BlockRun& run) noexcept
      : prefixes_(run, philox::Stream::pi_prefix),
        suffixes_x_(run, philox::Stream::pi_suffix_x),
        suffixes_y_(run, philox::Stream::pi_suffix_y) {}

  std::uint64_t hits(std::uint64_t block) const noexcept {
    const Batch prefix = prefixes_.words(block);
    const Batch x = suffixes_x_.words(block);
    const Batch y = suffixes_y_.words(block);
    std::uint64_t hits = 0;
    for (std::size_t w = 0; w < prefix.size(); ++w) {
      for (std::size_t b = 0; b < batch_size; ++b) {
        hits += pi::inside(pi::coordinates(prefix[w][b], x[w][b], y[w][b]));
      }
    }
    return hits;
  }

 private:
  Batches prefixes_;
  Batches suffixes_x_;
  Batches suffixes_y_;
};

template <class Counter>
std::uint64_t count_with(const BlockRun& run) noexcept {
  const Counter counter(run);
  const std::uint64_t end = run.first + run.count;
  std::uint64_t hits = 0;
  std::uint64_t block = run.first;
  for (; block + batch_size <= end; block += batch_size) hits += counter.hits(block);
  return hits + count_hits_one_by_one(run.sequence, block * pi::samples_per_block, end * pi::samples_per_block);
}

}  // namespace

std::uint64_t count_hits_one_by_one(const pi::Sequence& sequence, std::uint64_t first, std::uint64_t last) noexcept {
  std::uint64_t hits = 0;
  for (std::uint64_t index = first; index < last; ++index) hits += pi::is_hit(sequence, index);
  return hits;
}

std::uint64_t count_hits_of_blocks(const BlockRun& run, Sampler sampler) noexcept {
  const bool lazy = sampler == Sampler::lazy;
  if (run.sequence.generator == pi::Generator::philox) {
    return lazy ? count_with<LazyBatches<PhiloxBatches>>(run) : count_with<EagerBatches<PhiloxBatches>>(run);
  }
  return lazy ? count_with<LazyBatches<ArsBatches>>(run) : count_with<EagerBatches<ArsBatches>>(run);
}

}  // namespace breakeven::kernels
