"""What users get out of a record: breakeven export beside what h5py finds in the file."""

import csv
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy

from program import BREAKEVEN, environment, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/report"))
import extrap_rules  # noqa: E402

FORMATS = ("--csv", "--json", "--markdown", "--extrap")


def is_the_same(stored, exported, column):
    """A cell of HDF5 and what CSV has for it."""
    if column == "digest":
        return int(exported, 16) == int(stored)
    if isinstance(stored, bytes):
        return stored.decode("utf-8") == exported
    if isinstance(stored, numpy.bool_):
        return exported == ("true" if stored else "false")
    return float(exported) == stored if isinstance(stored, numpy.floating) else exported == str(stored)


class Export(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.at = pathlib.Path(directory.name)
        cls.file = cls.at / "record.h5"
        for n in ("1e4", "2e4"):
            run("compare", "pi", "-n", n, "-p", "1,2,3", "--kinds", "serial,threads,fork", "-r", "6", "--record",
                cls.file, check=0)
        with h5py.File(cls.file) as file:
            cls.tables = {name: file[name][:] for name in ("trials", "phases", "figures")}

    def export(self, *arguments, check=0):
        return run("export", self.file, *arguments, check=check, cwd=self.at)

    def rows(self, table):
        return list(csv.DictReader(io.StringIO(self.export("--csv", "--table", table).stdout), strict=True))

    def test_csv_has_what_the_file_has(self):
        for table, stored in self.tables.items():
            exported = self.rows(table)
            self.assertEqual(len(exported), len(stored))
            self.assertEqual(set(exported[0]), set(stored.dtype.names))
            for line, row in zip(exported, stored):
                self.assertEqual([c for c in line if not is_the_same(row[c], line[c], c)], [], table)

    def test_json_has_every_trial(self):
        document = json.loads(self.export("--json").stdout)
        self.assertEqual([trial["id"] for trial in document["trials"]],
                         [identity.decode() for identity in self.tables["trials"]["id"]])
        self.assertEqual(sum(len(trial["phases"]) for trial in document["trials"]), len(self.tables["phases"]))

    def test_medians_and_speed_ups(self):
        def wall(kind, workers, n):
            trials = self.tables["trials"]
            chosen = trials[(trials["kind"] == kind) & (trials["workers"] == workers) & (trials["problem_size"] == n)]
            self.assertEqual(len(chosen), 6)
            return numpy.median(chosen["wall_seconds"])

        summary = self.rows("summary")
        self.assertEqual(len(summary), 2 * (1 + 3 + 3))
        for row in summary:
            n = int(row["problem_size"])
            median = wall(row["kind"].encode(), int(row["workers"]), n)
            self.assertAlmostEqual(float(row["total_seconds"]), median, delta=1e-12)
            self.assertAlmostEqual(float(row["speed_up"]), wall(b"serial", 1, n) / median, delta=1e-9)
            self.assertEqual(row["base"], "serial")

    def test_markdown(self):
        text = self.export("--markdown").stdout
        self.assertEqual(len(re.findall(r"^\| serial \|", text, re.MULTILINE)), 2)
        self.assertIn("against serial with the same parameters and n", text)

    def test_extrap(self):
        exported = self.export("--extrap")
        series = extrap_rules.read(exported.stdout)
        self.assertEqual(set(series["threads->total"]["time"]), {(p, n) for p in (1, 2, 3) for n in (10000, 20000)})
        self.assertIn("fork->work", series)
        self.assertRegex(exported.stderr, r"^breakeven: .*left out.*: serial \(not measured at all 6 points\)\n$")

    def test_a_file_is_what_standard_output_would_be(self):
        for form in FORMATS:
            name = f"out{form}"
            self.assertEqual(self.export(form, "-o", name).stdout, "")
            self.assertEqual((self.at / name).read_bytes(), self.standard_output(form))
        self.assertEqual([path for path in os.listdir(self.at) if path.startswith(".")], [])

    def standard_output(self, form):
        """With its line ends as they are."""
        return subprocess.run([BREAKEVEN, "export", self.file, form], capture_output=True, check=True,
                              env=environment()).stdout

    def test_no_half_file(self):
        """A limit on the size of files is a full disk to whoever writes one."""
        limited = f"trap '' XFSZ; ulimit -f 4; exec {BREAKEVEN} export {self.file} --json -o big"
        done = subprocess.run(["sh", "-c", limited], capture_output=True, text=True, check=False, env=environment(),
                              cwd=self.at)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stderr, r"^breakeven: .*big: cannot write: ")
        self.assertEqual([path for path in os.listdir(self.at) if "big" in path], [])

    def test_wrong_requests(self):
        (self.at / "text.h5").write_text("not HDF5")
        (self.at / "exists").write_text("precious")
        before = self.file.read_bytes()
        for words, arguments in (("one format", []), ("one format", ["--csv", "--json"]),
                                 ("--table", ["--json", "--table", "trials"]),
                                 ("the tables are trials", ["--csv", "--table", "tirals"]),
                                 ("--overwrite to replace", ["--csv", "-o", "exists"]),
                                 ("the study itself", ["--csv", "-o", "record.h5", "--overwrite"]),
                                 ("regular file", ["--csv", "-o", "/dev/null", "--overwrite"]),
                                 ("--overwrite needs", ["--csv", "--overwrite"])):
            self.assertIn(words, self.export(*arguments, check=2).stderr)
        for name in ("text.h5", "missing.h5"):
            self.assertIn(name, run("export", name, "--csv", check=2, cwd=self.at).stderr)
        self.assertEqual((self.at / "exists").read_text(), "precious")
        self.assertEqual(self.file.read_bytes(), before)

    def test_overwrite(self):
        (self.at / "old").write_text("old")
        self.export("--markdown", "-o", "old", "--overwrite")
        self.assertTrue((self.at / "old").read_text("utf-8").startswith("### "))


if __name__ == "__main__":
    unittest.main()
