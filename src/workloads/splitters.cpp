#include "workloads/splitters.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "kernels/partition.hpp"
#include "kernels/proportional.hpp"
#include "workloads/sort_prefix.hpp"
#include "workloads/splitters_sample.hpp"
#include "workloads/splitters_target.hpp"

namespace breakeven::workloads {
namespace {

/// A bracket and the targets in it.
template <class Word>
struct OpenBracket {
  Bracket<Word> bracket;
  std::vector<std::uint64_t> targets;
};

template <kernels::OrderedWord Word>
class SplitterSearch {
 public:
  SplitterSearch(Communicator& communicator, std::span<const Word> keys, const SortShares& shares,
                 SortProgress& progress)
      : communicator_(communicator),
        keys_(keys),
        count_(shares.target(communicator.size())),
        tolerance_(shares.tolerance()),
        progress_(progress) {
    const Bracket<Word> all{0, std::numeric_limits<Word>::max(), {0, count_}, {0, keys.size()}};
    for (int k = 1; k < communicator.size(); ++k) targets_.push_back({shares.target(k), all, std::nullopt});
  }

  Cuts<Word> run() {
    int rounds = 0;
    for (auto open = open_brackets(); !open.empty(); open = open_brackets()) {
      const auto splitters = count(propose(open, rounds));
      for (Target<Word>& target : targets_) target.settle(splitters, tolerance_);
      ++rounds;
    }
    Cuts<Word> cuts = collect();
    cuts.rounds = rounds;
    return cuts;
  }

 private:
  std::vector<OpenBracket<Word>> open_brackets() const {
    std::vector<OpenBracket<Word>> open;
    for (const Target<Word>& target : targets_) {
      if (target.cut) continue;
      // Targets ascend, so those of one bracket are neighbours.
      if (open.empty() || open.back().bracket.low != target.bracket.low) open.push_back({target.bracket, {}});
      open.back().targets.push_back(target.position);
    }
    return open;
  }

  /// Splitters for the open targets, ascending; the same on all workers.
  std::vector<Word> propose(const std::vector<OpenBracket<Word>>& open, int round) {
    std::vector<Bracket<Word>> brackets;
    std::vector<std::uint64_t> wanted;
    std::size_t most_proposals = 0;
    for (const auto& each : open) {
      brackets.push_back(each.bracket);
      wanted.push_back(sample_size(each.bracket.global.count(), each.targets.size(), tolerance_, open.size()));
      most_proposals += each.targets.size() + 1;
    }
    const auto samples = gather_samples<Word>(communicator_, keys_, brackets, wanted, round, progress_);

    std::vector<Word> proposals;
    if (communicator_.is_root()) {
      auto rest = std::span(samples);
      for (std::size_t b = 0; b < open.size(); ++b) {
        propose_from(rest.first(wanted[b]), open[b], round, proposals);
        rest = rest.subspan(wanted[b]);
      }
    }
    proposals.resize(most_proposals, proposals.empty() ? Word{} : proposals.back());
    communicator_.broadcast(std::span<Word>(proposals));
    std::ranges::sort(proposals);
    const auto repeated = std::ranges::unique(proposals);
    proposals.erase(repeated.begin(), repeated.end());
    return proposals;
  }

  static void propose_from(std::span<const Word> samples, const OpenBracket<Word>& open, int round,
                           std::vector<Word>& proposals) {
    const auto [low, high, global, local] = open.bracket;
    for (const std::uint64_t target : open.targets) {
      // The sample of the same relative rank: the last part that does not begin behind the target.
      std::size_t rank = 0;
      for (std::size_t end = samples.size(); end - rank > 1;) {
        const std::size_t middle = rank + (end - rank) / 2;
        (global.first + kernels::proportional(global.count(), middle, samples.size()) <= target ? rank : end) = middle;
      }
      proposals.push_back(samples.empty() ? low : samples[rank]);  // empty: there are no keys at all
    }
    if (round > 0) proposals.push_back(low + (high - low) / 2);
  }

