// An MPI rank of a program made by breakeven_add_program().
#include <breakeven/program.hpp>
#include <breakeven/rank.hpp>

int main(int argc, char** argv) { return breakeven::run_rank(argc, argv, breakeven_program().registry()); }
