#include "bench/python_peer.hpp"

#include <span>

#include "breakeven/error.hpp"

namespace breakeven::bench {

PythonPeer::PythonPeer(const std::string& interpreter, const std::string& script) {
  os::SocketPair sockets = os::make_socket_pair();
  os::SpawnOptions options;
  options.arguments = {interpreter, script};
  options.descriptors = {{sockets.theirs.get(), 0}, {sockets.theirs.get(), 1}};
  process_ = os::spawn(interpreter, options);
  socket_ = std::move(sockets.ours);
}

double PythonPeer::seconds(const std::string& request) {
  const std::string line = request + '\n';
  os::write_all(socket_.get(), std::as_bytes(std::span(line)));
  std::string answer;
  for (char byte = 0; byte != '\n';) {
    if (os::read_up_to(socket_.get(), std::as_writable_bytes(std::span(&byte, 1))) == 0) {
      throw Error("the Python peers ended in '" + request + "'");
    }
    answer += byte;
  }
  try {
    return std::stod(answer);
  } catch (const std::invalid_argument&) {
    throw Error("the Python peers, in '" + request + "': " + answer);
  }
}

}  // namespace breakeven::bench
