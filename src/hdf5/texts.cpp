#include "hdf5/texts.hpp"

#include <memory>

#include "hdf5/table_types.hpp"

namespace breakeven::hdf5 {
namespace {

constexpr const char* describing = "cannot describe";
constexpr const char* reading_text = "cannot read";
constexpr const char* writing_text = "cannot write";

void write_attribute(hid_t object, const char* attribute, const Dataspace& space, const char* const* texts,
                     const DatasetName& on) {
  const Datatype type = text_type(H5T_VARIABLE, on);
  Attribute created(
      check(H5Acreate2(object, attribute, type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT), describing, on));
  check(H5Awrite(created.get(), type.get(), texts), describing, on);
  created.close(on);
}

/// `read` fills in a string that belongs to the library.
template <class Read>
std::string copy_of_read_text(const Read& read) {
  char* text = nullptr;
  read(&text);
  const std::unique_ptr<char, decltype(&H5free_memory)> owner(text, H5free_memory);
  return text == nullptr ? "" : text;
}

bool is_one_text(const Dataset& dataset, const DatasetName& name) {
  const Datatype type = type_of(dataset, name);
  return H5Tget_class(type.get()) == H5T_STRING && H5Tis_variable_str(type.get()) > 0 &&
         H5Sget_simple_extent_npoints(space_of(dataset, name).get()) == 1;
}

}  // namespace

void write_text_attribute(hid_t object, const char* attribute, const std::string& text, const DatasetName& on) {
  const char* start = text.c_str();
  write_attribute(object, attribute, Dataspace(check(H5Screate(H5S_SCALAR), describing, on)), &start, on);
}

void write_texts_attribute(hid_t object, const char* attribute, const std::vector<const char*>& texts,
                           const DatasetName& on) {
  const hsize_t count = texts.size();
  const Dataspace space(check(H5Screate_simple(1, &count, nullptr), describing, on));
  write_attribute(object, attribute, space, texts.data(), on);
}

std::string read_text_attribute(const Attribute& attribute, const DatasetName& on) {
  const Datatype type = text_type(H5T_VARIABLE, on);
  return copy_of_read_text([&](char** text) { check(H5Aread(attribute.get(), type.get(), text), reading_text, on); });
}

void write_text_dataset(const File& file, const DatasetName& name, const std::string& text) {
  const char* path = name.dataset.c_str();
  if (link_exists(file, name.dataset)) check(H5Ldelete(file.get(), path, H5P_DEFAULT), writing_text, name);
  const PropertyList links = make_properties(PropertyClass::link_creation, name);
  check(H5Pset_create_intermediate_group(links.get(), 1), writing_text, name);
  const Datatype type = text_type(H5T_VARIABLE, name);
  const Dataspace space(check(H5Screate(H5S_SCALAR), writing_text, name));
  Dataset dataset(check(H5Dcreate2(file.get(), path, type.get(), space.get(), links.get(), H5P_DEFAULT, H5P_DEFAULT),
                        writing_text, name));
  const char* start = text.c_str();
  check(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, &start), writing_text, name);
  dataset.close(name);
}

std::optional<std::string> read_text_dataset(const File& file, const DatasetName& name) {
  if (!link_exists(file, name.dataset)) return std::nullopt;
  const Object object(check(H5Oopen(file.get(), name.dataset.c_str(), H5P_DEFAULT), "cannot open", name));
  if (H5Iget_type(object.get()) != H5I_DATASET) return std::nullopt;
  const Dataset dataset = open_dataset(file, name);
  if (!is_one_text(dataset, name)) return std::nullopt;
  const Datatype type = text_type(H5T_VARIABLE, name);
  return copy_of_read_text([&](char** text) {
    check(H5Dread(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, text), reading_text, name);
  });
}

}  // namespace breakeven::hdf5
