#include "html/study_title.hpp"

#include <variant>

#include "plan/document.hpp"

namespace breakeven::html {

std::string study_title(const std::string& plan_text) {
  try {
    const plan::Table document = plan::read_document(plan_text);
    const plan::Entry* title = document.find("title");
    const auto* text = title == nullptr ? nullptr : std::get_if<std::string>(&title->item.value);
    return text == nullptr ? "" : *text;
  } catch (const plan::Mistake&) {
    return "";  // what was measured is shown all the same
  }
}

}  // namespace breakeven::html
