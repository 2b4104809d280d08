// The rank executable under test.
#include "breakeven/rank.hpp"
#include "rank_workloads.hpp"
#include "ranks/rank_key_storage.hpp"

int main(int argc, char** argv) {
  using namespace breakeven;
  const auto storage = std::make_shared<const ranks::RankKeyStorage>();
  WorkloadRegistry registry;
  registry.add<testing::AddUp>().add<testing::ThrowOn>().add<testing::Linger>();
  registry.add<testing::CopyKeys>([&](testing::CopyKeys& copy) { copy.storage = storage; });
  return run_rank(argc, argv, registry);
}
