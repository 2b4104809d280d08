#include "cli/job_type.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/App.hpp>
#include <algorithm>
#include <iterator>
#include <utility>

#include "breakeven/error.hpp"
#include "cli/job_option.hpp"
#include "cli/literal_words.hpp"
#include "core/shell_words.hpp"

namespace breakeven::cli {
namespace {

/// A job's options outside of any command line.
class LoneOptions {
 public:
  explicit LoneOptions(const JobType& type) : type_(type), options_(type.options()) {
    app_.set_help_flag();
    options_->add_to(app_);
  }

  plan::WorkloadVocabulary vocabulary() const {
    plan::WorkloadVocabulary words{.name = type_.name, .open = type_.open};
    for (const CLI::Option* option : app_.get_options()) {
      // A plan always says n, so what takes its place cannot stand beside it.
      if (stands_in_for_the_size(*option) || is_for_placeholders(*option)) continue;
      words.parameters.push_back(name_in_plans(*option));
      if (takes_several(*option)) words.lists.push_back(name_in_plans(*option));
    }
    return words;
  }

  std::unique_ptr<Job> make_job(const plan::Parameters& parameters) {
    try {
      std::vector<std::string> arguments = arguments_for(parameters);
      std::ranges::reverse(arguments);  // as CLI11 takes them
      app_.parse(std::move(arguments));
      options_->check(app_);
      return options_->make_job();
    } catch (const CLI::ParseError& error) {
      throw UsageError(error.what());
    } catch (const UsageError& error) {
      throw UsageError(in_words_of_plans(error.what()));
    }
  }

 private:
  const CLI::Option* find(const std::string& name) const {
    const auto options = app_.get_options();
    const auto found = std::ranges::find(options, name, [](const CLI::Option* o) { return name_in_plans(*o); });
    return found == options.end() ? nullptr : *found;
  }

  std::vector<std::string> arguments_for(const plan::Parameters& parameters) const {
    std::vector<std::string> options;
    std::vector<std::string> positionals;
    for (const plan::Parameter& parameter : parameters) {
      const CLI::Option* option = find(parameter.name);
      if (option == nullptr) {
        options.push_back(placeholder(parameter));
      } else if (option->get_positional()) {
        std::ranges::transform(values_of(*option, parameter), std::back_inserter(positionals), hidden_from_parser);
      } else {
        for (const std::string& value : values_of(*option, parameter)) {
          options.push_back(fmt::format("--{}={}", option->get_lnames().front(), value));
        }
      }
    }
    if (!positionals.empty()) options.emplace_back("--");
    std::ranges::copy(positionals, std::back_inserter(options));
    return options;
  }

  std::string placeholder(const plan::Parameter& parameter) const {
    if (type_.open) return fmt::format("--set={}={}", parameter.name, parameter.value);
    const auto known = vocabulary().parameters;
    throw UsageError(fmt::format("{}: {} has no such parameter; it has {}", parameter.name, type_.name,
                                 known.empty() ? "none" : fmt::format("{}", fmt::join(known, ", "))));
  }

  static std::vector<std::string> values_of(const CLI::Option& option, const plan::Parameter& parameter) {
    if (takes_several(option)) return split_shell_words(parameter.value);
    if (parameter.value.empty()) throw UsageError(fmt::format("{}: an empty text is no value", parameter.name));
    return {parameter.value};
  }

  /// "n: 'abc' is no count" of "-n: 'abc' is no count".
  static std::string in_words_of_plans(const std::string& message) {
    return message.substr(std::min(message.find_first_not_of('-'), message.size()));
  }

  const JobType& type_;
  std::unique_ptr<JobOptions> options_;
  CLI::App app_;
};

const JobType& type_named(const JobTypes& types, std::string_view name) {
  const auto found = std::ranges::find(types, name, &JobType::name);
  if (found != types.end()) return *found;
  std::vector<std::string_view> names;
  for (const JobType& type : types) names.push_back(type.name);
  throw UsageError(fmt::format("there is no workload called '{}'; the workloads are {}", name, fmt::join(names, ", ")));
}

}  // namespace

std::unique_ptr<Job> make_job(const JobTypes& types, std::string_view workload, const plan::Parameters& parameters) {
  return LoneOptions(type_named(types, workload)).make_job(parameters);
}

std::vector<plan::WorkloadVocabulary> vocabulary(const JobTypes& types) {
  std::vector<plan::WorkloadVocabulary> workloads;
  for (const JobType& type : types) {
    workloads.push_back(LoneOptions(type).vocabulary());
    workloads.back().check = [type](const plan::Parameters& parameters) {
      return LoneOptions(type).make_job(parameters)->task().workload.problem_size();
    };
  }
  return workloads;
}

}  // namespace breakeven::cli
