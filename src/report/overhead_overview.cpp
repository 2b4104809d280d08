#include "report/overhead_overview.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "overhead/talking.hpp"
#include "report/launch_gantt.hpp"
#include "report/overhead_cells.hpp"
#include "report/overhead_summary.hpp"
#include "report/overhead_tables.hpp"
#include "report/overhead_troubles.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using overhead::Condition;
using overhead::Series;

constexpr const char* hint =
    "With --verbose: every size and operation, models of them, and more of how they were measured.\n";

bool is_talk(const Series& series) { return series.condition.section == "talk" || series.condition.section == "pairs"; }

/// The sizes of messages that there are, without empty ones where there are others.
struct Sizes {
  explicit Sizes(std::span<const Series> all) {
    for (const Series& series : all) {
      const std::uint64_t bytes = series.condition.bytes;
      if (!is_talk(series) || bytes == 0) continue;
      auto& [least, most] = by_section[series.condition.section];
      least = least == 0 ? bytes : std::min(least, bytes);
      most = std::max(most, bytes);
    }
  }
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> by_section;
};

bool is_main_talk(const Series& series, const Sizes& sizes) {
  const Condition& c = series.condition;
  if (c.quantity == "distances") return true;
  const std::string item = overhead::talk_setting_from(c.setting).item;
  const auto found = sizes.by_section.find(c.section);
  const auto [least, most] =
      found != sizes.by_section.end() ? found->second : std::pair<std::uint64_t, std::uint64_t>();
  if (c.quantity == "bandwidth") return item == "streaming" && c.bytes == most;
  if (c.quantity == "latency") return (item == "streaming" || item == "isolated") && c.bytes == least;
  return item == "isolated" && (c.quantity == "barrier" || (c.quantity == "all_reduce" && c.bytes == least));
}

bool is_main(const Series& series, const Sizes& sizes) {
  const Condition& c = series.condition;
  if (is_talk(series)) return is_main_talk(series, sizes);
  if (c.section == "fork") return c.quantity == "start, end, wait";
  if (c.section == "objects") return c.quantity == "whole";
  return c.section == "start" || c.section == "mpirun";
}

/// "latency of 8 B, isolated"; "bandwidth of 256 KiB".
std::string message_text(const Series& series) {
  const Condition& c = series.condition;
  std::string text = c.quantity;
  std::ranges::replace(text, '_', '-');
  if (c.quantity != "barrier") text += fmt::format(" of {}", format_bytes(c.bytes));
  return c.quantity == "latency" ? fmt::format("{}, {}", text, overhead::talk_setting_from(c.setting).item) : text;
}

/// A row for each crew, a column for each operation.
std::string messages(const SeriesList& series, std::string_view title, const Appearance& appearance) {
  if (series.empty()) return {};
  return overhead_heading(title, appearance) + render_grid(series, {"workers", Align::left},
                                                           {talkers_text, marked_talkers_text},
                                                           {message_text, message_text}, appearance);
}

/// A row for each way, a column for each size and setting.
std::string ways(std::span<const Series> all, std::string_view section, std::string_view title,
                 const Appearance& appearance) {
  const auto series = section_of(all, section);
  if (series.empty()) return {};
  const Text subject = [](const Series& s) {
    const Condition& c = s.condition;
    const std::string workers = c.workers > 2 ? fmt::format(", {} workers", c.workers) : "";
    return fmt::format("{}{}{}{}", format_bytes(c.bytes), c.setting.empty() ? "" : ", ", c.setting, workers);
  };
  const Text way = [](const Series& s) { return s.condition.kind; };
  const Text marked_way = [](const Series& s) { return fmt::format("{}{}", s.condition.kind, mark_of(s)); };
  return overhead_heading(title, appearance) +
         render_grid(series, {"way", Align::left}, {way, marked_way}, {subject, subject}, appearance);
}

}  // namespace

std::vector<Series> main_series(std::span<const Series> all) {
  const Sizes sizes(all);
  std::vector<Series> series;
  std::ranges::copy_if(all, std::back_inserter(series), [&](const Series& one) { return is_main(one, sizes); });
  return series;
}

std::string render_overhead_overview(std::span<const Series> all, const Appearance& appearance) {
  const auto measured = without_unmeasured(all);
  const auto series = main_series(measured);
  return render_overhead_summary(measured, appearance) + render_starting(series, appearance) +
         render_gantt(series, appearance) + render_mpirun_gantt(series, appearance) +
         ways(series, "fork", "A child that ends at once, until its parent has waited for it, by the parent's data",
              appearance) +
         ways(series, "objects", "Passing an object, all in all", appearance) +
         messages(section_of(series, "talk"), "Talking", appearance) + render_pairs(series, messages, appearance) +
         render_troubles(all, appearance) + '\n' + toned(hint, Tone::faint, appearance);
}

}  // namespace breakeven::report
