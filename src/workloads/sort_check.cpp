#include "workloads/sort_check.hpp"

#include <fmt/format.h>

#include <limits>
#include <vector>

#include "breakeven/error.hpp"

namespace breakeven::workloads {
namespace {

constexpr std::uint64_t in_order = std::numeric_limits<std::uint64_t>::max();

/// What the other workers need to know of one worker's output.
template <class Word>
struct Part {
  std::uint64_t count = 0;
  std::uint64_t descent = in_order;  ///< index of the first key that is less than the one before it
  Word first = 0;
  Word last = 0;
};

template <class Word>
std::uint64_t find_descent(std::span<const Word> keys, SortProgress& progress) {
  std::uint64_t descent = in_order;
  progress.for_each_chunk(keys, [&](std::span<const Word> chunk, std::size_t begin) {
    const std::size_t overlap = begin == 0 ? 0 : 1;  // the key before the chunk belongs to its first comparison
    const auto found = kernels::first_descent(keys.subspan(begin - overlap, chunk.size() + overlap));
    if (found && descent == in_order) descent = begin - overlap + *found;
  });
  return descent;
}

template <class Word>
void require_order(const std::vector<Part<Word>>& parts) {
  const Part<Word>* before = nullptr;
  for (std::size_t worker = 0; worker < parts.size(); ++worker) {
    const Part<Word>& part = parts[worker];
    if (part.count == 0) continue;
    if (part.descent != in_order) {
      throw WrongAnswer(fmt::format("the output is not sorted: on worker {} key {} is less than the one before it",
                                    worker, part.descent));
    }
    if (before != nullptr && part.first < before->last) {
      throw WrongAnswer(
          fmt::format("the output is not sorted: the first key of worker {} is less than the last of worker {}", worker,
                      before - parts.data()));
    }
    before = &part;
  }
}

}  // namespace

template <kernels::OrderedWord Word>
kernels::MultisetChecksum checksum_input(std::span<const Word> keys, const kernels::KeyOrder<Word>& order,
                                         SortProgress& progress) {
  kernels::MultisetChecksum sum;
  progress.for_each_chunk(
      keys, [&](std::span<const Word> chunk, std::size_t) { sum += kernels::multiset_checksum(chunk, order); });
  return sum;
}

template <kernels::OrderedWord Word>
SortedKeys check_output(Communicator& communicator, std::span<const Word> keys, const kernels::KeyOrder<Word>& order,
                        const kernels::MultisetChecksum& input, std::uint64_t count, SortProgress& progress) {
  Part<Word> mine{keys.size()};
  mine.descent = find_descent(keys, progress);
  if (!keys.empty()) {
    mine.first = keys.front();
    mine.last = keys.back();
  }
  const auto parts = communicator.all_gather(mine);
  std::uint64_t position = 0;
  std::uint64_t total = 0;
  for (std::size_t worker = 0; worker < parts.size(); ++worker) {
    if (worker < static_cast<std::size_t>(communicator.rank())) position += parts[worker].count;
    total += parts[worker].count;
  }
  if (total != count) throw WrongAnswer(fmt::format("the output has {} keys, the input {}", total, count));
  require_order(parts);

  kernels::SequenceDigest output;
  progress.for_each_chunk(keys, [&](std::span<const Word> chunk, std::size_t begin) {
    const auto digest = kernels::sequence_digest(chunk, order, position + begin);
    output.multiset += digest.multiset;
    output.sequence += digest.sequence;
  });
  std::uint64_t sums[] = {input.first, input.second, output.multiset.first, output.multiset.second, output.sequence};
  communicator.all_reduce(std::span<std::uint64_t>(sums), Reduction::sum);
  if (sums[0] != sums[2] || sums[1] != sums[3]) {
    throw WrongAnswer(fmt::format(
        "the output is sorted, but its keys are not those of the input: checksum {:016x}{:016x} became {:016x}{:016x}",
        sums[0], sums[1], sums[2], sums[3]));
  }
  return {sums[4], sums[0]};
}

template kernels::MultisetChecksum checksum_input(std::span<const std::uint32_t>,
                                                  const kernels::KeyOrder<std::uint32_t>&, SortProgress&);
template kernels::MultisetChecksum checksum_input(std::span<const std::uint64_t>,
                                                  const kernels::KeyOrder<std::uint64_t>&, SortProgress&);
template SortedKeys check_output(Communicator&, std::span<const std::uint32_t>, const kernels::KeyOrder<std::uint32_t>&,
                                 const kernels::MultisetChecksum&, std::uint64_t, SortProgress&);
template SortedKeys check_output(Communicator&, std::span<const std::uint64_t>, const kernels::KeyOrder<std::uint64_t>&,
                                 const kernels::MultisetChecksum&, std::uint64_t, SortProgress&);

}  // namespace breakeven::workloads
