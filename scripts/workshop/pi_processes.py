#!/usr/bin/env python3
"""Pi by processes of Python's multiprocessing, started in each of its three ways, one by one or as a pool."""

import multiprocessing

import pi_sampling


def worker(seed, first, count, connection):
    connection.send(pi_sampling.count_hits(seed, first, count))


def with_processes(context, arguments, parts):
    """A process for each part, which sends its hits over a pipe."""
    children = []
    for part in parts:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=worker, args=(arguments.seed, *part, sender))
        process.start()
        sender.close()  # so that a child that dies is seen as an end-of-file
        children.append((process, receiver))
    hits = sum(receiver.recv() for _, receiver in children)
    for process, _ in children:
        process.join()
    return hits


def with_pool(context, arguments, parts):
    with context.Pool(arguments.workers) as pool:
        return sum(pool.starmap(pi_sampling.count_hits, [(arguments.seed, *part) for part in parts], chunksize=1))


def add_arguments(parser):
    parser.add_argument("--method", choices=multiprocessing.get_all_start_methods(), default="fork",
                        help="how processes start (default: fork)")
    parser.add_argument("--by", choices=["process", "pool"], default="process",
                        help="one Process for each worker, or a Pool of them (default: process)")


def main():
    arguments = pi_sampling.parse_arguments(__doc__, add_arguments)
    context = multiprocessing.get_context(arguments.method)
    parts = pi_sampling.shares(arguments.samples, arguments.workers)
    by = {"process": with_processes, "pool": with_pool}[arguments.by]
    pi_sampling.run(arguments, lambda: by(context, arguments, parts))


if __name__ == "__main__":
    main()
