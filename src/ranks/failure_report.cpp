#include "ranks/failure_report.hpp"

#include <poll.h>

#include <chrono>
#include <cstdio>
#include <exception>
#include <thread>

#include <fmt/format.h>

#include "os/process.hpp"
#include "ranks/driver_address.hpp"
#include "ranks/mpi_session.hpp"

namespace breakeven::ranks {
namespace {

using std::chrono::milliseconds;

// The driver closes the connection when it has read the message, and ends the launcher or itself soon after. Aborting
// at once would have the launcher kill a driver that it has started before the driver could say why.
constexpr milliseconds patience_with_driver{2000};
constexpr milliseconds patience_with_launcher{1000};
// For a failure that somebody else is to report.
constexpr milliseconds patience_with_peer{8000};

void wait_for_hang_up(int socket) {
  pollfd waiting{socket, POLLRDHUP, 0};
  ::poll(&waiting, 1, static_cast<int>(patience_with_driver.count()));
}

}  // namespace

void FailureReport::end_job(const crews::Failure& failure, crews::Channel* channel) noexcept {
  if (failure.peer_failed || told_.exchange(true)) {
    std::this_thread::sleep_for(patience_with_peer);
    MpiSession::abort();
  }
  try {
    if (channel != nullptr) {
      tell_driver(failure, *channel);
    } else {
      crews::Channel own(connect_to_driver(driver_, Caller::other));
      tell_driver(failure, own);
    }
  } catch (const std::exception&) {
    print(failure);
  }
  std::this_thread::sleep_for(patience_with_launcher);
  MpiSession::abort();
}

void FailureReport::tell_driver(const crews::Failure& failure, crews::Channel& channel) const {
  channel.send(failure);
  wait_for_hang_up(channel.descriptor());
}

void FailureReport::print(const crews::Failure& failure) const noexcept {
  try {
    const std::string text =
        fmt::format("breakeven-rank: worker {} of {} on {} failed in phase {}: {}\n", failure.worker, workers_,
                    os::host_name(), to_string(failure.phase), failure.message);
    std::fputs(text.c_str(), stderr);
  } catch (const std::exception&) {
    std::fputs("breakeven-rank: a worker failed, and so did telling why\n", stderr);
  }
}

}  // namespace breakeven::ranks
