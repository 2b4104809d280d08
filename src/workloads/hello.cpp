#include "workloads/hello.hpp"

#include <span>

namespace breakeven::workloads {

Answer HelloWorkload::run(Communicator& communicator) const {
  communicator.barrier();
  const PhaseScope one_segment(communicator.timeline(), Phase::talk);
  std::byte byte{1};
  if (!communicator.is_root()) {
    if (!communicator.can_message(0)) return {};
    communicator.receive(std::span(&byte, 1), 0);
    communicator.send(std::span<const std::byte>(&byte, 1), 0);
    return {};
  }
  for (int peer = 1; peer < communicator.size(); ++peer) {
    if (!communicator.can_message(peer)) continue;
    communicator.send(std::span<const std::byte>(&byte, 1), peer);
    communicator.receive(std::span(&byte, 1), peer);
  }
  return {};
}

}  // namespace breakeven::workloads
