#include "workloads/sort_check.hpp"

#include <fmt/format.h>

#include <limits>
#include <numeric>
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
SortedKeys check_output(Communicator& communicator, std::span<const Word> keys, std::uint64_t input,
                        std::uint64_t count, SortProgress& progress) {
  const auto sizes = communicator.all_gather(std::uint64_t{keys.size()});
  const auto mine_begins = sizes.begin() + communicator.rank();
  const std::uint64_t position = std::accumulate(sizes.begin(), mine_begins, std::uint64_t{0});
  const std::uint64_t total = std::accumulate(mine_begins, sizes.end(), position);
  if (total != count) throw WrongAnswer(fmt::format("the output has {} keys, the input {}", total, count));

  kernels::SequenceDigest output;
  progress.for_each_chunk(keys, [&](std::span<const Word> chunk, std::size_t begin) {
    output += kernels::sequence_digest(chunk, position + begin);
    if (begin != 0) output.ascending &= keys[begin - 1] <= keys[begin];
  });
  Part<Word> mine{keys.size()};
  if (!output.ascending) mine.descent = kernels::first_descent(keys).value();
  if (!keys.empty()) {
    mine.first = keys.front();
    mine.last = keys.back();
  }
  require_order(communicator.all_gather(mine));

  std::uint64_t sums[] = {input, output.checksum, output.sequence};
  communicator.all_reduce(std::span<std::uint64_t>(sums), Reduction::sum);
  if (sums[0] != sums[1]) {
    throw WrongAnswer(
        fmt::format("the output is sorted, but its keys are not those of the input: checksum {:016x} became {:016x}",
                    sums[0], sums[1]));
  }
  return {sums[2], sums[0]};
}

template SortedKeys check_output(Communicator&, std::span<const std::uint32_t>, std::uint64_t, std::uint64_t,
                                 SortProgress&);
template SortedKeys check_output(Communicator&, std::span<const std::uint64_t>, std::uint64_t, std::uint64_t,
                                 SortProgress&);

}  // namespace breakeven::workloads
