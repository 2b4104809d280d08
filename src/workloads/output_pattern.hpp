// Where in a command's output a value stands.
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace breakeven::workloads {

class OutputPattern {
 public:
  /// "json:/a/b", a pointer (RFC 6901) into the output as JSON, or else a regular expression (ECMAScript). Throws
  /// UsageError.
  explicit OutputPattern(const std::string& text);
  OutputPattern(OutputPattern&&) noexcept;
  OutputPattern& operator=(OutputPattern&&) noexcept;
  ~OutputPattern();

  /// With a regular expression its first group, or all of it, in the first line that has it (of which the first 4096
  /// characters are looked at). JSON is the whole output, or its last line; values other than strings are given as JSON
  /// writes them. Nothing when it is not there.
  std::optional<std::string> find(const std::string& output) const;

  const std::string& text() const noexcept { return text_; }

 private:
  struct Matcher;
  struct LineMatcher;
  struct JsonMatcher;
  std::string text_;
  std::unique_ptr<const Matcher> matcher_;
};

}  // namespace breakeven::workloads
