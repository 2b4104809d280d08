"""What changed between two studies, as breakeven report --compare tells it: a change that was made by hand, beside what
NumPy finds in the files."""

import json
import math
import pathlib
import shutil
import tempfile
import unittest

import h5py
import numpy

from program import run

LAUNCHES = 7


class ReportCompare(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.at = pathlib.Path(directory.name)
        (cls.at / "pi.toml").write_text('workload = "pi"\nkinds = ["serial", "threads", "fork"]\nworkers = [1, 2]\n'
                                        f'n = [1e4, 1e5]\n[measure]\nlaunches = {LAUNCHES}\n')
        run("study", "run", cls.at / "pi.toml", "-o", cls.at / "old.h5", "--quiet", check=0)

    def changed(self, name, change):
        """A copy of the study whose trials of pi by 2 threads with n = 1e5 went through `change`."""
        shutil.copy(self.at / "old.h5", self.at / name)
        with h5py.File(self.at / name, "a") as file:
            trials = file["trials"][:]
            chosen = ((trials["kind"] == b"threads") & (trials["workers"] == 2) & (trials["problem_size"] == 100000)
                      & (trials["workload"] == b"pi"))
            self.assertEqual(chosen.sum(), LAUNCHES)
            change(trials, chosen)
            file["trials"][:] = trials
        return name

    @staticmethod
    def slow_down(trials, chosen):
        for column in ("wall_seconds", "work_seconds"):
            trials[column][chosen] += 20 * trials["wall_seconds"][chosen].max()

    def compare(self, *arguments, check=0):
        return run("report", *arguments, check=check, cwd=self.at, env={"LC_ALL": "C.UTF-8"})

    def walls(self, name, point):
        with h5py.File(self.at / name) as file:
            trials = file["trials"][:]
        return trials["wall_seconds"][trials["point_id"] == point.encode()]

    def test_the_same_study_has_not_changed(self):
        result = self.compare("old.h5", "--compare", "old.h5", "--fail-on", "slower,answers")
        self.assertIn("Host, CPU, compiler, MPI, program and plan are the same.", result.stdout)
        self.assertRegex(result.stdout, r"No change can be told beyond the noise floor of .* %: 10 points compared\.")

    def test_a_point_that_became_slower_is_told_alone(self):
        new = self.changed("new.h5", self.slow_down)
        for arguments in (("new.h5", "--compare", "old.h5"), ("--compare", "old.h5", "new.h5")):
            text = self.compare(*arguments).stdout
            self.assertRegex(text, r"1 of 10 points is slower:\n- 2 threads, n 1e5: [0-9.]+× \(.*work takes .* more")
        failed = self.compare(new, "--compare", "old.h5", "--fail-on", "slower", check=1)
        self.assertIn("--fail-on slower: 1 of 10 points", failed.stderr)
        self.assertIn("1 of 10 points is faster", self.compare("old.h5", "--compare", new, "--fail-on", "slower").stdout)

    def test_numbers_are_those_of_the_files(self):
        new = self.changed("new.h5", self.slow_down)
        points = json.loads(self.compare(new, "--compare", "old.h5", "--json").stdout)["points"]
        self.assertEqual(len(points), 10)
        p_values = []
        for point in points:
            self.assertEqual(point["before"], point["after"])
            before, after = self.walls("old.h5", point["before"]), self.walls(new, point["after"])
            self.assertAlmostEqual(point["ratio"], numpy.median(after) / numpy.median(before), 9)
            pairs = numpy.subtract.outer(after, before)
            self.assertAlmostEqual(point["longer"], ((pairs > 0) + (pairs == 0) / 2).mean(), 9)
            p_values.append(point["p_value"])
            if point["verdict"] == "slower":  # one order of all: whatever is later is longer
                self.assertAlmostEqual(point["p_value"], 2 / math.comb(2 * LAUNCHES, LAUNCHES), 9)
                self.assertEqual((point["kind"], point["workers"], point["n"]), ("threads", 2, 100000))
        self.assertEqual([point["verdict"] for point in points].count("slower"), 1)
        self.assertAlmostEqual(min(p["adjusted_p_value"] for p in points), 10 * min(p_values), 9)

    def test_other_answers_are_called_out(self):
        def other_answer(trials, chosen):
            trials["digest"][chosen] += 1
        new = self.changed("answers.h5", other_answer)
        failed = self.compare(new, "--compare", "old.h5", "--fail-on", "answers", check=1)
        self.assertIn("Different answers: 2 threads, n 1e5: digest", failed.stdout)

    def test_a_study_and_a_record(self):
        run("pi", "-n", "1e4", "--kind", "serial", "--record", self.at / "record.h5", check=0)
        text = self.compare("record.h5", "--compare", "old.h5").stdout
        self.assertIn("mere records do not keep them", text)
        self.assertIn("Not known: whether 1 point changed", text)
        self.assertIn("no point of the other study", text)

    def test_wrong_requests(self):
        self.assertIn("missing.h5", self.compare("old.h5", "--compare", "missing.h5", check=2).stderr)
        self.assertIn("'fast' is no change to fail on; those are slower, answers",
                      self.compare("old.h5", "--compare", "old.h5", "--fail-on", "fast", check=2).stderr)
        self.compare("old.h5", "--fail-on", "slower", check=2)
        self.compare("old.h5", "--compare", "old.h5", "--only", "answer", check=2)


if __name__ == "__main__":
    unittest.main()
