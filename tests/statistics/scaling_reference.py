#!/usr/bin/env python3
"""Makes scaling_reference.inc, what scaling_laws_test.cpp is checked against: laws fitted by SciPy's bounded least
squares in their own parameters, sharing no code with the program.

usage: scaling_reference.py > scaling_reference.inc
"""
import numpy as np
from scipy import optimize

LAWS = {
    "amdahl": (lambda p, t, s: t * (s + (1 - s) / p), [0.1], [1]),
    "universal": (lambda p, t, s, k: t * (1 + s * (p - 1) + k * p * (p - 1)) / p, [0.1, 0.01], [np.inf, np.inf]),
    "gustafson": (lambda p, t, s: t * p / (s + (1 - s) * p), [0.1], [1]),
}

# Times of made-up curves, by workers. Ones that lie on no law; the last two have parameters at their bounds.
CURVES = [
    ("amdahl", [1, 2, 4, 8, 16], [10.1, 5.4, 3.2, 1.95, 1.6]),
    ("amdahl", [1, 2, 3, 5, 7, 12], [0.0201, 0.0111, 0.0085, 0.0049, 0.0044, 0.0029]),
    ("universal", [1, 2, 4, 8, 16, 24], [100, 54, 31, 21.5, 19, 22]),
    ("universal", [2, 3, 6, 12, 20, 40], [52, 36.5, 20, 13.4, 11.0, 11.2]),
    ("gustafson", [1, 2, 4, 8, 16], [1.0, 1.04, 1.11, 1.1, 1.13]),
    ("amdahl", [1, 2, 4, 8], [8.0, 3.9, 1.9, 0.97]),
    ("universal", [1, 2, 4, 8, 16], [8.0, 4.2, 2.5, 1.55, 1.02]),
]


def fit(law, p, t):
    function, start, upper = LAWS[law]
    result = optimize.least_squares(lambda x: np.log(t / function(p, *x)), [t[0] * p[0], *start],
                                    bounds=([0] * (1 + len(start)), [np.inf, *upper]), xtol=1e-15, ftol=1e-15,
                                    gtol=1e-15, x_scale=[t[0], *start])
    return result.x, function


def numbers(values):
    return "{" + ", ".join(repr(float(v)) for v in values) + "}"


def main():
    print("// Made by scaling_reference.py with SciPy: law, workers, seconds, T1, serial fraction, kappa,")
    print("// sum of squared log residuals, error of each level left out.")
    for law, workers, seconds in CURVES:
        p, t = np.array(workers, float), np.array(seconds, float)
        x, function = fit(law, p, t)
        errors = []
        for i in range(len(p)):
            others, _ = fit(law, np.delete(p, i), np.delete(t, i))
            errors.append(function(p[i], *others) / t[i] - 1)
        kappa = x[2] if law == "universal" else 0.0
        squares = float(np.sum(np.log(t / function(p, *x)) ** 2))
        print(f"{{ScalingLaw::{law}, {numbers(p)}, {numbers(t)}, {x[0]!r}, {x[1]!r}, {kappa!r}, {squares!r},\n"
              f" {numbers(errors)}}},")


main()
