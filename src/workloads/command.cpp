#include "workloads/command.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>
#include <set>

#include "breakeven/error.hpp"
#include "core/shell_words.hpp"
#include "os/command.hpp"
#include "workloads/output_pattern.hpp"
#include "workloads/told_phases.hpp"

namespace breakeven::workloads {
namespace {

constexpr std::string_view exit_code_figure = "exit_code";

struct WantedFigure {
  std::string name;
  OutputPattern pattern;
};

WantedFigure parse_figure(const std::string& text) {
  const std::size_t at = text.find('=');
  if (at == std::string::npos || at == 0 || at + 1 == text.size()) {
    throw UsageError(fmt::format("'{}' is no figure; one is like pi=json:/pi or 'seconds=took ([0-9.]+) s'", text));
  }
  if (at > Figure::longest_name) {
    throw UsageError(fmt::format("'{}' is too long for the name of a figure; take at most {} bytes", text.substr(0, at),
                                 Figure::longest_name));
  }
  return {text.substr(0, at), OutputPattern(text.substr(at + 1))};
}

/// FNV-1a, 64 bits: the same on every machine.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

template <class Number>
std::optional<Number> whole_text_as(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Figure to_figure(const std::string& name, const std::string& text) {
  if (const auto count = whole_text_as<std::uint64_t>(text)) return {name, *count};
  if (const auto number = whole_text_as<double>(text); number && std::isfinite(*number)) return {name, *number};
  throw Error(fmt::format("figure {}: the command wrote '{}', which is no number", name, text));
}

std::string find_in(const os::CommandResult& result, const OutputPattern& pattern, std::string_view what) {
  if (auto text = pattern.find(result.output)) return *std::move(text);
  const std::string seen = result.output.empty() ? "it wrote nothing" : fmt::format("it wrote: {:.200}", result.output);
  throw Error(fmt::format("{}: '{}' is not in the {}standard output of the command; {}", what, pattern.text(),
                          result.output_cut ? "first MiB of the " : "", seen));
}

std::string quoting(const os::CommandResult& result) {
  return result.error_tail.empty() ? std::string() : ": " + result.error_tail;
}

void require_success(const CommandWorkload& job, const os::CommandResult& result) {
  const std::string command = join_shell_words(job.arguments);
  if (result.timed_out) {
    throw Error(fmt::format("{} was ended after {} s{}", command, job.timeout_seconds, quoting(result)));
  }
  const bool failed = !result.status.ok();
  if (failed && (result.status.signal != 0 || !job.ignore_failure)) {
    throw Error(fmt::format("{} {}{}", command, os::describe(result.status), quoting(result)));
  }
}

}  // namespace

void CommandWorkload::validate() const {
  if (arguments.empty()) throw UsageError("there is no command to run");
  std::set<std::string, std::less<>> names{std::string(exit_code_figure)};
  for (const std::string& text : figures) {
    const std::string figure = parse_figure(text).name;
    if (!names.insert(figure).second) {
      throw UsageError(fmt::format("figure {}: the name is taken; choose another", figure));
    }
  }
  ToldPhases{phases};
  if (!answer.empty()) OutputPattern{answer};
}

std::optional<Duration> command_timeout(double seconds) {
  if (seconds <= 0) return std::nullopt;
  return std::chrono::ceil<Duration>(std::chrono::duration<double>(seconds));
}

Answer CommandWorkload::run(Communicator& communicator) const {
  const TimePoint begin = Clock::now();
  const os::CommandResult result =
      os::run_command({.arguments = arguments, .timeout = command_timeout(timeout_seconds)});
  const Duration elapsed = Clock::now() - begin;
  communicator.report_external({result.cpu_user, result.cpu_system, result.peak_memory_bytes});

  Timeline& timeline = communicator.timeline();
  const auto find = [&result](const OutputPattern& pattern, std::string_view what) {
    return find_in(result, pattern, what);
  };
  Answer found;
  {
    const PhaseScope check(timeline, Phase::check);
    require_success(*this, result);
    found.figures.push_back({std::string(exit_code_figure), static_cast<std::uint64_t>(result.status.code)});
    for (const std::string& text : figures) {
      const WantedFigure figure = parse_figure(text);
      found.figures.push_back(to_figure(figure.name, find(figure.pattern, "figure " + figure.name)));
    }
    if (!answer.empty()) found.digest = hash_of(find(OutputPattern(answer), "answer"));
  }
  ToldPhases(phases).reassign(timeline, elapsed, find);
  return found;
}

}  // namespace breakeven::workloads
