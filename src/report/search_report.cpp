#include "report/search_report.hpp"

#include <fmt/format.h>

#include <cmath>

#include "breakeven/statistics.hpp"
#include "report/found_text.hpp"
#include "report/marks.hpp"
#include "report/page.hpp"
#include "report/quantity.hpp"
#include "report/table.hpp"
#include "search/sides.hpp"

namespace breakeven::report {
namespace {

using search::Round;
using search::Side;

double median_of(const std::vector<Round>& rounds, double Round::*part) {
  std::vector<double> values;
  for (const Round& round : rounds) values.push_back(round.*part);
  return median(values);
}

Cell ratio_cell(const std::vector<Round>& rounds, Side side) {
  double sum = 0;
  for (const Round& round : rounds) sum -= round.log_ratio();
  const Tone tone = side == Side::candidate ? Tone::good : side == Side::base ? Tone::bad : Tone::faint;
  return {format_ratio(std::exp(sum / static_cast<double>(rounds.size()))), tone};
}

std::string side_in_words(Side side, const SearchSubject& subject) {
  if (side == Side::unclear) return "";
  return side == Side::candidate ? subject.candidate : subject.base;
}

Table sizes_table(const SearchSubject& subject) {
  const search::Survey& survey = subject.search.survey();
  const std::vector<Side> sides = search::sides_of(survey.levels());
  Table table({{"n"},
               {subject.candidate},
               {subject.base},
               {"speed-up", Align::right, true},
               {"rounds"},
               {"surely faster", Align::left}});
  std::size_t row = 0;
  for (const auto& [size, rounds] : survey.rounds()) {
    const Side side = sides[row++];
    table.add_row({{format_searched_size(static_cast<double>(size)), Tone::strong},
                   {format_seconds(median_of(rounds, &Round::candidate_seconds))},
                   {format_seconds(median_of(rounds, &Round::base_seconds))},
                   ratio_cell(rounds, side),
                   {std::to_string(rounds.size())},
                   {side_in_words(side, subject)}});
  }
  return table;
}

std::string notes(const SearchSubject& subject, bool oversubscribed) {
  const search::Survey& survey = subject.search.survey();
  if (survey.trials() == 0) return "";
  std::string text = fmt::format(
      "Medians of whole times and geometric means of their ratios; rounds of one trial each, in an order of seed {}.\n"
      "{} trials in passes over {}: what the machine did meanwhile is in the answer, what it does in another hour is "
      "not.\n",
      survey.limits().order_seed, survey.trials(), format_seconds(survey.spent_seconds()));
  if (oversubscribed) text += oversubscribed_note;
  return text;
}

}  // namespace

std::string render_search(const SearchSubject& subject, bool oversubscribed, const Appearance& appearance) {
  const auto lines = [&](const std::string& text, Tone tone) {
    return text.empty() ? "" : toned(wrapped(shown(text, appearance), appearance), tone, appearance);
  };
  std::string text = lines(answer_in_words(subject), Tone::strong);
  if (subject.search.survey().rounds().empty()) return text;
  text += '\n' + sizes_table(subject).render(appearance) + '\n';
  const bool contradicted = subject.search.outcome() == search::CheckOutcome::contradicted;
  text += lines(checks_in_words(subject), contradicted ? Tone::bad : Tone::plain);
  return text + lines(notes(subject, oversubscribed), Tone::faint);
}

}  // namespace breakeven::report
