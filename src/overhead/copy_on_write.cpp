#include "overhead/copy_on_write.hpp"

#include <sys/resource.h>

#include "breakeven/error.hpp"
#include "breakeven/timeline.hpp"
#include "core/seconds.hpp"
#include "os/file_descriptor.hpp"
#include "os/process.hpp"

namespace breakeven::overhead {
namespace {

long minor_faults() {
  rusage usage{};
  os::check(::getrusage(RUSAGE_SELF, &usage), "cannot read this process's page faults");
  return usage.ru_minflt;
}

PageWrites write(std::span<std::byte> memory, std::size_t stride, std::byte value) {
  const auto writes = static_cast<double>((memory.size() + stride - 1) / stride);
  const long faults_before = minor_faults();
  const TimePoint begin = Clock::now();
  for (std::size_t at = 0; at < memory.size(); at += stride) {
    *static_cast<volatile std::byte*>(&memory[at]) = value;
  }
  const double seconds = in_seconds(Clock::now() - begin);
  return {seconds / writes, static_cast<double>(minor_faults() - faults_before) / writes};
}

}  // namespace

CopyOnWrite write_in_child(std::span<std::byte> memory, std::size_t stride) {
  os::SocketPair sockets = os::make_socket_pair();
  os::ChildProcess child = os::fork_child("a child that writes its parent's memory", [&] {
    const CopyOnWrite result{write(memory, stride, std::byte{2}), write(memory, stride, std::byte{3})};
    os::write_all(sockets.theirs.get(), std::as_bytes(std::span(&result, 1)));
  });
  sockets.theirs.reset();
  CopyOnWrite result;
  const std::size_t got = os::read_up_to(sockets.ours.get(), std::as_writable_bytes(std::span(&result, 1)));
  const os::ExitStatus status = child.wait();
  if (got != sizeof result) throw Error("a child that wrote its parent's memory has died: " + os::describe(status));
  return result;
}

}  // namespace breakeven::overhead
