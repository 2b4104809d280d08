#include "html/packed.hpp"

#include <zlib.h>

#include <vector>

#include "breakeven/error.hpp"
#include "html/base64.hpp"

namespace breakeven::html {
namespace {

std::vector<std::byte> shuffled(std::span<const std::byte> bytes, std::size_t width) {
  std::vector<std::byte> result;
  result.reserve(bytes.size());
  for (std::size_t byte = 0; byte < width; ++byte) {
    for (std::size_t i = byte; i < bytes.size(); i += width) result.push_back(bytes[i]);
  }
  return result;
}

std::vector<std::byte> deflated(std::span<const std::byte> bytes) {
  uLongf size = ::compressBound(bytes.size());
  std::vector<std::byte> result(size);
  const int code = ::compress2(reinterpret_cast<Bytef*>(result.data()), &size,
                               reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), Z_DEFAULT_COMPRESSION);
  if (code != Z_OK) throw Error("cannot compress the numbers of a page: zlib has not enough memory");
  result.resize(size);
  return result;
}

}  // namespace

std::string pack(std::span<const std::byte> bytes, std::size_t width) {
  return base64(deflated(shuffled(bytes, width)));
}

}  // namespace breakeven::html
