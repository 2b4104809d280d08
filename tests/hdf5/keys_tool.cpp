// One call of hdf5/key_dataset.hpp, for scripts:
//
//   keys_tool inspect NAME                 prints: type count big_endian compressed chunk_keys
//   keys_tool read NAME TYPE FIRST COUNT   keys to standard output, in native byte order
//   keys_tool create LIKE OUTPUT
//   keys_tool write NAME TYPE FIRST        keys from standard input
//
// Exit code 2 for a UsageError, 1 for another Error, with its message on standard error.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "breakeven/error.hpp"
#include "hdf5/key_dataset.hpp"

namespace {

using namespace breakeven;

void show(const hdf5::DatasetName& name) {
  const auto info = hdf5::inspect(name);
  std::cout << kernels::to_string(info.type) << ' ' << info.count << ' ' << info.big_endian << ' ' << info.compressed
            << ' ' << info.chunk_keys << '\n';
}

void read_out(const hdf5::DatasetName& name, kernels::KeyType type, std::uint64_t first, std::uint64_t count) {
  std::vector<std::byte> keys(count * kernels::key_bytes(type));
  hdf5::read_keys(name, type, first, keys);
  std::cout.write(reinterpret_cast<const char*>(keys.data()), static_cast<std::streamsize>(keys.size()));
}

void write_in(const hdf5::DatasetName& name, kernels::KeyType type, std::uint64_t first) {
  const std::vector<char> keys(std::istreambuf_iterator<char>(std::cin), {});
  hdf5::write_keys(name, type, first, std::as_bytes(std::span(keys)));
}

int run(const std::vector<std::string>& arguments) {
  const auto& command = arguments.at(0);
  const auto name = hdf5::parse_dataset_name(arguments.at(1));
  if (command == "inspect") show(name);
  if (command == "create") hdf5::create_output(name, hdf5::parse_dataset_name(arguments.at(2)));
  if (command == "read") {
    read_out(name, kernels::key_type_from(arguments.at(2)), std::stoull(arguments.at(3)), std::stoull(arguments.at(4)));
  }
  if (command == "write") write_in(name, kernels::key_type_from(arguments.at(2)), std::stoull(arguments.at(3)));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const UsageError& error) {
    std::cerr << error.what() << '\n';
    return 2;
  } catch (const Error& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
