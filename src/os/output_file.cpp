#include "os/output_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"
#include "os/random.hpp"

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

constexpr std::string_view suffix = ".part";
constexpr std::size_t random_bytes = 8;

std::string prefix_of(const std::filesystem::path& target) { return fmt::format(".{}.", target.filename().string()); }

bool is_hidden_file_of(const std::filesystem::path& target, std::string_view name) {
  const std::string prefix = prefix_of(target);
  if (!name.starts_with(prefix) || !name.ends_with(suffix)) return false;
  if (name.size() != prefix.size() + 2 * random_bytes + suffix.size()) return false;
  const auto digits = name.substr(prefix.size(), 2 * random_bytes);
  return digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

OutputFile::OutputFile(std::filesystem::path target) : target_(std::move(target)) {
  path_ = directory_of(target_) / fmt::format("{}{}{}", prefix_of(target_), random_digits(random_bytes), suffix);
  guard_.emplace([file = std::filesystem::absolute(path_)] { ::unlink(file.c_str()); });
  file_ = FileDescriptor(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666));
  if (file_.valid()) return;
  std::error_code ignored;
  const std::filesystem::path directory = directory_of(target_);
  if (errno == ENOENT && !std::filesystem::is_directory(directory, ignored)) {
    throw Error(fmt::format("cannot write {}: there is no directory {}", target_.string(), directory.string()));
  }
  throw_errno(fmt::format("cannot write {}", target_.string()));
}

OutputFile::~OutputFile() {
  guard_.reset();
  ::unlink(path_.c_str());  // for a guard that has been killed; once committed there is none of this name
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
  check(::fsync(file_.get()), fmt::format("cannot write {} to disk", path_.string()));
  if (::link(path_.c_str(), target_.c_str()) != 0) {  // unlike rename, it fails when the target exists; on NFS too
    if (errno == EEXIST || errno == ENOENT) return false;
    throw_errno(fmt::format("cannot put {} in place", target_.string()));
  }
  ::unlink(path_.c_str());
  guard_.reset();
  flush_to_disk(directory_of(target_), O_RDONLY | O_DIRECTORY);
  return true;
}

bool OutputFile::was_removed() const { return ::access(path_.c_str(), F_OK) != 0 && errno == ENOENT; }

void remove_abandoned(const std::filesystem::path& target) {
  std::error_code unreadable;
  for (const auto& entry : std::filesystem::directory_iterator(directory_of(target), unreadable)) {
    if (is_hidden_file_of(target, entry.path().filename().string())) ::unlink(entry.path().c_str());
  }
}

}  // namespace breakeven::os
