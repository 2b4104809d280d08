// Keys as unsigned words of the same order.
//
// A sort holds its keys in this form from input to output: one comparison serves all types, and vector sorts of
// floating-point numbers, which lose NaNs and signs of zero, are never needed. The mapping is a bijection on the bits:
// no key is ever changed, NaN payloads included.
//
//   unsigned integers   as they are
//   signed integers     sign bit flipped
//   floating point      sign bit flipped if it is clear, all bits flipped if it is set. This is IEEE 754 totalOrder:
//                       -NaN < -inf < ... < -0.0 < +0.0 < ... < +inf < +NaN.
//                       FloatOrder::numpy then subtracts the word of -inf modulo 2^bits: the negative NaNs, which are
//                       all there is below it, wrap around to the top: -inf < ... < +inf < +NaN < -NaN.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "kernels/key_type.hpp"

namespace breakeven::kernels {

/// How floating-point keys are ordered; irrelevant to integers. Values are part of the wire format.
enum class FloatOrder : std::uint8_t {
  numpy,  ///< as numpy.sort: NaNs last. What numpy leaves open is settled: -0.0 before +0.0, NaNs by sign and payload
  total,  ///< IEEE 754-2008 totalOrder: negative NaNs first, positive NaNs last
};

std::string_view to_string(FloatOrder order) noexcept;
/// Throws UsageError that lists the orders there are.
FloatOrder float_order_from(std::string_view name);

template <class T>
concept OrderedWord = std::same_as<T, std::uint32_t> || std::same_as<T, std::uint64_t>;

/// The mapping for one type and order of keys between their bits and ordered words.
template <OrderedWord Word>
class KeyOrder {
 public:
  /// Throws std::logic_error when `type` has another size than Word.
  KeyOrder(KeyType type, FloatOrder order);

  Word encode(Word bits) const noexcept {
    return static_cast<Word>((bits ^ select(bits, flip_if_set_, flip_if_clear_)) - first_);
  }
  Word decode(Word word) const noexcept {
    const Word bits = static_cast<Word>(word + first_);
    return bits ^ select(bits, flip_if_clear_, flip_if_set_);
  }

  void encode(std::span<Word> keys) const noexcept {
    for (Word& key : keys) key = encode(key);
  }
  void decode(std::span<Word> keys) const noexcept {
    for (Word& key : keys) key = decode(key);
  }

 private:
  static constexpr Word sign = Word{1} << (std::numeric_limits<Word>::digits - 1);
  /// Which of the two by the sign of `bits`; without a branch, which half of all keys would mispredict.
  static constexpr Word select(Word bits, Word if_set, Word if_clear) noexcept {
    const Word all_if_set = static_cast<Word>(0 - (bits >> (std::numeric_limits<Word>::digits - 1)));
    return if_clear ^ ((if_set ^ if_clear) & all_if_set);
  }

  // Signed types change the sign bit, so a word's sign bit tells decode() which of the two it was.
  Word flip_if_clear_ = 0;
  Word flip_if_set_ = 0;
  Word first_ = 0;
};

extern template class KeyOrder<std::uint32_t>;
extern template class KeyOrder<std::uint64_t>;

}  // namespace breakeven::kernels
