#include "crews/shared_communicator.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>
#include <utility>

#include "breakeven/error.hpp"
#include "crews/reduction.hpp"
#include "os/interrupt.hpp"

namespace breakeven::crews {
namespace {

// Small enough to be still in a near cache when a peer reads it, so that two copies by the workers take less than one
// by the kernel.
constexpr std::size_t cached_bytes = std::size_t{32} << 10U;

void copy(std::span<const std::byte> from, std::byte* to) {
  if (!from.empty()) std::memcpy(to, from.data(), from.size());
}

}  // namespace

SharedCommunicator::SharedCommunicator(Team& team, int rank, Timeline& timeline, Arena* arena)
    : Communicator(rank, team.size(), timeline),
      team_(team),
      arena_(arena),
      peers_(arena == nullptr ? std::nullopt : std::optional<PeerMemory>(std::in_place, team, rank)),
      base_(arena == nullptr ? nullptr : arena->bytes().data()) {}

SharedCommunicator::~SharedCommunicator() { release_idle_memory(); }

void SharedCommunicator::begin_job(const ProgressSink* sink) noexcept {
  sink_ = sink;
  withdrawn_ = false;
}

void SharedCommunicator::withdraw() noexcept {
  if (!std::exchange(withdrawn_, true)) team_.withdraw();
}

void SharedCommunicator::synchronise() {
  try {
    team_.synchronise();
  } catch (const PeerFailed&) {
    give_up();
  }
}

void SharedCommunicator::give_up() {
  withdraw();
  // Of threads. A process that reads what is gone hears so, and shows its peers' ends to its driver, which ends it.
  if (!peers_) team_.wait_until_all_withdrew();
  throw PeerFailed();
}

bool SharedCommunicator::shown_in_place(std::span<const std::byte> bytes) {
  return bytes.empty() || !peers_ || (bytes.size() > cached_bytes && peers_->readable());
}

Place SharedCommunicator::place_of(std::span<const std::byte> bytes) const noexcept {
  const auto address = reinterpret_cast<std::uintptr_t>(bytes.data());
  const bool own = arena_ != nullptr && !arena_->contains(bytes.data());
  if (own) return {address, bytes.size(), Place::Memory::own};
  return {address - reinterpret_cast<std::uintptr_t>(base_), bytes.size(), Place::Memory::common};
}

std::span<const std::byte> SharedCommunicator::bytes_at(Place place) const noexcept {
  return {reinterpret_cast<const std::byte*>(reinterpret_cast<std::uintptr_t>(base_) + place.address), place.bytes};
}

void SharedCommunicator::read(int worker, Place place, std::byte* to) {
  if (place.memory == Place::Memory::common) return copy(bytes_at(place), to);
  peers_->read(worker, place.address, {to, place.bytes});
}

std::span<const std::byte> SharedCommunicator::look(int worker, Place place, std::vector<std::byte>& room) {
  if (place.memory == Place::Memory::common) return bytes_at(place);
  room.resize(place.bytes);
  read(worker, place, room.data());
  return room;
}

SharedCommunicator::Stage SharedCommunicator::room_in(Stage& stage, std::size_t bytes) {
  if (stage.size() < bytes) {
    if (!stage.empty()) arena_->release(std::exchange(stage, {}));  // first give back, then take
    stage = arena_->allocate(bytes);
  }
  return stage.first(bytes);
}

void SharedCommunicator::show(std::span<const std::byte> bytes) {
  TeamSlot& slot = team_.slot(rank());
  if (!shown_in_place(bytes)) {
    if (bytes.size() <= sizeof slot.scratch) {
      copy(bytes, slot.scratch);
      bytes = {slot.scratch, bytes.size()};
    } else {
      const Stage stage = room_in(shown_stage_, bytes.size());
      copy(bytes, stage.data());
      bytes = stage;
    }
  }
  slot.shown = place_of(bytes);
}

void SharedCommunicator::do_barrier() {
  synchronise();
  landing_.clear();
}

void SharedCommunicator::do_broadcast(std::span<std::byte> bytes, int root) {
  if (rank() == root) show(bytes);
  synchronise();
  if (rank() != root) read(root, shown_by(root), bytes.data());
  synchronise();
}

/// Starts from worker 0's values for every root: sums are then added in the same order.
std::vector<std::byte> SharedCommunicator::reduced(std::size_t bytes, std::size_t count, Scalar scalar, Reduction how) {
  std::vector<std::byte> result(bytes);
  std::vector<std::byte> room;
  read(0, shown_by(0), result.data());
  for (int peer = 1; peer < size(); ++peer) {
    combine(result.data(), look(peer, shown_by(peer), room).data(), count, scalar, how);
  }
  return result;
}

void SharedCommunicator::do_reduce(void* values, std::size_t count, Scalar scalar, Reduction how, int root) {
  std::byte* mine = static_cast<std::byte*>(values);
  const std::size_t bytes = count * bytes_of(scalar);
  show({mine, bytes});
  synchronise();
  if (rank() == root) {
    copy(reduced(bytes, count, scalar, how), mine);
  }
  synchronise();
}

void SharedCommunicator::do_all_reduce(void* values, std::size_t count, Scalar scalar, Reduction how) {
  std::byte* mine = static_cast<std::byte*>(values);
  const std::size_t bytes = count * bytes_of(scalar);
  show({mine, bytes});
  synchronise();
  const std::vector<std::byte> result = reduced(bytes, count, scalar, how);
  synchronise();  // nobody's values may change while somebody reads them
  copy(result, mine);
}

void SharedCommunicator::do_gather(std::span<const std::byte> mine, std::span<std::byte> all, int root) {
  show(mine);
  synchronise();
  if (rank() == root) {
    for (int peer = 0; peer < size(); ++peer) {
      read(peer, shown_by(peer), all.data() + static_cast<std::size_t>(peer) * mine.size());
    }
  }
  synchronise();
}

void SharedCommunicator::do_all_gather(std::span<const std::byte> mine, std::span<std::byte> all) {
  show(mine);
  synchronise();
  for (int peer = 0; peer < size(); ++peer) {
    read(peer, shown_by(peer), all.data() + static_cast<std::size_t>(peer) * mine.size());
  }
  synchronise();
}

std::vector<std::span<const std::byte>> SharedCommunicator::do_exchange(
    std::span<const std::span<const std::byte>> pieces, std::span<std::byte> landing, std::size_t /*alignment*/,
    Route /*route*/) {
  std::size_t staged_bytes = 0;
  for (const auto piece : pieces) staged_bytes += shown_in_place(piece) ? 0 : piece.size();
  Stage stage = room_in(piece_stage_, staged_bytes);
  std::vector<Place> places;
  places.reserve(pieces.size());
  for (std::size_t peer = 0; peer < pieces.size(); ++peer) {
    const auto piece = pieces[peer];
    if (!piece.empty() && peer != static_cast<std::size_t>(rank())) count_messages(1, piece.size());
    if (shown_in_place(piece)) {
      places.push_back(place_of(piece));
    } else {
      copy(piece, stage.data());
      places.push_back(place_of(stage.first(piece.size())));
      stage = stage.subspan(piece.size());
    }
  }
  show(std::as_bytes(std::span(places)));
  synchronise();
  auto received = receive(places_for_us(), pieces[static_cast<std::size_t>(rank())], landing);
  synchronise();  // until here, peers read what was shown
  return received;
}

std::vector<Place> SharedCommunicator::places_for_us() {
  std::vector<Place> places(static_cast<std::size_t>(size()));
  for (int peer = 0; peer < size(); ++peer) {
    Place& place = places[static_cast<std::size_t>(peer)];
    const Place shown = shown_by(peer);
    const auto entry = shown.address + sizeof place * static_cast<std::size_t>(rank());
    read(peer, {entry, sizeof place, shown.memory}, std::as_writable_bytes(std::span(&place, 1)).data());
  }
  return places;
}

std::vector<std::span<const std::byte>> SharedCommunicator::receive(std::span<const Place> places,
                                                                    std::span<const std::byte> own_piece,
                                                                    std::span<std::byte> landing) {
  std::vector<std::span<const std::byte>> received;
  received.reserve(places.size());
  if (!peers_) {
    for (const Place& place : places) received.push_back(bytes_at(place));
    return received;
  }
  std::size_t bytes = 0;
  for (const Place& place : places) bytes += place.bytes;
  std::span<std::byte> room = landing_.room_for(bytes, landing);
  for (int peer = 0; peer < size(); ++peer) {
    const Place& place = places[static_cast<std::size_t>(peer)];
    const std::span<std::byte> target = room.first(place.bytes);
    room = room.subspan(place.bytes);
    if (peer != rank()) read(peer, place, target.data());
    received.push_back(peer == rank() ? own_piece : target);
  }
  return received;
}

/// A message on its way out.
class SharedCommunicator::Outgoing {
 public:
  Outgoing(SharedCommunicator& self, std::span<const std::byte> bytes, int to)
      : self_(self), bytes_(bytes), left_(bytes), to_(to), complete_(to == no_worker) {}

