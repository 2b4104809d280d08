#!/usr/bin/env python3
"""Fits one form of a time by SciPy, sharing no code with the program, and checks the numbers that were committed.

usage: cost_reference.py FILE    the file has the points, then the parameters that least squares of
                                 log((seconds + slack) / (model + slack)) give, then the corrected criterion
       cost_reference.py --write FILE
"""
import sys

import numpy as np
from scipy.optimize import least_squares

PROCESSORS = 4
SHAPES = {  # name: the model, and where to begin
    "divided": (lambda t, p, n: t[0] * n / p + t[1] * (p - 1) * n / p, [1e-9, 1e-10]),
    "processors": (lambda t, p, n: t[0] / np.minimum(p, PROCESSORS) + t[1] * n * np.log2(n) / np.minimum(p, PROCESSORS),
                   [1e-3, 1e-10]),
    "power": (lambda t, p, n: t[0] * (n / 1e6) ** t[1] / p, [1e-3, 1.0]),
    "talk": (lambda t, p, n: t[0] + t[1] * np.log2(p) + t[2] * n / p, [1e-4, 1e-4, 1e-10]),
}


def made_up(name):
    """Points with noise of 10 % and a slack, in 12 digits."""
    random = np.random.default_rng(sorted(SHAPES).index(name))
    model, _ = SHAPES[name]
    truth = {"divided": [3e-9, 2e-10], "processors": [2e-3, 1e-10], "power": [4e-3, 1.3], "talk": [5e-5, 8e-5, 4e-11]}
    rows = []
    for p in (1, 2, 3, 5, 8):
        for n in (1e4, 1e5, 1e6, 1e7):
            seconds = model(truth[name], p, n) * np.exp(0.1 * random.normal())
            rows.append([p, n, float(f"{seconds:.12g}"), float(f"{1e-3 * (seconds + 3e-9 * n / p):.12g}")])
    return np.array(rows)


def fit(name, rows):
    model, begin = SHAPES[name]
    p, n, seconds, slack = rows.T
    scale = np.array(begin)

    def residuals(x):
        return np.log((seconds + slack) / (np.maximum(model(x * scale, p, n), 0) + slack))

    best = least_squares(residuals, np.ones(len(begin)), xtol=1e-15, ftol=1e-15, gtol=1e-15)
    parameters = best.x * scale
    if name == "power":  # of n, not of n / 1e6
        parameters = np.array([parameters[0] * 1e6 ** -parameters[1], parameters[1]])
    count, k = len(rows), len(begin) + 1
    criterion = count * np.log(2 * best.cost / count) + 2 * k + 2 * k * (k + 1) / (count - k - 1)
    return parameters, criterion


def text_of(name, rows, parameters, criterion):
    lines = [f"shape {name} {len(rows)} {len(parameters)}"]
    lines += [" ".join(f"{value:.12g}" for value in row) for row in rows]
    lines.append(" ".join(f"{value:.12g}" for value in parameters))
    return "\n".join(lines + [f"{criterion:.12g}"]) + "\n"


def check(path):
    with open(path, encoding="ascii") as file:
        lines = iter(file.read().splitlines())
    for line in lines:
        _, name, count, _ = line.split()
        rows = np.array([[float(word) for word in next(lines).split()] for _ in range(int(count))])
        parameters = np.array([float(word) for word in next(lines).split()])
        criterion = float(next(lines))
        expected, expected_criterion = fit(name, rows)
        if not np.allclose(parameters, expected, rtol=1e-5, atol=0) or abs(criterion - expected_criterion) > 1e-5:
            sys.exit(f"{path}: {name}: {parameters} {criterion}, but SciPy says {expected} {expected_criterion}")


if sys.argv[1] == "--write":
    with open(sys.argv[2], "w", encoding="ascii") as out:
        for each in sorted(SHAPES):
            points = made_up(each)
            out.write(text_of(each, points, *fit(each, points)))
else:
    check(sys.argv[1])
