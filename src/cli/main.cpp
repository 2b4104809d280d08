#include "cli/main.hpp"

#include <exception>
#include <variant>

#include "breakeven/error.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"

namespace breakeven::cli {
namespace {

constexpr int success = 0;
constexpr int failure = 1;
constexpr int wrong_request = 2;

template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};

int execute(const Command& command, const Session& session) {
  return std::visit(Overloaded{[&](const ShowText& shown) {
                                 if (!session.launched || session.launched->rank == 0) print(shown.text);
                                 return success;
                               },
                               [&](const RunOptions& options) { return run_command(options, session); },
                               [&](const CompareOptions& options) { return compare_command(options, session); },
                               [&](const InfoOptions& options) { return info_command(options, session); }},
                    command);
}

/// Of the copies that a launcher started one speaks for all: the first of all for what all of them find wrong, and the
/// first on each other host for what may be wrong with that host alone.
bool speaks(const std::optional<launch::LaunchedRank>& launched) { return !launched || launched->local_rank == 0; }

}  // namespace

int run(int argc, char** argv, const WorkloadRegistry& registry) {
  bool may_speak = true;
  const auto fail = [&](const std::exception& error, int code) {
    if (may_speak) complain(error.what());
    return code;
  };
  try {
    const Session session = make_session(registry);
    may_speak = !session.launched || session.launched->rank == 0;
    const Command command = parse_command_line(argc, argv);
    may_speak = speaks(session.launched);
    return execute(command, session);
  } catch (const Interrupted& interrupted) {
    return fail(interrupted, 128 + interrupted.signal());
  } catch (const UsageError& error) {
    return fail(error, wrong_request);
  } catch (const std::exception& error) {
    return fail(error, failure);
  }
}

}  // namespace breakeven::cli
