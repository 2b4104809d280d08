// Reductions of scalars whose type is known only at run time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "breakeven/communicator.hpp"

namespace breakeven::crews {

/// Calls `f` with a value of the type that `scalar` names.
template <class F>
decltype(auto) with_scalar(Scalar scalar, F&& f) {
  switch (scalar) {
    case Scalar::int32: return f(std::int32_t{});
    case Scalar::uint32: return f(std::uint32_t{});
    case Scalar::int64: return f(std::int64_t{});
    case Scalar::uint64: return f(std::uint64_t{});
    case Scalar::float32: return f(float{});
    case Scalar::float64: break;
  }
  return f(double{});
}

inline std::size_t bytes_of(Scalar scalar) {
  return with_scalar(scalar, [](auto value) { return sizeof value; });
}

/// into[i] = into[i] (how) from[i]; both hold `count` scalars.
inline void combine(std::byte* into, const std::byte* from, std::size_t count, Scalar scalar, Reduction how) {
  with_scalar(scalar, [&]<class T>(T) {
    T* a = reinterpret_cast<T*>(into);
    const T* b = reinterpret_cast<const T*>(from);
    for (std::size_t i = 0; i < count; ++i) {
      switch (how) {
        case Reduction::sum: a[i] = static_cast<T>(a[i] + b[i]); break;
        case Reduction::min: a[i] = std::min(a[i], b[i]); break;
        case Reduction::max: a[i] = std::max(a[i], b[i]); break;
      }
    }
  });
}

}  // namespace breakeven::crews
