#include "overhead/object_receiver.hpp"

#include <boost/archive/binary_iarchive.hpp>
#include <chrono>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/memory.hpp"

namespace breakeven::overhead {
namespace {

using workloads::Receipt;
using workloads::ReceiverClock;

template <class T>
void write_value(int descriptor, const T& value) {
  os::write_all(descriptor, std::as_bytes(std::span(&value, 1)));
}

/// False at end-of-file.
template <class T>
bool read_value(int descriptor, T& value) {
  return os::read_up_to(descriptor, std::as_writable_bytes(std::span(&value, 1))) == sizeof value;
}

/// The receiver's side, in its process. When the sender is gone, so is this process.
template <class Object>
class Reception {
 public:
  Reception(int control, int pipe) : control_(control), pipe_(pipe) {}

  void serve() const {
    ObjectRoute route{};
    while (read_value(control_, route)) {
      os::give_back_free_memory();
      const Receipt receipt = receive(route);
      write_value(control_, receipt);
    }
  }

 private:
  Receipt receive(ObjectRoute route) const {
    ReceiverClock clock;
    write_value(control_, route);
    switch (route) {
      case ObjectRoute::pipe: return receive_archive(pipe_, clock);
      case ObjectRoute::socket: return receive_archive(control_, clock);
      case ObjectRoute::memory: return receive_memory(clock);
    }
    throw std::logic_error("ObjectReceiver: no such route");
  }

  static Receipt receive_archive(int descriptor, ReceiverClock& clock) {
    const Object object = unpacked(read_archive(descriptor), clock);
    clock.unpacked();
    return clock.used(object.digest());
  }

  static std::string read_archive(int descriptor) {
    std::uint64_t size = 0;
    if (!read_value(descriptor, size)) throw Error("an object was announced and did not come");
    std::string archive(size, '\0');
    os::read_up_to(descriptor, std::as_writable_bytes(std::span(archive)));
    return archive;
  }

  /// The archive's memory is free again when it returns.
  static Object unpacked(std::string archive, ReceiverClock& clock) {
    clock.arrived();
    std::istringstream in(std::move(archive));
    Object object;
    boost::archive::binary_iarchive(in) >> object;
    return object;
  }

  Receipt receive_memory(ReceiverClock& clock) const {
    std::uint64_t size = 0;
    os::FileDescriptor file;
    if (!read_value(control_, size) || !os::receive_descriptors(control_, std::span(&file, 1))) {
      throw Error("an object was announced and did not come");
    }
    const os::Mapping flat = os::Mapping::shared(file, size);
    clock.arrived();
    return clock.used(Object::flat_digest(flat.bytes()));
  }

  int control_;
  int pipe_;
};

void serve(workloads::ObjectType type, int control, int pipe) {
  if (type == workloads::ObjectType::table) {
    Reception<kernels::LookupTable>(control, pipe).serve();
  } else {
    Reception<kernels::PlainArray>(control, pipe).serve();
  }
}

}  // namespace

ObjectReceiver::ObjectReceiver(workloads::ObjectType type) {
  os::SocketPair control = os::make_socket_pair();
  os::Pipe pipe = os::make_pipe();
  process_ = os::fork_child("a receiver of objects", [&] {
    control.ours.reset();
    pipe.writing.reset();
    serve(type, control.theirs.get(), pipe.reading.get());
  });
  control_ = std::move(control.ours);
  pipe_ = std::move(pipe.writing);
}

void ObjectReceiver::expect(ObjectRoute route) {
  tell([&] { write_value(control_.get(), route); });
  ObjectRoute answer{};
  if (!read_value(control_.get(), answer)) throw_gone();
}

void ObjectReceiver::send(ObjectRoute route, std::span<const std::byte> archive) {
  const int descriptor = route == ObjectRoute::pipe ? pipe_.get() : control_.get();
  tell([&] {
    write_value(descriptor, std::uint64_t{archive.size()});
    os::write_all(descriptor, archive);
  });
}

void ObjectReceiver::send(const os::FileDescriptor& memory, std::uint64_t bytes) {
  const int descriptor = memory.get();
  tell([&] {
    write_value(control_.get(), bytes);
    os::send_descriptors(control_.get(), std::span(&descriptor, 1));
  });
}

Receipt ObjectReceiver::receipt() {
  Receipt receipt;
  if (!read_value(control_.get(), receipt)) throw_gone();
  return receipt;
}

void ObjectReceiver::tell(const std::function<void()>& write) {
  try {
    write();
  } catch (const Error&) {
    throw_gone();
  }
}

void ObjectReceiver::throw_gone() {
  const auto status = process_.wait_for(std::chrono::seconds(1));
  throw Error(fmt::format("a process that was to receive an object {}",
                          status ? "is gone: " + os::describe(*status) : "closed its connection"));
}

}  // namespace breakeven::overhead
