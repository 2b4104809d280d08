#include "crews/output_tail.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <sstream>

namespace breakeven::crews {
namespace {

constexpr std::size_t kept_characters = 16384;
constexpr std::size_t summary_characters = 400;

}  // namespace

OutputTail::OutputTail() {
  int fds[2];
  os::check(::pipe2(fds, O_CLOEXEC), "cannot create a pipe");
  reader_ = os::FileDescriptor(fds[0]);
  writer_ = os::FileDescriptor(fds[1]);
  os::check(::fcntl(reader_.get(), F_SETFL, O_NONBLOCK), "cannot set up a pipe");
}

void OutputTail::drain() {
  std::array<char, 4096> block;
  while (reader_.valid()) {
    const ssize_t count = ::read(reader_.get(), block.data(), block.size());
    if (count < 0) return;
    if (count == 0) reader_.reset();
    text_.append(block.data(), static_cast<std::size_t>(count));
    if (text_.size() > 2 * kept_characters) text_.erase(0, text_.size() - kept_characters);
  }
}

std::string OutputTail::summary() const {
  std::istringstream lines(text_);
  std::string all;
  for (std::string line; std::getline(lines, line);) {
    const auto first = line.find_first_not_of(" \t");
    if (first == std::string::npos || line.find_first_not_of("-= \t") == std::string::npos) continue;
    if (!all.empty()) all += ' ';
    all += line.substr(first);
  }
  if (all.size() > summary_characters) all = all.substr(0, summary_characters) + " ...";
  return all;
}

}  // namespace breakeven::crews
