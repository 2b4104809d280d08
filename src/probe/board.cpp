#include "probe/board.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <ctime>

namespace breakeven::probe {
namespace {

// A preloaded library is called by programs that know nothing of it: what it has to remember is global.
constinit Header* board = nullptr;
constinit std::int32_t rank = -1;
constinit bool spawned = false;

struct Address {
  char path[64];
  std::uint64_t token;
};

bool parse(const char* text, Address& address) noexcept {
  const char* colon = text == nullptr ? nullptr : std::strrchr(text, ':');
  if (colon == nullptr || std::strncmp(text, "/proc/", 6) != 0) return false;
  const auto length = static_cast<std::size_t>(colon - text);
  if (length >= sizeof address.path) return false;
  std::memcpy(address.path, text, length);
  address.path[length] = '\0';
  char* end = nullptr;
  address.token = std::strtoull(colon + 1, &end, 16);
  return end != colon + 1 && *end == '\0';
}

/// Process numbers of another host or container mean other processes: look before opening.
bool is_memory_file(const char* path) noexcept {
  constexpr char expected[] = "/memfd:breakeven";
  char target[sizeof expected] = {};
  const auto length = ::readlink(path, target, sizeof expected - 1);
  return length == static_cast<ssize_t>(sizeof expected - 1) && std::strcmp(target, expected) == 0;
}

Header* map(int file) noexcept {
  struct stat status {};
  if (::fstat(file, &status) != 0 || static_cast<std::size_t>(status.st_size) < sizeof(Header)) return nullptr;
  const auto bytes = static_cast<std::size_t>(status.st_size);
  void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (memory == MAP_FAILED) return nullptr;
  auto* const header = static_cast<Header*>(memory);
  if (bytes_for(header->capacity) <= bytes) return header;
  ::munmap(memory, bytes);
  return nullptr;
}

Header* find_board() noexcept {
  Address address{};
  if (!parse(std::getenv(file_variable), address) || !is_memory_file(address.path)) return nullptr;
  const int file = ::open(address.path, O_RDWR | O_CLOEXEC);
  if (file < 0) return nullptr;
  Header* const header = map(file);
  ::close(file);
  if (header == nullptr || header->token == address.token) return header;
  ::munmap(header, bytes_for(header->capacity));
  return nullptr;
}

std::int32_t rank_by_environment() noexcept {
  for (const char* name : {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK"}) {
    if (const char* value = std::getenv(name)) return static_cast<std::int32_t>(std::strtol(value, nullptr, 10));
  }
  return -1;
}

/// The next free stamp, with all but its event and its time; null for none.
Stamp* take_stamp() noexcept {
  if (board == nullptr) return nullptr;
  const std::uint32_t place = board->taken.fetch_add(1, std::memory_order_relaxed);
  if (place >= board->capacity) return nullptr;
  Stamp& stamp = stamps_of(*board)[place];
  stamp.pid = ::getpid();
  stamp.parent = ::getppid();
  stamp.rank = rank;
  stamp.spawned = spawned;
  return &stamp;
}

void finish(Stamp& stamp, Event event, std::int64_t nanoseconds) noexcept {
  stamp.nanoseconds = nanoseconds;
  stamp.event.store(event, std::memory_order_release);
}

}  // namespace

std::int64_t now() noexcept {
  timespec time{};
  ::clock_gettime(CLOCK_MONOTONIC, &time);
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

void open_board() noexcept {
  board = find_board();
  rank = rank_by_environment();
  spawned = std::getenv("OMPI_PARENT_PORT") != nullptr;
}

void stamp(Event event) noexcept { stamp_at(event, now()); }

void stamp_at(Event event, std::int64_t nanoseconds) noexcept {
  if (Stamp* const stamp = take_stamp()) finish(*stamp, event, nanoseconds);
}

void stamp_part(Period period, Part part, std::int64_t nanoseconds, std::uint32_t count) noexcept {
  Stamp* const stamp = take_stamp();
  if (stamp == nullptr) return;
  stamp->period = period;
  stamp->part = part;
  stamp->count = count;
  finish(*stamp, Event::part, nanoseconds);
}

void stamp_component(const char* file, std::int64_t nanoseconds) noexcept {
  Stamp* const stamp = take_stamp();
  if (stamp == nullptr) return;
  const char* const slash = std::strrchr(file, '/');
  std::strncpy(stamp->name, slash == nullptr ? file : slash + 1, sizeof stamp->name - 1);
  finish(*stamp, Event::component, nanoseconds);
}

}  // namespace breakeven::probe
