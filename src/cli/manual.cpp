#include "cli/manual.hpp"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <algorithm>
#include <sstream>
#include <string_view>

namespace breakeven::cli {
namespace {

std::string in_capitals(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

/// Text as roff takes it: no line is a request, no hyphen turns into a dash, no backslash escapes.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool line_begins = out.empty() || out.back() == '\n';
    if (line_begins && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

std::string option_heading(const CLI::Option& option) {
  std::string heading = fmt::format("\\fB{}\\fR", escaped(option.get_name(option.get_positional(), true)));
  if (const std::string type = option.get_type_name(); !type.empty() && type != "BOOLEAN") {
    heading += fmt::format(" \\fI{}\\fR", escaped(type));
  }
  return heading;
}

std::string options_of(const CLI::App& app) {
  std::string text;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    text += fmt::format(".TP\n{}\n{}", option_heading(*option), escaped(option->get_description()));
    if (!option->get_default_str().empty()) text += fmt::format(" (default: {})", escaped(option->get_default_str()));
    text += ".\n";
  }
  return text;
}

std::string commands_of(const CLI::App& app, const std::string& path) {
  std::string text;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App* c) { return !c->get_group().empty(); })) {
    const std::string name = path + command->get_name();
    text += fmt::format(".SS {}\n{}.\n{}", escaped(name), escaped(command->get_description()), options_of(*command));
    text += commands_of(*command, name + ' ');
  }
  return text;
}

/// The lines of "Examples:" as they are.
std::string examples_of(const CLI::App& app) {
  std::string text;
  std::istringstream in(app.get_footer());
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("  ")) text += escaped(line.substr(2)) + '\n';
  }
  for (const CLI::App* command : app.get_subcommands([](const CLI::App* c) { return !c->get_group().empty(); })) {
    // Those of compare are inherited by its own commands.
    if (command->get_footer() != app.get_footer()) text += examples_of(*command);
  }
  return text;
}

constexpr std::string_view closing = R"(.SH EXIT STATUS
.TP
.B 0
Success.
.TP
.B 1
A trial failed, or something outside the program did; find has no answer, or its check does not confirm it.
.TP
.B 2
The request was wrong; nothing was started.
.TP
.B 3
A study is out of its budget and incomplete: the same command goes on with it.
.TP
.B 128 + signal
Interrupted: 130 by SIGINT, 143 by SIGTERM.
.SH ENVIRONMENT
.TP
.B BREAKEVEN_SIMD
Instruction set of the vector kernels: baseline, avx2 or avx512. Default: the highest that there is. Answers are the
same with all of them.
.TP
.B NO_COLOR
If not empty, no colour is used. Nor is it when TERM is dumb or standard output is no terminal.
.SH PHASES
A trial is accounted for by phases that add up to its wall time:
.B start
(workers come into being),
.B send
(job and input travel to them),
.B work
(they compute),
.B talk
(they communicate or wait for each other),
.B check
(the answer is verified),
.B collect
(results travel back),
.B stop
(workers end), and
.B other
(what is left). Those of the worker that ended last are shown.
)";

}  // namespace

std::string manual_page(const CLI::App& top) {
  const std::string name = escaped(top.get_name());
  std::string text = fmt::format(".TH {} 1 \"\" \"{}\" \"User Commands\"\n", in_capitals(name), top.version());
  text += fmt::format(".SH NAME\n{} \\- when does it pay to go parallel, and with which kind of worker?\n", name);
  text +=
      fmt::format(".SH SYNOPSIS\n.B {0}\n.I command\n.RI [ options ]\n.br\n.B mpirun \\-n\n.I ranks\n.B {0}\n", name);
  text += ".I command\n.RI [ options ]\n";
  text += fmt::format(".SH DESCRIPTION\n{}\n", escaped(top.get_description()));
  text += ".SH COMMANDS\n" + commands_of(top, "");
  text += closing;
  return text + ".SH EXAMPLES\n.nf\n" + examples_of(top) + ".fi\n";
}

}  // namespace breakeven::cli
