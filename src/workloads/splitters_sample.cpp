#include "workloads/splitters_sample.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "breakeven/philox.hpp"
#include "kernels/local_sort.hpp"
#include "kernels/partition.hpp"
#include "kernels/proportional.hpp"
#include "workloads/sort_prefix.hpp"

namespace breakeven::workloads {
namespace {

/// The chance that a first round does not settle all targets. Another round costs little; samples cost too.
constexpr double failure_probability = 0.01;
/// The root holds and sorts them: 8 MiB, 6 ms. Beyond that another round is cheaper than more samples.
constexpr std::uint64_t most_samples = 1 << 20;
/// Few keys are sampled completely, and then split exactly.
constexpr std::uint64_t few_samples = 1 << 12;
/// Of many keys no more than this share is sampled: the root sorts alone while the others wait.
constexpr std::uint64_t sampled_share = 16;

constexpr auto stream = static_cast<std::uint32_t>(philox::Stream::sort_samples);

/// A number below `bound`; the bias of bound / 2^64 is of no account here.
std::uint64_t random_below(std::uint64_t bound, const philox::Block& random) noexcept {
  return (random[0] | std::uint64_t{random[1]} << 32) % bound;
}

/// Which of this worker's keys in the bracket are samples, by their ordinal among them. Positions are a function of
/// (round, bracket, j), so each worker finds those of all samples that are its own.
std::vector<std::uint64_t> own_ordinals(std::uint64_t population, std::uint64_t samples, Positions own, int round,
                                        std::size_t bracket) {
  std::vector<std::uint64_t> ordinals;
  // The part that our first key lies in: the last that does not begin after it.
  std::uint64_t low = 0;
  for (std::uint64_t high = samples; high - low > 1;) {
    const std::uint64_t middle = low + (high - low) / 2;
    (kernels::proportional(population, middle, samples) <= own.first ? low : high) = middle;
  }
  for (std::uint64_t j = low; j < samples; ++j) {
    const std::uint64_t begin = kernels::proportional(population, j, samples);
    if (begin >= own.last) break;
    const std::uint64_t size = kernels::proportional(population, j + 1, samples) - begin;
    const auto random = philox4x32(
        {static_cast<std::uint32_t>(j), static_cast<std::uint32_t>(bracket), static_cast<std::uint32_t>(round), stream},
        {});
    const std::uint64_t position = begin + random_below(size, random);
    if (own.first <= position && position < own.last) ordinals.push_back(position - own.first);
  }
  return ordinals;
}

/// The keys in brackets with the given ordinals (ascending for each bracket), in one pass over all keys.
template <class Word>
class OrdinalSelection {
 public:
  OrdinalSelection(std::span<const Bracket<Word>> brackets, std::vector<std::vector<std::uint64_t>> ordinals)
      : classifier_(splitters_of(brackets)),
        ordinals_(std::move(ordinals)),
        seen_(brackets.size()),
        taken_(brackets.size()) {
    // A bracket's keys are those of its two splitters, which are its ends, and of the class between them.
    for (std::size_t b = 0; b < brackets.size(); ++b) {
      const std::size_t classes = brackets[b].low == brackets[b].high ? 1 : 3;
      bracket_of_class_.push_back(none);
      bracket_of_class_.insert(bracket_of_class_.end(), classes, b);
    }
    bracket_of_class_.push_back(none);
  }

  void take_from(std::span<const Word> keys, std::vector<Word>& samples) {
    std::array<std::uint32_t, kernels::Classifier<Word>::block_size> classes;
    while (!keys.empty()) {
      const auto block = keys.first(std::min(keys.size(), classes.size()));
      classifier_.classify(block, classes);
      for (std::size_t i = 0; i < block.size(); ++i) {
        const std::size_t b = bracket_of_class_[classes[i]];
        if (b != none && is_wanted(b)) samples.push_back(block[i]);
      }
      keys = keys.subspan(block.size());
    }
  }

 private:
  static constexpr std::size_t none = ~std::size_t{0};

  static std::vector<Word> splitters_of(std::span<const Bracket<Word>> brackets) {
    std::vector<Word> splitters;
    for (const auto& bracket : brackets) {
      splitters.push_back(bracket.low);
      if (bracket.high != bracket.low) splitters.push_back(bracket.high);
    }
    return splitters;
  }

  bool is_wanted(std::size_t b) {
    const std::uint64_t ordinal = seen_[b]++;
    if (taken_[b] == ordinals_[b].size() || ordinals_[b][taken_[b]] != ordinal) return false;
    ++taken_[b];
    return true;
  }

  kernels::Classifier<Word> classifier_;
  std::vector<std::vector<std::uint64_t>> ordinals_;
  std::vector<std::uint64_t> seen_;
  std::vector<std::size_t> taken_;
  std::vector<std::size_t> bracket_of_class_;
};

}  // namespace

std::uint64_t sample_size(std::uint64_t population, std::size_t targets, std::uint64_t tolerance,
                          std::size_t brackets) {
  if (population == 0) return 0;
  const double relative = std::max(static_cast<double>(tolerance) / static_cast<double>(population), 1e-9);
  const double hoeffding = std::log(2 * static_cast<double>(targets) / failure_probability) / (2 * relative * relative);
  const std::uint64_t most = most_samples / brackets;
  const std::uint64_t affordable = std::clamp(population / sampled_share, std::min(few_samples, most), most);
  return std::min({static_cast<std::uint64_t>(std::ceil(hoeffding)), affordable, population});
}

template <kernels::OrderedWord Word>
std::vector<Word> gather_samples(Communicator& communicator, std::span<const Word> keys,
                                 std::span<const Bracket<Word>> brackets, std::span<const std::uint64_t> wanted,
                                 int round, SortProgress& progress) {
  std::vector<std::uint64_t> counts;
  for (const auto& bracket : brackets) counts.push_back(bracket.local.count());
  const auto before = sums_before(communicator, counts);
  std::vector<std::vector<std::uint64_t>> ordinals;
  for (std::size_t b = 0; b < brackets.size(); ++b) {
    const Positions own{before[b], before[b] + counts[b]};
    ordinals.push_back(own_ordinals(brackets[b].global.count(), wanted[b], own, round, b));
  }

  std::vector<Word> mine;
  if (brackets.size() == 1 && brackets.front().local.count() == keys.size()) {
    for (const std::uint64_t ordinal : ordinals.front()) mine.push_back(keys[ordinal]);
  } else {
    OrdinalSelection<Word> selection(brackets, std::move(ordinals));
    progress.for_each_chunk(keys, [&](std::span<const Word> chunk, std::size_t) { selection.take_from(chunk, mine); });
  }

  std::vector<std::span<const Word>> pieces(static_cast<std::size_t>(communicator.size()));
  pieces.front() = mine;
  std::vector<Word> all;
  for (const auto piece : communicator.exchange(std::span<const std::span<const Word>>(pieces))) {
    all.insert(all.end(), piece.begin(), piece.end());
  }
  communicator.barrier();  // the root has read what is about to be freed
  kernels::local_sort(all);
  return all;
}

template std::vector<std::uint32_t> gather_samples(Communicator&, std::span<const std::uint32_t>,
                                                   std::span<const Bracket<std::uint32_t>>,
                                                   std::span<const std::uint64_t>, int, SortProgress&);
template std::vector<std::uint64_t> gather_samples(Communicator&, std::span<const std::uint64_t>,
                                                   std::span<const Bracket<std::uint64_t>>,
                                                   std::span<const std::uint64_t>, int, SortProgress&);

}  // namespace breakeven::workloads
