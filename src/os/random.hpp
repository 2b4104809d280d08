// Random bits for names and identities that nobody else has, on any machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace breakeven::os {

/// So many random bytes as hexadecimal digits. Throws Error.
std::string random_digits(std::size_t bytes);

std::uint64_t random_number();

}  // namespace breakeven::os
