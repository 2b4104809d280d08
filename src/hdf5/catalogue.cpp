#include "hdf5/catalogue.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

#include "hdf5/key_encoding.hpp"

namespace breakeven::hdf5 {
namespace {

constexpr std::size_t look_at_most = 1000;
constexpr std::size_t show_at_most = 8;

herr_t add_dataset(hid_t, const char* name, const H5O_info_t* info, void* list) {
  auto& datasets = *static_cast<std::vector<std::string>*>(list);
  if (info->type != H5O_TYPE_DATASET) return 0;
  if (datasets.size() > look_at_most) return 1;
  datasets.push_back(std::string("/") + name);
  return 0;
}

bool is_sortable(const File& file, const DatasetName& name) {
  const Dataset dataset = open_dataset(file, name);
  return H5Sget_simple_extent_ndims(space_of(dataset, name).get()) == 1 &&
         key_encoding_of(type_of(dataset, name)).has_value();
}

}  // namespace

Catalogue catalogue_of(const File& file, const DatasetName& name) {
  Catalogue found;
  check(H5Ovisit2(file.get(), H5_INDEX_NAME, H5_ITER_INC, add_dataset, &found.datasets, H5O_INFO_BASIC), "cannot list",
        {name.file, ""});
  if (found.datasets.size() > look_at_most) {
    found.datasets.pop_back();
    found.complete = false;
  }
  std::ranges::copy_if(found.datasets, std::back_inserter(found.sortable), [&](const std::string& path) {
    return is_sortable(file, {name.file, path});
  });
  return found;
}

std::string describe(const Catalogue& catalogue) {
  const bool any = !catalogue.sortable.empty();
  const auto& names = any ? catalogue.sortable : catalogue.datasets;
  if (names.empty()) return "it holds no dataset";
  const auto shown = std::span(names).first(std::min(names.size(), show_at_most));
  std::string text = fmt::format("{} {}", any ? "what can be sorted there:" : "nothing there can be sorted; it holds",
                                 fmt::join(shown, ", "));
  if (names.size() > shown.size() || !catalogue.complete) {
    text += fmt::format(" and {}{} more", names.size() - shown.size(), catalogue.complete ? "" : " or");
  }
  return text;
}

}  // namespace breakeven::hdf5
