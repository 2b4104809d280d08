#include "study/plan_union.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <tuple>

#include "breakeven/error.hpp"
#include "study/finished.hpp"

namespace breakeven::study {
namespace {

constexpr std::string_view separator = "# ---- another plan ----\n";

/// The texts that unite_plans() put together, each once.
std::set<std::string> texts_in(const std::string& text) {
  std::set<std::string> texts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    texts.insert(text.substr(begin, end - begin));
    begin = end + separator.size();
  }
  return texts;
}

std::string join(const std::set<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) {
    if (!all.empty()) all += separator;
    all += text;
    if (texts.size() > 1 && !text.ends_with('\n')) all += '\n';
  }
  return all;
}

/// "line 3 is 'n = 1' in the one and 'n = 2' in the other"
std::string first_difference(const std::string& one, const std::string& other) {
  std::istringstream first(one);
  std::istringstream second(other);
  for (int line = 1;; ++line) {
    std::string a;
    std::string b;
    std::getline(first, a);
    std::getline(second, b);
    if (a != b) return fmt::format("line {} is '{}' in the one and '{}' in the other", line, a, b);
    if (!first || !second) return "by line ends only";
  }
}

void require_one_plan(const std::vector<StoredPlan>& plans, const std::string& united) {
  const StoredPlan* first = nullptr;
  for (const StoredPlan& plan : plans) {
    if (plan.text.empty()) continue;
    if (join(texts_in(plan.text)) == united) return;
    if (first == nullptr) first = &plan;
    if (plan.text == first->text) continue;
    throw UsageError(
        fmt::format("the plans of {} and {} differ: {}; merge them with --any-plan if their points belong "
                    "together all the same",
                    first->file, plan.file, first_difference(first->text, plan.text)));
  }
}

/// How far a point has come: more is further.
auto advance_of(const PointRow& row) {
  return std::tuple(row.progress.state != PointState::skipped, row.progress.trials, row.progress.launches,
                    row.progress.state, row.progress.failures, row.reason);
}

std::vector<std::string> ids_of(const StoredPlan& plan) {
  std::vector<std::string> ids;
  for (const PointRow& row : plan.points) ids.push_back(row.id);
  return ids;
}

}  // namespace

StoredPlan unite_plans(std::vector<StoredPlan> plans, bool any_plan) {
  std::set<std::string> texts;
  for (const StoredPlan& plan : plans) texts.merge(texts_in(plan.text));
  StoredPlan united;
  united.text = join(texts);
  if (!any_plan) require_one_plan(plans, united.text);
  std::ranges::sort(plans, {}, [](const StoredPlan& plan) { return std::tuple(plan.text, ids_of(plan)); });
  Index known;
  for (StoredPlan& plan : plans) {
    for (PointRow& row : plan.points) {
      const auto [place, is_new] = known.emplace(row.id, united.points.size());
      if (is_new) {
        united.points.push_back(std::move(row));
      } else if (PointRow& there = united.points[place->second]; advance_of(there) < advance_of(row)) {
        there = std::move(row);
      }
    }
  }
  return united;
}

bool is_union_of_plans(const std::string& text) { return text.find(separator) != std::string::npos; }

}  // namespace breakeven::study
