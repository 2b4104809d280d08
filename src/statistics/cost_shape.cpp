#include "breakeven/cost_shape.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string_view>

namespace breakeven {
namespace {

double size_value(SizeFactor factor, double exponent, double size) {
  switch (factor) {
    case SizeFactor::one: return 1;
    case SizeFactor::size: return size;
    case SizeFactor::size_log_size: return size > 0 ? size * std::log2(size) : 0;
    case SizeFactor::size_power: return std::pow(size, exponent);
  }
  throw std::logic_error("cost shape: no such factor of the size");
}

double workers_value(WorkersFactor factor, double effective_workers, double workers) {
  switch (factor) {
    case WorkersFactor::one: return 1;
    case WorkersFactor::workers: return workers;
    case WorkersFactor::log_workers: return std::log2(workers);
    case WorkersFactor::share: return 1 / effective_workers;
    case WorkersFactor::contention: return (workers - 1) / effective_workers;
  }
  throw std::logic_error("cost shape: no such factor of the workers");
}

std::string_view size_text(SizeFactor factor) {
  constexpr std::string_view texts[]{"", "n", "n log2(n)", "n^e"};
  return texts[static_cast<std::size_t>(factor)];
}

std::string_view workers_text(WorkersFactor factor) {
  constexpr std::string_view texts[]{"", "p", "log2(p)", "", "(p - 1)"};
  return texts[static_cast<std::size_t>(factor)];
}

std::string number_text(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

bool divides(WorkersFactor factor) { return factor == WorkersFactor::share || factor == WorkersFactor::contention; }

/// Its parts with a space between those that there are.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const std::string_view part : parts) {
    if (!all.empty() && !part.empty()) all += ' ';
    all += part;
  }
  return all;
}

/// What comes before the bar, behind `coefficient`, and the divisor.
std::string product_text(const CostShape& shape, const CostBasis& basis, std::string_view coefficient) {
  const std::string text = joined({coefficient, workers_text(basis.workers), size_text(basis.size)});
  const std::string over = shape.processors > 0 ? " / min(p, " + number_text(shape.processors) + ")" : " / p";
  return (text.empty() ? "1" : text) + (divides(basis.workers) ? over : "");
}

}  // namespace

double basis_value(const CostBasis& basis, double effective_workers, double exponent, double workers, double size) {
  return size_value(basis.size, exponent, size) * workers_value(basis.workers, effective_workers, workers);
}

bool CostShape::has_power() const {
  return std::ranges::any_of(bases, [](const CostBasis& basis) { return basis.size == SizeFactor::size_power; });
}

double CostShape::effective_workers(double workers) const {
  return processors > 0 ? std::min(workers, processors) : workers;
}

double CostShape::at(std::span<const double> parameters, double workers, double size) const {
  if (parameters.size() != parameter_count()) {
    throw std::invalid_argument("cost shape: " + formula() + " has other parameters");
  }
  const double exponent = has_power() ? parameters.back() : 1;
  double seconds = 0;
  for (std::size_t i = 0; i < bases.size(); ++i) {
    seconds += parameters[i] * basis_value(bases[i], effective_workers(workers), exponent, workers, size);
  }
  return seconds;
}

std::string CostShape::factor(std::size_t basis) const { return product_text(*this, bases.at(basis), ""); }

std::string CostShape::parameter_name(std::size_t parameter) const {
  if (parameter >= parameter_count()) throw std::invalid_argument("cost shape: no such parameter");
  return parameter == bases.size() ? "e" : std::string(1, static_cast<char>('a' + parameter));
}

std::string CostShape::formula() const {
  std::string text;
  for (std::size_t i = 0; i < bases.size(); ++i) {
    text += (i == 0 ? "" : " + ") + product_text(*this, bases[i], parameter_name(i));
  }
  return text.empty() ? "0" : text;
}

}  // namespace breakeven
