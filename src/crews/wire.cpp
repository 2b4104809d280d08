#include "crews/wire.hpp"

#include <concepts>
#include <cstring>
#include <span>
#include <tuple>
#include <type_traits>

#include "breakeven/error.hpp"
#include "crews/wire_archive.hpp"

namespace breakeven {

// All that is sent of each. Found beside the types by the archives.

template <class T, class Of>
concept MaybeConst = std::same_as<std::remove_const_t<T>, Of>;

template <MaybeConst<Figure> T>
auto fields(T& figure) {
  return std::tie(figure.name, figure.value);
}

template <MaybeConst<Answer> T>
auto fields(T& answer) {
  return std::tie(answer.digest, answer.figures, answer.attachment);
}

template <MaybeConst<WorkerReport> T>
auto fields(T& report) {
  return std::tie(report.worker, report.host, report.pid, report.job_begin, report.job_end, report.phases,
                  report.segments, report.cpu_user, report.cpu_system, report.peak_memory_bytes, report.traffic);
}

template <MaybeConst<WorkerLife> T>
auto fields(T& life) {
  return std::tie(life.host, life.pid, life.nanoseconds);
}

namespace crews {

template <MaybeConst<Job> T>
auto fields(T& job) {
  return std::tie(job.workload, job.parameters);
}

template <MaybeConst<Ready> T>
auto fields(T& ready) {
  return std::tie(ready.workers);
}

template <MaybeConst<Result> T>
auto fields(T& result) {
  return std::tie(result.answer, result.workers);
}

template <MaybeConst<Failure> T>
auto fields(T& failure) {
  return std::tie(failure.worker, failure.phase, failure.peer_failed, failure.message);
}

namespace {

struct FrameHeader {
  std::uint32_t magic = 0xb4ea7e01;
  std::uint32_t reserved = 0;
  std::uint64_t length = 0;
};

}  // namespace

std::string encode(const Message& message) {
  std::string payload;
  WireWriter(payload).put(message);
  return payload;
}

Message decode(std::string_view bytes) {
  Message message;
  WireReader reader(bytes);
  reader.get(message);
  if (!reader.at_end()) throw Error("received a message that is longer than it says");
  return message;
}

void Channel::send(const Message& message) {
  // One write per frame: a small message then reaches the peer in one piece.
  FrameHeader header;
  std::string frame(sizeof header, '\0');
  WireWriter(frame).put(message);
  header.length = frame.size() - sizeof header;
  std::memcpy(frame.data(), &header, sizeof header);
  os::write_all(socket_.get(), std::as_bytes(std::span(frame)));
}

std::optional<Message> Channel::receive() {
  FrameHeader header;
  const std::size_t got = os::read_up_to(socket_.get(), std::as_writable_bytes(std::span(&header, 1)));
  if (got == 0) return std::nullopt;
  if (got != sizeof header || header.magic != FrameHeader{}.magic) {
    throw Error("received something that is no message of breakeven's");
  }
  std::string payload(header.length, '\0');
  if (os::read_up_to(socket_.get(), std::as_writable_bytes(std::span(payload))) != payload.size()) return std::nullopt;
  return decode(payload);
}

}  // namespace crews
}  // namespace breakeven
