// Where a worker that shares no memory waits for its peers: for all messages that are on their way, at once.
#pragma once

#include <poll.h>

#include <span>
#include <vector>

#include "crews/links.hpp"
#include "crews/stream_message.hpp"

namespace breakeven::crews {

class MessageLoop {
 public:
  /// `driver`: the worker's connection to its driver, on which nothing comes in during a job but its end.
  MessageLoop(Links& links, int driver) noexcept : links_(links), driver_(driver) {}

  /// Returns when all are complete; those out and those in go side by side. At most one of them to each peer, and one
  /// from each.
  /// Throws PeerFailed when a peer that it waits for, or the driver, is gone.
  void complete(std::span<StreamMessage> messages);

 private:
  void wait(std::span<StreamMessage> messages);

  Links& links_;
  int driver_;
  std::vector<pollfd> watched_;  // kept for its memory
};

}  // namespace breakeven::crews
