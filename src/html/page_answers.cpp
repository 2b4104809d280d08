#include "html/page_answers.hpp"

#include <string>
#include <string_view>

#include "report/answer_words.hpp"
#include "report/break_even_words.hpp"
#include "report/curve_label.hpp"
#include "report/scaling_words.hpp"
#include "report/study_sections.hpp"

namespace breakeven::html {
namespace {

void write_answer(const std::string& group, std::string_view topic, const std::string& text, report::JsonWriter& json) {
  if (text.empty()) return;
  json.begin_object();
  json.key("group");
  json.value(group);
  json.key("topic");
  json.value(std::string(topic));
  json.key("text");
  json.value(text);
  json.end_object();
}

}  // namespace

void write_answers(const analysis::StudyAnswers& answers, const analysis::StudyModels& models,
                   report::JsonWriter& json) {
  json.begin_array();
  for (std::size_t i = 0; i < answers.groups.size(); ++i) {
    const analysis::GroupAnswers& group = answers.groups[i];
    const analysis::GroupModels& of_group = models.groups[i];
    const std::string label = report::group_label(group.group);
    write_answer(label, "Who is fastest",
                 report::kept_in_words(group.group, answers.summary) + report::fastest_in_words(group, answers.summary),
                 json);
    write_answer(label, "From which n on it pays", report::break_evens_in_words(group, of_group), json);
    write_answer(label, "Crews that are kept", report::repayments_in_words(group, of_group), json);
    write_answer(label, "What starting costs", report::starts_in_words(group), json);
    write_answer(label, "What stays serial", report::serial_fractions_in_words(group, of_group, answers.summary), json);
    write_answer(label, "How many workers", report::sensible_workers_in_words(group.group, of_group.efficient_workers),
                 json);
    write_answer(label, "Past the processors", report::past_processors_in_words(group, answers.summary), json);
    write_answer(label, "How good the models are", report::left_out_in_words(group, of_group), json);
  }
  if (!answers.groups.empty()) write_answer("", "Noise", report::noise_floor_in_words(answers.summary), json);
  write_answer("", "What is not known", report::gaps_in_words(answers), json);
  json.end_array();
}

}  // namespace breakeven::html
