#include "os/output_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::os {
namespace {

std::filesystem::path directory_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

void flush_to_disk(const std::filesystem::path& path, int flags) {
  const FileDescriptor file(
      check(::open(path.c_str(), flags | O_CLOEXEC), fmt::format("cannot open {}", path.string())));
  check(::fsync(file.get()), fmt::format("cannot write {} to disk", path.string()));
}

}  // namespace

OutputFile::OutputFile(std::filesystem::path target) : target_(std::move(target)) {
  path_ = directory_of(target_) / fmt::format(".{}.{}.part", target_.filename().string(), ::getpid());
  guard_.emplace([file = std::filesystem::absolute(path_)] { ::unlink(file.c_str()); });
  file_ = FileDescriptor(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666));
  if (!file_.valid()) throw_errno(fmt::format("cannot write {}", target_.string()));
}

void OutputFile::write(std::span<const std::byte> bytes) {
  try {
    write_all(file_.get(), bytes);
  } catch (const Error& error) {
    throw Error(fmt::format("{}: {}", target_.string(), error.what()));
  }
}

void OutputFile::commit() {
  flush_to_disk(path_, O_RDONLY);
  if (std::rename(path_.c_str(), target_.c_str()) != 0) {
    throw_errno(fmt::format("cannot put {} in place", target_.string()));
  }
  guard_.reset();
  flush_to_disk(directory_of(target_), O_RDONLY | O_DIRECTORY);
}

bool OutputFile::commit_new() {
  flush_to_disk(path_, O_RDONLY);
  if (::link(path_.c_str(), target_.c_str()) != 0) {  // unlike rename, it fails when the target exists; on NFS too
    if (errno == EEXIST) return false;
    throw_errno(fmt::format("cannot put {} in place", target_.string()));
  }
  ::unlink(path_.c_str());
  guard_.reset();
  flush_to_disk(directory_of(target_), O_RDONLY | O_DIRECTORY);
  return true;
}

}  // namespace breakeven::os
