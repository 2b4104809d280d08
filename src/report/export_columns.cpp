#include "report/export_columns.hpp"

#include <concepts>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "analysis/speed_up_base.hpp"
#include "core/seconds.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using analysis::Base;
using analysis::SummaryRow;

template <class Number>
Value to_value(const Number& value) {
  if constexpr (std::same_as<Number, Duration>) {
    return in_seconds(value);
  } else if constexpr (std::same_as<Number, bool> || std::floating_point<Number> ||
                       std::same_as<Number, plan::Parameters>) {
    return value;
  } else if constexpr (std::unsigned_integral<Number>) {
    return std::uint64_t{value};
  } else if constexpr (std::signed_integral<Number>) {
    return std::int64_t{value};
  } else if constexpr (std::convertible_to<Number, std::string_view>) {
    return std::string(value);
  } else {
    return value ? to_value(*value) : Value();
  }
}

/// Grows by a column at a time.
template <class Row>
class Columns {
 public:
  template <class Get>
  Columns& add(std::string name, Get get) {
    columns_.push_back({std::move(name), [get](const Row& row) { return to_value(std::invoke(get, row)); }});
    return *this;
  }
  template <class PhasesOf>
  Columns& add_phases(PhasesOf phases_of) {
    for (std::size_t i = 0; i < phase_count; ++i) {
      const auto phase = static_cast<Phase>(i);
      add(fmt::format("{}_seconds", to_string(phase)),
          [phase, phases_of](const Row& row) { return std::invoke(phases_of, row)[phase]; });
    }
    return *this;
  }
  ExportColumns<Row> take() { return std::move(columns_); }

 private:
  ExportColumns<Row> columns_;
};

/// The medians of a point, and nothing for one without trials.
template <class Get>
auto of_times(Get get) {
  return [get](const SummaryRow& row) {
    using Number = std::remove_cvref_t<std::invoke_result_t<Get, const measure::PointSummary&>>;
    return row.times.total.count > 0 ? std::optional<Number>(std::invoke(get, row.times)) : std::nullopt;
  };
}

const plan::Point& point_of(const SummaryRow& row) { return row.measured.point; }

std::string reason_text(const SummaryRow& row) {
  return row.times.failures > 0 ? row.times.first_failure : point_of(row).skipped;
}

Columns<SummaryRow> begin_point_columns() {
  Columns<SummaryRow> columns;
  columns.add("id", [](const SummaryRow& r) { return point_of(r).id(); })
      .add("part", [](const SummaryRow& r) { return point_of(r).part; })
      .add("role", [](const SummaryRow& r) { return to_string(point_of(r).role); })
      .add("workload", [](const SummaryRow& r) { return point_of(r).workload; })
      .add("parameters", [](const SummaryRow& r) { return point_of(r).parameters; })
      .add("problem_size", [](const SummaryRow& r) { return point_of(r).problem_size; })
      .add("kind", [](const SummaryRow& r) { return to_string(point_of(r).kind); })
      .add("workers", [](const SummaryRow& r) { return point_of(r).workers; })
      .add("nodes", [](const SummaryRow& r) { return point_of(r).nodes; })
      .add("threads_per_rank", [](const SummaryRow& r) { return point_of(r).threads_per_rank; })
      .add("share", [](const SummaryRow& r) { return to_string(point_of(r).share); })
      .add("binding", [](const SummaryRow& r) { return point_of(r).binding; })
      .add("outcome", analysis::outcome_of)
      .add("reason", reason_text)
      .add("launches", &SummaryRow::launches)
      .add("trials", [](const SummaryRow& r) { return r.times.total.count; })
      .add("failures", [](const SummaryRow& r) { return r.times.failures; });
  return columns;
}

}  // namespace

ExportColumns<Trial> trial_columns() {
  return Columns<Trial>()
      .add("id", &Trial::id)
      .add("command_id", &Trial::command_id)
      .add("point_id", &Trial::point_id)
      .add("launch_id", &Trial::launch_id)
      .add("launch", &Trial::launch)
      .add("started_at", &Trial::started_at)
      .add("workload", &Trial::workload)
      .add("parameters", &Trial::parameters)
      .add("problem_size", &Trial::problem_size)
      .add("seed", &Trial::seed)
      .add("kind", [](const Trial& t) { return to_string(t.kind); })
      .add("workers", &Trial::workers)
      .add("nodes", &Trial::nodes)
      .add("threads_per_rank", &Trial::threads_per_rank)
      .add("share", [](const Trial& t) { return to_string(t.share); })
      .add("repetition", &Trial::repetition)
      .add("warm_up", &Trial::warm_up)
      .add("kept_crew", &Trial::kept_crew)
      .add("oversubscribed", &Trial::oversubscribed)
      .add("status", [](const Trial& t) { return to_string(t.status); })
      .add("message", &Trial::message)
      .add("digest", [](const Trial& t) { return format_digest(t.answer.digest); })
      .add("wall_seconds", &Trial::wall)
      .add_phases(&Trial::phases)
      .add("other_seconds", &Trial::other)
      .add("critical_worker", &Trial::critical_worker)
      .add("cpu_user_seconds", &Trial::cpu_user)
      .add("cpu_system_seconds", &Trial::cpu_system)
      .add("peak_memory_bytes", &Trial::peak_memory_bytes)
      .take();
}

