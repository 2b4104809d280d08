#include "cli/option_value.hpp"

#include "core/count.hpp"

namespace breakeven::cli {

void add_seed(CLI::App& app, std::uint64_t& seed) {
  add_value(app, "--seed", seed, parse_seed, "Of the random numbers; the same seed gives the same answer everywhere")
      ->type_name("N")
      ->default_str(std::to_string(seed))
      ->group(job_group);
}

}  // namespace breakeven::cli
