#include "cli/commands.hpp"

#include <utility>

#include "cli/output.hpp"

namespace breakeven::cli {

CLI::App& add_command(CLI::App& parent, const std::string& name, const std::string& what, const std::string& examples) {
  CLI::App& command = *parent.add_subcommand(name, what);
  command.footer(examples.empty() ? examples : "Examples:\n" + examples);
  command.set_version_flag("--version", parent.version(), "Print the version and exit");
  return command;
}

Command show(std::string text) {
  return [text = std::move(text)](const Session& session) {
    if (!session.launched || session.launched->rank == 0) print(text);
    return 0;
  };
}

}  // namespace breakeven::cli
