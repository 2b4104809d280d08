#include "cli/main.hpp"

#include <chrono>
#include <exception>
#include <thread>

#include "breakeven/error.hpp"
#include "cli/command_line.hpp"
#include "cli/output.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::cli {
namespace {

constexpr int success = 0;
constexpr int failure = 1;
constexpr int wrong_request = 2;
constexpr std::chrono::milliseconds time_to_be_heard{300};

/// Of the copies that a launcher started one speaks for all: the first of all for what all of them find wrong, and the
/// first on each other host for what may be wrong with that host alone.
bool speaks(const std::optional<launch::LaunchedRank>& launched) { return !launched || launched->local_rank == 0; }

}  // namespace

int run(int argc, char** argv, const Application& application) {
  bool may_speak = true;
  bool launched = false;
  const auto fail = [&](const std::exception& error, int code) {
    if (may_speak) complain(error.what());
    return code;
  };
  const auto leave = [&](int code) {
    // A launcher ends the job as soon as one of its processes fails, and may throw away what that one said last.
    if (launched && code != success) std::this_thread::sleep_for(time_to_be_heard);
    return code;
  };
  os::occupy_standard_descriptors();
  try {
    const Session session = make_session(application);
    launched = session.launched.has_value();
    may_speak = !session.launched || session.launched->rank == 0;
    const Command command = parse_command_line(application, argc, argv);
    may_speak = speaks(session.launched);
    return leave(command(session));
  } catch (const Interrupted& interrupted) {
    return leave(fail(interrupted, 128 + interrupted.signal()));
  } catch (const UsageError& error) {
    return leave(fail(error, wrong_request));
  } catch (const std::exception& error) {
    return leave(fail(error, failure));
  }
}

}  // namespace breakeven::cli
