#!/usr/bin/env python3
"""Counts hits as the comment at the top of pi_sample.hpp defines them, sharing no code with the program.

usage: pi_reference.py FILE    checks every line "seed first count hits" of FILE; exit code 1 if one is wrong
       pi_reference.py SEED FIRST COUNT    prints the hits of one range
"""
import sys

import numpy as np

MULTIPLIERS = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
WEYL = 0x9E3779B9, 0xBB67AE85
LOW, HALF = np.uint64(0xFFFFFFFF), np.uint64(32)


def philox(counter, key):
    """Ten rounds on four arrays of 32-bit words held in 64 bits."""
    a, b, c, d = counter
    for r in range(10):
        k0, k1 = (np.uint64((k + r * w) & 0xFFFFFFFF) for k, w in zip(key, WEYL))
        p, q = a * MULTIPLIERS[0], c * MULTIPLIERS[1]
        a, b, c, d = (q >> HALF) ^ b ^ k0, q & LOW, (p >> HALF) ^ d ^ k1, p & LOW
    return np.stack([a, b, c, d])


def words(seed, index, stream):
    block = index >> np.uint64(2)
    counter = [block >> HALF, block & LOW, np.zeros_like(block), np.full_like(block, stream)]
    return philox(counter, (seed & 0xFFFFFFFF, seed >> 32))[index & np.uint64(3), np.arange(index.size)]


def hits(seed, first, count):
    index = np.uint64(first) + np.arange(count, dtype=np.uint64)
    prefix = words(seed, index, 0)
    total = 0
    for half, shift, stream in ((prefix & np.uint64(0xFFFF), 0, 1), (prefix >> np.uint64(16), 16, 2)):
        signed = half.astype(np.uint16).view(np.int16).astype(object)  # Python's integers never overflow
        middle = 2 * (signed * 2**32 + words(seed, index, stream).astype(object)) + 1
        total = total + middle * middle
    return int(np.count_nonzero(total < 2**96)) if count else 0


def main(arguments):
    if len(arguments) == 3:
        print(hits(*map(int, arguments)))
        return 0
    with open(arguments[0]) as file:
        lines = [line.split() for line in file if not line.startswith("#")]
    wrong = [line for line in lines if hits(*map(int, line[:3])) != int(line[3])]
    for line in wrong:
        print("wrong:", *line, "- expected", hits(*map(int, line[:3])))
    return 1 if wrong or not lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
