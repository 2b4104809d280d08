// A spawned worker of a program made by breakeven_add_program().
#include <breakeven/crew.hpp>
#include <breakeven/program.hpp>

int main(int argc, char** argv) { return breakeven::run_worker(argc, argv, breakeven_program().registry()); }
