"""read-study.py STUDY.h5: the median times of a study, or of a record of trials, by h5py and pandas alone.

Copy table() to read studies in programs of your own; src/study/README.md tells what the tables hold.
"""

import sys

import h5py
import pandas


def table(file, name):
    """A table of the file as a data frame."""
    frame = pandas.DataFrame(file[name][:])
    for column in frame.select_dtypes(object):  # HDF5 has bytes where pandas wants str
        frame[column] = frame[column].str.decode("utf-8")
    return frame


def medians(trials):
    """Of the trials that count, in seconds."""
    counted = trials[(trials.status == "ok") & ~trials.warm_up]
    points = counted.groupby(["workload", "parameters", "kind", "workers"])
    return points.agg(trials=("id", "count"), total=("wall_seconds", "median"), work=("work_seconds", "median"),
                      talk=("talk_seconds", "median"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with h5py.File(sys.argv[1]) as study:
        print(medians(table(study, "trials")).to_string())
