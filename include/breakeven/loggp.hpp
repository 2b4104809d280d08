// LogGP (Alexandrov, Ionescu, Schauser, Scheiman, SPAA'95): what of a message's time its sender pays and what the
// network does meanwhile. A message of k bytes takes o + (k - 1) G + L + o from end to end, and the next may follow
// after g. Three measurements tell the parameters apart as far as they can be; each says what it came from, or why it
// is unknown.
//
//   o  what the processor spends to send a message: the time of the send call, at the smallest size
//   g  from one message to the next: streaming, at the smallest size. It is never less than o
//   G  per byte of a long message: the slope of streaming over the largest sizes (the last segment of
//      message_model.hpp), or of latency, when nothing streamed
//   L  latency of an isolated message of the smallest size, less o for the sender, o for the receiver and (k - 1) G
//      where G is known. That receiving costs as much as sending is assumed: these measurements cannot tell
//
// The smallest size must be small, 64 bytes at most, for o, g and L, and one and the same for o and L: the send call of
// a long message may wait for its receiver, and its latency is all G.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "breakeven/fit.hpp"
#include "breakeven/message_model.hpp"
#include "breakeven/statistics.hpp"

namespace breakeven {

/// All in seconds, one message each; any may be empty.
struct LogGpTimes {
  std::span<const MessageTimes> latency;        ///< one way, isolated: half of a round trip
  std::span<const MessageTimes> streaming;      ///< between messages sent one after the other
  std::span<const MessageTimes> send_overhead;  ///< in the send call
};

struct LogGpParameter {
  double value = 0;                  ///< seconds; of G, seconds per byte
  std::optional<Interval> interval;  ///< nothing when there is too little data for one
  std::string source;                ///< what it came from, and what to keep in mind
};

struct LogGp {
  Fitted<LogGpParameter> latency;       ///< L
  Fitted<LogGpParameter> overhead;      ///< o
  Fitted<LogGpParameter> gap;           ///< g
  Fitted<LogGpParameter> gap_per_byte;  ///< G
};

/// Cost and exceptions as fit_messages() and median_over_launches().
LogGp fit_loggp(const LogGpTimes& times, const Bootstrap& bootstrap = {});

}  // namespace breakeven
