#include "hdf5/table.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <numeric>

#include "hdf5/error.hpp"

namespace breakeven::hdf5 {
namespace {

TableSchema numbers(std::size_t text_bytes = 8, const char* first = "n") {
  return {"numbers",
          "for tests",
          {{first, CellType::uint64(), "1", "a number"}, {"t", CellType::text(text_bytes), "", ""}}};
}

std::vector<std::byte> rows(std::size_t count) {
  std::vector<std::byte> bytes(count * numbers().row_bytes());
  for (std::size_t i = 0; i < count; ++i) std::memcpy(bytes.data() + i * numbers().row_bytes(), &i, sizeof i);
  return bytes;
}

class Table : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path); }
  std::filesystem::path path = testing::TempDir() + "table_test.h5";
};

TEST_F(Table, AttributesOfTheFile) {
  TableFile::create(path).close();
  {
    auto file = TableFile::open(path, TableFile::Access::write);
    file.set_attribute("text", std::string("Grüße"));
    file.set_attribute("number", std::uint64_t{1} << 63);
    file.close();
  }
  const auto file = TableFile::open(path, TableFile::Access::read);
  EXPECT_EQ(file.text_attribute("text"), "Grüße");
  EXPECT_EQ(file.number_attribute("number"), std::uint64_t{1} << 63);
  EXPECT_EQ(file.text_attribute("number"), std::nullopt);
  EXPECT_EQ(file.number_attribute("text"), std::nullopt);
  EXPECT_EQ(file.text_attribute("none"), std::nullopt);
}

TEST_F(Table, KnowsItsColumns) {
  auto file = TableFile::create(path);
  EXPECT_FALSE(file.has_table(numbers()));
  file.create_table(numbers());
  EXPECT_TRUE(file.has_table(numbers()));
  EXPECT_FALSE(file.has_table(numbers(9)));
  EXPECT_FALSE(file.has_table(numbers(8, "m")));
  auto signed_now = numbers();
  signed_now.columns[0].type = CellType::int64();
  EXPECT_FALSE(file.has_table(signed_now));
}

TEST_F(Table, GrowsAcrossChunks) {
  auto file = TableFile::create(path);
  file.create_table(numbers());
  std::uint64_t total = 0;
  for (const std::size_t count : {std::size_t{1}, std::size_t{0}, std::size_t{20'000}, std::size_t{7}}) {
    file.append(numbers(), rows(count));
    EXPECT_EQ(file.row_count(numbers()), total += count);
  }
  EXPECT_THROW(file.append(numbers(), std::vector<std::byte>(numbers().row_bytes() + 1)), std::logic_error);
}

TEST_F(Table, ReadOnlyIsReadOnly) {
  {
    auto file = TableFile::create(path);
    file.create_table(numbers());
    file.close();
  }
  auto file = TableFile::open(path, TableFile::Access::read);
  try {
    file.append(numbers(), rows(1));
    FAIL();
  } catch (const Hdf5Error& error) {
    EXPECT_NE(std::string(error.what()).find(path.string() + ":/numbers"), std::string::npos) << error.what();
  }
}

TEST_F(Table, RewrittenSpaceIsUsedAgain) {
  { TableFile::create(path).create_table(numbers()); }
  for (int i = 0; i < 300; ++i) {
    auto file = TableFile::open(path, TableFile::Access::write);
    file.append(numbers(), rows(1));
    file.close();
  }
  EXPECT_LT(std::filesystem::file_size(path), 30'000U);
}

}  // namespace
}  // namespace breakeven::hdf5