  /// Does what can be done without waiting. True when nothing is left to do.
  bool advance() {
    if (complete_) return true;
    Mailbox& box = self_.team_.mailbox(self_.rank(), to_);
    if (shown_) return complete_ = box.emptied();
    for (MailSlot* slot = box.vacant(); slot != nullptr && !complete_ && !shown_; slot = box.vacant()) {
      if (bytes_.size() <= MailSlot::longest_letter) {
        box.put_letter(*slot, bytes_);
        complete_ = true;
      } else if (self_.shown_in_place(bytes_)) {
        box.put_place(*slot, self_.place_of(bytes_), bytes_.size());
        shown_ = true;
      } else {
        box.put_place(*slot, self_.place_of(stage(box.next())), bytes_.size());
        complete_ = left_.empty();
      }
      self_.team_.wake(to_);
    }
    return complete_;
  }

 private:
  /// The next chunk, copied to part `part` of the stage. That part is free when its slot in the mailbox is.
  std::span<const std::byte> stage(std::size_t part) {
    constexpr std::size_t bytes_of_a_receiver = cached_bytes * Mailbox::slots;
    const Stage room =
        self_.room_in(self_.message_stage_, bytes_of_a_receiver * static_cast<std::size_t>(self_.size()));
    const auto chunk = left_.first(std::min(cached_bytes, left_.size()));
    const auto place =
        room.subspan(bytes_of_a_receiver * static_cast<std::size_t>(to_) + cached_bytes * part, chunk.size());
    copy(chunk, place.data());
    left_ = left_.subspan(chunk.size());
    return place;
  }

