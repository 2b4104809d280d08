"""plot-study.py STUDY.h5 [FIGURE.pdf]: what a study, or a record of trials, says of times, speed-ups and break-even
points, by h5py, pandas, NumPy and matplotlib alone.

It prints the median time of every point with its 95 % interval and its speed-up over serial, then from which n on
workers are faster than serial; with a second argument it draws both (.pdf, .svg, .png). `breakeven report` does the
same with more care (other bases, models, marks of what is to be read with caution); this is where to begin when
something else is to be made of a study. src/study/README.md tells what its tables hold.
"""

import math
import pathlib
import runpy
import sys

import h5py
import numpy
import pandas

table = runpy.run_path(str(pathlib.Path(__file__).with_name("read-study.py")))["table"]

JOB = ["workload", "parameters"]  # parameters without n
OKABE_ITO = ["#000000", "#0072b2", "#d55e00", "#009e73", "#e69f00", "#cc79a7", "#56b4e9", "#f0e442", "#8c8c8c"]
POINT = [*JOB, "problem_size", "kind", "workers"]


def launches(file):
    """The median time of each launch, in seconds, with the point that it belongs to: a launch is the life of one crew,
    and what it was lucky with all its repetitions share, so that launches are what is to be counted. Outside of a study
    each trial is a launch."""
    trials = table(file, "trials")
    trials = trials[(trials.status == "ok") & ~trials.warm_up]
    if "plan/points" in file:  # the program also measures its own overhead, and some points twice
        points = table(file, "plan/points")
        trials = trials[trials.point_id.isin(points.id[points.role == "measured"])]
    parameters = trials.parameters.str.replace(r"\bn=\S+ ?", "", regex=True).str.strip()
    launch = trials.launch_id.where(trials.launch_id != "", trials.id)
    return trials.assign(parameters=parameters, launch=launch).groupby([*POINT, "launch"]).wall_seconds.median()


def median_interval(values, z=1.96):
    """The 95 % interval of the median that needs no normal distribution (Le Boudec, Performance Evaluation of Computer
    and Communication Systems, theorem 2.1); none for fewer than 6 values."""
    n = len(values)
    if n < 6:
        return math.nan, math.nan
    ordered = sorted(values)
    low = math.floor((n - z * math.sqrt(n)) / 2)
    high = math.ceil(1 + (n + z * math.sqrt(n)) / 2)
    return ordered[max(low, 1) - 1], ordered[min(high, n) - 1]


def ratio_interval(numerator, denominator, resamples=2000):
    """The 95 % interval of a ratio of medians, by the bootstrap: a speed-up is a ratio of summaries, never a mean of
    ratios."""
    if min(len(numerator), len(denominator)) < 6:
        return math.nan, math.nan
    draw = numpy.random.default_rng(1)
    medians = [numpy.median(draw.choice(values, (resamples, len(values))), axis=1)
               for values in (numerator, denominator)]
    return tuple(numpy.quantile(medians[0] / medians[1], [0.025, 0.975]))


def summary(times):
    """A row for each point: seconds, speed_up and the ends of their intervals."""
    rows = []
    for point, values in times.groupby(level=POINT):
        workload, parameters, n, _, _ = point
        row = dict(zip(POINT, point), launches=len(values), seconds=values.median())
        row["low"], row["high"] = median_interval(values)
        try:
            serial = times.loc[(workload, parameters, n, "serial", 1)]
        except KeyError:
            serial = None
        if serial is not None:
            row["speed_up"] = serial.median() / values.median()
            row["speed_up_low"], row["speed_up_high"] = ratio_interval(serial.to_numpy(), values.to_numpy())
        rows.append(row)
    return pandas.DataFrame(rows)


def break_even(sizes, serial, other):
    """The n from which `other` is faster than `serial` up to the largest of `sizes`, read off straight lines between the
    medians; None when it is not, 0 when it is at all sizes."""
    gain = numpy.asarray(serial) - numpy.asarray(other)
    if gain[-1] <= 0:
        return None
    slower = numpy.flatnonzero(gain <= 0)
    if len(slower) == 0:
        return 0
    i = slower[-1]
    return sizes[i] + (sizes[i + 1] - sizes[i]) * -gain[i] / (gain[i + 1] - gain[i])


def break_evens(points):
    """(workload, parameters, kind, workers, n) wherever serial was measured at 2 sizes at least."""
    for job, of_job in points.groupby(JOB):
        serial = of_job[of_job.kind == "serial"].set_index("problem_size").seconds
        for (kind, workers), others in of_job[of_job.kind != "serial"].groupby(["kind", "workers"]):
            seconds = others.set_index("problem_size").seconds
            sizes = sorted(set(serial.index) & set(seconds.index))
            if len(sizes) > 1:
                yield *job, kind, workers, break_even(sizes, serial[sizes], seconds[sizes])


def bars(points, value, low, high):
    """Intervals as matplotlib wants them."""
    return [points[value] - points[low], points[high] - points[value]]


def draw(points, found, name):
    """Of the job with the most points: speed-up against workers at the largest n, and time against n, each kind with
    the number of workers that is the fastest there."""
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot

    job = points.groupby(JOB).size().idxmax()
    points = points[(points[JOB] == pandas.Series(job, JOB)).all(axis=1)]
    largest = points[points.problem_size == points.problem_size.max()]
    colours = dict(zip(["serial", *sorted(set(points.kind) - {"serial"})], OKABE_ITO))
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(17.5 / 2.54, 8 / 2.54), layout="constrained")

    if "speed_up" in points:
        for kind, curve in largest[largest.kind != "serial"].groupby("kind"):
            left.errorbar(curve.workers, curve.speed_up, bars(curve, "speed_up", "speed_up_low", "speed_up_high"),
                          fmt="o", markersize=4, capsize=2, color=colours[kind])
        left.plot([1, largest.workers.max()], [1, largest.workers.max()], "-.", color="grey", label="ideal")
        left.legend()
    left.set(xscale="log", yscale="log", xlabel="Number of workers", ylabel="Speed-up over serial")
    left.xaxis.set(ticks=sorted(set(largest.workers)), ticklabels=sorted(set(largest.workers)))
    left.minorticks_off()

    for _, best in largest.loc[largest.groupby("kind").seconds.idxmin()].iterrows():
        curve = points[(points.kind == best.kind) & (points.workers == best.workers)]
        right.errorbar(curve.problem_size, curve.seconds, bars(curve, "seconds", "low", "high"), fmt="-o",
                       markersize=4, capsize=2, color=colours[best.kind], label=f"{best.workers} {best.kind}")
        for *of_job, kind, workers, n in found:
            if tuple(of_job) == job and (kind, workers) == (best.kind, best.workers) and n:
                right.axvline(n, linestyle=":", color=colours[kind])
    right.set(xscale="log", yscale="log", xlabel="Size of the problem, n", ylabel="Time of one job (s)")
    right.legend(fontsize=7)
    figure.savefig(name)


def main(study, figure=None):
    with h5py.File(study) as file:
        points = summary(launches(file))
    print(points.to_string(index=False))
    found = list(break_evens(points))
    for workload, parameters, kind, workers, n in found:
        never = "not faster than serial at the largest n"
        told = never if n is None else "faster than serial at all n" if n == 0 else f"faster than serial from n = {n:.3g}"
        print(f"{workload} {parameters}: {workers} {kind}: {told}")
    if figure:
        draw(points, found, figure)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
