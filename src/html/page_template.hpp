// The page without a study: src/html/page and the charts' library, put together when the program is built.
#pragma once

#include <string_view>

namespace breakeven::html {

struct PageTemplate {
  std::string_view before_data;
  std::string_view after_data;
};

/// O(size). Throws std::logic_error when the template has no place for data.
PageTemplate page_template();

}  // namespace breakeven::html
