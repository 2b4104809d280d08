// What is compared with what.
#pragma once

#include <vector>

#include "bench/bench.hpp"
#include "bench/python_peer.hpp"

namespace breakeven::bench {

/// Counting hits on one core: our generators and samplers, Random123, generators of the standard library's kind, and
/// Python's.
Contest pi_contest(PythonPeer& python);
/// Sorting on one core.
Contest local_sort_contest(PythonPeer& python, const std::string& type, std::size_t keys);
/// Floating-point keys with and without a minus sign, on one core.
Contest signed_sort_contest(std::size_t keys);
/// Sorted and reversed input on one core.
Contest monotonic_sort_contest(std::size_t keys);
/// All cores: our threads and ranks, kept and warm, and other libraries' parallel sorts.
Contest parallel_sort_contest(std::size_t keys);
/// What passes between two ranks that sort, against what their memory can do.
Contest exchange_contest(std::size_t keys);
/// Starting and stopping crews against the system calls that they are made of, and the job of a kept crew.
std::vector<Contest> start_contests();
/// Messages and reductions through our communicators against MPI itself, and shared memory against MPI.
std::vector<Contest> talk_contests();
/// Two threads, two ranks and a whole process, for pi.
Contest parallel_pi_contest(std::uint64_t samples);

}  // namespace breakeven::bench
