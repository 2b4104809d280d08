// record_tool FILE FIRST COUNT [TIMES]: appends sample trials FIRST .. FIRST + COUNT - 1 in one call, TIMES over with
// the numbers going on. Exit code 2 for a UsageError, 1 for another Error, with its message on standard error.
#include <iostream>
#include <string>
#include <vector>

#include "breakeven/error.hpp"
#include "sample_trials.hpp"
#include "study/record.hpp"

namespace {

using namespace breakeven;

int run(const std::vector<std::string>& arguments) {
  study::Record record(arguments.at(0));
  int next = std::stoi(arguments.at(1));
  const int count = std::stoi(arguments.at(2));
  const int times = arguments.size() > 3 ? std::stoi(arguments.at(3)) : 1;
  for (int i = 0; i < times; ++i) {
    std::vector<Trial> trials;
    for (int k = 0; k < count; ++k) trials.push_back(study::sample_trial(next++));
    record.append(trials);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const UsageError& error) {
    std::cerr << error.what() << '\n';
    return 2;
  } catch (const Error& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
