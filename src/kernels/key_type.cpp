#include "kernels/key_type.hpp"

#include <string>

#include "breakeven/error.hpp"

namespace breakeven::kernels {

std::string_view to_string(KeyType type) noexcept {
  switch (type) {
    case KeyType::float64: return "float64";
    case KeyType::float32: return "float32";
    case KeyType::int64: return "int64";
    case KeyType::uint64: return "uint64";
    case KeyType::int32: return "int32";
    case KeyType::uint32: return "uint32";
  }
  return "unknown";
}

KeyType key_type_from(std::string_view name) {
  std::string names;
  for (const KeyType type : all_key_types) {
    if (to_string(type) == name) return type;
    names.append(names.empty() ? "" : ", ").append(to_string(type));
  }
  throw UsageError("there is no type of key called '" + std::string(name) + "'; the types are " + names);
}

}  // namespace breakeven::kernels
