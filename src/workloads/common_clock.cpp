#include "workloads/common_clock.hpp"

#include <cmath>
#include <span>
#include <utility>

#include "breakeven/error.hpp"
#include "core/seconds.hpp"

namespace breakeven::workloads {
namespace {

constexpr int first_epochs = 5;
// Apart enough for 30 ns of noise to be a drift of one part in a million or less.
constexpr std::chrono::milliseconds between_first_epochs{10};
// A second or so of windows. Over much longer than that drifts are not constant.
constexpr std::size_t most_epochs = 30;
constexpr int exchanges_an_epoch = 20;
// The drift's interval only widens an error: to within some percent it is known by then.
constexpr int resamples = 400;

void answer(Communicator& communicator, const CommonClock::OwnClock& own, int peer) {
  for (int exchange = 0; exchange < exchanges_an_epoch; ++exchange) {
    communicator.receive(std::span<std::byte>(), peer);
    const std::int64_t stamp = own().count();
    communicator.send(std::span(&stamp, 1), peer);
  }
}

std::vector<PingPong> ask(Communicator& communicator, const CommonClock::OwnClock& own) {
  std::vector<PingPong> exchanges(exchanges_an_epoch);
  for (PingPong& stamps : exchanges) {
    stamps.sent = own();
    communicator.send(std::span<const std::byte>(), 0);
    std::int64_t stamp = 0;
    communicator.receive(std::span(&stamp, 1), 0);
    stamps.received = own();
    stamps.peer = CommonClock::Nanoseconds(stamp);
  }
  return exchanges;
}

}  // namespace

CommonClock::CommonClock(Communicator& communicator, OwnClock own) : communicator_(communicator), own_(std::move(own)) {
  for (int epoch = 0; epoch < first_epochs; ++epoch) {
    const TimePoint next = Clock::now() + between_first_epochs;
    exchange_stamps();
    while (communicator_.is_root() && Clock::now() < next) {
    }
  }
  make_model();
}

void CommonClock::synchronise() {
  exchange_stamps();
  make_model();
}

void CommonClock::exchange_stamps() {
  if (communicator_.is_root()) {
    for (int peer = 1; peer < communicator_.size(); ++peer) answer(communicator_, own_, peer);
    return;
  }
  epochs_.push_back(ask(communicator_, own_));
  if (epochs_.size() > most_epochs) epochs_.erase(epochs_.begin());
}

void CommonClock::make_model() {
  if (communicator_.is_root()) return;
  const auto fitted = fit_clock(epochs_, {.resamples = resamples});
  if (const auto* refusal = std::get_if<Refusal>(&fitted)) throw Error("no common clock: " + refusal->reason);
  model_ = std::get<ClockModel>(fitted);
}

double CommonClock::offset_seconds() const {
  const Nanoseconds mine = own_();
  return std::abs(in_seconds(model_.to_peer(mine) - mine));
}

}  // namespace breakeven::workloads
