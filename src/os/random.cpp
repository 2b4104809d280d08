#include "os/random.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <vector>

#include "os/file_descriptor.hpp"

namespace breakeven::os {

std::string random_digits(std::size_t bytes) {
  std::vector<unsigned char> random(bytes);
  check(::getentropy(random.data(), random.size()), "cannot get random bits");
  std::string digits;
  for (const unsigned char byte : random) digits += fmt::format("{:02x}", byte);
  return digits;
}

std::uint64_t random_number() {
  std::uint64_t number = 0;
  check(::getentropy(&number, sizeof number), "cannot get random bits");
  return number;
}

}  // namespace breakeven::os
