// Both calls of hdf5/parallel_keys.hpp on every rank, for scripts:
//
//   ranks_keys_tool copy IN OUT COUNT TYPE...
//       copies IN:/k0 to OUT.0:/k, IN:/k1 to OUT.1:/k, ...; rank r of p copies a share that is proportional to r, so
//       that rank 0 has nothing to do (but when p is 1)
//   ranks_keys_tool beyond IN_FILE IN_DATASET TYPE COUNT
//       the last rank reads one key beyond the end
//   ranks_keys_tool missing IN_FILE IN_DATASET TYPE COUNT
//       the last rank is given the name of a file that does not exist
//   ranks_keys_tool write FILE DATASET TYPE COUNT
//       every rank writes an equal share of zeros
//
// A rank that fails prints "rank R: MESSAGE" (or "rank R: peer failed"), and exit codes are 1 then. It ends without
// killing its peers: nothing but the calls themselves keeps them from waiting for each other for ever.
#include <mpi.h>

#include <cstdio>
#include <string>
#include <vector>

#include "breakeven/error.hpp"
#include "hdf5/parallel_keys.hpp"

namespace {

using namespace breakeven;

struct Share {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t count() const { return end - begin; }
};

struct World {
  int rank = 0;
  int size = 1;
  bool is_last() const { return rank == size - 1; }
};

World world() {
  World w;
  MPI_Comm_rank(MPI_COMM_WORLD, &w.rank);
  MPI_Comm_size(MPI_COMM_WORLD, &w.size);
  return w;
}

Share growing_share(std::uint64_t count, World w) {
  if (w.size == 1) return {0, count};
  const auto r = static_cast<std::uint64_t>(w.rank);
  const auto p = static_cast<std::uint64_t>(w.size);
  const std::uint64_t parts = p * (p - 1) / 2;
  return {count * (r * (r - 1) / 2) / parts, count * (r * (r + 1) / 2) / parts};
}

Share equal_share(std::uint64_t count, World w) {
  const auto r = static_cast<std::uint64_t>(w.rank);
  const auto p = static_cast<std::uint64_t>(w.size);
  return {count * r / p, count * (r + 1) / p};
}

void copy(const std::vector<std::string>& a, World w) {
  const Share share = growing_share(std::stoull(a.at(3)), w);
  for (std::size_t i = 0; i + 4 < a.size(); ++i) {
    const auto type = kernels::key_type_from(a.at(i + 4));
    const std::string number = std::to_string(i);
    std::vector<std::byte> keys(share.count() * kernels::key_bytes(type));
    hdf5::parallel_read_keys({a.at(1), "/k" + number}, type, share.begin, keys);
    hdf5::parallel_write_keys({a.at(2) + "." + number, "/k"}, type, share.begin, keys);
  }
}

void read_share(const std::vector<std::string>& a, World w, std::uint64_t too_many, const std::string& suffix) {
  const auto type = kernels::key_type_from(a.at(3));
  const Share share = equal_share(std::stoull(a.at(4)), w);
  std::vector<std::byte> keys((share.count() + too_many) * kernels::key_bytes(type));
  hdf5::parallel_read_keys({a.at(1) + suffix, a.at(2)}, type, share.begin, keys);
}

void write_zeros(const std::vector<std::string>& a, World w) {
  const auto type = kernels::key_type_from(a.at(3));
  const Share share = equal_share(std::stoull(a.at(4)), w);
  const std::vector<std::byte> keys(share.count() * kernels::key_bytes(type));
  hdf5::parallel_write_keys({a.at(1), a.at(2)}, type, share.begin, keys);
}

int run(const std::vector<std::string>& arguments, World w) {
  try {
    const auto& command = arguments.at(0);
    if (command == "copy") copy(arguments, w);
    if (command == "beyond") read_share(arguments, w, w.is_last() ? 1 : 0, "");
    if (command == "missing") read_share(arguments, w, 0, w.is_last() ? ".missing" : "");
    if (command == "write") write_zeros(arguments, w);
    return 0;
  } catch (const PeerFailed&) {
    std::printf("rank %d: peer failed\n", w.rank);
  } catch (const std::exception& error) {
    std::printf("rank %d: %s\n", w.rank, error.what());
  }
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  const int code = run(std::vector<std::string>(argv + 1, argv + argc), world());
  std::fflush(stdout);
  MPI_Finalize();
  return code;
}
