"""pi.count_hits as machine code, in 64-bit words that wrap around. Numba keeps what it compiled beside this file."""

import numba
import numpy


@numba.njit("int64(uint64, uint64, int64)", nogil=True, cache=True)
def count_hits(seed, first, count):
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
