#include "cli/described_job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <limits>
#include <utility>

#include "breakeven/error.hpp"
#include "cli/option_value.hpp"
#include "core/count.hpp"

namespace breakeven::cli {
namespace {

class DescribedJob final : public Job {
 public:
  explicit DescribedJob(std::shared_ptr<const WorkloadForm> form)
      : form_(std::move(form)), workload_(form_->workload()) {}

  std::string unit() const override { return "units"; }
  std::uint64_t memory_bytes(const CrewOptions& crew) const override { return form_->memory_bytes(crew.workers); }
  measure::Task task() const override { return {workload_, form_->seed()}; }

  std::string describe_answer(const Trial& trial) const override {
    return fmt::format("{}: {}\n{}", workload_.name(), workload_.describe(), describe_figures(trial.answer));
  }

 private:
  std::shared_ptr<const WorkloadForm> form_;
  AnyWorkload workload_;
};

template <std::integral Number>
Number parse_integer(const std::string& text) {
  constexpr auto most = std::min(largest_count, static_cast<std::uint64_t>(std::numeric_limits<Number>::max()));
  if constexpr (std::signed_integral<Number>) {
    if (text.starts_with('-')) return static_cast<Number>(-static_cast<Number>(parse_count(text.substr(1), most)));
  }
  return static_cast<Number>(parse_count(text, most));
}

/// Adds the option that fills one parameter, by the type that the parameter has.
class OptionAdder {
 public:
  OptionAdder(CLI::App& app, const ParameterField& field) : app_(app), field_(field) {}

  template <std::integral Number>
  CLI::Option* operator()(Number* value) const {
    return add_value(app_, names(), *value, parse_integer<Number>, field_.description)
        ->type_name("N")
        ->default_str(std::to_string(*value));
  }
  CLI::Option* operator()(double* value) const {
    return add_value(app_, names(), *value, parse_real, field_.description)
        ->type_name("X")
        ->default_str(fmt::format("{}", *value));
  }
  CLI::Option* operator()(bool* value) const { return app_.add_flag(names(), *value, field_.description); }
  CLI::Option* operator()(std::string* value) const {
    return add_value(app_, names(), *value, as_text, field_.description)->type_name("TEXT")->default_str(*value);
  }

 private:
  std::string names() const { return field_.name == "n" ? "-n,--size" : "--" + field_.name; }

  CLI::App& app_;
  const ParameterField& field_;
};

class DescribedOptions final : public JobOptions {
 public:
  explicit DescribedOptions(std::unique_ptr<WorkloadForm> form) : form_(std::move(form)) {}

  void add_to(CLI::App& app) override {
    for (const ParameterField& field : form_->fields())
      std::visit(OptionAdder(app, field), field.value)->group(job_group);
  }
  std::unique_ptr<Job> make_job() const override { return std::make_unique<DescribedJob>(form_); }

 private:
  std::shared_ptr<WorkloadForm> form_;
};

}  // namespace

JobType described_job_type(const Program::Entry& entry) {
  return {
      .name = entry.name, .description = entry.description, .examples = entry.examples, .options = [form = entry.form] {
        return std::make_unique<DescribedOptions>(form());
      }};
}

}  // namespace breakeven::cli
