"""scripts/read-study.py prints the medians that NumPy finds."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy

TOOL = sys.argv.pop(1)
SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts/read-study.py"


class ReadStudy(unittest.TestCase):
    def test_medians_of_the_trials_that_count(self):
        with tempfile.TemporaryDirectory() as directory:
            study = pathlib.Path(directory) / "study.h5"
            subprocess.run([TOOL, "write", study, "0", "40"], check=True, stdout=subprocess.DEVNULL)
            with h5py.File(study, "r+") as file:
                trials = file["trials"][:]
                trials["parameters"] = b"n=1000"  # of sample trials each has its own
                trials["workers"] = 2
                file["trials"][:] = trials
            printed = subprocess.run([sys.executable, "-B", SCRIPT, study], check=True, capture_output=True, text=True)
        counted = trials[(trials["status"] == b"ok") & ~trials["warm_up"]]
        points = {(row["workload"], row["kind"]) for row in counted}
        lines = [line.split() for line in printed.stdout.splitlines()[2:]]
        self.assertEqual(len(lines), len(points))
        for line in lines:
            kind = line[-6].encode()
            walls = [median_of(counted, workload, kind) for workload, named in points if named == kind]
            self.assertIn(float(line[-3]), [round(wall, 6) for wall in walls], line)

    def test_says_how_it_is_used(self):
        refused = subprocess.run([sys.executable, "-B", SCRIPT], capture_output=True, text=True, check=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("read-study.py STUDY.h5", refused.stderr)


def median_of(trials, workload, kind):
    return numpy.median(trials[(trials["workload"] == workload) & (trials["kind"] == kind)]["wall_seconds"])


if __name__ == "__main__":
    unittest.main()
