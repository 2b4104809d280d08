#include "overhead/apart.hpp"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/vector.hpp>
#include <cerrno>
#include <exception>
#include <span>
#include <sstream>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"
#include "os/interrupt.hpp"
#include "os/process.hpp"

namespace breakeven::overhead {

template <class Archive>
void serialize(Archive& archive, Condition& c, unsigned /*version*/) {
  archive& c.section& c.quantity& c.kind& c.workers& c.bytes& c.setting;
}

template <class Archive>
void serialize(Archive& archive, Series& s, unsigned /*version*/) {
  archive& s.condition& s.unit& s.launches& s.warm_up& s.warm_up_launches& s.trouble& s.disturbed& s.operations& s
      .placement& s.short_observations;
}

namespace {

/// What the process sends before it ends.
struct Word {
  std::vector<Series> series;
  std::string error;  ///< of an exception; empty for none

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& series& error;
  }
};

std::string encode(const Word& word) {
  std::ostringstream out;
  boost::archive::binary_oarchive(out, boost::archive::no_header) << word;
  return std::move(out).str();
}

Word decode(std::string bytes) {
  std::istringstream in(std::move(bytes));
  Word word;
  boost::archive::binary_iarchive(in, boost::archive::no_header) >> word;
  return word;
}

void measure_and_tell(const std::function<std::vector<Series>()>& measure, int connection) {
  // The last one: who writes to a process that has died is to be told so.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(signal, SIG_IGN);
  Word word;
  try {
    word.series = measure();
  } catch (const std::exception& error) {
    word.error = error.what();
  }
  const std::string bytes = encode(word);
  os::write_all(connection, std::as_bytes(std::span(bytes)));
}

void wait_for_word(int connection) {
  std::array<pollfd, 2> waiting{{{connection, POLLIN, 0}, {os::interrupt_descriptor(), POLLIN, 0}}};
  while (waiting[0].revents == 0) {
    if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) {
      os::throw_errno("cannot wait for a process that measures");
    }
    os::throw_if_interrupted();
  }
}

/// All that comes until the end.
std::string receive(int connection) {
  std::string all;
  std::array<char, 65536> part;
  for (;;) {
    wait_for_word(connection);
    const ssize_t got = ::read(connection, part.data(), part.size());
    if (got < 0) os::throw_errno("cannot read from a process that measures");
    if (got == 0) return all;
    all.append(part.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace

std::vector<Series> measure_apart(const std::function<std::vector<Series>()>& measure) {
  os::SocketPair sockets = os::make_socket_pair();
  const int theirs = sockets.theirs.get();
  os::ChildProcess child = os::fork_child("a process that measures", [&] { measure_and_tell(measure, theirs); });
  sockets.theirs.reset();
  std::string bytes = receive(sockets.ours.get());
  const os::ExitStatus status = child.wait();
  if (!status.ok())
    throw Error(
        fmt::format("the process that measured it {}{}", status.signal != 0 ? "was " : "", os::describe(status)));
  Word word = decode(std::move(bytes));
  if (!word.error.empty()) throw Error(word.error);
  return std::move(word.series);
}

}  // namespace breakeven::overhead
