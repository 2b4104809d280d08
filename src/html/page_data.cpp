#include "html/page_data.hpp"

#include <string_view>
#include <vector>

#include "analysis/answers.hpp"
#include "analysis/speed_up_base.hpp"
#include "analysis/study_models.hpp"
#include "analysis/study_rules.hpp"
#include "analysis/study_summary.hpp"
#include "html/columnar.hpp"
#include "html/cost_writer.hpp"
#include "html/environments.hpp"
#include "html/law_writer.hpp"
#include "html/page_answers.hpp"
#include "html/page_notes.hpp"
#include "html/point_columns.hpp"
#include "html/study_title.hpp"
#include "html/timelines.hpp"
#include "html/trial_rows.hpp"
#include "report/base_words.hpp"
#include "report/json_writer.hpp"
#include "report/rule_words.hpp"
#include "report/study_models.hpp"
#include "report/study_sections.hpp"

namespace breakeven::html {
namespace {

using report::JsonWriter;

class PageData {
 public:
  PageData(const study::StudyContent& content, report::TextStream& out)
      : content_(content),
        answers_(analysis::answer(content)),
        models_(analysis::fit_models(answers_)),
        summary_(answers_.summary),
        json_(out, 1) {}

  void write(const PageFacts& facts) {
    json_.begin_object();
    write_texts(facts);
    json_.key("answers");
    write_answers(answers_, models_, json_);
    write_rules();
    write_tables();
    json_.end_object();
  }

 private:
  void member(std::string_view name, const report::Value& value) {
    json_.key(name);
    json_.value(value);
  }

  void write_texts(const PageFacts& facts) {
    member("program", facts.program);
    member("title", study_title(content_.plan_text));
    member("file", facts.file);
    member("study_id", content_.study_id);
    member("plan", content_.plan_text);
    member("noise_floor", report::noise_floor_in_words(summary_));
    if (summary_.clock_reading_seconds) member("clock_reading_seconds", *summary_.clock_reading_seconds);
    json_.key("bases");
    json_.begin_object();
    for (const auto base :
         {analysis::Base::serial, analysis::Base::first_way, analysis::Base::one_worker, analysis::Base::scaled_serial,
          analysis::Base::scaled_first_way, analysis::Base::scaled_one_worker}) {
      member(analysis::to_string(base), std::string(report::base_in_words(base)));
    }
    json_.end_object();
  }

  void write_rules() {
    json_.key("rules");
    json_.begin_array();
    for (const analysis::RuleVerdict& verdict : analysis::judge_rules(summary_)) {
      json_.begin_object();
      member("rule", std::string(report::rule_in_words(verdict.rule)));
      member("waived", report::waiver_in_words(verdict));
      json_.end_object();
    }
    json_.end_array();
  }

  void write_tables() {
    const TrialRows trials = trial_rows(summary_);
    const Timelines workers = timelines(trials.rows);
    json_.key("points");
    write_columnar(summary_.rows, page_point_columns(summary_.rows), Precision::exact, json_);
    json_.key("trials");
    write_columnar(trials.rows, trial_row_columns(), Precision::seven_digits, json_);
    json_.key("workers");
    write_columnar(workers.rows, worker_row_columns(), Precision::seven_digits, json_);
    json_.key("environments");
    write_columnar(environments(content_.launches), environment_columns(), Precision::exact, json_);
    json_.key("models");
    write_laws(models_, json_);
    json_.key("costs");
    write_costs(answers_, models_, json_);
    json_.key("break_evens");
    write_break_evens(answers_, models_, json_);
    write_notes(page_notes(trials, workers));
  }

  void write_notes(const PageNotes& notes) {
    member("trials_note", notes.trials);
    member("workers_note", notes.workers);
    member("models_note", report::left_out_crews_in_words(models_));
  }

  const study::StudyContent& content_;
  analysis::StudyAnswers answers_;
  analysis::StudyModels models_;
  const analysis::StudySummary& summary_;
  JsonWriter json_;
};

}  // namespace

std::string page_data(const study::StudyContent& content, const PageFacts& facts) {
  std::string text;
  report::TextStream out([&text](std::string_view piece) { text += piece; });
  PageData(content, out).write(facts);
  out.flush();
  return text;
}

}  // namespace breakeven::html
