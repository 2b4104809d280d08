// The bytes of a journal: a header of text that says whose it is, then entries of [length][CRC-32][payload].
//
// An entry is written with one write and synced before the next, so only the last can be incomplete; that it is shows
// by its length or its checksum. Whatever else is not as it was written is damage, and nothing is dropped. Both numbers
// are 32 bits in native byte order; the checksum is of length and payload.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "study/study_file.hpp"

namespace breakeven::study {

/// One sector, so that a header is replaced whole.
inline constexpr std::size_t journal_header_bytes = 512;

struct JournalHeader {
  std::string study_id;  ///< of the file that the entries belong to
  std::string host;      ///< of the process that holds, or last held, the journal
  std::int64_t pid = 0;
  std::string since;  ///< UTC, ISO 8601
};

/// Lines of text, filled up to journal_header_bytes.
std::string to_text(const JournalHeader& header);

/// What a journal was found to hold.
struct JournalContent {
  std::optional<JournalHeader> header;  ///< nothing when it is new, or was torn before anything was in it
  std::vector<Entry> entries;
  std::size_t sound_bytes = 0;  ///< up to the end of the last whole entry
  std::size_t torn_bytes = 0;   ///< of an incomplete entry after that
};

/// Takes a journal apart; `name` is for messages. Throws UsageError when `bytes` are no journal, or one of another
/// version or byte order, and Error when they are damaged, which is no matter of being incomplete.
JournalContent parse_journal(std::span<const std::byte> bytes, const std::string& name);

/// An entry with its length and checksum.
std::vector<std::byte> frame(std::span<const std::byte> payload);

}  // namespace breakeven::study
