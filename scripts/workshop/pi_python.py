#!/usr/bin/env python3
"""Pi in a loop of plain Python: what one interpreter does alone."""

import pi_sampling


def main():
    arguments = pi_sampling.parse_arguments(__doc__)
    pi_sampling.run(arguments, lambda: pi_sampling.count_hits(arguments.seed, 0, arguments.samples))


if __name__ == "__main__":
    main()
