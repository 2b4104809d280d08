#include "html/page.hpp"

#include "html/page_template.hpp"
#include "html/script_text.hpp"

namespace breakeven::html {

void write_page(const study::StudyContent& content, const PageFacts& facts, report::TextStream& out) {
  const PageTemplate parts = page_template();
  out << parts.before_data << script_text(page_data(content, facts)) << parts.after_data;
  out.flush();
}

}  // namespace breakeven::html
