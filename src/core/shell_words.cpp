#include "core/shell_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven {
namespace {

constexpr std::string_view blanks = " \t\n\r";
constexpr std::string_view plain_punctuation = "%+,-./:=@_{}";
constexpr auto npos = std::string_view::npos;

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
    in_word_ = true;
    word_ += c;
  }

  void end_word() {
    if (in_word_) words_.push_back(word_);
    word_.clear();
    in_word_ = false;
  }

  void take_quoted(char quote) {
    in_word_ = true;  // '' is a word
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == quote) {
        ++at_;
        return;
      }
      const bool escape = quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size() &&
                          (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\');
      if (escape) ++at_;
      word_ += text_[at_];
    }
    throw UsageError(fmt::format("a {} is not closed in: {}", quote, text_));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string word_;
  bool in_word_ = false;
  std::vector<std::string> words_;
};

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_plain(char c) { return is_letter_or_digit(c) || plain_punctuation.find(c) != npos; }

bool is_assignment(std::string_view word) {
  const auto equals = word.find('=');
  if (equals == npos || equals == 0) return false;
  return std::ranges::all_of(word.substr(0, equals), [](char c) { return is_letter_or_digit(c) || c == '_'; });
}

/// Of shells that know more than POSIX: {a,b} and {1..9}.
bool has_brace_expansion(std::string_view word) {
  return word.find('{') != npos && (word.find(',') != npos || word.find("..") != npos);
}

bool needs_quotes(std::string_view word) {
  return word.empty() || !std::ranges::all_of(word, is_plain) || is_assignment(word) || has_brace_expansion(word);
}

std::string quoted(const std::string& word) {
  if (!needs_quotes(word)) return word;
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

}  // namespace breakeven
