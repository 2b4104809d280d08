"""What a study answers, as breakeven report tells it, beside what h5py and NumPy find in the file."""

import json
import pathlib
import shutil
import tempfile
import unittest

import h5py
import numpy

from program import run


class Report(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.at = pathlib.Path(directory.name)
        cls.file = cls.at / "pi.h5"
        (cls.at / "pi.toml").write_text('workload = "pi"\nkinds = ["serial", "threads", "fork"]\nworkers = [1, 2, 3]\n'
                                        'n = [1e4, 1e5]\n[measure]\nlaunches = 6\n')
        run("study", "run", cls.at / "pi.toml", "-o", cls.file, "--quiet", check=0)
        with h5py.File(cls.file) as file:
            cls.trials = file["trials"][:]

    def report(self, *arguments, check=0, file=None):
        return run("report", file or self.file, *arguments, check=check, cwd=self.at, env={"LC_ALL": "C.UTF-8"})

    def wall(self, kind, workers, n):
        trials = self.trials
        chosen = trials[(trials["kind"] == kind.encode()) & (trials["workers"] == workers)
                        & (trials["problem_size"] == n) & (trials["workload"] == b"pi")]
        return numpy.median(chosen["wall_seconds"][:6])  # of the twin there are as many

    def test_the_answer_comes_first_then_tables_then_plots(self):
        text = self.report().stdout
        places = [text.index(words) for words in ("The fastest at n = 1e4", "Rules kept", "Total time against n")]
        self.assertEqual(places, sorted(places))
        for part, words in (("answer", "The fastest"), ("tables", "95 % interval"), ("plots", "Where the time goes")):
            only = self.report("--only", part).stdout
            self.assertIn(words, only)
            self.assertLess(len(only), len(text))

    def test_the_fastest_is_that_of_the_file(self):
        document = json.loads(self.report("--json").stdout)
        (group,) = document["groups"]
        crews = [("serial", 1)] + [(kind, p) for kind in ("threads", "fork") for p in (1, 2, 3)]
        for fastest in group["fastest"]:
            least = min(self.wall(kind, workers, fastest["n"]) for kind, workers in crews[1:])
            self.assertLessEqual(fastest["seconds"], least + 1e-12)
            self.assertLessEqual(fastest["interval"][0], fastest["seconds"])
            self.assertGreaterEqual(fastest["interval"][1], fastest["seconds"])
        self.assertEqual([fastest["n"] for fastest in group["fastest"]], [10000, 100000])
        self.assertEqual({start["kind"] for start in group["start"]}, {"threads", "fork"})

    def test_a_file_and_a_narrow_terminal_have_no_colours_and_no_wide_plots(self):
        text = self.report("--only", "plots").stdout
        self.assertNotIn("\x1b", text)
        self.assertLessEqual(max(map(len, text.splitlines())), 120)
        plain = run("report", self.file, "--only", "answer,plots", check=0, env={"LC_ALL": "C", "LANG": "C"}).stdout
        self.assertTrue(plain.isascii())

    def test_a_record_without_a_plan(self):
        record = self.at / "record.h5"
        run("compare", "pi", "-n", "1e4", "-p", "1,2", "--kinds", "serial,threads", "-r", "6", "--record", record,
            check=0)
        text = self.report(file=record).stdout
        self.assertIn("The fastest at n = 1e4", text)
        self.assertIn("Not known: from which n on workers pay, for one n was measured", text)

    def test_one_trial_says_what_it_cannot(self):
        record = self.at / "one.h5"
        run("pi", "-n", "1e4", "--kind", "threads", "-p", "2", "--record", record, check=0)
        text = self.report("--only", "answer", file=record).stdout
        self.assertRegex(text, r"Not known: their intervals, for \d of \d points have fewer than 6 launches")

    def test_an_unfinished_study_says_so(self):
        open_file = self.at / "open.h5"
        shutil.copy(self.file, open_file)
        with h5py.File(open_file, "r+") as file:
            points = file["plan/points"][:]
            points["state"][0] = b"running"
            file["plan/points"][:] = points
        text = self.report("--only", "answer", file=open_file).stdout
        self.assertRegex(" ".join(text.split()), r"for 1 of \d+ points lack launches that are planned")
        self.assertNotIn("lack launches", self.report("--only", "answer").stdout)

    def test_rules_fit_the_page(self):
        for line in self.report("--only", "tables").stdout.splitlines():
            if not any(mark in line for mark in "│┼─"):
                self.assertLessEqual(len(line), 120, line)

    def test_wrong_requests(self):
        self.assertIn("is a directory; name a file", self.report(file=self.at, check=2).stderr)
        (self.at / "text.h5").write_text("not HDF5")
        for name in ("text.h5", "missing.h5"):
            self.assertIn(name, run("report", name, check=2, cwd=self.at).stderr)
        self.assertIn("'tabels' is no part of a report; the parts are answer, models, tables, plots, overhead",
                      self.report("--only", "tabels", check=2).stderr)
        self.assertIn("--run 1: there are 0 runs of overhead", self.report("--run", "1", check=2).stderr)
        self.assertIn("holds no run of overhead", self.report("--only", "overhead", check=2).stderr)
        self.assertIn("--json excludes --only", self.report("--only", "tables", "--json", check=2).stderr)


if __name__ == "__main__":
    unittest.main()
