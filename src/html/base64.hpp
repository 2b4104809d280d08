// Bytes as text that stands in any JSON and any HTML as it is.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace breakeven::html {

/// RFC 4648, section 4, with padding: four characters for three bytes.
std::string base64(std::span<const std::byte> bytes);

}  // namespace breakeven::html
