#include "os/program_output.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"
#include "os/interrupt.hpp"

namespace breakeven::os {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// Takes what a readable pipe holds; closes it at its end.
void take(FileDescriptor& pipe, std::string& text) {
  std::array<char, 4096> block;
  const ssize_t count = ::read(pipe.get(), block.data(), block.size());
  if (count < 0 && errno == EINTR) return;
  if (check(static_cast<int>(count), "cannot read from a pipe") == 0) return pipe.reset();
  text.append(block.data(), static_cast<std::size_t>(count));
}

std::chrono::milliseconds left_until(SteadyClock::time_point deadline) {
  return std::chrono::ceil<std::chrono::milliseconds>(deadline - SteadyClock::now());
}

}  // namespace

ProgramOutput run_program(const std::vector<std::string>& arguments, std::chrono::milliseconds patience) {
  const auto deadline = SteadyClock::now() + patience;
  const std::string& program = arguments.front();
  Pipe output = make_pipe();
  Pipe errors = make_pipe();
  const FileDescriptor nothing(check(::open("/dev/null", O_RDONLY | O_CLOEXEC), "cannot open /dev/null"));
  SpawnOptions options;
  options.arguments = arguments;
  options.descriptors = {{nothing.get(), 0}, {output.writing.get(), 1}, {errors.writing.get(), 2}};
  ChildProcess child = spawn(program, options);
  output.writing.reset();
  errors.writing.reset();

  ProgramOutput result;
  const auto give_up = [&] { throw Error(fmt::format("{} has not ended within {} ms", program, patience.count())); };
  while (output.reading.valid() || errors.reading.valid()) {
    const auto left = left_until(deadline);
    if (left.count() <= 0) give_up();
    std::array<pollfd, 3> waiting{
        {{output.reading.get(), POLLIN, 0}, {errors.reading.get(), POLLIN, 0}, {interrupt_descriptor(), POLLIN, 0}}};
    if (::poll(waiting.data(), waiting.size(), static_cast<int>(left.count())) < 0 && errno != EINTR) {
      throw_errno(fmt::format("cannot wait for {}", program));
    }
    throw_if_interrupted();
    if (waiting[0].revents != 0) take(output.reading, result.text);
    if (waiting[1].revents != 0) take(errors.reading, result.errors);
  }
  const auto status = child.wait_for(std::max(left_until(deadline), std::chrono::milliseconds(0)));
  if (!status) give_up();
  result.status = *status;
  return result;
}

}  // namespace breakeven::os
