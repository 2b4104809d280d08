// HDF5's error stack as exceptions: the library prints nothing, and what it knows goes into one sentence.
#pragma once

#include <string_view>

#include "breakeven/error.hpp"
#include "hdf5/dataset_name.hpp"

namespace breakeven::hdf5 {

/// A call of the library failed; what() names the file and the dataset and gives the library's innermost reason.
class Hdf5Error : public Error {
 public:
  using Error::Error;
};

/// To be called before the first call of the library, any number of times. Keeps it from printing its error stack,
/// and from closing files at exit: ours are closed by then, and one that could not be (a full disk) would make it
/// crash.
void prepare_library() noexcept;

/// Throws Hdf5Error "WHAT FILE:DATASET: REASON" with the reason that lies innermost on the library's error stack.
[[noreturn]] void throw_hdf5_error(std::string_view what, const DatasetName& on);

/// Returns `result` of a call of the library, or throws as throw_hdf5_error() when it is negative.
template <class Result>
Result check(Result result, std::string_view what, const DatasetName& on) {
  if (result < 0) throw_hdf5_error(what, on);
  return result;
}

}  // namespace breakeven::hdf5
