#include "study/merge.hpp"

#include <algorithm>
#include <tuple>

#include "measure/trial_runner.hpp"
#include "study/finished.hpp"
#include "study/journal.hpp"
#include "study/plan_union.hpp"
#include "study/record_file.hpp"
#include "study/replace_file.hpp"
#include "study/same_study.hpp"
#include "study/study_tables.hpp"
#include "study/table_io.hpp"

namespace breakeven::study {
namespace {

namespace fs = std::filesystem;

StoredPlan plan_of(const fs::path& path, const StudyContent& content) {
  return {path.string(), content.plan_text, read_points(path)};
}

template <class Value>
void sort_by_start(std::vector<Value>& values) {
  std::ranges::sort(values, {}, [](const Value& value) { return std::tie(value.started_at, value.id); });
}

bool is_same(const StoredPlan& one, const StoredPlan& other) {
  return one.text == other.text && points_table().pack(one.points) == points_table().pack(other.points);
}

class Merge {
 public:
  explicit Merge(const fs::path& out) : out_(resolve_target(out)), journal_(take(out_)) {
    const JournalContent left = journal_.read();
    if (has_content(out_)) {
      merged_ = read_study(out_);
      plan_ = plan_of(out_, merged_);
      plans_.push_back(plan_);
    } else {
      require_no_orphans(out_, left);
    }
    journal_is_empty_ = left.entries.empty();
    is_study_ = !merged_.study_id.empty();
    journal_.claim(merged_.study_id);
  }

  void add(const fs::path& input) {
    StudyContent content = read_study(input);
    plans_.push_back(plan_of(input, content));
    is_study_ = is_study_ || !content.study_id.empty();
    std::ranges::move(content.launches, std::back_inserter(added_.launches));
    std::ranges::move(content.trials, std::back_inserter(added_.trials));
  }

  MergeCounts finish(const MergeOptions& options) && {
    const StoredPlan united = unite_plans(std::move(plans_), options.any_plan);
    const MergeCounts before{merged_.trials.size(), merged_.launches.size()};
    sort_by_start(added_.launches);
    sort_by_start(added_.trials);
    const bool grows = Union(merged_).add(std::move(added_)) > 0;
    if (grows || !journal_is_empty_ || !is_same(plan_, united) || !fs::exists(out_)) write(united);
    journal_.remove();
    return {merged_.trials.size() - before.trials, merged_.launches.size() - before.launches};
  }

 private:
  static Journal take(const fs::path& out) {
    require_appendable(out);
    return Journal(journal_path(out));
  }

  void write(const StoredPlan& plan) {
    replace_file(out_, [&](const fs::path& copy, bool empty) {
      hdf5::TableFile file = open_to_change(out_, copy, empty);
      if (is_study_ && !file.text_attribute(study_id_attribute)) {
        file.set_attribute(study_id_attribute, measure::random_id());
      }
      if (!plan.text.empty()) file.set_text(plan_text_name, plan.text);
      if (!plan.points.empty()) write_points(file, plan.points);
      add_new(file, merged_);
      file.close();
    });
  }

  fs::path out_;
  Journal journal_;
  bool journal_is_empty_ = true;
  bool is_study_ = false;  ///< some input is, so that `out` becomes one
  StoredPlan plan_;        ///< of out
  std::vector<StoredPlan> plans_;
  StudyContent merged_;
  Finished added_;
};

}  // namespace

MergeCounts merge_studies(const fs::path& out, std::span<const fs::path> inputs, const MergeOptions& options) {
  Merge merge(out);
  for (const fs::path& input : inputs) merge.add(input);
  return std::move(merge).finish(options);
}

}  // namespace breakeven::study
