#include "cli/growing_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <span>

#include "breakeven/error.hpp"

namespace breakeven::cli {
namespace {

constexpr Duration least_pause = std::chrono::seconds(1);
constexpr int pauses_for_its_cost = 50;

}  // namespace

GrowingRecord::GrowingRecord(const std::string& file) : due_(Clock::now() + least_pause) {
  if (!file.empty()) record_.emplace(file);
}

void GrowingRecord::append(const std::vector<Trial>& trials) {
  if (!record_ || written_ == trials.size()) return;
  const TimePoint begin = Clock::now();
  record_->append(std::span(trials).subspan(written_));
  written_ = trials.size();
  const TimePoint end = Clock::now();
  due_ = end + std::max(least_pause, pauses_for_its_cost * (end - begin));
}

void GrowingRecord::keep_up(const std::vector<Trial>& trials) {
  if (failed_ || Clock::now() < due_) return;
  try {
    append(trials);
  } catch (const Interrupted&) {
    throw;
  } catch (const Error&) {
    failed_ = true;
  }
}

void GrowingRecord::finish(const std::vector<Trial>& trials) {
  try {
    append(trials);
  } catch (const Interrupted&) {
    throw;
  } catch (const Error& error) {
    throw Error(fmt::format("{} is without {} of these trials: {}", record_->path().native(), trials.size() - written_,
                            error.what()));
  }
}

}  // namespace breakeven::cli
