// Texts in a file: attributes, and datasets of one text. UTF-8 of any length, as h5py writes a str.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hdf5/access.hpp"

namespace breakeven::hdf5 {

/// An attribute of one text, or of a list of them. There must be none of that name.
void write_text_attribute(hid_t object, const char* attribute, const std::string& text, const DatasetName& on);
void write_texts_attribute(hid_t object, const char* attribute, const std::vector<const char*>& texts,
                           const DatasetName& on);
/// `attribute` holds one text of variable length.
std::string read_text_attribute(const Attribute& attribute, const DatasetName& on);

/// A scalar dataset of one text. Writing replaces what had that name and makes the groups on the way.
void write_text_dataset(const File& file, const DatasetName& name, const std::string& text);
/// Nothing when there is no such dataset, or when it is something else.
std::optional<std::string> read_text_dataset(const File& file, const DatasetName& name);

}  // namespace breakeven::hdf5
