#!/usr/bin/env python3
"""How the medians of resamples of few normal values spread, beside the median itself: what
resampled_median_excess() and resampled_median_degrees() are checked against, and where their formulas are from.

usage: resampled_median.py > resampled_median.inc

For each number of values n: the deviation of resampled medians, exactly, from the distribution of the ranks that they
have (no resample is drawn), root mean square over 200,000 samples, as a multiple of the median's own deviation; and
the degrees of freedom with which Student's 95 % quantile is that of the median over that deviation, so corrected.
"""
from math import comb, factorial, sqrt

import numpy as np
from scipy import optimize, stats


def rank_weights(n):
    """P(the two middle values of a resample are those of ranks i and j of the sample)."""
    k = (n + 1) // 2
    if n % 2:
        at_most = [sum(comb(n, i) * (j / n) ** i * (1 - j / n) ** (n - i) for i in range(k, n + 1)) for j in range(n + 1)]
        return np.diag(np.diff(at_most))
    both = np.zeros((n + 1, n + 1))
    for a in range(n + 1):
        for b in range(a, n + 1):  # at least k draws of rank a or less, and k + 1 of rank b or less
            both[a, b] = sum(factorial(n) / (factorial(i) * factorial(j) * factorial(n - i - j))
                             * (a / n) ** i * ((b - a) / n) ** j * (1 - b / n) ** (n - i - j)
                             for i in range(k, n + 1) for j in range(max(k + 1 - i, 0), n - i + 1))
        both[a, :a] = both.diagonal()[:a]
    return np.diff(np.diff(both, axis=0), axis=1)


def main():
    random = np.random.default_rng(1)
    print("// Made by resampled_median.py: values, excess, degrees of freedom.")
    for n in (3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 20, 31, 51, 101):
        weights = rank_weights(n)
        first, second = weights.sum(axis=1), weights.sum(axis=0)
        variances, medians = [], []
        for _ in range(20):
            x = np.sort(random.standard_normal((10_000, n)))
            mean = (x @ first + x @ second) / 2
            square = (x * x @ first + x * x @ second + 2 * ((x @ weights) * x).sum(axis=1)) / 4
            variances.append(square - mean * mean)
            medians.append(np.median(x, axis=1))
        variance, median = np.concatenate(variances), np.concatenate(medians)
        excess = sqrt(variance.mean() / median.var())
        quantile = np.quantile(abs(median) / np.sqrt(variance), 0.95) * excess
        degrees = optimize.brentq(lambda nu: stats.t.ppf(0.975, nu) - quantile, 1, 1000)
        print(f"{{{n}, {excess:.3f}, {degrees:.2f}}},")


main()
