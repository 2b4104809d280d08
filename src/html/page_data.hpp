// All that a page shows of a study, as one JSON document. src/html/README.md describes it.
#pragma once

#include <string>

#include "study/study_file.hpp"

namespace breakeven::html {

/// What is known beside the study itself.
struct PageFacts {
  std::string file;     ///< that the study was read from, without its directory
  std::string program;  ///< "breakeven 0.1.0"
};

/// Up to 8 MB of text for 100,000 trials, in about a second. Of the same study always the same text. Texts are made
/// valid UTF-8 and are otherwise as they were found: whoever puts them on a page must escape them.
std::string page_data(const study::StudyContent& content, const PageFacts& facts);

}  // namespace breakeven::html
