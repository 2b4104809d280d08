// What a page has less of than the study's file, in words.
#pragma once

#include <string>

#include "html/timelines.hpp"
#include "html/trial_rows.hpp"

namespace breakeven::html {

struct PageNotes {
  std::string trials;  ///< empty where nothing is left out but digits
  std::string workers;
};

PageNotes page_notes(const TrialRows& trials, const Timelines& workers);

}  // namespace breakeven::html
