#include "overhead/object_ways.hpp"

#include <atomic>
#include <boost/archive/binary_oarchive.hpp>
#include <functional>
#include <latch>
#include <memory>
#include <sstream>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"
#include "os/memory.hpp"
#include "os/process.hpp"
#include "overhead/object_receiver.hpp"

namespace breakeven::overhead {
namespace {

using workloads::Departure;
using workloads::Passage;
using workloads::Receipt;
using workloads::ReceiverClock;

struct Passed {
  Departure departure;
  std::vector<Receipt> receipts;
};

template <class Object>
Passed pass_to_threads(const Object& object, int receivers) {
  Passed passed;
  passed.receipts.resize(static_cast<std::size_t>(receivers));
  std::atomic<const Object*> pointer{nullptr};
  std::latch waiting(receivers);
  const auto receive = [&](Receipt& receipt) {
    ReceiverClock clock;
    waiting.count_down();
    pointer.wait(nullptr);
    clock.arrived();
    receipt = clock.used(pointer.load()->digest());
  };
  const auto give = [&] {
    pointer.store(&object);
    pointer.notify_all();
  };
  std::vector<std::jthread> threads;
  try {
    for (Receipt& receipt : passed.receipts) threads.emplace_back(receive, std::ref(receipt));
  } catch (const std::system_error& error) {
    give();  // or those that wait would wait for ever
    throw Error(fmt::format("cannot start thread {} of {}: {}", threads.size() + 1, receivers, error.what()));
  }
  waiting.wait();
  passed.departure = {};
  passed.departure.ready = passed.departure.begin;
  give();
  threads.clear();  // waits for them
  return passed;
}

/// A child that has the object from its parent.
class ForkedReceiver {
 public:
  template <class Object>
  ForkedReceiver(const Object& object, const os::MemoryUse& before) {
    os::SocketPair sockets = os::make_socket_pair();
    process_ = os::fork_child("a child that is to use an object", [&] {
      ReceiverClock clock(before);
      clock.arrived();
      const Receipt receipt = clock.used(object.digest());
      os::write_all(sockets.theirs.get(), std::as_bytes(std::span(&receipt, 1)));
    });
    connection_ = std::move(sockets.ours);
  }

  Receipt receipt() {
    Receipt receipt;
    const std::size_t got = os::read_up_to(connection_.get(), std::as_writable_bytes(std::span(&receipt, 1)));
    const os::ExitStatus status = process_.wait();
    if (got != sizeof receipt) throw Error("a child that was to use an object is gone: " + os::describe(status));
    return receipt;
  }

 private:
  os::FileDescriptor connection_;
  os::ChildProcess process_;
};

template <class Object>
Passed pass_to_children(const Object& object, int receivers, const os::MemoryUse& before) {
  Passed passed;
  passed.departure.ready = passed.departure.begin;
  std::vector<ForkedReceiver> children;
  for (int child = 0; child < receivers; ++child) children.emplace_back(object, before);
  for (ForkedReceiver& child : children) passed.receipts.push_back(child.receipt());
  return passed;
}

std::vector<Receipt> receipts_of(std::vector<ObjectReceiver>& receivers) {
  std::vector<Receipt> receipts;
  for (ObjectReceiver& receiver : receivers) receipts.push_back(receiver.receipt());
  return receipts;
}

template <class Object>
Passed pass_archive(const Object& object, std::vector<ObjectReceiver>& receivers, ObjectRoute route) {
  for (ObjectReceiver& receiver : receivers) receiver.expect(route);
  Passed passed;
  std::ostringstream out;
  boost::archive::binary_oarchive(out) << object;
  const std::string archive = std::move(out).str();
  passed.departure.ready = Clock::now();
  passed.departure.bytes = archive.size();
  for (ObjectReceiver& receiver : receivers) receiver.send(route, std::as_bytes(std::span(archive)));
  passed.receipts = receipts_of(receivers);
  return passed;
}

template <class Object>
Passed pass_memory(const Object& object, std::vector<ObjectReceiver>& receivers) {
  for (ObjectReceiver& receiver : receivers) receiver.expect(ObjectRoute::memory);
  Passed passed;
  const std::size_t bytes = object.flat_bytes();
  const os::FileDescriptor file = os::make_memory_file("breakeven-object", bytes);
  const os::Mapping flat = os::Mapping::shared(file, bytes);
  object.flatten(flat.bytes());
  passed.departure.ready = Clock::now();
  passed.departure.bytes = bytes;
  for (ObjectReceiver& receiver : receivers) receiver.send(file, bytes);
  passed.receipts = receipts_of(receivers);
  return passed;
}

template <class Object>
class Passing {
 public:
  Passing(const os::MemoryUse& before, std::vector<ObjectReceiver>& receivers, const Object& object)
      : before_(before), receivers_(receivers), object_(object) {}

  Passage once(std::string_view way) const {
    os::give_back_free_memory();
    const Passed passed = pass(way);
    return passage_of(passed.departure, passed.receipts, digest_, way);
  }

 private:
  Passed pass(std::string_view way) const {
    const int receivers = static_cast<int>(receivers_.size());
    if (way == process_way::threads) return pass_to_threads(object_, receivers);
    if (way == process_way::fork) return pass_to_children(object_, receivers, before_);
    if (way == process_way::memory) return pass_memory(object_, receivers_);
    return pass_archive(object_, receivers_, way == process_way::pipe ? ObjectRoute::pipe : ObjectRoute::socket);
  }

  const os::MemoryUse& before_;
  std::vector<ObjectReceiver>& receivers_;
  const Object& object_;
  std::uint64_t digest_ = object_.digest();
};

}  // namespace

std::vector<workloads::WayPassages> pass_between_processes(const workloads::ObjectRecipe& recipe, int receivers,
                                                           std::uint32_t rounds, std::uint64_t order_seed) {
  const os::MemoryUse before = os::memory_use();
  std::vector<ObjectReceiver> processes;
  for (int receiver = 0; receiver < receivers; ++receiver) processes.emplace_back(recipe.type);
  return recipe.with_object([&](const auto& object) {
    const Passing passing(before, processes, object);
    return workloads::pass_in_rounds(process_way::all, rounds, order_seed,
                                     [&](std::size_t way) { return passing.once(process_way::all[way]); });
  });
}

}  // namespace breakeven::overhead
