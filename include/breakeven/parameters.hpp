// A workload whose parameters are described once: how they travel, their options on the command line, their names in
// plans, describe() and problem_size() follow from that.
//
//   struct Rod {
//     static constexpr std::string_view name = "rod";
//     static constexpr std::string_view description = "Heat in a rod: neighbours that talk at every step";
//     std::uint64_t cells = 1'000'000;
//     int steps = 100;
//     static constexpr auto parameters() {
//       return std::tuple(breakeven::Parameter("n", &Rod::cells, "Cells of the rod"),
//                         breakeven::Parameter("steps", &Rod::steps, "Steps in time"));
//     }
//     breakeven::Answer run(breakeven::Communicator& communicator) const;
//   };
//
// It may also have: void validate() const, which throws UsageError for values that make no sense together, and
// std::uint64_t memory_bytes(int workers) const, what so many workers allocate in all.
#pragma once

#include <boost/serialization/string.hpp>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "breakeven/workload.hpp"

namespace breakeven {

/// A member of a workload: an int, a 64-bit integer, a double, a bool or a string. Its default is what the workload
/// has when it is made. "n" is the problem size and an integer, "seed" that of the random numbers.
template <class Owner, class Value>
struct Parameter {
  constexpr Parameter(const char* its_name, Value Owner::*its_member, const char* its_description)
      : name(its_name), member(its_member), description(its_description) {}
  const char* name;
  Value Owner::*member;
  const char* description;
};

template <class W>
concept DescribedWorkload = std::copyable<W> && std::default_initializable<W> &&
    requires(const W workload, Communicator& communicator) {
  { W::name } -> std::convertible_to<std::string_view>;
  { W::description } -> std::convertible_to<std::string_view>;
  { workload.run(communicator) } -> std::same_as<Answer>;
  W::parameters();
};

/// A parameter of a workload that is at hand, whatever the workload is.
using ParameterReference = std::variant<int*, std::int64_t*, std::uint64_t*, double*, bool*, std::string*>;
struct ParameterField {
  std::string name;
  std::string description;
  ParameterReference value;
};

namespace detail {

template <class W, class Visit>
void for_each_parameter(Visit visit) {
  std::apply([&visit](const auto&... parameter) { (visit(parameter), ...); }, W::parameters());
}

template <class Value>
std::string parameter_text(const Value& value) {
  if constexpr (std::same_as<Value, std::string>) {
    return value;
  } else if constexpr (std::same_as<Value, bool>) {
    return value ? "true" : "false";
  } else {
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, value).ptr};  // the shortest that reads the same
  }
}

/// What a described workload is to crews.
template <DescribedWorkload W>
struct Described {
  static constexpr std::string_view name = W::name;
  W workload{};

  Answer run(Communicator& communicator) const { return workload.run(communicator); }

  std::uint64_t problem_size() const { return number("n"); }
  std::uint64_t seed() const { return number("seed"); }

  std::string describe() const {
    std::string text;
    for_each_parameter<W>([&](const auto& parameter) {
      if (!text.empty()) text += ' ';
      text += std::string(parameter.name) + '=' + parameter_text(workload.*parameter.member);
    });
    return text;
  }

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    for_each_parameter<W>([&](const auto& parameter) { archive& workload.*parameter.member; });
  }

 private:
  /// 0 if there is no integer of this name.
  std::uint64_t number(std::string_view wanted) const {
    std::uint64_t found = 0;
    for_each_parameter<W>([&](const auto& parameter) {
      using Value = std::remove_cvref_t<decltype(workload.*parameter.member)>;
      if constexpr (std::integral<Value>) {
        if (parameter.name == wanted) found = static_cast<std::uint64_t>(workload.*parameter.member);
      }
    });
    return found;
  }
};

}  // namespace detail

/// A workload's parameters while they are being filled in.
class WorkloadForm {
 public:
  virtual ~WorkloadForm() = default;
  /// They point into this form.
  virtual std::vector<ParameterField> fields() = 0;
  /// Throws UsageError when the workload does not accept its parameters.
  virtual AnyWorkload workload() const = 0;
  virtual std::uint64_t seed() const = 0;
  /// What so many workers allocate in all; 0 if the workload does not say.
  virtual std::uint64_t memory_bytes(int workers) const = 0;
};

template <DescribedWorkload W>
class FormOf final : public WorkloadForm {
 public:
  std::vector<ParameterField> fields() override {
    std::vector<ParameterField> fields;
    detail::for_each_parameter<W>([&](const auto& parameter) {
      fields.push_back({parameter.name, parameter.description, &(described_.workload.*parameter.member)});
    });
    return fields;
  }
  AnyWorkload workload() const override {
    if constexpr (requires { described_.workload.validate(); }) described_.workload.validate();
    return AnyWorkload(described_);
  }
  std::uint64_t seed() const override { return described_.seed(); }
  std::uint64_t memory_bytes([[maybe_unused]] int workers) const override {
    if constexpr (requires { described_.workload.memory_bytes(workers); }) {
      return described_.workload.memory_bytes(workers);
    } else {
      return 0;
    }
  }

 private:
  detail::Described<W> described_;
};

}  // namespace breakeven
