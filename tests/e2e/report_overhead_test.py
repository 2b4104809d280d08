"""What breakeven overhead recorded, as breakeven report tells it: the same as was printed when it was measured."""

import json
import pathlib
import tempfile
import unittest

from program import run

MEASURE = ("overhead", "--quick", "--kinds", "threads,fork", "-p", "2", "--launches", "2", "--sizes", "0,8")


class ReportOverhead(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.record = pathlib.Path(directory.name) / "record.h5"

    def measure(self, *arguments):
        return run(*MEASURE, *arguments, "--record", self.record, check=0).stdout

    def report(self, *arguments, check=0):
        return run("report", self.record, *arguments, check=check)

    def test_it_is_what_was_printed(self):
        printed = self.measure("--only", "start,mpirun,fork,talk", "--verbose")
        title, blank, *lines = self.report("--verbose").stdout.splitlines()
        self.assertRegex(title, r"^Overhead, measured at 20\d\d-\S+Z on \S+: breakeven overhead --quick .*-p|--workers 2")
        self.assertEqual(blank, "")
        self.assertEqual(lines, printed.splitlines())
        self.assertTrue(printed.startswith("Until they are ready for a job: 2 "))
        short = self.report().stdout
        self.assertIn("With --verbose: ", short)
        self.assertLess(len(short), len(printed) / 1.3)

    def test_as_json_too(self):
        printed = self.measure("--only", "start,talk", "--json")
        self.assertEqual(json.loads(self.report("--json").stdout), json.loads(printed))

    def test_any_run_beside_trials(self):
        first = self.measure("--only", "start")
        second = self.measure("--only", "fork")
        run("pi", "-n", "1e4", "--kind", "threads", "-p", "2", "--record", self.record, check=0)
        text = self.report().stdout
        self.assertIn("Rules kept", text)
        self.assertRegex(text, r"\nOverhead, run 2 of 2, measured at ")
        self.assertTrue(text.endswith(second))
        self.assertTrue(self.report("--only", "overhead", "--run", "1").stdout.endswith(first))
        everything = json.loads(self.report("--json").stdout)
        alone = json.loads(self.report("--only", "overhead", "--json").stdout)
        self.assertEqual(everything["schema"], "breakeven answers")
        self.assertEqual(alone["format"], "breakeven overhead")
        self.assertEqual(everything["overhead"], alone)
        self.assertNotEqual(json.loads(self.report("--json", "--run", "1").stdout)["overhead"], alone)
        self.assertIn("--run 3: there are 2 runs of overhead", self.report("--run", "3", check=2).stderr)
        self.assertNotIn("Overhead", self.report("--only", "answer").stdout)

    def test_what_is_about_trials_says_that_there_are_none(self):
        self.measure("--only", "fork")
        for arguments in (("--only", "answer"), ("--compare", self.record), ("--html", self.record.with_suffix(".html"))):
            self.assertIn("holds measurements of overhead and no trials", self.report(*arguments, check=2).stderr)
        self.assertFalse(self.record.with_suffix(".html").exists())


if __name__ == "__main__":
    unittest.main()
