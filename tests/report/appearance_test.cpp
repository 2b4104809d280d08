#include "report/appearance.hpp"

#include <gtest/gtest.h>
#include <pty.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <string>

namespace breakeven::report {
namespace {

/// Sets environment variables for the length of a test; an empty value unsets.
class WithEnvironment {
 public:
  explicit WithEnvironment(const std::map<std::string, std::string>& values) {
    for (const auto& [name, value] : values) {
      const char* old = std::getenv(name.c_str());
      before_[name] = old == nullptr ? "" : old;
      set(name, value);
    }
  }
  ~WithEnvironment() {
    for (const auto& [name, value] : before_) set(name, value);
  }

 private:
  static void set(const std::string& name, const std::string& value) {
    value.empty() ? ::unsetenv(name.c_str()) : ::setenv(name.c_str(), value.c_str(), 1);
  }
  std::map<std::string, std::string> before_;
};

class PseudoTerminal {
 public:
  PseudoTerminal() {
    winsize size{};
    size.ws_col = 57;
    EXPECT_EQ(::openpty(&controller_, &terminal_, nullptr, nullptr, &size), 0);
  }
  ~PseudoTerminal() {
    ::close(controller_);
    ::close(terminal_);
  }
  int descriptor() const { return terminal_; }

 private:
  int controller_ = -1;
  int terminal_ = -1;
};

TEST(Appearance, ColourOnlyOnATerminalThatWantsIt) {
  const PseudoTerminal terminal;
  const auto colour = [&](const std::string& term, const std::string& no_color) {
    const WithEnvironment environment({{"TERM", term}, {"NO_COLOR", no_color}});
    return appearance_of(terminal.descriptor()).colour;
  };
  EXPECT_TRUE(colour("xterm", ""));
  EXPECT_FALSE(colour("dumb", ""));
  EXPECT_FALSE(colour("", ""));
  EXPECT_FALSE(colour("xterm", "1"));
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const WithEnvironment environment({{"TERM", "xterm"}, {"NO_COLOR", ""}});
  EXPECT_FALSE(appearance_of(ends[1]).terminal);
  EXPECT_FALSE(appearance_of(ends[1]).colour);
  ::close(ends[0]);
  ::close(ends[1]);
  EXPECT_EQ(appearance_of(terminal.descriptor()).columns, 57);
}

TEST(Appearance, TheFirstLocaleVariableThatIsSetDecides) {
  const auto unicode = [](const std::string& all, const std::string& ctype, const std::string& lang) {
    const WithEnvironment environment({{"LC_ALL", all}, {"LC_CTYPE", ctype}, {"LANG", lang}});
    return appearance_of(STDOUT_FILENO).unicode;
  };
  EXPECT_TRUE(unicode("", "", "de_DE.UTF-8"));
  EXPECT_TRUE(unicode("", "C.utf8", "C"));
  EXPECT_FALSE(unicode("C", "", "en_US.UTF-8"));
  EXPECT_FALSE(unicode("", "", ""));
  EXPECT_FALSE(unicode("", "", "en_US.ISO-8859-1"));
}

TEST(Appearance, WidthsAreColumnsNotBytes) {
  EXPECT_EQ(display_width(""), 0);
  EXPECT_EQ(display_width("12.3 µs"), 7);
  EXPECT_EQ(display_width("日本"), 4);
  EXPECT_EQ(display_width("e\u0301"), 1);
  EXPECT_EQ(display_width("\xff\xfe"), 2) << "malformed bytes count one each";
}

TEST(Appearance, SymbolsHaveAnAsciiForm) {
  const Appearance ascii;
  Appearance unicode;
  unicode.unicode = true;
  EXPECT_EQ(shown("π = 3 ± 1 µs × 2", ascii), "pi = 3 +/- 1 us x 2");
  EXPECT_EQ(shown("π = 3 ± 1 µs × 2", unicode), "π = 3 ± 1 µs × 2");
  EXPECT_EQ(shown("日本.h5", ascii), "日本.h5") << "names stay as they are";
}

TEST(Appearance, NoTextCanSteerTheTerminal) {
  Appearance unicode;
  unicode.unicode = true;
  EXPECT_EQ(shown("a\x1b[31mb\nc\x7f\u009b", unicode), "a?[31mb\nc??");
}

TEST(Appearance, TonesAreEscapesOnlyWithColour) {
  Appearance colour;
  EXPECT_EQ(toned("x", Tone::bad, colour), "x");
  colour.colour = true;
  EXPECT_EQ(toned("x", Tone::bad, colour), "\x1b[31mx\x1b[0m");
  EXPECT_EQ(toned("x", Tone::plain, colour), "x");
}

}  // namespace
}  // namespace breakeven::report
