#include "ranks/object_passer.hpp"

#include <array>
#include <boost/mpi/communicator.hpp>
#include <boost/mpi/packed_iarchive.hpp>
#include <boost/mpi/packed_oarchive.hpp>
#include <boost/mpi/skeleton_and_content.hpp>
#include <climits>
#include <utility>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/memory.hpp"
#include "ranks/mpi_communicator.hpp"
#include "ranks/mpi_session.hpp"
#include "ranks/object_records.hpp"
#include "ranks/shared_window.hpp"

namespace breakeven::ranks {
namespace {

namespace mpi = boost::mpi;
using workloads::Departure;
using workloads::Passage;
using workloads::Receipt;
using workloads::ReceiverClock;

constexpr int object_tag = 3;
constexpr int content_tag = 4;

// Whatever is sent of an object is less than twice as large as it is in memory, and an int counts its bytes.
constexpr std::uint64_t largest_object = INT_MAX / 2;

/// Of what is sent as one element of `type`.
std::uint64_t type_bytes(MPI_Datatype type) {
  int bytes = 0;
  check_mpi(MPI_Type_size(type, &bytes), "cannot ask for the size of an MPI datatype");
  return static_cast<std::uint64_t>(bytes);
}

/// One way to pass an object from rank 0 to all others.
template <class Object>
class Way {
 public:
  explicit Way(const mpi::communicator& ranks) : ranks_(ranks) {}
  virtual ~Way() = default;
  virtual Departure send(const Object& object) = 0;
  virtual Receipt receive(ReceiverClock& clock) = 0;

 protected:
  template <class Send>
  void to_each(Send send) const {
    for (int rank = 1; rank < ranks_.size(); ++rank) send(rank);
  }

  const mpi::communicator& ranks_;
};

/// Each receiver gets a copy of its own. What Boost.MPI does within one call is done here step by step, with the calls
/// that it is made of, so that each can be timed.
template <class Object>
class CopyWay : public Way<Object> {
 public:
  using Way<Object>::Way;

  Receipt receive(ReceiverClock& clock) final {
    const Object object = take(clock);
    clock.unpacked();
    return clock.used(object.digest());
  }

 protected:
  /// Only the object takes memory when it returns.
  virtual Object take(ReceiverClock& clock) = 0;
};

/// send(object) of Boost.MPI: MPI_Pack of every element into a buffer, and out of it again.
template <class Object>
class PackedWay final : public CopyWay<Object> {
 public:
  using CopyWay<Object>::CopyWay;

  Departure send(const Object& object) override {
    Departure departure;
    mpi::packed_oarchive packed(this->ranks_);
    packed << object;
    departure.ready = Clock::now();
    departure.bytes = packed.size();
    this->to_each([&](int rank) { this->ranks_.send(rank, object_tag, packed); });
    return departure;
  }

 private:
  Object take(ReceiverClock& clock) override {
    mpi::packed_iarchive packed(this->ranks_);
    this->ranks_.recv(0, object_tag, packed);
    clock.arrived();
    Object object;
    packed >> object;
    return object;
  }
};

/// The skeleton, packed, says how many entries there are and how long each text is; the content, sent from and to where
/// it lies by a datatype of all its places, is the numbers and the characters.
template <class Object>
class SkeletonWay final : public CopyWay<Object> {
 public:
  using CopyWay<Object>::CopyWay;

  Departure send(const Object& object) override {
    Departure departure;
    mpi::packed_oarchive packed(this->ranks_);
    mpi::packed_skeleton_oarchive skeleton(packed);
    skeleton << object;
    const mpi::content content = mpi::get_content(object);
    departure.ready = Clock::now();
    departure.bytes = packed.size() + type_bytes(content.get_mpi_datatype());
    this->to_each([&](int rank) {
      this->ranks_.send(rank, object_tag, packed);
      this->ranks_.send(rank, content_tag, content);
    });
    return departure;
  }

 private:
  Object take(ReceiverClock& clock) override {
    mpi::packed_iarchive packed(this->ranks_);
    this->ranks_.recv(0, object_tag, packed);
    clock.arrived();
    Object object;
    mpi::packed_skeleton_iarchive skeleton(packed);
    skeleton >> object;
    const mpi::content content = mpi::get_content(object);
    clock.unpacked();
    this->ranks_.recv(0, content_tag, content);
    clock.arrived();
    return object;
  }
};

/// MPI's own: an array of elements that a datatype describes.
template <class Object>
class DatatypeWay final : public CopyWay<Object> {
 public:
  using CopyWay<Object>::CopyWay;

