#include "hdf5/attributes.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <vector>

namespace breakeven::hdf5 {
namespace {

constexpr const char* reading_attribute = "cannot read an attribute of";
constexpr const char* writing_attribute = "cannot copy an attribute to";

std::string name_of(const Attribute& attribute, const DatasetName& on) {
  const auto length = static_cast<std::size_t>(check(H5Aget_name(attribute.get(), 0, nullptr), reading_attribute, on));
  std::string name(length, '\0');
  check(H5Aget_name(attribute.get(), length + 1, name.data()), reading_attribute, on);
  return name;
}

/// The values of an attribute in memory, whatever their type. What they point to (strings and lists of variable
/// length) belongs to the library and is given back on destruction.
class AttributeValues {
 public:
  AttributeValues(const Attribute& attribute, const Datatype& type, const Dataspace& space, const DatasetName& on)
      : type_(type), space_(space) {
    const auto elements = check(H5Sget_simple_extent_npoints(space.get()), reading_attribute, on);
    bytes_.resize(static_cast<std::size_t>(elements) * H5Tget_size(type.get()));
    if (!bytes_.empty()) check(H5Aread(attribute.get(), type.get(), bytes_.data()), reading_attribute, on);
  }
  ~AttributeValues() {
    if (!bytes_.empty()) H5Dvlen_reclaim(type_.get(), space_.get(), H5P_DEFAULT, bytes_.data());
  }
  AttributeValues(const AttributeValues&) = delete;
  AttributeValues& operator=(const AttributeValues&) = delete;

  void write_to(const Attribute& attribute, const DatasetName& on) const {
    if (!bytes_.empty()) check(H5Awrite(attribute.get(), type_.get(), bytes_.data()), writing_attribute, on);
  }

 private:
  const Datatype& type_;
  const Dataspace& space_;
  std::vector<std::byte> bytes_;
};

void copy_attribute(const Attribute& attribute, const DatasetName& from, const Dataset& to,
                    const DatasetName& to_name) {
  const Datatype stored(check(H5Aget_type(attribute.get()), reading_attribute, from));
  if (H5Tdetect_class(stored.get(), H5T_REFERENCE) > 0) return;
  const Datatype type(check(H5Tcopy(stored.get()), reading_attribute, from));  // a named type stays behind in its file
  const Dataspace space(check(H5Aget_space(attribute.get()), reading_attribute, from));
  const PropertyList creation(check(H5Aget_create_plist(attribute.get()), reading_attribute, from));
  const std::string name = name_of(attribute, from);
  if (check(H5Aexists(to.get(), name.c_str()), writing_attribute, to_name) > 0) return;
  Attribute copy(check(H5Acreate2(to.get(), name.c_str(), type.get(), space.get(), creation.get(), H5P_DEFAULT),
                       writing_attribute, to_name));
  AttributeValues(attribute, type, space, from).write_to(copy, to_name);
  copy.close(to_name);
}

}  // namespace

void copy_attributes(const Dataset& from, const DatasetName& from_name, const Dataset& to, const DatasetName& to_name) {
  const PropertyList layout = creation_properties_of(from, from_name);
  unsigned tracking = 0;
  check(H5Pget_attr_creation_order(layout.get(), &tracking), reading_attribute, from_name);
  const H5_index_t order = (tracking & H5P_CRT_ORDER_TRACKED) != 0 ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME;
  H5O_info_t info;
  check(H5Oget_info2(from.get(), &info, H5O_INFO_NUM_ATTRS), reading_attribute, from_name);
  for (hsize_t i = 0; i < info.num_attrs; ++i) {
    const Attribute attribute(check(H5Aopen_by_idx(from.get(), ".", order, H5_ITER_INC, i, H5P_DEFAULT, H5P_DEFAULT),
                                    reading_attribute, from_name));
    copy_attribute(attribute, from_name, to, to_name);
  }
}

}  // namespace breakeven::hdf5
