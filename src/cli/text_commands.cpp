#include "cli/commands.hpp"
#include "cli/completion.hpp"
#include "cli/manual.hpp"

namespace breakeven::cli {

void add_text_commands(CLI::App& top, const Application& application, Command& chosen) {
  CLI::App& completion = add_command(top, "completion", "Print a completion script for a shell",
                                     "  source <(" + application.name + " completion bash)\n");
  completion.require_subcommand(1);
  completion.add_subcommand("bash", "For bash")->callback([&top, &chosen] { chosen = show(bash_completion(top)); });
  CLI::App& manual = add_command(top, "manual", "Print the manual page in roff", "");
  manual.group("");  // for the build, not for users
  manual.callback([&top, &chosen] { chosen = show(manual_page(top)); });
}

}  // namespace breakeven::cli
