#include "plan/keys.hpp"

namespace breakeven::plan {

const std::vector<std::string>& part_keys() {
  static const std::vector<std::string> keys{
      "title",   "workload", "command", "kinds",   "workers", "nodes", "ranks_per_node", "threads_per_rank",
      "binding", "share",    "n",       "scaling", "where",   "zip",   "parameters"};
  return keys;
}

const std::vector<std::string>& plan_keys() {
  static const std::vector<std::string> keys{"launcher", "measure", "part"};
  return keys;
}

}  // namespace breakeven::plan
