#include "launch/slurm_command.hpp"

#include <chrono>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven::launch {
namespace {

constexpr std::chrono::minutes patience_with_commands{1};  // a busy controller answers late
constexpr std::size_t most_characters = 300;

void drop_prefix(std::string_view& text, std::string_view prefix) {
  if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
}

std::string_view without_prefixes(std::string_view line, std::string_view program) {
  drop_prefix(line, fmt::format("{}: ", program));
  for (const std::string_view prefix : {"error: ", "fatal: ", "Batch job submission failed: "})
    drop_prefix(line, prefix);
  return line;
}

}  // namespace

std::string slurm_message(std::string_view program, std::string_view errors) {
  std::istringstream lines{std::string(errors)};
  std::string message;
  for (std::string line; std::getline(lines, line);) {
    const std::string_view words = without_prefixes(line, program);
    if (!words.empty()) message.append(message.empty() ? "" : "; ").append(words);
  }
  if (message.size() > most_characters) message = message.substr(0, most_characters) + " ...";
  return message;
}

os::ProgramOutput run_slurm(const std::vector<std::string>& command) {
  try {
    return os::run_program(command, patience_with_commands);
  } catch (const Interrupted&) {
    throw;
  } catch (const Error& error) {
    throw Error(fmt::format("{}; is this a host of a SLURM cluster?", error.what()));
  }
}

std::string slurm_answer(const std::vector<std::string>& command) {
  os::ProgramOutput answer = run_slurm(command);
  if (answer.status.ok()) return std::move(answer.text);
  const std::string said = slurm_message(command.front(), answer.errors);
  throw Error(
      fmt::format("{} {}: {}", command.front(), os::describe(answer.status), said.empty() ? "no message" : said));
}

}  // namespace breakeven::launch
