#include "hdf5/handle.hpp"

#include <gtest/gtest.h>

#include <type_traits>

#include "hdf5/access.hpp"

namespace breakeven::hdf5 {
namespace {

template <class H>
constexpr bool is_move_only =
    std::is_nothrow_move_constructible_v<H>&& std::is_nothrow_move_assignable_v<H> && !std::is_copy_constructible_v<H>;

static_assert(is_move_only<File> && is_move_only<Dataset> && is_move_only<Object> && is_move_only<Dataspace> &&
              is_move_only<Datatype> && is_move_only<Attribute> && is_move_only<PropertyList>);

const DatasetName somewhere{"file.h5", "/keys"};

TEST(Handle, ClosesOnceAndMovesOwnership) {
  Dataspace space(H5Screate(H5S_SCALAR));
  const hid_t id = space.get();
  EXPECT_EQ(H5Iget_ref(id), 1);
  Dataspace moved(std::move(space));
  EXPECT_EQ(moved.get(), id);
  EXPECT_LT(space.get(), 0);  // NOLINT: looks at the moved-from on purpose
  moved = Dataspace(H5Screate(H5S_NULL));
  EXPECT_FALSE(H5Iis_valid(id));
  const hid_t second = moved.get();
  moved.reset();
  moved.reset();
  EXPECT_FALSE(H5Iis_valid(second));
}

TEST(Handle, CloseReportsWhatDestructionIgnores) {
  prepare_library();
  const hid_t id = H5Screate(H5S_SCALAR);
  Dataspace twice(id);
  Dataspace again(id);
  twice.reset();
  EXPECT_THROW(again.close(somewhere), Hdf5Error);
}

TEST(Check, NamesFileDatasetAndReason) {
  prepare_library();
  EXPECT_EQ(check(3, "cannot fail", somewhere), 3);
  try {
    check(H5Fopen("/nonexistent/file.h5", H5F_ACC_RDONLY, H5P_DEFAULT), "cannot open", somewhere);
    FAIL();
  } catch (const Hdf5Error& error) {
    EXPECT_STREQ(error.what(), "cannot open file.h5:/keys: No such file or directory");
  }
}

TEST(Check, PrintsNothing) {
  testing::internal::CaptureStderr();
  EXPECT_THROW(open_file({"/nonexistent/file.h5", ""}, Access::read), Hdf5Error);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace breakeven::hdf5
