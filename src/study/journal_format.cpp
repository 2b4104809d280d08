#include "study/journal_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <boost/crc.hpp>
#include <cstring>
#include <sstream>

#include "breakeven/error.hpp"
#include "study/record_schema.hpp"

namespace breakeven::study {
namespace {

constexpr std::string_view magic = "breakeven journal";

/// The rows of entries are those of one version's tables, as they lie in memory.
std::string first_line() {
  return fmt::format("{}, schema version {}, {} endian", magic, schema_version,
                     std::endian::native == std::endian::little ? "little" : "big");
}

struct Frame {
  std::uint32_t length = 0;
  std::uint32_t checksum = 0;
};

std::uint32_t checksum_of(std::uint32_t length, std::span<const std::byte> payload) {
  boost::crc_32_type crc;
  crc.process_bytes(&length, sizeof length);
  crc.process_bytes(payload.data(), payload.size());
  return crc.checksum();
}

/// The payload of the entry that `bytes` begin with; nothing when it is not all there or not what was written.
std::optional<std::span<const std::byte>> whole_entry(std::span<const std::byte> bytes) {
  Frame head;
  if (bytes.size() < sizeof head) return std::nullopt;
  std::memcpy(&head, bytes.data(), sizeof head);
  const auto rest = bytes.subspan(sizeof head);
  if (head.length == 0 || head.length > rest.size()) return std::nullopt;
  const auto payload = rest.first(head.length);
  if (checksum_of(head.length, payload) != head.checksum) return std::nullopt;
  return payload;
}

bool has_whole_entry(std::span<const std::byte> bytes) {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (whole_entry(bytes.subspan(at))) return true;
  }
  return false;
}

/// Whether `bytes` can be what an incomplete write has left of one entry: its beginning, or zeros where it was to be.
bool is_torn(std::span<const std::byte> bytes) {
  Frame head;
  if (bytes.size() < sizeof head) return true;
  std::memcpy(&head, bytes.data(), sizeof head);
  if (head.length == 0) return std::ranges::all_of(bytes, [](std::byte byte) { return byte == std::byte{0}; });
  return bytes.size() <= sizeof head + head.length && !has_whole_entry(bytes.subspan(1));
}

std::string field(std::istream& lines, const std::string& key) {
  std::string line;
  std::getline(lines, line);
  return line.starts_with(key + ' ') ? line.substr(key.size() + 1) : "";
}

JournalHeader parse_header(std::string_view text, const std::string& name) {
  std::istringstream lines{std::string(text)};
  std::string first;
  std::getline(lines, first);
  if (!first.starts_with(magic)) {
    throw UsageError(fmt::format("{} is in the way: it is no journal; move it elsewhere", name));
  }
  if (first != first_line()) {
    throw UsageError(
        fmt::format("{} was begun by another version of this program or on another kind of machine ('{}', "
                    "not '{}'); finish the study with that",
                    name, first, first_line()));
  }
  JournalHeader header;
  header.study_id = field(lines, "study");
  header.host = field(lines, "host");
  header.pid = std::strtoll(field(lines, "pid").c_str(), nullptr, 10);
  header.since = field(lines, "since");
  return header;
}

/// Nothing was ever reported as written to a journal whose header is not whole.
bool is_blank(std::string_view text) {
  const auto written = text.substr(0, text.find_last_not_of('\0') + 1);
  return written.size() < journal_header_bytes && magic.starts_with(written.substr(0, magic.size()));
}

}  // namespace

std::string to_text(const JournalHeader& header) {
  const std::string lines = fmt::format("{}\nstudy {}\nhost {}\npid {}\nsince {}\n", first_line(), header.study_id,
                                        header.host, header.pid, header.since);
  return fmt::format("{:<{}}\n", lines, journal_header_bytes - 1);
}

JournalContent parse_journal(std::span<const std::byte> bytes, const std::string& name) {
  const auto head = bytes.first(std::min(bytes.size(), journal_header_bytes));
  const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
  JournalContent content;
  if (is_blank(text)) return content;
  content.header = parse_header(text, name);
  content.sound_bytes = head.size();
  auto rest = bytes.subspan(head.size());
  while (const auto payload = whole_entry(rest)) {
    content.entries.emplace_back(payload->begin(), payload->end());
    content.sound_bytes += sizeof(Frame) + payload->size();
    rest = rest.subspan(sizeof(Frame) + payload->size());
  }
  if (!is_torn(rest)) {
    throw Error(
        fmt::format("{0} is damaged at byte {1}: look after the disk; to go on with the {2} entries before that, "
                    "keep a copy of it and 'truncate -s {1} {0}'",
                    name, content.sound_bytes, content.entries.size()));
  }
  content.torn_bytes = rest.size();
  return content;
}

std::vector<std::byte> frame(std::span<const std::byte> payload) {
  Frame head;
  head.length = static_cast<std::uint32_t>(payload.size());
  head.checksum = checksum_of(head.length, payload);
  std::vector<std::byte> framed(sizeof head + payload.size());
  std::memcpy(framed.data(), &head, sizeof head);
  std::ranges::copy(payload, framed.begin() + sizeof head);
  return framed;
}

}  // namespace breakeven::study
