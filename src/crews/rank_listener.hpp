// Where ranks connect to their driver: rank 0 to be given jobs, any other rank to say why it failed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crews/wire.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::crews {

/// Listens on an abstract Unix socket, for ranks on this host, and on TCP, for those that a batch system put
/// elsewhere. A connection is taken only from the same user (Unix) or with the secret token (TCP).
class RankListener {
 public:
  RankListener();

  /// How to connect, for the environment of the ranks: alternatives separated by ';' (see src/ranks/README.md).
  std::string address() const;
  std::vector<int> descriptors() const { return {unix_.get(), tcp_.get()}; }  ///< for poll()

  /// Takes one waiting connection on `descriptor`. Nothing when it was not one of ours.
  std::optional<Channel> accept(int descriptor) const;

 private:
  std::string token_;
  std::string unix_name_;
  os::FileDescriptor unix_;
  os::FileDescriptor tcp_;
  int port_ = 0;
};

}  // namespace breakeven::crews
