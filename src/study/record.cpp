#include "study/record.hpp"

#include "study/record_file.hpp"
#include "study/replace_file.hpp"
#include "study/study_tables.hpp"

namespace breakeven::study {

Record::Record(std::filesystem::path path) : path_(resolve_target(path)) { require_appendable(path_); }

void Record::append(std::span<const Trial> trials) {
  if (trials.empty()) return;
  replace_file(path_, [&](const std::filesystem::path& copy, bool empty) {
    hdf5::TableFile file = open_to_change(path_, copy, empty);
    append_trials(file, trials);
    file.close();
  });
}

}  // namespace breakeven::study
