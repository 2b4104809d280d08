// A study program out of workloads of one's own: every kind of worker, every command of breakeven.
//
// A project defines breakeven_program() beside its workloads,
//
//   breakeven::Program breakeven_program() {
//     return breakeven::Program("Heat, step by step.").add<Rod>("  heat rod -n 1e6 --steps 100\n");
//   }
//
// and CMake's breakeven_add_program(heat SOURCES heat.cpp) makes three executables of it, which belong side by side:
// heat, heat-rank and heat-worker.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "breakeven/parameters.hpp"
#include "breakeven/workload.hpp"

namespace breakeven {

class Program {
 public:
  struct Entry {
    std::string name;
    std::string description;
    std::string examples;
    std::function<std::unique_ptr<WorkloadForm>()> form;
    std::function<void(WorkloadRegistry&)> enter;
  };

  /// What --help says first.
  explicit Program(std::string description) : description_(std::move(description)) {}

  /// `examples` are command lines for --help, each indented by two spaces and ended by a newline.
  template <DescribedWorkload W>
  Program& add(std::string examples = {}) {
    entries_.push_back({std::string(std::string_view(W::name)), std::string(std::string_view(W::description)),
                        std::move(examples), [] { return std::make_unique<FormOf<W>>(); },
                        [](WorkloadRegistry& registry) { registry.add<detail::Described<W>>(); }});
    return *this;
  }

  const std::string& description() const noexcept { return description_; }
  const std::vector<Entry>& entries() const noexcept { return entries_; }
  /// These workloads, and those that measuring needs itself.
  WorkloadRegistry registry() const;

 private:
  std::string description_;
  std::vector<Entry> entries_;
};

/// The whole main() of the program that users start: its command line. Returns the exit code.
int run_program(int argc, char** argv, const Program& program);

}  // namespace breakeven

/// To be defined by whoever uses breakeven_add_program().
breakeven::Program breakeven_program();