  Departure send(const Object& object) override {
    Departure departure;
    const CommittedType type = Form::type();
    const auto& records = Form::of(object);
    departure.ready = Clock::now();
    departure.bytes = records.size() * type_bytes(type.get());
    this->to_each([&](int rank) {
      check_mpi(MPI_Send(records.data(), static_cast<int>(records.size()), type.get(), rank, object_tag, this->ranks_),
                "cannot send an object");
    });
    return departure;
  }

 private:
  using Form = Records<Object>;

  Object take(ReceiverClock& clock) override {
    const CommittedType type = Form::type();
    MPI_Status status;
    check_mpi(MPI_Probe(0, object_tag, this->ranks_, &status), "cannot wait for an object");
    int count = 0;
    check_mpi(MPI_Get_count(&status, type.get(), &count), "cannot ask for the size of an object");
    std::vector<typename Form::Record> records(static_cast<std::size_t>(count));
    check_mpi(MPI_Recv(records.data(), count, type.get(), 0, object_tag, this->ranks_, &status),
              "cannot receive an object");
    clock.arrived();
    return Form::object(std::move(records));
  }
};

/// One flat copy that all ranks of the host read where it lies.
template <class Object>
class WindowWay final : public Way<Object> {
 public:
  using Way<Object>::Way;

  Departure send(const Object& object) override {
    Departure departure;
    departure.bytes = object.flat_bytes();
    SharedWindow window(this->ranks_, departure.bytes);
    object.flatten(window.bytes());
    departure.ready = Clock::now();
    window.fence();
    return departure;
  }

  Receipt receive(ReceiverClock& clock) override {
    SharedWindow window(this->ranks_, 0);
    window.fence();
    const auto flat = window.bytes();
    clock.arrived();
    return clock.used(Object::flat_digest(flat));
  }
};

template <class Object>
class Passing {
 public:
  /// Only the root's object counts.
  Passing(MpiCommunicator& crew, Object object)
      : crew_(crew), ranks_(crew.ranks()), object_(std::move(object)), digest_(object_.digest()) {}

  std::vector<workloads::WayPassages> in_rounds(const workloads::PassingWorkload& passing) {
    return workloads::pass_in_rounds(
        workloads::rank_way::all, passing.rounds, passing.order_seed,
        [this](std::size_t way) { return once(*ways_[way], workloads::rank_way::all[way]); });
  }

 private:
  Passage once(Way<Object>& way, std::string_view name) {
    os::give_back_free_memory();
    ReceiverClock clock;
    ranks_.barrier();
    Departure departure;
    Receipt receipt;
    if (crew_.is_root()) {
      departure = way.send(object_);
    } else {
      receipt = way.receive(clock);
    }
    const auto receipts = crew_.gather(receipt);
    if (!crew_.is_root()) return {};
    return passage_of(departure, std::span(receipts).subspan(1), digest_, name);
  }

  MpiCommunicator& crew_;
  const mpi::communicator& ranks_;
  Object object_;
  std::uint64_t digest_;
  PackedWay<Object> packed_{ranks_};
  SkeletonWay<Object> skeleton_{ranks_};
  DatatypeWay<Object> datatype_{ranks_};
  WindowWay<Object> window_{ranks_};
  std::array<Way<Object>*, workloads::rank_way::all.size()> ways_{&packed_, &skeleton_, &datatype_, &window_};
};

}  // namespace

std::vector<workloads::WayPassages> RankObjectPasser::pass(const workloads::PassingWorkload& passing,
                                                           Communicator& communicator) const {
  auto* const crew = dynamic_cast<MpiCommunicator*>(&communicator);
  if (crew == nullptr) throw Error("only MPI ranks with one thread each can pass objects");
  if (const std::uint64_t bytes = passing.object.bytes(); bytes > largest_object) {
    throw Error(fmt::format("an object of {} bytes is too large for one message; at most {}", bytes, largest_object));
  }
  workloads::ObjectRecipe recipe = passing.object;
  if (!crew->is_root()) recipe.size = 0;
  return recipe.with_object([&](auto object) { return Passing(*crew, std::move(object)).in_rounds(passing); });
}

}  // namespace breakeven::ranks
