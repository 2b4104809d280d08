#include "os/shell_words.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven::os {
namespace {

constexpr std::string_view blanks = " \t\n\r";
constexpr std::string_view plain_punctuation = "%+,-./:@_";  // braces would be expanded by some shells

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<std::string> split() {
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '\'' || c == '"') {
        take_quoted(c);
      } else if (c == '\\' && at_ < text_.size()) {
        add(text_[at_++]);
      } else if (blanks.find(c) != std::string_view::npos) {
        end_word();
      } else {
        add(c);
      }
    }
    end_word();
    return std::move(words_);
  }

 private:
  void add(char c) {
    if (!word_) word_.emplace();
    word_->push_back(c);
  }

  void end_word() {
    if (word_) words_.push_back(std::move(*word_));
    word_.reset();
  }

  void take_quoted(char quote) {
    if (!word_) word_.emplace();  // '' is a word
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == quote) {
        ++at_;
        return;
      }
      const bool escape = quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size() &&
                          (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\');
      if (escape) ++at_;
      word_->push_back(text_[at_]);
    }
    throw UsageError(fmt::format("a {} is not closed in: {}", quote, text_));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<std::string> word_;
  std::vector<std::string> words_;
};

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         plain_punctuation.find(c) != std::string_view::npos;
}

/// "--size=3" is an option, but "size=3" would be an assignment.
bool needs_no_quotes(const std::string& word) {
  const bool option = word.starts_with('-');
  return !word.empty() && std::ranges::all_of(word, [&](char c) { return is_plain(c) || (option && c == '='); });
}

std::string quoted(const std::string& word) {
  if (needs_no_quotes(word)) return word;
  std::string text = "'";
  for (const char c : word) {
    if (c == '\'') {
      text += R"('\'')";
    } else {
      text += c;
    }
  }
  return text + "'";
}

}  // namespace

std::vector<std::string> split_shell_words(std::string_view text) { return Splitter(text).split(); }

std::string join_shell_words(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += ' ';
    text += quoted(word);
  }
  return text;
}

}  // namespace breakeven::os
