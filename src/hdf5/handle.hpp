// Owned HDF5 identifiers.
#pragma once

#include <hdf5.h>

#include <string_view>
#include <utility>

#include "hdf5/error.hpp"

namespace breakeven::hdf5 {

/// Owns an identifier. Destruction closes it and ignores errors; close() reports them, which matters for whatever
/// has been written to.
template <auto close_function>
class Handle {
 public:
  Handle() noexcept = default;
  explicit Handle(hid_t id) noexcept : id_(id) {}
  Handle(Handle&& other) noexcept : id_(other.release()) {}
  Handle& operator=(Handle&& other) noexcept {
    if (this != &other) {
      reset();
      id_ = other.release();
    }
    return *this;
  }
  ~Handle() { reset(); }

  hid_t get() const noexcept { return id_; }
  hid_t release() noexcept { return std::exchange(id_, H5I_INVALID_HID); }
  void reset() noexcept {
    if (id_ >= 0) close_function(release());
  }
  void close(const DatasetName& on) {
    if (id_ >= 0) check(close_function(release()), "cannot complete", on);
  }

 private:
  hid_t id_ = H5I_INVALID_HID;
};

using File = Handle<H5Fclose>;
using Dataset = Handle<H5Dclose>;
using Object = Handle<H5Oclose>;
using Dataspace = Handle<H5Sclose>;
using Datatype = Handle<H5Tclose>;
using Attribute = Handle<H5Aclose>;
using PropertyList = Handle<H5Pclose>;

}  // namespace breakeven::hdf5
