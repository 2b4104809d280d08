#include "report/measured_words.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace breakeven::report {
namespace {

using analysis::SummaryRow;
using Texts = std::set<std::string, std::less<>>;

constexpr std::size_t iso_day_length = std::string_view("2026-11-30").size();
constexpr std::size_t hosts_at_most = 4;

/// "7 launches", "1 launch", "5 to 7 launches".
std::string counted(std::size_t least, std::size_t most, std::string_view noun) {
  const std::string_view plural = most == 1 ? "" : noun.ends_with("ch") ? "es" : "s";
  if (least == most) return fmt::format("{} {}{}", least, noun, plural);
  return fmt::format("{} to {} {}{}", least, most, noun, plural);
}

template <class Get>
Texts texts_of(MeasuredRows rows, Get get) {
  Texts texts;
  for (const SummaryRow* row : rows) {
    for (const study::Launch* launch : row->measured.launches) texts.insert(get(*launch));
  }
  texts.erase("");
  return texts;
}

Texts days(MeasuredRows rows) {
  Texts days;
  for (const SummaryRow* row : rows) {
    for (const Trial* trial : row->measured.trials) days.insert(trial->started_at.substr(0, iso_day_length));
  }
  days.erase("");
  return days;
}

/// Those of drivers and of workers.
Texts hosts(MeasuredRows rows) {
  Texts all;
  for (const std::string& some : texts_of(rows, [](const study::Launch& launch) {
         return fmt::format("{},{}", launch.environment.host, launch.environment.hosts);
       })) {
    for (std::string_view rest = some; !rest.empty();) {
      const std::string_view host = rest.substr(0, rest.find(','));
      if (!host.empty()) all.emplace(host);
      rest.remove_prefix(std::min(rest.size(), host.size() + 1));
    }
  }
  return all;
}

std::string hosts_in_words(const Texts& hosts) {
  if (hosts.size() <= hosts_at_most) return fmt::format("{}", fmt::join(hosts, ", "));
  return fmt::format("{} hosts ({} to {})", hosts.size(), *hosts.begin(), *hosts.rbegin());
}

std::string machines_in_words(MeasuredRows rows) {
  const Texts machines = texts_of(rows, [](const study::Launch& launch) {
    const int processors = launch.environment.usable_processors;
    if (processors <= 0) return launch.environment.cpu_model;
    const auto count = static_cast<std::size_t>(processors);
    const std::string_view gap = launch.environment.cpu_model.empty() ? "" : ", ";
    return fmt::format("{}{}{}", launch.environment.cpu_model, gap, counted(count, count, "processor"));
  });
  return machines.empty() ? "" : fmt::format(" ({})", fmt::join(machines, "; "));
}

/// With each MPI library's first words: its transports are for the environment's table.
std::string programs_in_words(MeasuredRows rows) {
  Texts programs = texts_of(rows, [](const study::Launch& launch) {
    const study::Environment& here = launch.environment;
    return here.version.empty() ? "" : fmt::format("breakeven {} ({})", here.version, here.compiler);
  });
  programs.merge(texts_of(rows, [](const study::Launch& launch) {
    const std::string& library = launch.environment.mpi_library;
    return library.substr(0, library.find(" (btl"));
  }));
  return programs.empty() ? "" : fmt::format(", by {}", fmt::join(programs, ", "));
}

}  // namespace

std::string repetitions_in_words(MeasuredRows rows) {
  const auto launches = [](const SummaryRow* row) { return static_cast<std::size_t>(row->launches); };
  const auto trials = [](const SummaryRow* row) { return row->times.total.count; };
  const auto [fewest, most] = std::ranges::minmax(rows, {}, launches);
  const auto [least, greatest] = std::ranges::minmax(rows, {}, trials);
  const std::size_t each = launches(most) > 0 ? trials(greatest) / launches(most) : 0;
  const bool even = std::ranges::all_of(rows, [&](auto* row) { return trials(row) == each * launches(row); });
  const std::string of_launches = counted(launches(fewest), launches(most), "launch");
  if (even) return fmt::format("{} of {} each", of_launches, counted(each, each, "trial"));
  return fmt::format("{} and {}", of_launches, counted(trials(least), trials(greatest), "trial"));
}

std::string provenance_in_words(MeasuredRows rows) {
  const Texts when = days(rows);
  const Texts where = hosts(rows);
  std::string text = where.empty() ? "Measured on a machine that was not recorded"
                                   : fmt::format("Measured on {}{}", hosts_in_words(where), machines_in_words(rows));
  if (!when.empty()) text += fmt::format(", {}", *when.begin());
  if (when.size() > 1) text += fmt::format(" to {}", *when.rbegin());
  return text + programs_in_words(rows) + ".";
}

std::string last_day(MeasuredRows rows) {
  const Texts when = days(rows);
  return when.empty() ? "" : *when.rbegin();
}

}  // namespace breakeven::report
