// To be found, and no more.
extern "C" int found_by_runpath() { return 1; }
