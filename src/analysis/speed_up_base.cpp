#include "analysis/speed_up_base.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

namespace breakeven::analysis {
namespace {

/// A workload with its parameters, without n.
using Job = std::tuple<std::string, std::string>;
Job job_of(const plan::Point& point) { return {point.workload, other_parameters(point)}; }

/// How workers are made and talk.
using Way = std::tuple<CrewKind, Share>;

/// The points of one worker that could be a base: each job, way and size, in each part and in any.
class Candidates {
 public:
  explicit Candidates(const std::vector<SummaryRow>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const plan::Point& point = rows[i].measured.point;
      if (point.role != plan::Role::measured || point.workers != 1) continue;
      const Job job = job_of(point);
      if (point.kind == CrewKind::serial) with_serial_.insert(job);
      if (rows[i].times.total.count == 0) continue;
      const Way way{point.kind, point.share};
      rows_.emplace(Key{point.part, job, way, point.problem_size}, i);
      rows_.emplace(Key{std::nullopt, job, way, point.problem_size}, i);
    }
  }

  bool serial_planned(const plan::Point& point) const { return with_serial_.contains(job_of(point)); }

  /// With `size` of the work of `point`; rather of its own part.
  std::optional<std::size_t> find(const plan::Point& point, std::uint64_t size) const {
    const Job job = job_of(point);
    const Way way = with_serial_.contains(job) ? Way{CrewKind::serial, Share::memory} : Way{point.kind, point.share};
    for (const std::optional<std::string>& part : {std::optional(point.part), std::optional<std::string>()}) {
      if (const auto found = rows_.find(Key{part, job, way, size}); found != rows_.end()) return found->second;
    }
    return std::nullopt;
  }

 private:
  using Key = std::tuple<std::optional<std::string>, Job, Way, std::uint64_t>;  // no part: any
  std::map<Key, std::size_t> rows_;
  std::set<Job> with_serial_;
};

/// A worker's share of n, if n can be shared out evenly.
std::optional<std::uint64_t> share_of(const plan::Point& point) {
  if (point.workers < 1) return std::nullopt;
  const auto workers = static_cast<std::uint64_t>(point.workers);
  if (point.problem_size == 0 || point.problem_size % workers != 0) return std::nullopt;
  return point.problem_size / workers;
}

/// Parts whose work grows with the workers.
std::set<std::string> scaled_parts(const std::vector<SummaryRow>& rows, const Candidates& candidates) {
  std::map<std::string, int> balance;  // points with a base that had a share of n, less those with one that had all
  for (const SummaryRow& row : rows) {
    const plan::Point& point = row.measured.point;
    if (point.role != plan::Role::measured || point.workers == 1) continue;
    const auto share = share_of(point);
    balance[point.part] += share && candidates.find(point, *share) ? 1 : 0;
    balance[point.part] -= candidates.find(point, point.problem_size) ? 1 : 0;
  }
  std::set<std::string> scaled;
  for (const auto& [part, points] : balance) {
    if (points > 0) scaled.insert(part);
  }
  return scaled;
}

Base name_of_base(bool scaled, bool serial) {
  if (scaled) return serial ? Base::scaled_serial : Base::scaled_one_worker;
  return serial ? Base::serial : Base::one_worker;
}

}  // namespace

void find_bases(std::vector<SummaryRow>& rows) {
  const Candidates candidates(rows);
  const std::set<std::string> scaled = scaled_parts(rows, candidates);
  for (SummaryRow& row : rows) {
    const plan::Point& point = row.measured.point;
    if (point.role == plan::Role::overhead || row.times.total.count == 0) continue;
    const bool is_scaled = scaled.contains(point.part);
    const auto size = is_scaled ? share_of(point) : std::optional(point.problem_size);
    const auto base = size ? candidates.find(point, *size) : std::nullopt;
    if (!base) continue;
    row.base = name_of_base(is_scaled, candidates.serial_planned(point));
    row.base_row = *base;
    measure::compare_with_base(row.times, rows[*base].times, is_scaled ? point.workers : 1);
  }
}

std::string_view to_string(Base base) noexcept {
  switch (base) {
    case Base::none: return "none";
    case Base::serial: return "serial";
    case Base::one_worker: return "one worker";
    case Base::scaled_serial: return "serial, scaled";
    case Base::scaled_one_worker: return "one worker, scaled";
  }
  return "none";
}

}  // namespace breakeven::analysis
