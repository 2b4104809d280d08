#!/usr/bin/env python3
"""Pi by one way of going parallel that Python has. Prints what breakeven's --figure, --phase and --answer find."""

import argparse
import json
import math
import multiprocessing
import time
from concurrent.futures import ThreadPoolExecutor

MASK = (1 << 64) - 1


def count_hits(seed, first, count):
    """How many of the samples first, first + 1, ... lie in the quarter of a circle, and when counting began.

    Sample i is a pure function of (seed, i), so the hits are the same for any number of workers of any kind. All in
    Python's own integers.
    """
    begun = time.perf_counter()
    hits = 0
    state = (seed * 0xD1342543DE82EF95 + first) & MASK
    for _ in range(count):
        # SplitMix64's finaliser (Steele, Lea, Flood, 2014) of a counter: 32 bits for each coordinate.
        word = (state * 0x9E3779B97F4A7C15) & MASK
        word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & MASK
        word ^= word >> 31
        x = (word >> 32) * 2.0**-32
        y = (word & 0xFFFFFFFF) * 2.0**-32
        if x * x + y * y < 1.0:
            hits += 1
        state = (state + 1) & MASK
    return hits, begun


def send_hits(connection, *share):
    connection.send(count_hits(*share))


def by_loop(shares):
    return [count_hits(*share) for share in shares]


def by_threads(shares):
    """Only the thread that holds the interpreter's lock computes, unless the interpreter has none."""
    with ThreadPoolExecutor(len(shares)) as pool:
        return list(pool.map(lambda share: count_hits(*share), shares))


def by_processes(shares, method):
    """A process for each share, which sends its hits over a pipe."""
    context = multiprocessing.get_context(method)
    children = []
    for share in shares:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=send_hits, args=(sender, *share))
        process.start()
        sender.close()  # so that a child that dies is seen as an end-of-file
        children.append((process, receiver))
    found = [receiver.recv() for _, receiver in children]
    for process, _ in children:
        process.join()
    return found


def by_pool(shares, method):
    with multiprocessing.get_context(method).Pool(len(shares)) as pool:
        return pool.starmap(count_hits, shares, chunksize=1)


def by_numba(shares):
    """Machine code that gives up the interpreter's lock meanwhile."""
    import pi_numba  # takes its time, and compiles the first time

    def count_compiled(share):
        begun = time.perf_counter()
        return pi_numba.count_hits(*share), begun

    with ThreadPoolExecutor(len(shares)) as pool:
        return list(pool.map(count_compiled, shares))


WAYS = {"loop": by_loop, "threads": by_threads, "numba threads": by_numba}
for start_method in multiprocessing.get_all_start_methods():
    WAYS[start_method] = lambda shares, method=start_method: by_processes(shares, method)
    WAYS[f"{start_method} pool"] = lambda shares, method=start_method: by_pool(shares, method)


def shares_of(samples, workers, seed):
    """(seed, first, count) of each worker."""
    bounds = [samples * worker // workers for worker in range(workers + 1)]
    return [(seed, first, end - first) for first, end in zip(bounds, bounds[1:])]


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", type=int, help="points to sample")
    parser.add_argument("--way", choices=list(WAYS), default="loop", help="who computes (default: loop)")
    parser.add_argument("--workers", type=int, default=1, help="how many share the samples (default: 1)")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers (default: 1)")
    arguments = parser.parse_args()
    if arguments.samples < 1 or arguments.workers < 1:
        parser.error("at least one sample and one worker are needed")
    if arguments.way == "loop" and arguments.workers > 1:
        parser.error("a loop is one worker")
    return arguments


def main():
    arguments = parse_arguments()
    begin = time.perf_counter()
    found = WAYS[arguments.way](shares_of(arguments.samples, arguments.workers, arguments.seed))
    end = time.perf_counter()
    hits = sum(part for part, _ in found)
    # perf_counter is CLOCK_MONOTONIC, which all processes of a host share. The last one to begin ends the start.
    work = end - max(max(begun for _, begun in found), begin)
    error = 4 * math.sqrt((hits + 1) * (arguments.samples - hits + 1)) / (arguments.samples + 2) ** 1.5
    print(json.dumps({"pi": 4 * hits / arguments.samples, "error": error, "hits": hits, "work": work}))


if __name__ == "__main__":
    main()
