#include <string>

#include "breakeven/error.hpp"
#include "kernels/pi.hpp"

namespace breakeven::kernels {

std::string_view to_string(Sampler sampler) noexcept {
  switch (sampler) {
    case Sampler::lazy: return "lazy";
    case Sampler::eager: return "eager";
  }
  return "unknown";
}

std::string_view to_string(pi::Generator generator) noexcept {
  switch (generator) {
    case pi::Generator::philox: return "philox";
    case pi::Generator::ars7: return "ars7";
  }
  return "unknown";
}

Sampler sampler_from(std::string_view name) {
  for (const Sampler sampler : {Sampler::lazy, Sampler::eager}) {
    if (name == to_string(sampler)) return sampler;
  }
  throw UsageError("there is no sampler called '" + std::string(name) + "'; the samplers are lazy, eager");
}

pi::Generator generator_from(std::string_view name) {
  for (const pi::Generator generator : {pi::Generator::philox, pi::Generator::ars7}) {
    if (name == to_string(generator)) return generator;
  }
  throw UsageError("there is no generator called '" + std::string(name) + "'; the generators are philox, ars7");
}

}  // namespace breakeven::kernels
