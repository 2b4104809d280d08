#include "breakeven/rank.hpp"
#include "crews/test_workloads.hpp"

int main(int argc, char** argv) { return breakeven::run_rank(argc, argv, breakeven::testing::test_registry()); }
