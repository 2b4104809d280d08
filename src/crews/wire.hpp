// What a driver and its workers say to each other: the driver and each worker process, and the driver and rank 0 of
// an MPI crew. Frames over a stream socket; both ends are builds of the same sources, so there is no versioning
// beyond the check in the frame header.
//
//   driver -> worker    Job                     any number of times; end-of-file means: stop
//   worker -> driver    Ready                   once, when it can take a job
//                       Progress                during a job, from the root worker, a few times a second
//                       Result or Failure       once per job; after a Failure the worker ends
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "breakeven/crew.hpp"
#include "breakeven/worker_life.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::crews {

struct Job {
  std::string workload;    ///< its name in the registry
  std::string parameters;  ///< AnyWorkload::save()
};

/// From rank 0 with the lives of all ranks, in rank order. Worker processes have theirs on boards that the driver sees.
struct Ready {
  std::vector<WorkerLife> workers;
};

struct Progress {
  double done = 0;
};

/// From a worker process: its own report, and the answer if it is the root. From rank 0: all reports.
struct Result {
  Answer answer;
  std::vector<WorkerReport> workers;
};

/// A worker's exception. `worker` is its rank; `peer_failed` marks the echo of another worker's failure.
struct Failure {
  int worker = 0;
  Phase phase{};
  bool peer_failed = false;
  std::string message;
};

using Message = std::variant<Job, Ready, Progress, Result, Failure>;

/// One end of the conversation. Blocking; not thread safe.
class Channel {
 public:
  Channel() noexcept = default;
  explicit Channel(os::FileDescriptor socket) noexcept : socket_(std::move(socket)) {}

  /// Throws Error when the other end is gone.
  void send(const Message& message);
  /// Nothing at end-of-file: the other end has closed or died. Throws Error for anything that is no frame of ours.
  std::optional<Message> receive();

  int descriptor() const noexcept { return socket_.get(); }  ///< for poll()
  void close() noexcept { socket_.reset(); }

 private:
  os::FileDescriptor socket_;
};

/// The payload of a frame, also used to move messages over MPI.
std::string encode(const Message& message);
Message decode(std::string_view bytes);

}  // namespace breakeven::crews
