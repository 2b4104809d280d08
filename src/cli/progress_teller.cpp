#include "cli/progress_teller.hpp"

#include <unistd.h>

#include <chrono>

#include "cli/output.hpp"

namespace breakeven::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto between_lines = 30s;
constexpr auto between_redraws = 200ms;

}  // namespace

ProgressTeller::ProgressTeller(const report::Appearance& appearance)
    : appearance_(appearance), begin_(Clock::now()), told_at_(begin_) {
  make_room();
}

bool ProgressTeller::due() const {
  return Clock::now() - told_at_ >= (line_ ? Duration(between_redraws) : Duration(between_lines));
}

void ProgressTeller::tell(const std::string& text) {
  if (!due()) return;
  told_at_ = Clock::now();
  line_ ? line_->show(text) : complain(text);
}

void ProgressTeller::tell_trial(int done, int total, const std::string& what) {
  if (due()) tell(report::series_line(done, total, Clock::now() - begin_, what));
}

void ProgressTeller::make_room() {
  line_.reset();
  if (appearance_.terminal) line_.emplace(STDERR_FILENO, appearance_);
}

}  // namespace breakeven::cli
