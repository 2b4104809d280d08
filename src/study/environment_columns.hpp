// The columns of a table's rows that say what machine they were measured on.
#pragma once

#include "study/launch.hpp"
#include "study/record_schema.hpp"
#include "study/table_rows.hpp"

namespace breakeven::study {

inline constexpr std::size_t line_bytes = 128;

/// `Row` has a member `environment`.
template <class Row>
void add_environment(TableRows<Row>& table) {
  const auto text = [&](const char* name, std::size_t bytes, const char* description,
                        std::string Environment::*member) {
    table.text(
        name, bytes, description, [member](auto& row) -> auto& { return row.environment.*member; });
  };
  const auto number = [&](const char* name, const char* unit, const char* description, auto member) {
    table.value(
        name, unit, description, [member](auto& row) -> auto& { return row.environment.*member; });
  };
  text("version", name_bytes, "of the program", &Environment::version);
  text("compiler", 2 * line_bytes, "that built the program, and its flags", &Environment::compiler);
  text("host", host_bytes, "of the driver", &Environment::host);
  text("hosts", sentence_bytes, "of the workers, separated by commas", &Environment::hosts);
  text("kernel", line_bytes, "operating system", &Environment::kernel);
  text("cpu_model", line_bytes, "of the driver's host", &Environment::cpu_model);
  text("governor", name_bytes, "of the processors' frequency; empty when not shown", &Environment::governor);
  number("online_processors", "1", "of the driver's host", &Environment::online_processors);
  number("allowed_processors", "1", "that the program may use", &Environment::allowed_processors);
  number("usable_processors", "1", "by the affinity that was obtained", &Environment::usable_processors);
  text("mpi_library", line_bytes, "of crews of ranks", &Environment::mpi_library);
  text("launcher", 2 * line_bytes, "command that started ranks", &Environment::launcher);
  text("binding", name_bytes, "of ranks, as it was asked for", &Environment::binding);
  text("slurm_job", name_bytes, "id of the job; empty outside of SLURM", &Environment::slurm_job);
  text("instruction_set", name_bytes, "of the kernels", &Environment::instruction_set);
  number("clock_reading_seconds", "s", "what reading the clock costs", &Environment::clock_reading_seconds);
  number("clock_resolution_seconds", "s", "smallest step of the clock", &Environment::clock_resolution_seconds);
}

}  // namespace breakeven::study
