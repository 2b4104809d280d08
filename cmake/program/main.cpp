// The command line of a program made by breakeven_add_program().
#include <breakeven/program.hpp>

int main(int argc, char** argv) { return breakeven::run_program(argc, argv, breakeven_program()); }
