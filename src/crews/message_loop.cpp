#include "crews/message_loop.hpp"

#include <algorithm>
#include <cerrno>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::crews {

void MessageLoop::complete(std::span<StreamMessage> messages) {
  for (StreamMessage& message : messages) {
    if (message.fits_a_link()) message.finish(links_);
  }
  for (;;) {
    const auto open = std::ranges::find(messages, false, &StreamMessage::complete);
    if (open == messages.end()) return;
    const bool alone = std::all_of(open + 1, messages.end(), [](const auto& other) { return other.complete(); });
    // Should its peer end, its link does; should another one, then in the end a peer that waits for that one.
    if (alone && !open->awaits_link(links_)) return open->finish(links_);
    for (StreamMessage& message : messages) message.advance(links_);
    if (!std::ranges::all_of(messages, &StreamMessage::complete)) wait(messages);
  }
}

void MessageLoop::wait(std::span<StreamMessage> messages) {
  watched_.clear();
  bool links_missing = false;
  for (const StreamMessage& message : messages) {
    watched_.push_back(message.interest(links_));
    links_missing = links_missing || message.awaits_link(links_);
  }
  watched_.push_back({driver_, POLLIN, 0});
  watched_.push_back({links_missing ? links_.door() : -1, POLLIN, 0});
  if (::poll(watched_.data(), watched_.size(), -1) < 0) {
    if (errno != EINTR) os::throw_errno("cannot wait for other workers");
    return;
  }
  const std::span seen(watched_);
  if (seen[messages.size()].revents != 0) throw PeerFailed();
  for (std::size_t i = 0; i < messages.size(); ++i) messages[i].notice(seen[i].revents);
  if (seen[messages.size() + 1].revents != 0) links_.admit();
}

}  // namespace breakeven::crews