  SharedCommunicator& self_;
  std::span<const std::byte> bytes_;
  std::span<const std::byte> left_;  // of what goes through the stage
  int to_;
  bool complete_;
  bool shown_ = false;  // where it is; the receiver copies it from there
};

/// A message on its way in.
class SharedCommunicator::Incoming {
 public:
  Incoming(SharedCommunicator& self, std::span<std::byte> bytes, int from)
      : self_(self), bytes_(bytes), left_(bytes), from_(from), complete_(from == no_worker) {}

  bool advance() {
    if (complete_) return true;
    Mailbox& box = self_.team_.mailbox(from_, self_.rank());
    for (MailSlot* slot = box.arrived(); slot != nullptr && !complete_; slot = box.arrived()) {
      if (slot->message_bytes() != bytes_.size()) throw_wrong_length(slot->message_bytes());
      left_ = left_.subspan(slot->is_letter() ? take(slot->letter()) : take(slot->place()));
      complete_ = left_.empty();
      box.take();
      self_.team_.wake(from_);
    }
    return complete_;
  }

 private:
  std::size_t take(std::span<const std::byte> letter) {
    copy(letter, left_.data());
    return letter.size();
  }
  std::size_t take(Place place) {
    self_.read(from_, place, left_.data());
    return place.bytes;
  }
  [[noreturn]] void throw_wrong_length(std::uint64_t bytes) const {
    throw std::logic_error("Communicator::receive: worker " + std::to_string(from_) + " sent " + std::to_string(bytes) +
                           " bytes, and " + std::to_string(bytes_.size()) + " were expected");
  }

  SharedCommunicator& self_;
  std::span<std::byte> bytes_;
  std::span<std::byte> left_;
  int from_;
  bool complete_;
};

void SharedCommunicator::do_transfer(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) {
  Outgoing outgoing(*this, out, to);
  Incoming incoming(*this, in, from);
  try {
    team_.await(rank(), [&] {
      const bool sent = outgoing.advance();
      return incoming.advance() && sent;
    });
  } catch (const PeerFailed&) {
    give_up();
  }
}

void SharedCommunicator::do_checkpoint(double done) {
  if (team_.failed()) throw PeerFailed();
  os::throw_if_interrupted();
  team_.slot(rank()).progress.store(static_cast<float>(done), std::memory_order_relaxed);
  if (sink_ != nullptr && *sink_ && is_root()) (*sink_)(done);
}

std::span<std::byte> SharedCommunicator::do_allocate(std::size_t bytes) {
  return os::Mapping::anonymous(bytes).release();
}

void SharedCommunicator::do_release(std::span<std::byte> memory) noexcept { os::Mapping::adopt(memory); }

}  // namespace breakeven::crews
