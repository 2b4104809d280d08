#include "report/overhead_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

namespace breakeven::report {
namespace {

using overhead::Condition;
using overhead::Series;

/// A part of such a factor.
struct Word {
  std::string Condition::*factor;
  std::string_view text;
  std::string_view meaning;
};
constexpr std::array words{
    Word{&Condition::setting, "ob1, self+vader",
         "Open MPI with `--mca pml ob1 --mca btl self,vader`: messages through shared memory alone"},
    Word{&Condition::quantity, "control is back",
         "all workers have ended, and the program that asked for them goes on"},
    Word{&Condition::quantity, "init: fence", "waiting in MPI_Init for the other ranks (a fence of PMIx)"},
    Word{&Condition::quantity, "start, end, wait", "a child that ends at once, until its parent has waited for it"},
    Word{&Condition::kind, "fork again", "a fork just after another, which left the parent's pages write-protected"},
    Word{&Condition::kind, "copy-on-write",
         "a child writes memory that it shares with its parent: for each page a fault and a copy"},
    Word{&Condition::quantity, "send call", "the call that sends a message, until it returns"},
    Word{&Condition::setting, "allocated",
         "messages out of memory of Communicator::allocate(), in records of old: all processes saw it"},
    Word{&Condition::setting, "streaming",
         "a batch back to back, from before its first to after its last operation; the batch's mean"},
    Word{&Condition::setting, "isolated",
         "each by itself, messages to a worker that has been waiting for them for longer than any spins, collectives "
         "after a barrier and until the slowest worker is done"},
    Word{&Condition::setting, "windowed",
         "all workers begin at an instant of one clock, none later than its error tells; from it until the last one is "
         "done"}};

}  // namespace

std::string explain_words(std::span<const Series> series) {
  std::string text;
  for (const Word& word : words) {
    const bool occurs = std::ranges::any_of(
        series, [&](const Series& one) { return (one.condition.*word.factor).find(word.text) != std::string::npos; });
    if (occurs) text += fmt::format("{}: {}.\n", word.text, word.meaning);
  }
  return text;
}

}  // namespace breakeven::report
