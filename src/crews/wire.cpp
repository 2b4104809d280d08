#include "crews/wire.hpp"

#include <array>
#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/variant.hpp>
#include <boost/serialization/vector.hpp>
#include <cstring>
#include <span>
#include <streambuf>
#include <string_view>
#include <type_traits>
#include <utility>

#include "breakeven/error.hpp"

namespace boost::serialization {

template <class Archive>
void serialize(Archive& archive, breakeven::Duration& duration, unsigned) {
  auto count = static_cast<std::int64_t>(duration.count());
  archive& count;
  duration = breakeven::Duration(count);
}

template <class Archive>
void serialize(Archive& archive, breakeven::TimePoint& time, unsigned) {
  breakeven::Duration since = time.time_since_epoch();
  serialize(archive, since, 0);
  time = breakeven::TimePoint(since);
}

template <class Archive>
void serialize(Archive& archive, breakeven::PhaseTimes& times, unsigned) {
  for (std::size_t i = 0; i < breakeven::phase_count; ++i) archive& times[static_cast<breakeven::Phase>(i)];
}

template <class Archive>
void serialize(Archive& archive, breakeven::Segment& segment, unsigned) {
  archive& segment.phase& segment.begin& segment.end;
}

template <class Archive>
void serialize(Archive& archive, breakeven::Figure& figure, unsigned) {
  // A tag and both alternatives: std::variant has no support in Boost.Serialization.
  std::uint8_t real = std::holds_alternative<double>(figure.value) ? 1 : 0;
  std::uint64_t count = real != 0 ? 0 : std::get<std::uint64_t>(figure.value);
  double number = real != 0 ? std::get<double>(figure.value) : 0.0;
  archive& figure.name& real& count& number;
  if constexpr (Archive::is_loading::value) {
    if (real != 0) {
      figure.value = number;
    } else {
      figure.value = count;
    }
  }
}

template <class Archive>
void serialize(Archive& archive, breakeven::Answer& answer, unsigned) {
  archive& answer.digest& answer.figures& answer.attachment;
}

template <class Archive>
void serialize(Archive& archive, breakeven::WorkerReport& report, unsigned) {
  archive& report.worker& report.host& report.pid& report.job_begin& report.job_end& report.phases& report.segments;
  archive& report.cpu_user& report.cpu_system& report.peak_memory_bytes;
  archive& report.traffic.collectives& report.traffic.sent_messages& report.traffic.sent_bytes;
}

template <class Archive>
void serialize(Archive& archive, breakeven::WorkerLife& life, unsigned) {
  archive& life.host& life.pid;
  for (std::int64_t& stamp : life.nanoseconds) archive& stamp;
}

template <class Archive>
void serialize(Archive& archive, breakeven::crews::Job& job, unsigned) {
  archive& job.workload& job.parameters;
}

template <class Archive>
void serialize(Archive& archive, breakeven::crews::Ready& ready, unsigned) {
  archive& ready.workers;
}

template <class Archive>
void serialize(Archive& archive, breakeven::crews::Progress& progress, unsigned) {
  archive& progress.done;
}

template <class Archive>
void serialize(Archive& archive, breakeven::crews::Result& result, unsigned) {
  archive& result.answer& result.workers;
}

template <class Archive>
void serialize(Archive& archive, breakeven::crews::Failure& failure, unsigned) {
  archive& failure.worker& failure.phase& failure.peer_failed& failure.message;
}

}  // namespace boost::serialization

namespace breakeven::crews {
namespace {

struct FrameHeader {
  std::uint32_t magic = 0xb4ea7e01;
  std::uint32_t reserved = 0;
  std::uint64_t length = 0;
};

// Not string streams: a forked worker has to fault in every page of code that it touches, and theirs are many.
class Writing final : public std::streambuf {
 public:
  std::string text() && { return std::move(text_); }

 private:
  std::streamsize xsputn(const char* bytes, std::streamsize count) override {
    text_.append(bytes, static_cast<std::size_t>(count));
    return count;
  }
  int_type overflow(int_type byte) override {
    text_.push_back(traits_type::to_char_type(byte));
    return byte;
  }

  std::string text_;
};

class Reading final : public std::streambuf {
 public:
  explicit Reading(std::string_view bytes) {
    char* begin = const_cast<char*>(bytes.data());  // which is only read
    setg(begin, begin, begin + bytes.size());
  }
};

template <std::size_t Index = 0>
Message load_alternative(std::size_t index, boost::archive::binary_iarchive& archive) {
  if constexpr (Index < std::variant_size_v<Message>) {
    if (index != Index) return load_alternative<Index + 1>(index, archive);
    std::variant_alternative_t<Index, Message> alternative;
    archive >> alternative;
    return alternative;
  } else {
    throw Error("received a message of an unknown kind: are driver and worker of the same build?");
  }
}

}  // namespace

std::string encode(const Message& message) {
  Writing out;
  boost::archive::binary_oarchive archive(out, boost::archive::no_header);
  const auto index = static_cast<std::uint8_t>(message.index());
  archive << index;
  std::visit([&](const auto& alternative) { archive << alternative; }, message);
  return std::move(out).text();
}

Message decode(std::string_view bytes) {
  Reading in(bytes);
  boost::archive::binary_iarchive archive(in, boost::archive::no_header);
  std::uint8_t index = 0;
  archive >> index;
  return load_alternative(index, archive);
}

void Channel::send(const Message& message) {
  const std::string payload = encode(message);
  FrameHeader header;
  header.length = payload.size();
  // One write per frame: a small message then reaches the peer in one piece.
  std::string frame(sizeof header + payload.size(), '\0');
  std::memcpy(frame.data(), &header, sizeof header);
  std::memcpy(frame.data() + sizeof header, payload.data(), payload.size());
  os::write_all(socket_.get(), std::as_bytes(std::span(frame)));
}

std::optional<Message> Channel::receive() {
  FrameHeader header;
  const std::size_t got = os::read_up_to(socket_.get(), std::as_writable_bytes(std::span(&header, 1)));
  if (got == 0) return std::nullopt;
  if (got != sizeof header || header.magic != FrameHeader{}.magic) {
    throw Error("received something that is no message of breakeven's");
  }
  std::string payload(header.length, '\0');
  if (os::read_up_to(socket_.get(), std::as_writable_bytes(std::span(payload))) != payload.size()) return std::nullopt;
  return decode(payload);
}

}  // namespace breakeven::crews
