#include "report/latex_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

#include "report/text_encoding.hpp"

namespace breakeven::report {
namespace {

struct Command {
  std::string_view character;
  std::string_view latex;
};

constexpr std::array commands{
    // What is special, what fonts in the old encoding (OT1) have other characters for, and what makes ligatures.
    Command{"&", "\\&"}, Command{"%", "\\%"}, Command{"$", "\\$"}, Command{"#", "\\#"}, Command{"_", "\\_"},
    Command{"{", "\\{"}, Command{"}", "\\}"}, Command{"~", "\\textasciitilde{}"}, Command{"^", "\\textasciicircum{}"},
    Command{"\\", "\\textbackslash{}"}, Command{"<", "\\textless{}"}, Command{">", "\\textgreater{}"},
    Command{"|", "\\textbar{}"}, Command{"\"", "{''}"}, Command{"`", "{`}"}, Command{"'", "{'}"},
    // Symbols of this program.
    Command{"–", "--"}, Command{"—", "---"}, Command{"−", "$-$"}, Command{"×", "$\\times$"}, Command{"·", "$\\cdot$"},
    Command{"±", "$\\pm$"}, Command{"≈", "$\\approx$"}, Command{"≤", "$\\leq$"}, Command{"≥", "$\\geq$"},
    Command{"→", "$\\rightarrow$"}, Command{"µ", "$\\mu$"}, Command{"μ", "$\\mu$"}, Command{"π", "$\\pi$"},
    Command{"σ", "$\\sigma$"}, Command{"κ", "$\\kappa$"}, Command{"°", "$^\\circ$"}, Command{"†", "$\\dagger$"},
    Command{"…", "\\ldots{}"}, Command{"\u00a0", "~"}, Command{"⁰", "$^{0}$"}, Command{"¹", "$^{1}$"},
    Command{"²", "$^{2}$"}, Command{"³", "$^{3}$"}, Command{"⁴", "$^{4}$"}, Command{"⁵", "$^{5}$"},
    Command{"⁶", "$^{6}$"}, Command{"⁷", "$^{7}$"}, Command{"⁸", "$^{8}$"}, Command{"⁹", "$^{9}$"},
    Command{"⁻", "$^{-}$"}};

/// Of the well-formed character at the front.
std::size_t bytes_of_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

std::uint32_t code_point(std::string_view character) {
  if (character.size() == 1) return static_cast<unsigned char>(character.front());
  std::uint32_t code = static_cast<unsigned char>(character.front()) & (0xffU >> (character.size() + 1));
  for (const char c : character.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3fU);
  return code;
}

/// Letters of Latin-1 but eth and thorn, which the old encoding of fonts lacks.
bool is_known_letter(std::uint32_t code) {
  constexpr std::array unknown{0xd0U, 0xd7U, 0xdeU, 0xf0U, 0xf7U, 0xfeU};
  return code >= 0xc0 && code <= 0xff && std::ranges::find(unknown, code) == unknown.end();
}

std::string as_latex(std::string_view character) {
  const auto* command = std::ranges::find(commands, character, &Command::character);
  if (command != commands.end()) return std::string(command->latex);
  const std::uint32_t code = code_point(character);
  if (code < 0x20 || code == 0x7f) return " ";
  if (code < 0x7f || is_known_letter(code)) return std::string(character);
  return fmt::format("[U+{:04X}]", code);
}

/// Exponents of several digits become one, and two hyphens no dash.
void append(std::string_view piece, std::string& latex) {
  constexpr std::string_view exponent = "$^{";
  constexpr std::string_view end_of_exponent = "}$";
  if (piece.starts_with(exponent) && latex.ends_with(end_of_exponent)) {
    latex.resize(latex.size() - end_of_exponent.size());
    piece.remove_prefix(exponent.size());
  } else if (piece == "-" && latex.ends_with('-')) {
    latex += "{}";
  }
  latex += piece;
}

}  // namespace

std::string latex_text(std::string_view utf8) {
  const std::string valid = valid_utf8(utf8);
  std::string latex;
  for (std::string_view rest = valid; !rest.empty();) {
    const std::string_view character = rest.substr(0, bytes_of_character(rest));
    append(as_latex(character), latex);
    rest.remove_prefix(character.size());
  }
  return latex;
}

}  // namespace breakeven::report
