#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "breakeven/error.hpp"
#include "cli/commands.hpp"
#include "cli/option_value.hpp"
#include "cli/output.hpp"
#include "study/merge.hpp"

namespace breakeven::cli {
namespace {

struct MergeRequest {
  std::string output;
  std::vector<std::string> inputs;
  study::MergeOptions options;
};

void require_inputs(const MergeRequest& request) {
  constexpr const char* example = "like breakeven merge all.h5 nodes-1.h5 nodes-2.h5";
  if (request.output.empty()) {
    throw UsageError(fmt::format("name the file that is added to, and then those that are added, {}", example));
  }
  if (request.inputs.empty()) {
    throw UsageError(
        fmt::format("nothing to add to {}: name the files that are added after it, {}", request.output, example));
  }
}

int merge(const MergeRequest& request) {
  const std::vector<std::filesystem::path> inputs(request.inputs.begin(), request.inputs.end());
  const study::MergeCounts added = study::merge_studies(request.output, inputs, request.options);
  print(fmt::format("{} trials of {} launches added to {}\n", added.trials, added.launches, request.output));
  return 0;
}

constexpr const char* merge_examples =
    "  breakeven merge all.h5 nodes-1.h5 nodes-2.h5    what the jobs of a sweep have measured\n"
    "  breakeven merge all.h5 nodes-*.h5               once more: adds what is new\n"
    "\n"
    "Trials are known by their ids: what is there already is not added again.\n";

}  // namespace

void add_merge_command(CLI::App& top, const Application& /*application*/, Command& chosen) {
  CLI::App& command =
      add_command(top, "merge", "Join the trials of several studies or records in one file", merge_examples);
  const auto request = std::make_shared<MergeRequest>();
  add_value(command, "output", request->output, as_text, "Where they are added; need not exist")->type_name("OUT.h5");
  command.add_option("inputs", request->inputs, "What is added; stays as it is")->type_name("IN.h5");
  command.add_flag("--any-plan", request->options.any_plan, "Also join studies that follow different plans");
  command.callback([request, &chosen] {
    require_inputs(*request);
    chosen = [request](const Session&) { return merge(*request); };
  });
}

}  // namespace breakeven::cli
