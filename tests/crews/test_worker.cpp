#include "breakeven/crew.hpp"
#include "crews/test_workloads.hpp"

int main(int argc, char** argv) { return breakeven::run_worker(argc, argv, breakeven::testing::test_registry()); }
