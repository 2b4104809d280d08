// What the place that text goes to can show: colour, Unicode, and how wide it is.
#pragma once

#include <string>
#include <string_view>

namespace breakeven::report {

struct Appearance {
  bool terminal = false;
  bool colour = false;
  bool unicode = false;
  int columns = 100;
};

/// Of a file descriptor: colour only on a terminal and neither with NO_COLOR (https://no-color.org) nor TERM=dumb;
/// Unicode when LC_ALL, LC_CTYPE or LANG, the first that is set, names UTF-8.
Appearance appearance_of(int descriptor);

enum class Tone : unsigned char { plain, strong, faint, good, bad };

/// `text` in the escape sequences of `tone`, if colour can be shown.
std::string toned(std::string_view text, Tone tone, const Appearance& appearance);

/// `text` in a colour of its own for each of a few numbers from 0 on (then they start over), if colour can be shown;
/// below 0 in none. The colours are those of Okabe and Ito (2008), which the colour-blind can tell apart, as near as
/// 256 colours come, without those that are hard to see on black or on white.
std::string inked(std::string_view text, int ink, const Appearance& appearance);

/// UTF-8 text as it can be shown: the symbols that this program uses are written in ASCII where there is no Unicode
/// (π as pi, ± as +/-), and control characters other than the newline become '?', so that no file name can steer
/// the terminal.
std::string shown(std::string_view utf8, const Appearance& appearance);

/// `text` with a blank for every newline.
std::string one_line(std::string_view text);

/// How many columns UTF-8 text takes: 2 for wide East Asian characters, 0 for combining ones.
int display_width(std::string_view utf8);

}  // namespace breakeven::report
