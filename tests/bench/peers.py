"""Reads requests "name argument", one a line, and answers each with the seconds that it took, or with a complaint."""

import random
import sys
import time

import numpy as np
from numba import njit


@njit(nogil=True)
def pi_loop(n):
    """The workshop's loop, compiled."""
    hits = 0
    for _ in range(n):
        x = np.random.uniform(-1, 1)
        y = np.random.uniform(-1, 1)
        hits += x * x + y * y < 1
    return hits


def pi_numba(n):
    pi_loop(10)
    return lambda: pi_loop(n)


def pi_numpy(n):
    generator = np.random.default_rng(1)
    x, y = np.empty(1 << 14), np.empty(1 << 14)

    def run():
        hits = 0
        for _ in range(n >> 14):
            generator.random(out=x)
            generator.random(out=y)
            np.multiply(x, x, out=x)
            np.multiply(y, y, out=y)
            np.add(x, y, out=x)
            hits += np.count_nonzero(x < 1)
        return hits
    return run


def pi_python(n):
    return lambda: sum(random.uniform(-1, 1) ** 2 + random.uniform(-1, 1) ** 2 < 1 for _ in range(n))


def sort_of(kind):
    def prepare(n):
        generator = np.random.default_rng(n)
        keys = generator.random(n) if kind == "float64" else generator.integers(0, 2**64, n, dtype=np.uint64)
        return keys.sort
    return prepare


PEERS = {"pi-numba": pi_numba, "pi-numpy": pi_numpy, "pi-python": pi_python,
         "sort-float64": sort_of("float64"), "sort-uint64": sort_of("uint64")}


def main():
    for line in sys.stdin:
        name, argument = line.split()
        try:
            run = PEERS[name](int(argument))
            begin = time.perf_counter()
            run()
            print(time.perf_counter() - begin, flush=True)
        except Exception as error:  # whatever it is, the other side has to be told
            print("error:", error, flush=True)


main()
