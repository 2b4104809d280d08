"""What the workshop's programs have in common: the samples, how they are shared out, and what is printed.

Sample i is a pure function of (seed, i), so the hits are the same for any number of workers of any kind.
"""

import argparse
import json
import math
import time

MASK = (1 << 64) - 1


def count_hits(seed, first, count):
    """How many of the samples first, first + 1, ... lie in the quarter of a circle. All in Python's own integers."""
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
    return hits


def shares(samples, workers):
    """(first, count) of each worker."""
    bounds = [samples * worker // workers for worker in range(workers + 1)]
    return [(first, end - first) for first, end in zip(bounds, bounds[1:])]


def parse_arguments(description, add=None):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("samples", type=int, help="points to sample")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers (default: 1)")
    parser.add_argument("--workers", type=int, default=1, help="how many share the samples (default: 1)")
    if add is not None:
        add(parser)
    arguments = parser.parse_args()
    if arguments.samples < 1 or arguments.workers < 1:
        parser.error("at least one sample and one worker are needed")
    return arguments


def run(arguments, estimate):
    """Calls estimate(), which returns the hits, and prints what breakeven's --figure json:/NAME finds."""
    begin = time.perf_counter()
    hits = estimate()
    seconds = time.perf_counter() - begin
    pi = 4 * hits / arguments.samples
    error = 4 * math.sqrt((hits + 1) * (arguments.samples - hits + 1)) / (arguments.samples + 2) ** 1.5
    print(json.dumps({"pi": pi, "error": error, "hits": hits, "seconds": seconds}))
