#include "cli/job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace breakeven::cli {
namespace {

const Figure& figure(const Answer& answer, const std::string& name) {
  const auto found = std::ranges::find(answer.figures, name, &Figure::name);
  if (found == answer.figures.end()) throw std::logic_error("the answer has no figure " + name);
  return *found;
}

}  // namespace

double real_figure(const Answer& answer, const std::string& name) {
  return std::visit([](auto value) { return static_cast<double>(value); }, figure(answer, name).value);
}

std::uint64_t count_figure(const Answer& answer, const std::string& name) {
  return std::get<std::uint64_t>(figure(answer, name).value);
}

std::string describe_figures(const Answer& answer) {
  std::string text;
  for (const Figure& figure : answer.figures) {
    text += fmt::format("{} = {}\n", figure.name,
                        std::visit([](auto value) { return fmt::format("{}", value); }, figure.value));
  }
  return text;
}

}  // namespace breakeven::cli
