// Values as bytes, between builds of the same sources on machines of one kind: plain values are copied, strings and
// vectors go behind their length, and anything else as the tuple of references that fields() makes of it.
//
// Not Boost.Serialization, which workloads use: a forked worker has to fault in every page of code and of heap that it
// touches, and those of its archives, with their locales and registries, were a quarter of them (45 became 35).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "breakeven/error.hpp"

namespace breakeven::crews {

template <class T>
concept Plain = std::is_trivially_copyable_v<T>;

template <class T>
inline constexpr bool is_sequence = false;
template <class T>
inline constexpr bool is_sequence<std::vector<T>> = true;
template <>
inline constexpr bool is_sequence<std::string> = true;

/// Appends to a string.
class WireWriter {
 public:
  explicit WireWriter(std::string& out) noexcept : out_(out) {}

  template <class T>
  void put(const T& value) {
    if constexpr (Plain<T>) {
      append(&value, sizeof value);
    } else if constexpr (is_sequence<T>) {
      put(std::uint64_t{value.size()});
      if constexpr (Plain<typename T::value_type>) {
        append(value.data(), value.size() * sizeof(typename T::value_type));
      } else {
        for (const auto& element : value) put(element);
      }
    } else {
      std::apply([this](const auto&... field) { (put(field), ...); }, fields(value));
    }
  }

  template <class... T>
  void put(const std::variant<T...>& value) {
    put(static_cast<std::uint8_t>(value.index()));
    std::visit([this](const auto& alternative) { put(alternative); }, value);
  }

 private:
  void append(const void* bytes, std::size_t count) { out_.append(static_cast<const char*>(bytes), count); }

  std::string& out_;
};

/// Takes the same values in the same order. Throws Error when there is less than they take.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) noexcept : rest_(bytes) {}

  template <class T>
  void get(T& value) {
    if constexpr (Plain<T>) {
      take(&value, 1);
    } else if constexpr (is_sequence<T>) {
      std::uint64_t size = 0;
      get(size);
      if (size > rest_.size()) throw_cut_off();  // an element is a byte at least
      value.resize(size);
      if constexpr (Plain<typename T::value_type>) {
        take(value.data(), value.size());
      } else {
        for (auto& element : value) get(element);
      }
    } else {
      std::apply([this](auto&... field) { (get(field), ...); }, fields(value));
    }
  }

  bool at_end() const noexcept { return rest_.empty(); }

  template <class... T>
  void get(std::variant<T...>& value) {
    std::uint8_t index = 0;
    get(index);
    get_alternative(value, index);
  }

 private:
  template <class T>
  void take(T* to, std::size_t count) {
    if (count > rest_.size() / sizeof(T)) throw_cut_off();
    if (count == 0) return;
    std::memcpy(to, rest_.data(), count * sizeof(T));
    rest_.remove_prefix(count * sizeof(T));
  }

  template <std::size_t Index = 0, class Variant>
  void get_alternative(Variant& value, std::size_t index) {
    if constexpr (Index == std::variant_size_v<Variant>) {
      throw Error("received a message of an unknown kind: are driver and worker of the same build?");
    } else if (index == Index) {
      get(value.template emplace<Index>());
    } else {
      get_alternative<Index + 1>(value, index);
    }
  }

  [[noreturn]] static void throw_cut_off() {
    throw Error("received a message that is cut off: are driver and worker of the same build?");
  }

  std::string_view rest_;
};

}  // namespace breakeven::crews
