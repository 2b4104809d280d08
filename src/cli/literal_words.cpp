#include "cli/literal_words.hpp"

namespace breakeven::cli {
namespace {

constexpr char mark = '\1';

}  // namespace

std::string hidden_from_parser(const std::string& word) {
  return word.starts_with('[') && word.ends_with(']') ? mark + word : word;
}

std::string as_typed(const std::string& word) { return word.starts_with(mark) ? word.substr(1) : word; }

}  // namespace breakeven::cli
