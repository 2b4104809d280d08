#!/usr/bin/env python3
"""Counts hits as the comment at the top of pi_sample.hpp defines them, sharing no code with the program.

usage: pi_reference.py FILE    checks every line "generator seed first count hits"; exit code 1 if one is wrong
       pi_reference.py GENERATOR SEED FIRST COUNT    prints the hits of one range
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


def field_product(a, b):
    """In AES's field: polynomials over GF(2) modulo x^8 + x^4 + x^3 + x + 1."""
    product = 0
    for bit in range(8):
        product ^= (b >> bit & 1) * a << bit
    for bit in range(15, 7, -1):
        product ^= (product >> bit & 1) * 0x11B << bit - 8
    return product


def substitution(a):
    """The inverse, then the affine map, straight from FIPS 197, section 5.1.1."""
    inverse = next((b for b in range(256) if field_product(a, b) == 1), 0)
    return sum(((0x63 >> i ^ sum(inverse >> (i + k) % 8 for k in (0, 4, 5, 6, 7))) & 1) << i for i in range(8))


def ars(counter, key):
    """Seven AES rounds on the bytes of each block, under round keys that are a Weyl sequence."""
    box = np.array([substitution(a) for a in range(256)], dtype=np.uint8)
    twice = np.array([field_product(a, 2) for a in range(256)], dtype=np.uint8)
    weyl = 0xBB67AE8584CAA73B << 64 | 0x9E3779B97F4A7C15

    def round_key(r):
        low, high = ((key[0] | key[1] << 32) + r * weyl) & 2**64 - 1, r * (weyl >> 64) & 2**64 - 1
        return np.frombuffer((low | high << 64).to_bytes(16, "little"), dtype=np.uint8)

    state = np.stack(counter, axis=1).astype("<u4").view(np.uint8) ^ round_key(0)
    shifted = [(i + 4 * (i % 4)) % 16 for i in range(16)]
    for r in range(1, 8):
        state = box[state][:, shifted]
        if r < 7:
            column = state.reshape(-1, 4, 4)
            rows = [np.roll(column, -k, axis=2) for k in range(4)]
            state = (twice[rows[0]] ^ twice[rows[1]] ^ rows[1] ^ rows[2] ^ rows[3]).reshape(-1, 16)
        state = state ^ round_key(r)
    return np.ascontiguousarray(state).view("<u4").T.astype(np.uint64)


def words(generator, seed, index, stream):
    block = index >> np.uint64(2)
    counter = [block >> HALF, block & LOW, np.zeros_like(block), np.full_like(block, stream)]
    random = {"philox": philox, "ars7": ars}[generator](counter, (seed & 0xFFFFFFFF, seed >> 32))
    return random[index & np.uint64(3), np.arange(index.size)]


def hits(generator, seed, first, count):
    index = np.uint64(first) + np.arange(count, dtype=np.uint64)
    prefix = words(generator, seed, index, 0)
    total = 0
    for half, shift, stream in ((prefix & np.uint64(0xFFFF), 0, 1), (prefix >> np.uint64(16), 16, 2)):
        signed = half.astype(np.uint16).view(np.int16).astype(object)  # Python's integers never overflow
        middle = 2 * (signed * 2**32 + words(generator, seed, index, stream).astype(object)) + 1
        total = total + middle * middle
    return int(np.count_nonzero(total < 2**96)) if count else 0


def main(arguments):
    if len(arguments) == 4:
        print(hits(arguments[0], *map(int, arguments[1:])))
        return 0
    with open(arguments[0]) as file:
        lines = [line.split() for line in file if not line.startswith("#")]
    wrong = [line for line in lines if hits(line[0], *map(int, line[1:4])) != int(line[4])]
    for line in wrong:
        print("wrong:", *line, "- expected", hits(line[0], *map(int, line[1:4])))
    return 1 if wrong or not lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
