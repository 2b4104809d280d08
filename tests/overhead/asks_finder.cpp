// asks-finder FINDER: loads that library and has it load its neighbour. 0 when it could.
#include <dlfcn.h>

int main(int argc, char** argv) {
  void* const finder = argc > 1 ? ::dlopen(argv[1], RTLD_NOW) : nullptr;
  if (finder == nullptr) return 2;
  auto* const find = reinterpret_cast<int (*)()>(::dlsym(finder, "find"));
  return find != nullptr && find() == 1 ? 0 : 1;
}
