#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <span>
#include <string_view>

#include "breakeven/crew.hpp"
#include "breakeven/error.hpp"
#include "crews/worker_process.hpp"
#include "os/process.hpp"

namespace breakeven {
namespace {

template <class Number>
bool parse(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

bool parse(std::string_view text, Share& share) {
  const auto* const found = std::ranges::find(all_shares, text, [](Share each) { return to_string(each); });
  if (found == all_shares.end()) return false;
  share = *found;
  return true;
}

}  // namespace

// The command line is the driver's business (see SpawnStarter and ServerStarter):
//   breakeven-worker worker PARENT RANK SIZE ARENA_BYTES CREW SHARE     descriptors 3 (control) and 4 (arena)
//   breakeven-worker server PARENT                                      descriptor 3 (requests)
//   breakeven-worker nothing                                            ends at once: for measuring a bare start
int run_worker(int argc, const char* const* argv, const WorkloadRegistry& registry) {
  const crews::Birth birth{Milestone::main, Clock::now()};
  const std::span arguments(argv, static_cast<std::size_t>(argc));
  const std::string_view role = argc > 1 ? arguments[1] : "";
  pid_t parent = 0;
  crews::WorkerStart start;
  if (role == "nothing" && argc == 2) return 0;
  const bool worker = role == "worker" && argc == 8 && parse(arguments[2], parent) && parse(arguments[3], start.rank) &&
                      parse(arguments[4], start.size) && parse(arguments[5], start.arena_bytes) &&
                      parse(arguments[6], start.crew) && parse(arguments[7], start.share);
  const bool server = role == "server" && argc == 3 && parse(arguments[2], parent);
  if (!worker && !server) {
    std::fputs("breakeven-worker is started by breakeven; it is of no use by itself\n", stderr);
    return 2;
  }
  if (!os::die_with_parent(SIGKILL, parent)) return 1;
  try {
    if (worker) return crews::serve_jobs(start, birth, registry);
    return crews::serve_forks(os::FileDescriptor(crews::control_descriptor), registry);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "breakeven-worker: %s\n", error.what());
    return 1;
  }
}

}  // namespace breakeven
