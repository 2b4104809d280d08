#include "study/holder.hpp"

#include <fcntl.h>

#include "os/file_descriptor.hpp"
#include "study/journal.hpp"

namespace breakeven::study {
namespace {

bool is_locked(const std::filesystem::path& path) {
  const os::FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) return false;
  struct flock whole_file {};
  whole_file.l_type = F_WRLCK;
  whole_file.l_whence = SEEK_SET;
  return ::fcntl(file.get(), F_OFD_GETLK, &whole_file) == 0 && whole_file.l_type != F_UNLCK;
}

}  // namespace

std::optional<Holder> holder_of(const std::filesystem::path& study) {
  const auto journal = journal_path(study);
  if (!is_locked(journal)) return std::nullopt;
  const auto header = read_journal(journal).header;
  if (!header) return Holder{};
  return Holder{header->host, header->pid, header->since};
}

}  // namespace breakeven::study
