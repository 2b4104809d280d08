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
using NamedJob = std::tuple<std::string, std::string>;
NamedJob job_of(const plan::Point& point) { return {point.workload, job_parameters(point)}; }

/// How workers are made and talk, and what that is called.
using Way = std::tuple<CrewKind, Share, std::string>;
Way way_of(const plan::Point& point) { return {point.kind, point.share, way_name(point)}; }

/// The points of one worker that could be a base: each job, way and size, in each part and in any.
class Candidates {
 public:
  explicit Candidates(const std::vector<SummaryRow>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const plan::Point& point = rows[i].measured.point;
      if (point.role != plan::Role::measured || point.workers != 1) continue;
      const NamedJob job = job_of(point);
      const Way way = way_of(point);
      if (point.kind == CrewKind::serial) serial_.emplace(job, way);
      if (!way_name(point).empty()) first_named_.emplace(job, way);
      if (rows[i].times.total.count == 0) continue;
      rows_.emplace(CandidateKey{point.part, job, way, point.problem_size}, i);
      rows_.emplace(CandidateKey{std::nullopt, job, way, point.problem_size}, i);
    }
  }

  /// What speed-ups of that job are against, where its work does not grow with the workers.
  Base base_of(const plan::Point& point) const {
    if (serial_.contains(job_of(point))) return Base::serial;
    return first_named_.contains(job_of(point)) ? Base::first_way : Base::one_worker;
  }

  /// With `size` of the work of `point`; rather of its own part.
  std::optional<std::size_t> find(const plan::Point& point, std::uint64_t size) const {
    const NamedJob job = job_of(point);
    const Way way = way_of_base(point);
    for (const std::optional<std::string>& part : {std::optional(point.part), std::optional<std::string>()}) {
      if (const auto found = rows_.find(CandidateKey{part, job, way, size}); found != rows_.end()) return found->second;
    }
    return std::nullopt;
  }

 private:
  Way way_of_base(const plan::Point& point) const {
    switch (base_of(point)) {
      case Base::serial: return serial_.at(job_of(point));
      case Base::first_way: return first_named_.at(job_of(point));
      default: return way_of(point);
    }
  }

  using CandidateKey = std::tuple<std::optional<std::string>, NamedJob, Way, std::uint64_t>;  // no part: any
  std::map<CandidateKey, std::size_t> rows_;
  std::map<NamedJob, Way> serial_;       // the first one
  std::map<NamedJob, Way> first_named_;  // way
};

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

Base scaled_base(Base base) {
  switch (base) {
    case Base::serial: return Base::scaled_serial;
    case Base::first_way: return Base::scaled_first_way;
    default: return Base::scaled_one_worker;
  }
}

}  // namespace

std::optional<std::uint64_t> share_of(const plan::Point& point) {
  if (point.workers < 1) return std::nullopt;
  const auto workers = static_cast<std::uint64_t>(point.workers);
  if (point.problem_size == 0 || point.problem_size % workers != 0) return std::nullopt;
  return point.problem_size / workers;
}

void find_bases(std::vector<SummaryRow>& rows) {
  const Candidates candidates(rows);
  const std::set<std::string> scaled = scaled_parts(rows, candidates);
  for (SummaryRow& row : rows) {
    const plan::Point& point = row.measured.point;
    if (point.role == plan::Role::overhead || row.times.total.count == 0) continue;
    const bool by_share = scaled.contains(point.part);
    const auto size = by_share ? share_of(point) : std::optional(point.problem_size);
    const auto base = size ? candidates.find(point, *size) : std::nullopt;
    if (!base) continue;
    row.base = by_share ? scaled_base(candidates.base_of(point)) : candidates.base_of(point);
    row.base_row = *base;
    measure::compare_with_base(row.times, rows[*base].times, by_share ? point.workers : 1);
  }
}

bool is_scaled(Base base) noexcept {
  return base == Base::scaled_serial || base == Base::scaled_first_way || base == Base::scaled_one_worker;
}

std::string_view to_string(Base base) noexcept {
  switch (base) {
    case Base::none: return "none";
    case Base::serial: return "serial";
    case Base::first_way: return "first way";
    case Base::one_worker: return "one worker";
    case Base::scaled_serial: return "serial, scaled";
    case Base::scaled_first_way: return "first way, scaled";
    case Base::scaled_one_worker: return "one worker, scaled";
  }
  return "none";
}

}  // namespace breakeven::analysis
