#include "study/journal_format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

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
  EXPECT_FALSE(parse_journal(Entry(journal_header_bytes), "").header.has_value());
}

TEST(JournalFormat, DamageInTheMiddleIsNoTornEntry) {
  const Entry sound = journal_of(three);
  for (const std::size_t at : {journal_header_bytes + 4, journal_header_bytes + 8, journal_header_bytes + 17}) {
    Entry bytes = sound;
    bytes[at] ^= std::byte{1};
    EXPECT_THAT(refusal_of(bytes), HasSubstr("S.h5.journal is damaged at byte 512")) << at;
  }
  Entry bytes = sound;
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