ExportColumns<WorkerTrial> worker_columns() {
  return Columns<WorkerTrial>()
      .add("worker", &WorkerTrial::worker)
      .add("host", &WorkerTrial::host)
      .add("pid", &WorkerTrial::pid)
      .add_phases(&WorkerTrial::phases)
      .add("cpu_user_seconds", &WorkerTrial::cpu_user)
      .add("cpu_system_seconds", &WorkerTrial::cpu_system)
      .add("peak_memory_bytes", &WorkerTrial::peak_memory_bytes)
      .add("collectives", [](const WorkerTrial& w) { return w.traffic.collectives; })
      .add("sent_messages", [](const WorkerTrial& w) { return w.traffic.sent_messages; })
      .add("sent_bytes", [](const WorkerTrial& w) { return w.traffic.sent_bytes; })
      .take();
}

ExportColumns<Figure> figure_columns() {
  const auto count_of = [](const Figure& figure) { return std::get_if<std::uint64_t>(&figure.value); };
  return Columns<Figure>()
      .add("name", &Figure::name)
      .add("value", [](const Figure& f) { return std::visit([](auto v) { return static_cast<double>(v); }, f.value); })
      .add("is_count", [count_of](const Figure& f) { return count_of(f) != nullptr; })
      .add("count", [count_of](const Figure& f) { return count_of(f) == nullptr ? std::uint64_t{0} : *count_of(f); })
      .take();
}

ExportColumns<study::Launch> launch_columns() {
  using study::Environment;
  using study::Launch;
  const auto of_environment = [](auto member) {
    return [member](const Launch& launch) { return launch.environment.*member; };
  };
  return Columns<Launch>()
      .add("id", &Launch::id)
      .add("point_id", &Launch::point_id)
      .add("launch", &Launch::index)
      .add("command_id", &Launch::command_id)
      .add("started_at", &Launch::started_at)
      .add("ended_at", &Launch::ended_at)
      .add("warm_up", &Launch::warm_up)
      .add("oversubscribed", &Launch::oversubscribed)
      .add("start_seconds", &Launch::start)
      .add("stop_seconds", &Launch::stop)
      .add("version", of_environment(&Environment::version))
      .add("compiler", of_environment(&Environment::compiler))
      .add("host", of_environment(&Environment::host))
      .add("hosts", of_environment(&Environment::hosts))
      .add("kernel", of_environment(&Environment::kernel))
      .add("cpu_model", of_environment(&Environment::cpu_model))
      .add("governor", of_environment(&Environment::governor))
      .add("online_processors", of_environment(&Environment::online_processors))
      .add("allowed_processors", of_environment(&Environment::allowed_processors))
      .add("usable_processors", of_environment(&Environment::usable_processors))
      .add("mpi_library", of_environment(&Environment::mpi_library))
      .add("launcher", of_environment(&Environment::launcher))
      .add("binding", of_environment(&Environment::binding))
      .add("slurm_job", of_environment(&Environment::slurm_job))
      .add("instruction_set", of_environment(&Environment::instruction_set))
      .add("clock_reading_seconds", of_environment(&Environment::clock_reading_seconds))
      .add("clock_resolution_seconds", of_environment(&Environment::clock_resolution_seconds))
      .take();
}

ExportColumns<SummaryRow> point_columns() { return begin_point_columns().take(); }

ExportColumns<SummaryRow> summary_columns(const std::vector<SummaryRow>& rows) {
  using measure::PointSummary;
  const auto bound = [](auto end) {
    return [end](const SummaryRow& r) {
      return r.times.total.interval ? std::optional((*r.times.total.interval).*end) : std::nullopt;
    };
  };
  return begin_point_columns()
      .add("oversubscribed", of_times(&PointSummary::oversubscribed))
      .add("total_seconds", of_times([](const PointSummary& p) { return p.total.median; }))
      .add("total_low_seconds", bound(&Interval::low))
      .add("total_high_seconds", bound(&Interval::high))
      .add("total_minimum_seconds", of_times([](const PointSummary& p) { return p.total.minimum; }))
      .add("total_maximum_seconds", of_times([](const PointSummary& p) { return p.total.maximum; }))
      .add("start_seconds", of_times(&PointSummary::median_start))
      .add("work_seconds", of_times(&PointSummary::median_work))
      .add("talk_seconds", of_times(&PointSummary::median_talk))
      .add("base", [](const SummaryRow& r) { return to_string(r.base); })
      .add("base_id",
           [&rows](const SummaryRow& r) { return r.base == Base::none ? "" : point_of(rows[r.base_row]).id(); })
      .add("speed_up", [](const SummaryRow& r) { return r.times.speed_up; })
      .add("efficiency", [](const SummaryRow& r) { return r.times.efficiency; })
      .take();
}

}  // namespace breakeven::report
