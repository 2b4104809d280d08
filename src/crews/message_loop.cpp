#include "crews/message_loop.hpp"

#include <algorithm>
#include <cerrno>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::crews {

void MessageLoop::complete(std::span<StreamMessage> messages) {
  for (;;) {
    for (StreamMessage& message : messages) message.advance(links_);
    if (std::ranges::all_of(messages, &StreamMessage::complete)) return;
    wait(messages);
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
