#include "study/journal_format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "breakeven/error.hpp"

namespace breakeven::study {
namespace {

using testing::HasSubstr;

Entry payload(char letter, std::size_t bytes) { return Entry(bytes, static_cast<std::byte>(letter)); }

Entry bytes_of(const std::string& text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

Entry journal_of(const std::vector<Entry>& entries) {
  Entry bytes = bytes_of(to_text({"0123abcd", "node7", 4711, "2024-05-06T07:08:09.123456Z"}));
  for (const Entry& entry : entries) {
    const auto framed = frame(entry);
    bytes.insert(bytes.end(), framed.begin(), framed.end());
  }
  return bytes;
}

std::string refusal_of(std::span<const std::byte> bytes) {
  try {
    parse_journal(bytes, "S.h5.journal");
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

const std::vector<Entry> three{payload('a', 10), payload('b', 1), payload('c', 3000)};

TEST(JournalFormat, GivesBackWhatItWasGiven) {
  const Entry bytes = journal_of(three);
  const JournalContent content = parse_journal(bytes, "");
  EXPECT_EQ(content.header->study_id, "0123abcd");
  EXPECT_EQ(content.header->host, "node7");
  EXPECT_EQ(content.header->pid, 4711);
  EXPECT_EQ(content.header->since, "2024-05-06T07:08:09.123456Z");
  EXPECT_EQ(content.entries, three);
  EXPECT_EQ(content.sound_bytes, bytes.size());
  EXPECT_EQ(content.torn_bytes, 0U);
}

TEST(JournalFormat, TheHeaderIsOneSectorOfText) {
  const std::string text = to_text({"id", std::string(64, 'h'), 1, "now"});
  EXPECT_EQ(text.size(), journal_header_bytes);
  EXPECT_THAT(text, HasSubstr("\npid 1\n"));
  EXPECT_EQ(text.back(), '\n');
}

TEST(JournalFormat, CutAnywhereItKeepsTheEntriesBeforeTheCut) {
  const Entry bytes = journal_of(three);
  std::vector<std::size_t> ends{journal_header_bytes};
  for (const Entry& entry : three) ends.push_back(ends.back() + 8 + entry.size());
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    const JournalContent content = parse_journal(std::span(bytes).first(size), "");
    const auto whole = std::ranges::upper_bound(ends, size) - ends.begin();
    ASSERT_EQ(content.header.has_value(), whole > 0) << size;
    if (whole == 0) continue;
    ASSERT_EQ(content.entries.size(), static_cast<std::size_t>(whole) - 1) << size;
    ASSERT_EQ(content.sound_bytes, ends[static_cast<std::size_t>(whole) - 1]) << size;
    ASSERT_EQ(content.torn_bytes, size - content.sound_bytes) << size;
  }
}

TEST(JournalFormat, WhatTheDiskDidNotGetOfTheLastEntryIsDropped) {
  Entry bytes = journal_of(three);
  std::fill(bytes.end() - 1500, bytes.end(), std::byte{0});
  EXPECT_EQ(parse_journal(bytes, "").entries.size(), 2U);
  bytes = journal_of({});
  bytes.resize(bytes.size() + 4096);
  EXPECT_EQ(parse_journal(bytes, "").entries.size(), 0U);
  EXPECT_EQ(parse_journal(bytes, "").torn_bytes, 4096U);
  for (std::size_t written = 0; written < journal_header_bytes; ++written) {
    bytes = journal_of({});
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(written), bytes.end(), std::byte{0});
    ASSERT_FALSE(parse_journal(bytes, "").header.has_value()) << written;
  }
}

TEST(JournalFormat, AnyBitThatFlipsBeforeTheLastEntryIsDamage) {
  const Entry sound = journal_of(three);
  const std::size_t second = journal_header_bytes + 8 + three[0].size();
  const std::size_t last = second + 8 + three[1].size();
  for (std::size_t bit = 8 * journal_header_bytes; bit < 8 * last; ++bit) {
    Entry bytes = sound;
    bytes[bit / 8] ^= std::byte{1} << static_cast<int>(bit % 8);
    const std::size_t begin = bit / 8 < second ? journal_header_bytes : second;
    ASSERT_THAT(refusal_of(bytes), HasSubstr("S.h5.journal is damaged at byte " + std::to_string(begin))) << bit;
  }
}

TEST(JournalFormat, WhatNoIncompleteWriteCanHaveLeftIsDamage) {
  const std::size_t last = journal_of({three[0], three[1]}).size();
  const auto last_length_is = [&](std::uint32_t length) {
    Entry bytes = journal_of(three);
    std::memcpy(bytes.data() + last, &length, sizeof length);
    return bytes;
  };
  const std::string damaged = "S.h5.journal is damaged at byte " + std::to_string(last);
  EXPECT_THAT(refusal_of(last_length_is(0)), HasSubstr(damaged));
  EXPECT_THAT(refusal_of(last_length_is(2999)), HasSubstr(damaged));
  EXPECT_THAT(refusal_of(last_length_is(2999)),
              HasSubstr("the 2 entries before that, keep a copy of it and 'truncate -s " + std::to_string(last) +
                        " S.h5.journal'"));
  EXPECT_EQ(parse_journal(last_length_is(3001), "").entries.size(), 2U) << "the last byte was not written, perhaps";
  Entry bytes = journal_of(three);
  bytes.back() ^= std::byte{1};
  EXPECT_EQ(parse_journal(bytes, "").entries.size(), 2U);
}

TEST(JournalFormat, RefusesOtherFilesAndOtherVersions) {
  EXPECT_THAT(refusal_of(bytes_of("notes of the user's")), HasSubstr("no journal; move it elsewhere"));
  std::string text = to_text({"id", "host", 1, "now"});
  EXPECT_EQ(refusal_of(bytes_of(text)), "");
  text.replace(text.find("version ") + 8, 1, "9");
  EXPECT_THAT(refusal_of(bytes_of(text)), HasSubstr("another version of this program"));
}

}  // namespace
}  // namespace breakeven::study
