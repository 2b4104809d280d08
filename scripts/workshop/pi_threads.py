#!/usr/bin/env python3
"""Pi by Python's threads: only the one that holds the interpreter's lock computes, unless the interpreter has none."""

from concurrent.futures import ThreadPoolExecutor

import pi_sampling


def estimate(arguments):
    parts = pi_sampling.shares(arguments.samples, arguments.workers)
    with ThreadPoolExecutor(arguments.workers) as pool:
        return sum(pool.map(lambda part: pi_sampling.count_hits(arguments.seed, *part), parts))


def main():
    arguments = pi_sampling.parse_arguments(__doc__)
    pi_sampling.run(arguments, lambda: estimate(arguments))


if __name__ == "__main__":
    main()
