#include "plan/point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "breakeven/error.hpp"

namespace breakeven::plan {
namespace {

constexpr std::array roles{Role::measured, Role::twin, Role::overhead};

bool stands_bare(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || (c >= '0' && c <= '9') || std::string_view("._+-/:,^%@").find(c) != std::string_view::npos;
}

/// As it is, or in quotes where it could be taken for something else: different texts stay different.
std::string in_quotes_if_needed(std::string_view text) {
  if (!text.empty() && std::ranges::all_of(text, stands_bare)) return std::string(text);
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string text_of(const Parameters& parameters) {
  std::string text;
  for (const Parameter& parameter : parameters) {
    if (!text.empty()) text += ' ';
    text += in_quotes_if_needed(parameter.name) + '=' + in_quotes_if_needed(parameter.value);
  }
  return text;
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo), whose last bytes hardly reach the upper bits, and therefore the finaliser
/// of MurmurHash3 (Appleby). Never to be changed: study files hold these numbers.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdU;
  hash = (hash ^ (hash >> 33U)) * 0xc4ceb9fe1a85ec53U;
  return hash ^ (hash >> 33U);
}

}  // namespace

std::string_view to_string(Role role) noexcept {
  switch (role) {
    case Role::measured: return "measured";
    case Role::twin: return "twin";
    case Role::overhead: return "overhead";
  }
  return "unknown";
}

Role role_from(std::string_view name) {
  const auto* const role = std::ranges::find(roles, name, [](Role r) { return to_string(r); });
  if (role == roles.end()) {
    throw Error(fmt::format("'{}' is no role of a point; the roles are measured, twin and overhead", name));
  }
  return *role;
}

std::string Point::identity() const {
  const std::string added = share == Share::memory ? "" : fmt::format(" share={}", to_string(share));
  return fmt::format(
      "part={} role={} workload={} parameters=({}) problem_size={} kind={} workers={} nodes={} threads_per_rank={} "
      "binding={}{}",
      in_quotes_if_needed(part), to_string(role), in_quotes_if_needed(workload), text_of(parameters), problem_size,
      to_string(kind), workers, nodes, threads_per_rank, in_quotes_if_needed(binding), added);
}

std::string Point::id() const { return fmt::format("{:016x}", hash_of(identity())); }

CrewOptions crew_of(const Point& point, const std::string& launcher) {
  CrewOptions crew;
  crew.kind = point.kind;
  crew.workers = point.workers;
  crew.threads_per_rank = point.threads_per_rank;
  crew.nodes = point.nodes;
  crew.binding = point.binding;
  crew.share = point.share;
  crew.launcher = launcher;
  return crew;
}

}  // namespace breakeven::plan
