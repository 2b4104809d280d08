#include "report/status_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <string_view>

#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

constexpr std::string_view erase_line = "\r\x1b[K";

void write(int descriptor, const std::string& text) {
  // What cannot be shown is not worth failing for.
  [[maybe_unused]] const auto ignored = ::write(descriptor, text.data(), text.size());
}

}  // namespace

std::string series_line(int done, int total, Duration elapsed, const std::string& what, const Appearance& appearance) {
  std::string left;
  if (done > 0) left = fmt::format(", {} left", format_duration(elapsed / done * (total - done)));
  return shown(fmt::format("trial {} of {}{}: {}", done + 1, total, left, what), appearance);
}

StatusLine::~StatusLine() {
  if (shown_) write(descriptor_, std::string(erase_line));
}

void StatusLine::show(int done, int total, const std::string& what) {
  const Duration elapsed = Clock::now() - begin_;
  if (elapsed < std::chrono::seconds(1)) return;
  write(descriptor_, std::string(erase_line) + series_line(done, total, elapsed, what, appearance_));
  shown_ = true;
}

}  // namespace breakeven::report
