// Where to cut the sorted order of keys that are spread over all workers, without sorting them.
//
// The p - 1 borders between p workers' shares should lie at positions floor(k n / p) of the sorted order, and may lie
// up to floor(eps n / (2p)) away. In each round
//
//  1. samples are drawn from the brackets that the targets still open are known to lie in (at first one, all keys),
//     and gathered at the root, which proposes the sample at a target's relative rank as a splitter;
//  2. every worker counts its keys below and equal to every splitter, and the counts are added up;
//  3. a target whose position falls among the keys equal to a splitter is met exactly, because these can be divided
//     at will; one with a splitter's edge within the tolerance is met by it; for the others the nearest splitters on
//     both sides are a new, narrower bracket.
//
// From the second round on the middle of every bracket's interval of keys is a splitter too, so that there are no
// more rounds than a key has bits, plus one, whatever the input. On average it is one and a little: with s samples of
// N keys, drawn one from each of s equal parts, the chance that a proposal is off by more than t keys is at most
// 2 exp(-2 s (t / N)^2) (Hoeffding 1963), and s is chosen to make the sum over the targets 1 %.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "breakeven/communicator.hpp"
#include "kernels/ordered_key.hpp"
#include "workloads/sort_progress.hpp"
#include "workloads/sort_shares.hpp"

namespace breakeven::workloads {

template <kernels::OrderedWord Word>
struct Cuts {
  std::vector<Word> splitters;               ///< strictly ascending, fewer than p
  std::vector<std::uint64_t> class_counts;   ///< of this worker's keys, in the classes of kernels::Classifier
  std::vector<std::uint64_t> local_borders;  ///< p + 1: piece k of this worker's keys, in class order, goes to worker k
  std::vector<std::uint64_t> borders;        ///< p + 1: worker k gets positions [borders[k], borders[k + 1])
  int rounds = 0;
};

/// Collective; `keys` are this worker's, all workers' together are as many as `shares` was made for. A round costs one
/// pass over the keys of about 1 ns each, a few collectives of O(p) words, the samples (at most 2^20 at the root), and
/// another word from each worker to each for every bracket: one in the first round, up to p - 1 in the rare others, so
/// up to p^2 words at each worker. At the end the same for every splitter whose equals have to be divided.
template <kernels::OrderedWord Word>
Cuts<Word> find_cuts(Communicator& communicator, std::span<const Word> keys, const SortShares& shares,
                     SortProgress& progress);

}  // namespace breakeven::workloads
