// What a search found out, in sentences.
#pragma once

#include <string>

#include "search/search.hpp"

namespace breakeven::report {

/// A search with what its crews are called.
struct SearchSubject {
  const search::Search& search;
  std::string candidate;     ///< "2 forked"
  std::string base;          ///< "serial"
  bool several = true;       ///< whether the candidate's name is a plural
  bool interrupted = false;  ///< before it came to its end
};

/// "2 forked pay from n = 3.12e6 on (2.9e6 to 3.4e6, 95 %) against serial.", and what is to be known with it: how far
/// sizes went and why not further, whether the interval is as narrow as it was to be.
std::string answer_in_words(const SearchSubject& subject);
/// One line a check, and whether all of it is confirmed.
std::string checks_in_words(const SearchSubject& subject);
/// "34 trials, at most 80 s left: n = 3e6, break-even at 1e6 to 1e7".
std::string step_in_words(const search::Step& step, const search::Survey& survey);

}  // namespace breakeven::report
