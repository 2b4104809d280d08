#!/usr/bin/env python3
"""Pi by threads that run machine code: Numba compiles the loop, which gives up the interpreter's lock meanwhile."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pi_sampling

try:
    import numba
    import numpy
except ImportError as error:
    sys.exit(f"{error}; pip install numba")


@numba.njit(nogil=True, cache=True)
def count_hits(seed, first, count):
    """pi_sampling.count_hits in 64-bit words that wrap around."""
    hits = 0
    state = seed * numpy.uint64(0xD1342543DE82EF95) + first
    for _ in range(count):
        word = state * numpy.uint64(0x9E3779B97F4A7C15)
        word = (word ^ (word >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        word = (word ^ (word >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        word ^= word >> numpy.uint64(31)
        x = (word >> numpy.uint64(32)) * 2.0**-32
        y = (word & numpy.uint64(0xFFFFFFFF)) * 2.0**-32
        if x * x + y * y < 1.0:
            hits += 1
        state += numpy.uint64(1)
    return hits


def estimate(arguments):
    parts = pi_sampling.shares(arguments.samples, arguments.workers)
    seed = numpy.uint64(arguments.seed)
    with ThreadPoolExecutor(arguments.workers) as pool:
        return sum(pool.map(lambda part: count_hits(seed, numpy.uint64(part[0]), part[1]), parts))


def main():
    arguments = pi_sampling.parse_arguments(__doc__)
    count_hits(numpy.uint64(0), numpy.uint64(0), 1)  # compiles, or loads what was compiled before
    pi_sampling.run(arguments, lambda: estimate(arguments))


if __name__ == "__main__":
    main()
