// study_tool write FILE FIRST COUNT [FOLD]: appends sample trials FIRST .. FIRST + COUNT - 1 with their launches and
//     prints the number of each on a line when append() has returned; folds after every FOLD of them, closes at the
//     end.
// study_tool ids FILE: prints the ids of all trials, as read_study() has them.
// Exit code 2 for a UsageError, 1 for another Error, with its message on standard error.
#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

#include "breakeven/error.hpp"
#include "sample_study.hpp"

namespace {

using namespace breakeven;

int write(const std::vector<std::string>& arguments) {
  study::StudyWriter writer(arguments.at(1));
  if (writer.content().points.empty()) writer.set_plan("title = \"sample\"\n", study::sample_points(5));
  const int first = std::stoi(arguments.at(2));
  const int count = std::stoi(arguments.at(3));
  const int fold = arguments.size() > 4 ? std::stoi(arguments.at(4)) : count;
  for (int i = 0; i < count; ++i) {
    study::Entry entry = study::to_entry(study::sample_launch((first + i) / 2));
    const study::Entry trial = study::to_entry(study::sample_trial(first + i));
    entry.insert(entry.end(), trial.begin(), trial.end());
    writer.append(entry);
    const std::string line = std::to_string(first + i) + "\n";
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) return 1;
    if (i % fold == fold - 1) writer.fold();
  }
  writer.close();
  return 0;
}

int print_ids(const std::vector<std::string>& arguments) {
  for (const Trial& trial : study::read_study(arguments.at(1)).trials) std::cout << trial.id << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  try {
    return arguments.at(0) == "write" ? write(arguments) : print_ids(arguments);
  } catch (const UsageError& error) {
    std::cerr << error.what() << '\n';
    return 2;
  } catch (const Error& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
