#!/usr/bin/env python3
"""Makes rank_reference.inc, what rank_test.cpp is checked against: by SciPy, sharing no code with the program.

usage: rank_reference.py > rank_reference.inc
"""
import numpy as np
from scipy import optimize, stats

RANDOM = np.random.default_rng(20261130)


def superiority(a, b):
    return np.mean(np.sign(np.subtract.outer(a, b)) / 2 + 0.5)


def superiority_interval(a, b, confidence=0.95):
    """Newcombe 2006, method 5: where |estimate - A| = z sqrt(Hanley and McNeil's variance of A)."""
    estimate, n, m = superiority(a, b), len(a), len(b)
    z = stats.norm.ppf((1 + confidence) / 2)
    k = (n + m) / 2 - 1

    def excess(s):
        return abs(estimate - s) - z * np.sqrt(s * (1 - s) * (1 + k * (1 - s) / (2 - s) + k * s / (1 + s)) / (n * m))

    # Not from the estimate itself: at 0 and 1 the variance is 0, too, and that is no end.
    low = 0 if estimate == 0 else optimize.brentq(excess, 0, estimate - 1e-9, xtol=1e-14)
    high = 1 if estimate == 1 else optimize.brentq(excess, estimate + 1e-9, 1, xtol=1e-14)
    return low, high


def numbers(values):
    return "{" + ", ".join(repr(float(v)) for v in values) + "}"


def mann_whitney_cases():
    for n, m, shift in [(1, 1, 0), (3, 4, 1), (5, 5, 3), (8, 30, 0.5), (25, 25, 0.6), (20, 31, 0.2), (60, 45, 0.3)]:
        yield RANDOM.normal(size=n).round(6), (RANDOM.normal(size=m) + shift).round(6)
    for n, m, shift in [(4, 6, 1), (20, 15, 1), (80, 70, 0)]:  # with ties
        yield RANDOM.integers(0, 6, n), RANDOM.integers(0, 6, m) + shift
    yield np.arange(6.0), np.arange(6.0) + 10


print("// Made by rank_reference.py with SciPy. first, second, U, p, whether exact, A and its interval.")
print("const std::vector<MannWhitneyCase> mann_whitney_cases{")
for a, b in mann_whitney_cases():
    exact = len(np.unique(np.concatenate([a, b]))) == len(a) + len(b) <= 50
    u, p = stats.mannwhitneyu(a, b, alternative="two-sided", method="exact" if exact else "asymptotic")
    low, high = superiority_interval(a, b)
    print(f"    {{{numbers(a)}, {numbers(b)}, {u}, {p!r}, {str(bool(exact)).lower()}, "
          f"{superiority(a, b)!r}, {low!r}, {high!r}}},")
print("};")

print("// samples, H, p, epsilon squared.")
print("const std::vector<KruskalWallisCase> kruskal_wallis_cases{")
for sizes, shifts, ties in [((5, 5, 5), (0, 1, 2), False), ((7, 3), (0, 1), False), ((10, 12, 9, 15), (0, 0, 0, 1), True),
                            ((6, 6, 6, 6, 6, 6), (0, 0, 0, 0, 0, 3), False), ((30, 40, 35), (0, 0, 0), True)]:
    draw = (lambda n: RANDOM.integers(0, 9, n).astype(float)) if ties else (lambda n: RANDOM.normal(size=n).round(6))
    samples = [draw(n) + shift for n, shift in zip(sizes, shifts)]
    h, p = stats.kruskal(*samples)
    print(f"    {{{{{', '.join(numbers(s) for s in samples)}}}, {h!r}, {p!r}, {h / (sum(sizes) - 1)!r}}},")
print("};")


def signed_rank_cases():
    for n, shift in [(1, 1), (6, 2), (8, 0.5), (12, 0), (30, 0.4), (50, 0.1), (51, 0.3), (200, 0.1)]:
        yield (RANDOM.normal(size=n) + shift).round(6)
    for n, shift in [(9, 1), (40, 0), (120, 1)]:  # with ties and zeros
        yield RANDOM.integers(-5, 6, n).astype(float) + shift


def exact_signed_rank(values):
    """By all choices of signs, ties and all: SciPy's exact p-values know no ties."""
    ranks = np.rint(2 * stats.rankdata(np.abs(values))).astype(int)
    counts = np.ones(1)
    for rank in ranks:
        counts = np.convolve(counts, np.r_[1, np.zeros(rank - 1), 1])
    total, above = ranks.sum(), ranks[values > 0].sum()
    return min(1, 2 * counts[max(above, total - above):].sum() / counts.sum())


print("// values, the sum of positive ranks, how many are not 0, p, whether exact.")
print("const std::vector<SignedRankCase> signed_rank_cases{")
for values in signed_rank_cases():
    others = values[values != 0]
    if len(others) <= 50:
        p = exact_signed_rank(others)
        if len(np.unique(np.abs(others))) == len(others):
            assert abs(p - stats.wilcoxon(others, method="exact").pvalue) < 1e-12
    else:
        p = stats.wilcoxon(others, method="approx", correction=True).pvalue
    greater = stats.rankdata(np.abs(others))[others > 0].sum()
    print(f"    {{{numbers(values)}, {greater}, {len(others)}, {float(p)!r}, {str(len(others) <= 50).lower()}}},")
print("};")