  /// Where the keys equal to each proposal lie. One pass over the keys.
  std::vector<Splitter<Word>> count(const std::vector<Word>& proposals) {
    const kernels::Classifier<Word> classifier(proposals);
    std::vector<std::uint64_t> local(classifier.classes());
    progress_.for_each_chunk(keys_, [&](std::span<const Word> chunk, std::size_t) { classifier.count(chunk, local); });
    std::vector<std::uint64_t> global = local;
    communicator_.all_reduce(std::span<std::uint64_t>(global), Reduction::sum);
    std::inclusive_scan(local.begin(), local.end(), local.begin());
    std::inclusive_scan(global.begin(), global.end(), global.begin());

    std::vector<Splitter<Word>> splitters;
    for (std::size_t j = 0; j < proposals.size(); ++j) {
      splitters.push_back({proposals[j], {global[2 * j], global[2 * j + 1]}, {local[2 * j], local[2 * j + 1]}});
    }
    return splitters;
  }

  Cuts<Word> collect() {
    std::vector<Splitter<Word>> used;
    for (const Target<Word>& target : targets_) used.push_back(target.cut->splitter);
    std::ranges::sort(used, {}, &Splitter<Word>::key);
    const auto repeated = std::ranges::unique(used, {}, &Splitter<Word>::key);
    used.erase(repeated.begin(), repeated.end());

    Cuts<Word> cuts;
    std::uint64_t done = 0;
    for (const Splitter<Word>& splitter : used) {
      cuts.splitters.push_back(splitter.key);
      cuts.class_counts.push_back(splitter.local.first - done);
      cuts.class_counts.push_back(splitter.local.count());
      done = splitter.local.last;
    }
    cuts.class_counts.push_back(keys_.size() - done);
    cut_equals(cuts);
    return cuts;
  }

  /// Of the keys equal to a splitter, those left of a border are given by the workers of lowest rank.
  void cut_equals(Cuts<Word>& cuts) {
    std::vector<Word> divided;          // the splitters whose equals are divided: once each, however many borders do so
    std::vector<std::uint64_t> counts;  // of this worker's keys equal to them
    for (const Target<Word>& target : targets_) {
      const Splitter<Word>& splitter = target.cut->splitter;
      if (!target.cut->divides() || (!divided.empty() && divided.back() == splitter.key)) continue;
      divided.push_back(splitter.key);
      counts.push_back(splitter.local.count());
    }
    // All workers divide the same ones, so that all or none take part.
    const auto before = counts.empty() ? counts : sums_before(communicator_, counts);
    cuts.borders.push_back(0);
    cuts.local_borders.push_back(0);
    std::size_t next = 0;
    for (const Target<Word>& target : targets_) {
      const auto& [splitter, position] = *target.cut;
      std::uint64_t left = position - splitter.global.first;
      if (target.cut->divides()) {
        if (divided[next] != splitter.key) ++next;
        left -= std::min(left, before[next]);
      }
      cuts.borders.push_back(position);
      cuts.local_borders.push_back(splitter.local.first + std::min(left, splitter.local.count()));
    }
    cuts.borders.push_back(count_);
    cuts.local_borders.push_back(keys_.size());
  }

  Communicator& communicator_;
  std::span<const Word> keys_;
  std::uint64_t count_;
  std::uint64_t tolerance_;
  SortProgress& progress_;
  std::vector<Target<Word>> targets_;
};

}  // namespace

template <kernels::OrderedWord Word>
Cuts<Word> find_cuts(Communicator& communicator, std::span<const Word> keys, const SortShares& shares,
                     SortProgress& progress) {
  return SplitterSearch<Word>(communicator, keys, shares, progress).run();
}

template Cuts<std::uint32_t> find_cuts(Communicator&, std::span<const std::uint32_t>, const SortShares&, SortProgress&);
template Cuts<std::uint64_t> find_cuts(Communicator&, std::span<const std::uint64_t>, const SortShares&, SortProgress&);

}  // namespace breakeven::workloads
