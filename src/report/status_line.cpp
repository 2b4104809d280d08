#include "report/status_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>

#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

void write(int descriptor, const std::string& text) {
  // What cannot be shown is not worth failing for.
  [[maybe_unused]] const auto ignored = ::write(descriptor, text.data(), text.size());
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// As many whole characters as have room.
std::string fitting(std::string text, int columns) {
  while (display_width(text) > columns) {
    while (continues_character(text.back())) text.pop_back();
    text.pop_back();
  }
  return text;
}

}  // namespace

std::optional<Duration> time_left(double done, Duration elapsed) {
  if (done <= 0 || elapsed <= Duration{}) return std::nullopt;
  return std::chrono::duration_cast<Duration>(elapsed * ((1 - done) / done));
}

std::string series_line(int done, int total, Duration elapsed, const std::string& what) {
  const auto left = time_left(static_cast<double>(done) / total, elapsed);
  return fmt::format("trial {} of {}{}: {}", done + 1, total,
                     left ? fmt::format(", {} left", format_duration(*left)) : "", what);
}

std::string share_line(double done, Duration left, const std::string& what) {
  return fmt::format("{} done, {} left: {}", format_percent(done), format_duration(left), what);
}

StatusLine::~StatusLine() {
  if (shown_) write(descriptor_, std::string(erase_line));
}

void StatusLine::show(const std::string& text) {
  if (Clock::now() - begin_ < std::chrono::seconds(1)) return;
  write(descriptor_, std::string(erase_line) + fitting(shown(text, appearance_), appearance_.columns - 1));
  shown_ = true;
}

}  // namespace breakeven::report
