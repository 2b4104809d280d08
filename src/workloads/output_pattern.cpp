#include "workloads/output_pattern.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <string_view>
#include <utility>

#include "breakeven/error.hpp"

namespace breakeven::workloads {
namespace {

constexpr std::string_view json_prefix = "json:";
// std::regex recurses once a character or so.
constexpr std::size_t searched_characters = 4096;

std::string last_line(const std::string& text) {
  const std::size_t end = text.find_last_not_of(" \t\r\n");
  if (end == std::string::npos) return {};
  const std::size_t before = text.rfind('\n', end);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  return text.substr(begin, end - begin + 1);
}

nlohmann::json parse(const std::string& text) { return nlohmann::json::parse(text, nullptr, false); }

}  // namespace

struct OutputPattern::Matcher {
  virtual ~Matcher() = default;
  virtual std::optional<std::string> find(const std::string& output) const = 0;
};

struct OutputPattern::LineMatcher final : OutputPattern::Matcher {
  explicit LineMatcher(const std::string& text) try : expression(text) {
  } catch (const std::regex_error& error) {
    throw UsageError(fmt::format("'{}' is no regular expression: {}", text, error.what()));
  }

  std::optional<std::string> find(const std::string& output) const override {
    std::istringstream lines(output);
    std::smatch match;
    for (std::string line; std::getline(lines, line);) {
      if (line.size() > searched_characters) line.resize(searched_characters);
      if (std::regex_search(line, match, expression)) return match[match.size() > 1 ? 1 : 0].str();
    }
    return std::nullopt;
  }

  std::regex expression;
};

struct OutputPattern::JsonMatcher final : OutputPattern::Matcher {
  explicit JsonMatcher(const std::string& text) try : pointer(text) {
  } catch (const nlohmann::json::exception&) {
    throw UsageError(fmt::format("'{}' is no JSON pointer; one is like /results/0/seconds", text));
  }

  std::optional<std::string> find(const std::string& output) const override {
    nlohmann::json document = parse(output);
    if (document.is_discarded()) document = parse(last_line(output));
    if (document.is_discarded() || !document.contains(pointer)) return std::nullopt;
    const nlohmann::json& value = document[pointer];
    return value.is_string() ? value.get<std::string>() : value.dump();
  }

  nlohmann::json::json_pointer pointer;
};

OutputPattern::OutputPattern(const std::string& text) : text_(text) {
  if (text.starts_with(json_prefix)) {
    matcher_ = std::make_unique<JsonMatcher>(text.substr(json_prefix.size()));
  } else {
    matcher_ = std::make_unique<LineMatcher>(text);
  }
}

OutputPattern::OutputPattern(OutputPattern&&) noexcept = default;
OutputPattern& OutputPattern::operator=(OutputPattern&&) noexcept = default;
OutputPattern::~OutputPattern() = default;

std::optional<std::string> OutputPattern::find(const std::string& output) const { return matcher_->find(output); }

}  // namespace breakeven::workloads
