#include "workloads/common_clock.hpp"

#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "breakeven/error.hpp"

namespace breakeven::workloads {
namespace {

constexpr int epochs = 5;
constexpr int exchanges_an_epoch = 20;
// Apart enough for a drift of some parts in a million to be seen.
constexpr std::chrono::milliseconds between_epochs{2};

/// What a worker has to know of its model, in a message.
struct Parameters {
  std::int64_t origin = 0;
  std::int64_t offset = 0;
  double drift = 0;
  double error_seconds = 0;
};

void answer(Communicator& communicator, const CommonClock::OwnClock& own) {
  for (int exchange = 0; exchange < exchanges_an_epoch; ++exchange) {
    communicator.receive(std::span<std::byte>(), 0);
    const std::int64_t stamp = own().count();
    communicator.send(std::span(&stamp, 1), 0);
  }
}

std::vector<PingPong> ask(Communicator& communicator, const CommonClock::OwnClock& own, int peer) {
  std::vector<PingPong> exchanges;
  for (int exchange = 0; exchange < exchanges_an_epoch; ++exchange) {
    PingPong stamps;
    stamps.sent = own();
    communicator.send(std::span<const std::byte>(), peer);
    std::int64_t stamp = 0;
    communicator.receive(std::span(&stamp, 1), peer);
    stamps.received = own();
    stamps.peer = CommonClock::Nanoseconds(stamp);
    exchanges.push_back(stamps);
  }
  return exchanges;
}

Parameters parameters_of(const std::vector<std::vector<PingPong>>& exchanged) {
  const auto fitted = fit_clock(exchanged);
  if (const auto* refusal = std::get_if<Refusal>(&fitted)) throw Error("no common clock: " + refusal->reason);
  const ClockModel& model = std::get<ClockModel>(fitted);
  return {model.origin.count(), model.offset_at_origin.count(), model.drift.value, model.error_seconds(model.last)};
}

}  // namespace

CommonClock::CommonClock(Communicator& communicator, OwnClock own) : own_(std::move(own)) {
  std::vector<std::vector<std::vector<PingPong>>> exchanged(static_cast<std::size_t>(communicator.size()));
  for (int epoch = 0; epoch < epochs; ++epoch) {
    const TimePoint next = Clock::now() + between_epochs;
    for (int peer = 1; peer < communicator.size(); ++peer) {
      if (communicator.rank() == peer) answer(communicator, own_);
      if (communicator.is_root()) exchanged[static_cast<std::size_t>(peer)].push_back(ask(communicator, own_, peer));
    }
    while (communicator.is_root() && Clock::now() < next) {
    }
  }
  Parameters mine;
  for (int peer = 1; peer < communicator.size(); ++peer) {
    if (communicator.is_root()) {
      const Parameters of_peer = parameters_of(exchanged[static_cast<std::size_t>(peer)]);
      communicator.send(std::span(&of_peer, 1), peer);
    } else if (communicator.rank() == peer) {
      communicator.receive(std::span(&mine, 1), 0);
    }
  }
  model_.origin = Nanoseconds(mine.origin);
  model_.offset_at_origin = Nanoseconds(mine.offset);
  model_.drift.value = mine.drift;
  error_seconds_ = communicator.all_reduce(mine.error_seconds, Reduction::max);
}

double CommonClock::offset_seconds() const {
  const Nanoseconds mine = own_();
  return std::abs(std::chrono::duration<double>(mine - model_.to_reference(mine)).count());
}

}  // namespace breakeven::workloads
