#include "workloads/sort_job.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <vector>

#include "kernels/local_sort.hpp"
#include "kernels/partition.hpp"
#include "workloads/key_storage.hpp"
#include "workloads/sort_check.hpp"
#include "workloads/sort_prefix.hpp"
#include "workloads/splitters.hpp"

namespace breakeven::workloads {

namespace {

constexpr std::size_t fewest_keys_to_split = 1 << 16;

/// A key near the middle of those in `pieces`, if it is worth splitting them there: not if they lie in their place,
/// are few, or seem to be sorted, which the local sort profits from.
template <class Word>
std::optional<Word> pivot_for(std::span<const std::span<const Word>> pieces, std::span<const Word> place) {
  if (place.size() < fewest_keys_to_split || !kernels::split_copy_pays()) return std::nullopt;
  constexpr std::size_t samples = 255;
  const std::size_t step = place.size() / samples;
  std::vector<Word> sample;
  std::size_t skip = step / 2;
  for (const auto piece : pieces) {
    if (piece.data() >= place.data() && piece.data() < place.data() + place.size()) return std::nullopt;
    for (; skip < piece.size(); skip += step) sample.push_back(piece[skip]);
    skip -= piece.size();
  }
  if (std::ranges::is_sorted(sample)) return std::nullopt;
  const auto middle = sample.begin() + static_cast<std::ptrdiff_t>(sample.size() / 2);
  std::ranges::nth_element(sample, middle);
  return *middle;
}

}  // namespace

template <kernels::OrderedWord Word>
SortJob<Word>::SortJob(const SortWorkload& workload, Communicator& communicator)
    : workload_(workload),
      communicator_(communicator),
      shares_(workload.count, communicator.size(), workload.epsilon),
      progress_(communicator),
      order_(workload.type, workload.float_order) {
  const bool stored = !workload.source.empty() || !workload.sink.empty();
  if (stored && workload.storage == nullptr) throw std::logic_error("SortWorkload: no storage for its source or sink");
}

template <kernels::OrderedWord Word>
Answer SortJob<Word>::run() {
  obtain_input();
  if (communicator_.size() > 1) redistribute();
  kernels::local_sort(keys_.first(half_));
  kernels::local_sort(keys_.subspan(half_));

  Answer answer;
  if (workload_.verify) {
    const PhaseScope phase(communicator_.timeline(), Phase::check);
    progress_.next(0.95);
    const auto output = check_output<Word>(communicator_, keys_, input_checksum_, workload_.count, progress_);
    answer.digest = output.digest;
    answer.figures.push_back({"checksum", output.checksum});
  }
  const std::uint64_t most = communicator_.all_reduce(std::uint64_t{keys_.size()}, Reduction::max);
  const double even = static_cast<double>(workload_.count) / communicator_.size();
  answer.figures.push_back({"largest_share", workload_.count == 0 ? 1.0 : static_cast<double>(most) / even});
  answer.figures.push_back({"rounds", static_cast<std::uint64_t>(rounds_)});
  if (!workload_.sink.empty()) bring_out();
  return answer;
}

template <kernels::OrderedWord Word>
void SortJob<Word>::obtain_input() {
  const PhaseScope phase(communicator_.timeline(), Phase::send);
  const std::uint64_t first = shares_.target(communicator_.rank());
  const std::uint64_t size = shares_.target(communicator_.rank() + 1) - first;
  buffer_ = communicator_.allocate<Word>(shares_.capacity());
  keys_ = buffer_.span().first(size);
  progress_.next(0.2);
  if (workload_.source.empty()) {
    const kernels::KeyGenerator<Word> generator(workload_.input, workload_.type, workload_.float_order, workload_.count,
                                                workload_.seed);
    make_input([&](std::span<Word> chunk, std::size_t begin) { generator.generate(first + begin, chunk); });
  } else {
    workload_.storage->read(workload_.source, communicator_, workload_.type, first, std::as_writable_bytes(keys_));
    make_input([&](std::span<Word> chunk, std::size_t) { order_.encode(chunk); });
  }
}

/// Fills the keys chunk by chunk, and looks at each chunk while it is in the cache.
template <kernels::OrderedWord Word>
template <class Fill>
void SortJob<Word>::make_input(Fill fill) {
  progress_.for_each_chunk(keys_, [&](std::span<Word> chunk, std::size_t begin) {
    fill(chunk, begin);
    if (!workload_.verify) return;
    const PhaseInterlude check(communicator_.timeline(), Phase::check);
    input_checksum_ += kernels::multiset_checksum<Word>(chunk);
  });
}

template <kernels::OrderedWord Word>
void SortJob<Word>::redistribute() {
  progress_.next(0.3);
  const Cuts<Word> cuts = find_cuts<Word>(communicator_, keys_, shares_, progress_);
  rounds_ = cuts.rounds;

  progress_.next(0.4);
  Buffer<Word> partitioned = communicator_.allocate<Word>(keys_.size());
  const kernels::Classifier<Word> classifier(cuts.splitters);
  kernels::Scatter<Word> scatter(classifier, cuts.class_counts, partitioned.data());
  progress_.for_each_chunk(std::span<const Word>(keys_),
                           [&](std::span<const Word> chunk, std::size_t) { scatter(chunk); });

  std::vector<std::span<const Word>> pieces;
  for (std::size_t k = 0; k + 1 < cuts.local_borders.size(); ++k) {
    pieces.push_back(
        partitioned.span().subspan(cuts.local_borders[k], cuts.local_borders[k + 1] - cuts.local_borders[k]));
  }
  const auto rank = static_cast<std::size_t>(communicator_.rank());
  keys_ = buffer_.span().first(cuts.borders[rank + 1] - cuts.borders[rank]);
  receive(communicator_.exchange(std::span<const std::span<const Word>>(pieces), keys_, workload_.route));
  communicator_.barrier();  // everybody has read what is about to be freed
}

/// Moves what came to its place, unless it lies there already. Getting the keys here is talk, not work.
template <kernels::OrderedWord Word>
void SortJob<Word>::receive(std::span<const std::span<const Word>> pieces) {
  const PhaseScope phase(communicator_.timeline(), Phase::talk);
  progress_.next(0.5);
  if (const auto pivot = pivot_for<Word>(pieces, keys_)) return receive_halves(pieces, *pivot);
  std::size_t position = 0;
  for (const auto piece : pieces) {
    const auto place = keys_.subspan(position, piece.size());
    position += piece.size();
    if (piece.data() == place.data()) continue;
    progress_.for_each_chunk(piece, [&](std::span<const Word> chunk, std::size_t begin) {
      std::ranges::copy(chunk, place.begin() + static_cast<std::ptrdiff_t>(begin));
    });
  }
  if (position != keys_.size()) throw std::logic_error("SortJob: the exchange brought another number of keys");
}

/// Keys have to be copied anyway: splitting them at the same time saves the local sort its dearest pass.
template <kernels::OrderedWord Word>
void SortJob<Word>::receive_halves(std::span<const std::span<const Word>> pieces, Word pivot) {
  Word* low = keys_.data();
  Word* high = low + keys_.size();
  for (const auto piece : pieces) {
    progress_.for_each_chunk(
        piece, [&](std::span<const Word> chunk, std::size_t) { kernels::split_copy(chunk, pivot, low, high); });
  }
  if (low != high) throw std::logic_error("SortJob: the exchange brought another number of keys");
  half_ = static_cast<std::size_t>(low - keys_.data());
}

template <kernels::OrderedWord Word>
void SortJob<Word>::bring_out() {
  const PhaseScope phase(communicator_.timeline(), Phase::collect);
  const std::uint64_t count = keys_.size();
  const std::uint64_t first = sums_before(communicator_, std::span(&count, 1)).front();
  progress_.next(1);
  progress_.for_each_chunk(keys_, [&](std::span<Word> chunk, std::size_t) { order_.decode(chunk); });
  workload_.storage->write(workload_.sink, communicator_, workload_.type, first, std::as_bytes(keys_));
}

template class SortJob<std::uint32_t>;
template class SortJob<std::uint64_t>;

}  // namespace breakeven::workloads
