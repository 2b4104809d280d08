#include "cli/job.hpp"

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

std::unique_ptr<Job> make_job(const JobOptions& options) {
  if (const auto* pi = std::get_if<PiOptions>(&options)) return make_pi_job(*pi);
  return make_sort_job(std::get<SortOptions>(options));
}

double real_figure(const Answer& answer, const std::string& name) {
  return std::visit([](auto value) { return static_cast<double>(value); }, figure(answer, name).value);
}

std::uint64_t count_figure(const Answer& answer, const std::string& name) {
  return std::get<std::uint64_t>(figure(answer, name).value);
}

}  // namespace breakeven::cli
