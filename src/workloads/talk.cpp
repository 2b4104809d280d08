#include "workloads/talk.hpp"

#include <algorithm>
#include <array>
#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "breakeven/error.hpp"
#include "os/affinity.hpp"
#include "workloads/common_clock.hpp"
#include "workloads/talk_measurement.hpp"

namespace breakeven::workloads {
namespace {

constexpr std::array<std::string_view, talk_operation_count> operation_names{
    "latency", "send call",  "bandwidth", "both ways",  "barrier", "broadcast",
    "reduce",  "all_reduce", "gather",    "all_gather", "exchange"};

}  // namespace

std::string_view to_string(TalkOperation operation) noexcept {
  return operation_names[static_cast<std::size_t>(operation)];
}

TalkOperation talk_operation_from(std::string_view name) {
  const auto found = std::ranges::find(operation_names, name);
  if (found != operation_names.end()) return static_cast<TalkOperation>(found - operation_names.begin());
  throw UsageError(
      fmt::format("there is no operation called '{}'; they are {}", name, fmt::join(operation_names, ", ")));
}

bool is_of_two(TalkOperation operation) noexcept { return operation <= TalkOperation::both_ways; }

bool reduces(TalkOperation operation) noexcept {
  return operation == TalkOperation::reduce || operation == TalkOperation::all_reduce;
}

std::string_view to_string(Cadence cadence) noexcept {
  switch (cadence) {
    case Cadence::streaming: return "streaming";
    case Cadence::isolated: return "isolated";
    case Cadence::windowed: return "windowed";
  }
  return "unknown";
}

std::string TalkWorkload::describe() const {
  std::vector<std::string> texts;
  for (const TalkItem& item : items) {
    texts.push_back(fmt::format("{}/{}/{}", to_string(item.operation), to_string(item.cadence), item.bytes));
  }
  std::string text = fmt::format("items={}", fmt::join(texts, ","));
  if (!processors.empty()) text += fmt::format(" processors={}", fmt::join(processors, ","));
  return text;
}

Answer TalkWorkload::run(Communicator& communicator) const {
  if (communicator.size() < 2) throw UsageError("talking takes two workers");
  std::optional<os::PinnedThread> pinned;
  if (!processors.empty()) pinned.emplace(processors.at(static_cast<std::size_t>(communicator.rank())));
  // All of it is talk: within the phase no operation pays for stamps of its own.
  const PhaseScope talking(communicator.timeline(), Phase::talk);
  std::optional<CommonClock> clock;
  if (std::ranges::find(items, Cadence::windowed, &TalkItem::cadence) != items.end()) clock.emplace(communicator);
  std::vector<TalkObservations> all;
  for (const TalkItem& item : items) {
    const double done = static_cast<double>(all.size()) / static_cast<double>(items.size());
    all.push_back(TalkMeasurement(*this, item, communicator, clock ? &*clock : nullptr).run(done));
  }
  communicator.checkpoint(1);
  Answer answer;
  std::ostringstream text;
  boost::archive::binary_oarchive(text, boost::archive::no_header) << all;
  answer.attachment = std::move(text).str();
  return answer;
}

std::vector<TalkObservations> talk_observations(const Answer& answer) try {
  std::istringstream text(answer.attachment);
  boost::archive::binary_iarchive archive(text, boost::archive::no_header);
  std::vector<TalkObservations> all;
  archive >> all;
  return all;
} catch (const boost::archive::archive_exception& error) {
  throw Error(fmt::format("these are no observations of talking: {}", error.what()));
}

}  // namespace breakeven::workloads
