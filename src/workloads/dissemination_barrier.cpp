#include "workloads/dissemination_barrier.hpp"

namespace breakeven::workloads {

void dissemination_barrier(Communicator& communicator) {
  const int size = communicator.size();
  for (int distance = 1; distance < size; distance *= 2) {
    const int to = (communicator.rank() + distance) % size;
    const int from = (communicator.rank() + size - distance) % size;
    communicator.send_receive<std::byte>({}, to, {}, from);
  }
}

}  // namespace breakeven::workloads
