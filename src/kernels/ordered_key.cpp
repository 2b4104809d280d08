#include "kernels/ordered_key.hpp"

#include <bit>
#include <stdexcept>
#include <string>

#include "breakeven/error.hpp"

namespace breakeven::kernels {

std::string_view to_string(FloatOrder order) noexcept {
  switch (order) {
    case FloatOrder::numpy: return "numpy";
    case FloatOrder::total: return "total";
  }
  return "unknown";
}

FloatOrder float_order_from(std::string_view name) {
  if (name == to_string(FloatOrder::numpy)) return FloatOrder::numpy;
  if (name == to_string(FloatOrder::total)) return FloatOrder::total;
  throw UsageError("there is no order of floating-point keys called '" + std::string(name) +
                   "'; the orders are numpy, total");
}

namespace {

template <OrderedWord Word>
Word bits_of_negative_infinity() noexcept {
  if constexpr (sizeof(Word) == sizeof(double)) {
    return std::bit_cast<Word>(-std::numeric_limits<double>::infinity());
  } else {
    return std::bit_cast<Word>(-std::numeric_limits<float>::infinity());
  }
}

}  // namespace

template <OrderedWord Word>
KeyOrder<Word>::KeyOrder(KeyType type, FloatOrder order) {
  if (key_bytes(type) != sizeof(Word)) throw std::logic_error("KeyOrder: keys and words differ in size");
  switch (type) {
    case KeyType::uint64:
    case KeyType::uint32: return;
    case KeyType::int64:
    case KeyType::int32: flip_if_clear_ = flip_if_set_ = sign; return;
    case KeyType::float64:
    case KeyType::float32: break;
  }
  flip_if_clear_ = sign;
  flip_if_set_ = std::numeric_limits<Word>::max();
  if (order == FloatOrder::numpy) first_ = encode(bits_of_negative_infinity<Word>());
}

template class KeyOrder<std::uint32_t>;
template class KeyOrder<std::uint64_t>;

}  // namespace breakeven::kernels
