#include "hdf5/table.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <numeric>
#include <string>

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

TableSchema measurements(const std::vector<std::string>& columns) {
  const TableSchema all{"group/measurements",
                        "for tests",
                        {{"a", CellType::uint64(), "1", "first"},
                         {"b", CellType::text(3), "", "second"},
                         {"c", CellType::float64(), "s", "third"}}};
  return all.only(columns);
}

/// Rows of the columns a, b, c: (i, "i", i / 2).
std::vector<std::byte> measurement_rows(std::uint64_t first, std::uint64_t count) {
  std::vector<std::byte> bytes;
  for (std::uint64_t i = first; i < first + count; ++i) {
    std::array<std::byte, 8 + 4 + 8> row{};
    const double half = static_cast<double>(i) / 2;
    std::memcpy(row.data(), &i, 8);
    std::memcpy(row.data() + 8, std::to_string(i).c_str(), std::to_string(i).size());
    std::memcpy(row.data() + 12, &half, 8);
    bytes.insert(bytes.end(), row.begin(), row.end());
  }
  return bytes;
}

TEST_F(Table, GivesBackItsRowsAndSomeOfThem) {
  auto file = TableFile::create(path);
  const auto schema = measurements({"a", "b", "c"});
  file.create_table(schema);
  file.append(schema, measurement_rows(0, 100));
  std::vector<std::byte> all(100 * schema.row_bytes());
  file.read(schema, 0, all);
  EXPECT_EQ(all, measurement_rows(0, 100));
  std::vector<std::byte> some(2 * schema.row_bytes());
  file.read(schema, 97, some);
  EXPECT_EQ(some, measurement_rows(97, 2));
  EXPECT_THROW(file.read(schema, 99, some), Hdf5Error);
}

TEST_F(Table, GivesSomeColumnsByTheirNames) {
  auto file = TableFile::create(path);
  file.create_table(measurements({"a", "b", "c"}));
  file.append(measurements({"a", "b", "c"}), measurement_rows(0, 10));
  std::array<double, 10> halves{};
  file.read(measurements({"c"}), 0, std::as_writable_bytes(std::span(halves)));
  EXPECT_EQ(halves[9], 4.5);
}

TEST_F(Table, LeavesAloneWhatItHasNoColumnFor) {
  auto file = TableFile::create(path);
  file.create_table(measurements({"a"}));
  std::array<std::uint64_t, 2> numbers{1, 2};
  file.append(measurements({"a"}), std::as_bytes(std::span(numbers)));
  struct {
    double c = 0.25;
    std::uint64_t a = 0;
  } rows[2];
  file.read(measurements({"c", "a"}), 0, std::as_writable_bytes(std::span(rows)));
  EXPECT_EQ(rows[1].a, 2U);
  EXPECT_EQ(rows[1].c, 0.25);
}

TEST_F(Table, RowsAreReplaced) {
  auto file = TableFile::create(path);
  const auto schema = measurements({"a", "b", "c"});
  file.create_table(schema);
  file.append(schema, measurement_rows(0, 10));
  file.write(schema, 9, measurement_rows(50, 2));
  EXPECT_EQ(file.row_count(schema), 11U);
  std::vector<std::byte> last(3 * schema.row_bytes());
  file.read(schema, 8, last);
  auto expected = measurement_rows(8, 1);
  const auto fifty = measurement_rows(50, 2);
  expected.insert(expected.end(), fifty.begin(), fifty.end());
  EXPECT_EQ(last, expected);
  file.overwrite(schema, measurement_rows(7, 3));
  EXPECT_EQ(file.row_count(schema), 3U);
  file.read(schema, 0, last);
  EXPECT_EQ(last, measurement_rows(7, 3));
  file.overwrite(schema, {});
  EXPECT_EQ(file.row_count(schema), 0U);
}

TEST_F(Table, IsRebuiltWithOtherColumns) {
  constexpr std::uint64_t rows = 50'000;
  auto file = TableFile::create(path);
  file.create_table(measurements({"a", "b"}));
  for (std::uint64_t i = 0; i < rows; i += 10'000) {
    std::vector<std::byte> narrow;
    const auto wide = measurement_rows(i, 10'000);
    for (std::size_t row = 0; row < wide.size(); row += 20) {
      narrow.insert(narrow.end(), wide.begin() + static_cast<std::ptrdiff_t>(row),
                    wide.begin() + static_cast<std::ptrdiff_t>(row + 12));
    }
    file.append(measurements({"a", "b"}), narrow);
  }
  const double unknown = -1;
  std::array<std::byte, 16> defaults{};
  std::memcpy(defaults.data(), &unknown, 8);
  const auto schema = measurements({"c", "a"});
  file.rebuild(schema, defaults);
  EXPECT_TRUE(file.has_table(schema));
  ASSERT_EQ(file.row_count(schema), rows);
  struct Row {
    double c;
    std::uint64_t a;
  };
  std::vector<Row> read(rows);
  file.read(schema, 0, std::as_writable_bytes(std::span(read)));
  for (std::uint64_t i = 0; i < rows; ++i) {
    ASSERT_EQ(read[i].a, i);
    ASSERT_EQ(read[i].c, -1);
  }
}

TEST_F(Table, TextsInGroups) {
  auto file = TableFile::create(path);
  EXPECT_EQ(file.text("plan/text"), std::nullopt);
  file.set_text("plan/text", "Grüße\n");
  EXPECT_EQ(file.text("plan/text"), "Grüße\n");
  file.set_text("plan/text", "");
  EXPECT_EQ(file.text("plan/text"), "");
  file.create_table(measurements({"a"}));
  EXPECT_EQ(file.text("group/measurements"), std::nullopt);
  EXPECT_EQ(file.text("group"), std::nullopt);
  file.set_attribute("text", std::string("once"));
  file.set_attribute("text", std::string("twice"));
  EXPECT_EQ(file.text_attribute("text"), "twice");
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
