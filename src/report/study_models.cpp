#include "report/study_models.hpp"

#include <fmt/format.h>

#include "report/curve_label.hpp"
#include "report/model_tables.hpp"
#include "report/page.hpp"
#include "report/scaling_words.hpp"

namespace breakeven::report {
namespace {

class ModelRenderer {
 public:
  explicit ModelRenderer(const Appearance& appearance) : appearance_(appearance) {}

  void title(const std::string& text) { add(one_line(text), Tone::strong); }
  void lines(const std::string& text, Tone tone) {
    if (!text.empty()) text_ += toned(wrapped(shown(text, appearance_), appearance_), tone, appearance_);
  }
  void table(const ModelTable& table) {
    if (table.table.empty() && table.notes.empty()) return;
    add(table.title, Tone::strong);
    if (!table.table.empty()) text_ += table.table.render_in_parts(appearance_);
    lines(table.notes, Tone::faint);
    text_ += '\n';
  }
  void end_paragraph() { text_ += '\n'; }
  std::string take() { return std::move(text_); }

 private:
  void add(const std::string& text, Tone tone) { text_ += toned(shown(text, appearance_), tone, appearance_) + '\n'; }

  const Appearance& appearance_;
  std::string text_;
};

constexpr std::string_view scaled_note =
    "Work grows with the workers: there is no cost model and no break-even point, for which n and p cannot be told "
    "apart.\n";

}  // namespace

std::string render_study_models(const analysis::StudyAnswers& answers, const analysis::StudyModels& models,
                                const Appearance& appearance) {
  ModelRenderer renderer(appearance);
  for (std::size_t i = 0; i < answers.groups.size(); ++i) {
    const analysis::Group& group = answers.groups[i].group;
    const analysis::GroupModels& of_group = models.groups[i];
    renderer.title(fmt::format("Models of {}", group_label(group)));
    if (group.scaled) renderer.lines(std::string(scaled_note), Tone::plain);
    renderer.end_paragraph();
    renderer.table(break_even_table(group, of_group));
    renderer.table(repayment_table(group, of_group));
    renderer.table(cost_table(group, of_group));
    renderer.table(fitness_table(group, of_group));
    renderer.table(law_table(group, of_group, answers.summary));
    renderer.table(scaling_table(group, of_group, answers.summary));
  }
  renderer.lines(left_out_crews_in_words(models), Tone::plain);
  return renderer.take();
}

std::string left_out_crews_in_words(const analysis::StudyModels& models) {
  std::string text;
  if (models.left_out_crews > 0) {
    text += fmt::format(
        "Break-even points and cost models are those of {} of {} crews: more would take long. Of each way the crew "
        "that speaks for it is among them.\n",
        models.crews, models.crews + models.left_out_crews);
  }
  if (models.left_out_law_curves > 0) {
    text += fmt::format("Laws of scaling were fitted to {} of {} curves: those of the largest n.\n", models.law_curves,
                        models.law_curves + models.left_out_law_curves);
  }
  return text;
}

}  // namespace breakeven::report
