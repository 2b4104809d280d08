#include "os/captured_output.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

namespace breakeven::os {
namespace {

constexpr std::size_t summary_characters = 400;

}  // namespace

CapturedOutput::CapturedOutput(Keep keep, std::size_t limit) : keep_(keep), limit_(limit) {
  Pipe pipe = make_pipe();
  set_blocking(pipe.reading.get(), false);
  reader_ = std::move(pipe.reading);
  writer_ = std::move(pipe.writing);
}

void CapturedOutput::drain() {
  std::array<char, 4096> block;
  while (reader_.valid()) {
    const ssize_t count = ::read(reader_.get(), block.data(), block.size());
    if (count < 0) return;
    if (count == 0) reader_.reset();
    take(block.data(), static_cast<std::size_t>(count));
  }
}

void CapturedOutput::take(const char* bytes, std::size_t count) {
  if (keep_ == Keep::first) {
    const std::size_t room = limit_ - std::min(limit_, text_.size());
    text_.append(bytes, std::min(count, room));
    cut_ = cut_ || count > room;
    return;
  }
  text_.append(bytes, count);
  if (text_.size() <= 2 * limit_) return;
  text_.erase(0, text_.size() - limit_);
  cut_ = true;
}

std::string CapturedOutput::summary() const {
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

}  // namespace breakeven::os
