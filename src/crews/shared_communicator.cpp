#include "crews/shared_communicator.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>

#include "breakeven/error.hpp"
#include "crews/reduction.hpp"
#include "os/interrupt.hpp"

namespace breakeven::crews {
namespace {

void copy(std::span<const std::byte> from, std::byte* to) {
  if (!from.empty()) std::memcpy(to, from.data(), from.size());
}

}  // namespace

SharedCommunicator::SharedCommunicator(Team& team, int rank, Timeline& timeline, Arena* arena)
    : Communicator(rank, team.size(), timeline),
      team_(team),
      arena_(arena),
      base_(arena == nullptr ? nullptr : arena->bytes().data()) {}

SharedCommunicator::~SharedCommunicator() {
  shown_stage_ = {};
  piece_stages_.clear();
  message_stages_.clear();
  release_idle_memory();
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
  team_.wait_until_all_withdrew();
  throw PeerFailed();
}

bool SharedCommunicator::reachable(std::span<const std::byte> bytes) const noexcept {
  if (arena_ == nullptr) return true;
  const auto all = arena_->bytes();
  return !std::less<>{}(bytes.data(), all.data()) && std::less<>{}(bytes.data(), all.data() + all.size());
}

Place SharedCommunicator::place_of(std::span<const std::byte> bytes) const noexcept {
  return {reinterpret_cast<std::uintptr_t>(bytes.data()) - reinterpret_cast<std::uintptr_t>(base_), bytes.size()};
}

std::span<const std::byte> SharedCommunicator::bytes_at(Place place) const noexcept {
  return {reinterpret_cast<const std::byte*>(reinterpret_cast<std::uintptr_t>(base_) + place.offset), place.bytes};
}

std::span<const std::byte> SharedCommunicator::staged(std::span<const std::byte> bytes, Buffer<std::byte>& stage) {
  if (stage.size() < bytes.size()) {
    stage = {};  // first give back, then take
    stage = allocate<std::byte>(bytes.size());
  }
  copy(bytes, stage.data());
  return stage.span().first(bytes.size());
}

void SharedCommunicator::show(std::span<const std::byte> bytes) {
  TeamSlot& slot = team_.slot(rank());
  if (!bytes.empty() && !reachable(bytes)) {
    if (bytes.size() <= sizeof slot.scratch) {
      copy(bytes, slot.scratch);
      bytes = {slot.scratch, bytes.size()};
    } else {
      bytes = staged(bytes, shown_stage_);
    }
  }
  slot.shown = place_of(bytes);
}

std::span<const std::byte> SharedCommunicator::shown_by(int worker) noexcept {
  return bytes_at(team_.slot(worker).shown);
}

void SharedCommunicator::do_broadcast(std::span<std::byte> bytes, int root) {
  if (rank() == root) show(bytes);
  synchronise();
  if (rank() != root) copy(shown_by(root), bytes.data());
  synchronise();
}

void SharedCommunicator::do_reduce(void* values, std::size_t count, Scalar scalar, Reduction how, int root) {
  std::byte* mine = static_cast<std::byte*>(values);
  const std::size_t bytes = count * bytes_of(scalar);
  show({mine, bytes});
  synchronise();
  if (rank() == root) {
    // Starts from worker 0's values even if that is a peer: sums are then added in the same order for every root.
    std::vector<std::byte> result(bytes);
    copy(shown_by(0), result.data());
    for (int peer = 1; peer < size(); ++peer) combine(result.data(), shown_by(peer).data(), count, scalar, how);
    copy(result, mine);
  }
  synchronise();
}

void SharedCommunicator::do_all_reduce(void* values, std::size_t count, Scalar scalar, Reduction how) {
  std::byte* mine = static_cast<std::byte*>(values);
  const std::size_t bytes = count * bytes_of(scalar);
  show({mine, bytes});
  synchronise();
  std::vector<std::byte> result(bytes);
  copy(shown_by(0), result.data());
  for (int peer = 1; peer < size(); ++peer) combine(result.data(), shown_by(peer).data(), count, scalar, how);
  synchronise();  // nobody's values may change while somebody reads them
  copy(result, mine);
}

void SharedCommunicator::do_gather(std::span<const std::byte> mine, std::span<std::byte> all, int root) {
  show(mine);
  synchronise();
  if (rank() == root) {
    for (int peer = 0; peer < size(); ++peer) {
      copy(shown_by(peer), all.data() + static_cast<std::size_t>(peer) * mine.size());
    }
  }
  synchronise();
}

void SharedCommunicator::do_all_gather(std::span<const std::byte> mine, std::span<std::byte> all) {
  show(mine);
  synchronise();
  for (int peer = 0; peer < size(); ++peer) {
    copy(shown_by(peer), all.data() + static_cast<std::size_t>(peer) * mine.size());
  }
  synchronise();
}

std::vector<std::span<const std::byte>> SharedCommunicator::do_exchange(
    std::span<const std::span<const std::byte>> pieces, std::span<std::byte> /*landing*/, std::size_t /*alignment*/,
    Route /*route*/) {
  piece_stages_.resize(pieces.size());
  std::vector<Place> places;
  places.reserve(pieces.size());
  for (std::size_t peer = 0; peer < pieces.size(); ++peer) {
    const bool copied = !pieces[peer].empty() && !reachable(pieces[peer]);
    if (!pieces[peer].empty() && peer != static_cast<std::size_t>(rank())) count_messages(1, pieces[peer].size());
    places.push_back(place_of(copied ? staged(pieces[peer], piece_stages_[peer]) : pieces[peer]));
  }
  show(std::as_bytes(std::span(places)));
  synchronise();
  std::vector<std::span<const std::byte>> received;
  received.reserve(pieces.size());
  for (int peer = 0; peer < size(); ++peer) {
    Place place;
    std::memcpy(&place, shown_by(peer).data() + sizeof(Place) * static_cast<std::size_t>(rank()), sizeof place);
    received.push_back(bytes_at(place));
  }
  synchronise();  // the places live on our stack
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
      } else if (self_.reachable(bytes_)) {
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
  // Small enough that a chunk is still in a near cache when its receiver reads it.
  static constexpr std::size_t chunk_bytes = std::size_t{32} << 10U;

  /// The next chunk, copied to part `part` of the stage. That part is free when its slot in the mailbox is.
  std::span<const std::byte> stage(std::size_t part) {
    auto& stages = self_.message_stages_;
    stages.resize(static_cast<std::size_t>(self_.size()));
    auto& stage = stages[static_cast<std::size_t>(to_)];
    if (stage.size() == 0) stage = self_.allocate<std::byte>(chunk_bytes * Mailbox::slots);
    const auto chunk = left_.first(std::min(chunk_bytes, left_.size()));
    const auto place = stage.span().subspan(part * chunk_bytes, chunk.size());
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
      const std::span<const std::byte> part = slot->is_letter() ? slot->letter() : self_.bytes_at(slot->place());
      copy(part, left_.data());
      left_ = left_.subspan(part.size());
      complete_ = left_.empty();
      box.take();
      self_.team_.wake(from_);
    }
    return complete_;
  }

 private:
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

std::span<std::byte> SharedCommunicator::do_allocate(std::size_t bytes, Reach reach) {
  const bool in_arena = arena_ != nullptr && reach == Reach::peers;
  return in_arena ? arena_->allocate(bytes) : os::Mapping::anonymous(bytes).release();
}

void SharedCommunicator::do_release(std::span<std::byte> memory, Reach reach) noexcept {
  if (arena_ != nullptr && reach == Reach::peers) {
    arena_->release(memory);
  } else {
    os::Mapping::adopt(memory);
  }
}

}  // namespace breakeven::crews
