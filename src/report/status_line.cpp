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

std::string series_line(int done, int total, Duration elapsed, const std::string& what, const Appearance& appearance) {
  std::string left;
  if (done > 0) left = fmt::format(", {} left", format_duration(elapsed / done * (total - done)));
  return shown(fmt::format("trial {} of {}{}: {}", done + 1, total, left, what), appearance);
}

StatusLine::~StatusLine() {
  if (shown_) write(descriptor_, std::string(erase_line));
}

void StatusLine::show(int done, int total, const std::string& what) {
  write_line(series_line(done, total, Clock::now() - begin_, what, appearance_));
}

void StatusLine::show(const std::string& text) {
  write_line(fitting(shown(text, appearance_), appearance_.columns - 1));
}

void StatusLine::write_line(const std::string& line) {
  if (Clock::now() - begin_ < std::chrono::seconds(1)) return;
  write(descriptor_, std::string(erase_line) + line);
  shown_ = true;
}

}  // namespace breakeven::report
