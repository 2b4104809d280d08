// A study as one HTML file that opens from disk: nothing of it is loaded from elsewhere.
#pragma once

#include "html/page_data.hpp"
#include "report/text_stream.hpp"
#include "study/study_file.hpp"

namespace breakeven::html {

/// The page: template, data and charts, 0.6 MB for small studies, below 8 MB for 100,000 trials. Texts of the study are
/// data in it, never markup or script, and its Content-Security-Policy lets nothing else run or load. Of the same study
/// always the same bytes. Throws what `out` throws.
void write_page(const study::StudyContent& content, const PageFacts& facts, report::TextStream& out);

}  // namespace breakeven::html
