// Loads its neighbour by a name without a directory, which only its own RUNPATH makes possible.
#include <dlfcn.h>

extern "C" int find() { return ::dlopen("liboverhead-found-by-runpath.so", RTLD_NOW) != nullptr ? 1 : 0; }
