#include "ranks/worker_boards.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven::ranks {
namespace {

struct BoardAddress {
  std::string boot_id;  ///< of the driver's kernel: a process number means something on its own host only
  int pid = 0;
  int descriptor = 0;
  std::size_t bytes = 0;
};

std::optional<BoardAddress> parse(std::string_view text) {
  BoardAddress address;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  address.boot_id = text.substr(0, colon);
  const char* at = text.data() + colon;
  const char* const end = text.data() + text.size();
  const auto number = [&](auto& value) {
    if (at == end || *at != ':') return false;
    const auto result = std::from_chars(at + 1, end, value);
    at = result.ptr;
    return result.ec == std::errc();
  };
  if (!number(address.pid) || !number(address.descriptor) || !number(address.bytes) || at != end) return std::nullopt;
  return address;
}

std::string own_boot_id() {
  std::string id;
  std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), id);
  return id;
}

os::Mapping map_boards(const BoardAddress& address) {
  const std::string path = fmt::format("/proc/{}/fd/{}", address.pid, address.descriptor);
  // Process numbers of another container mean other processes: look before opening.
  if (!std::filesystem::read_symlink(path).native().starts_with("/memfd:breakeven")) return {};
  const os::FileDescriptor file(os::check(::open(path.c_str(), O_RDWR | O_CLOEXEC), "cannot open the workers' boards"));
  struct stat status {};
  os::check(::fstat(file.get(), &status), "cannot read the size of the workers' boards");
  if (static_cast<std::size_t>(status.st_size) < address.bytes) return {};
  return os::Mapping::shared(file, address.bytes);
}

}  // namespace

WorkerBoards::WorkerBoards(std::string_view where, int workers) {
  const std::size_t bytes = sizeof(WorkerBoard) * static_cast<std::size_t>(workers);
  try {
    const auto address = parse(where);
    if (address && address->boot_id == own_boot_id() && address->bytes >= bytes) memory_ = map_boards(*address);
  } catch (const std::exception&) {
    // Not there or not ours.
  }
  if (memory_.size() == 0) memory_ = os::Mapping::anonymous(bytes);
}

WorkerBoard& WorkerBoards::of(int worker) const noexcept {
  return reinterpret_cast<WorkerBoard*>(memory_.data())[worker];
}

}  // namespace breakeven::ranks
