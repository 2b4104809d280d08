"""scripts/plot-study.py finds the medians, intervals, speed-ups and break-even points that a study was made with."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy

TOOL = sys.argv.pop(1)
SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts/plot-study.py"
SIZES = [250, 500, 2000, 4000]
LUCK = [0.96, 0.97, 0.99, 1.0, 1.01, 1.02, 1.04]  # of the launches


def seconds(kind, workers, n):
    """Break-even of 2 threads at n = 1000; forked ones never get there."""
    start = {"serial": 0, "threads": 0.5, "fork": 50}[kind]
    return start + 1e-3 * n / workers


def write_study(path):
    """The layout is that of the program, the trials are ours."""
    subprocess.run([TOOL, "write", path, "0", "1"], check=True, stdout=subprocess.DEVNULL)
    crews = [("serial", 1), ("threads", 2), ("fork", 2)]
    with h5py.File(path, "r+") as file:
        rows = numpy.repeat(file["trials"][:1], len(SIZES) * len(crews) * len(LUCK))
        places = [(n, crew, i) for n in SIZES for crew in crews for i in range(len(LUCK))]
        for row, (n, (kind, workers), i) in zip(rows, places):
            row["kind"], row["workers"], row["problem_size"] = kind, workers, n
            row["id"] = row["launch_id"] = f"{kind}-{n}-{i}"
            row["parameters"] = f"n={n} seed=7"
            row["status"], row["warm_up"] = "ok", False
            row["wall_seconds"] = LUCK[i] * seconds(kind, workers, n)
        file["trials"].resize((len(rows),))
        file["trials"][:] = rows
        if "plan/points" in file:
            del file["plan/points"]


class PlotStudy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.at = pathlib.Path(directory.name)
        write_study(cls.at / "study.h5")

    def run_script(self, *arguments, code=0):
        result = subprocess.run([sys.executable, "-B", SCRIPT, *arguments], capture_output=True, text=True, check=False,
                                cwd=self.at, env=os.environ | {"MPLCONFIGDIR": str(self.at)})
        self.assertEqual(result.returncode, code, result.stderr)
        return result

    def test_points_with_intervals_and_speed_ups(self):
        lines = self.run_script("study.h5").stdout.splitlines()
        names = lines[0].split()
        rows = [dict(zip(names, line.split())) for line in lines[1:1 + 3 * len(SIZES)]]
        self.assertEqual(len(rows), 3 * len(SIZES))
        for row in rows:
            n, kind, workers = int(row["problem_size"]), row["kind"], int(row["workers"])
            time = seconds(kind, workers, n)
            speed_up = seconds("serial", 1, n) / time
            self.assertAlmostEqual(float(row["seconds"]), time, delta=1e-5)
            self.assertAlmostEqual(float(row["low"]), LUCK[0] * time, delta=1e-5)  # of seven: the least and the greatest
            self.assertAlmostEqual(float(row["high"]), LUCK[-1] * time, delta=1e-5)
            self.assertAlmostEqual(float(row["speed_up"]), speed_up, delta=1e-4)
            self.assertLess(float(row["speed_up_low"]), speed_up)
            self.assertGreater(float(row["speed_up_high"]), speed_up)

    def test_break_even_points_are_read_off(self):
        text = self.run_script("study.h5").stdout
        self.assertRegex(text, r"seed=7: 2 threads: faster than serial from n = 1e\+03")
        self.assertRegex(text, r"seed=7: 2 fork: not faster than serial at the largest n")

    def test_draws(self):
        self.run_script("study.h5", "figure.pdf")
        self.assertTrue((self.at / "figure.pdf").read_bytes().startswith(b"%PDF"))

    def test_says_how_it_is_used(self):
        self.assertTrue(re.match(r"plot-study\.py STUDY\.h5", self.run_script(code=1).stderr))


if __name__ == "__main__":
    unittest.main()
