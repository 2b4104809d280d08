#!/usr/bin/env python3
"""Sorts 16 arrays of random numbers with numpy, one after the other or in threads. Prints what breakeven's --phase and
--answer find."""

import argparse
import json
import time
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy

ARRAYS = 16


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("keys", type=int, help="numbers in all arrays together")
    parser.add_argument("--way", choices=["np.sort", "np.sort threads"], default="np.sort", help="who sorts")
    parser.add_argument("--workers", type=int, default=1, help="threads (default: 1)")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers (default: 1)")
    arguments = parser.parse_args()
    if arguments.keys < 1 or arguments.workers < 1:
        parser.error("at least one number and one worker are needed")
    arrays = numpy.array_split(numpy.random.default_rng(arguments.seed).random(arguments.keys), ARRAYS)
    begin = time.perf_counter()
    if arguments.way == "np.sort":
        arrays = [numpy.sort(array) for array in arrays]
    else:  # np.sort gives up the interpreter's lock
        with ThreadPoolExecutor(arguments.workers) as pool:
            arrays = list(pool.map(numpy.sort, arrays))
    work = time.perf_counter() - begin
    digest = 0
    for array in arrays:
        digest = zlib.crc32(array, digest)
    print(json.dumps({"digest": f"{digest:08x}", "work": work}))


if __name__ == "__main__":
    main()
