"""A study as h5py and pandas read it, and as it survives the death of whoever writes it."""

import random
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import h5py
import numpy as np
from numpy.lib import recfunctions as rfn

TOOL = sys.argv.pop(1)


class StudyFile(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.at = Path(directory.name)
        self.file = self.at / "study.h5"

    def write(self, first, count, fold=1000):
        done = subprocess.run([TOOL, "write", self.file, str(first), str(count), str(fold)], capture_output=True,
                              text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def ids(self):
        done = subprocess.run([TOOL, "ids", self.file], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return [int(line.removeprefix("trial-")) for line in done.stdout.split()]

    def test_a_study_is_read_in_a_few_lines(self):
        self.write(0, 12)
        with h5py.File(self.file) as f:
            self.assertEqual(len(f.attrs["study_id"]), 32)
            self.assertEqual(f["plan/text"].asstr()[()], 'title = "sample"\n')
            points = f["plan/points"]
            self.assertEqual(points["state"].astype("U").tolist(), ["pending"] * 4 + ["skipped"])
            self.assertEqual(set(f["trials"]["launch_id"]), set(f["launches"]["id"]))
            for table in (points, f["launches"]):
                self.assertEqual(len(table.attrs["units"]), len(table.dtype.names))
                self.assertEqual(len(table.attrs["descriptions"]), len(table.dtype.names))
            launch = f["launches"][3]
            self.assertEqual((launch["version"], launch["online_processors"], launch["start_seconds"]),
                             (b"1.2.3", 8, 3 * 1_000_003 / 1e9))

    def test_a_study_of_version_2_becomes_one_of_version_3(self):
        self.write(0, 6)
        with h5py.File(self.file, "a") as f:
            for name in ("trials", "plan/points"):
                rows, attributes = f[name][:], dict(f[name].attrs)
                kept = [column for column in rows.dtype.names if column != "share"]
                del f[name]
                f.create_dataset(name, data=rfn.repack_fields(rows[kept]), maxshape=(None,), chunks=(64,))
                f[name].attrs.update({key: attributes[key] for key in ("description",)})
            f.attrs["schema_version"] = np.uint64(2)
        self.assertEqual(self.ids(), list(range(6)), "read as it is")
        self.write(6, 3)
        with h5py.File(self.file) as f:
            self.assertEqual(f.attrs["schema_version"], 5)
            shares = f["trials"]["share"].astype("U").tolist()
            self.assertEqual(shares, ["memory"] * 6 + ["memory", "pipe", "socket"])
            self.assertEqual(set(f["plan/points"]["share"].astype("U")) - {"memory", "pipe"}, set())

    def test_pandas_joins_the_tables(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("no pandas")
        self.write(0, 12)
        with h5py.File(self.file) as f:
            trials, launches = (pandas.DataFrame(f[name][:]) for name in ("trials", "launches"))
        joined = trials.merge(launches, left_on="launch_id", right_on="id", suffixes=("", "_of_launch"))
        self.assertEqual(len(joined), 12)

    def test_h5dump(self):
        self.write(0, 3)
        dumped = subprocess.run(["h5dump", self.file], capture_output=True, text=True)
        self.assertEqual((dumped.returncode, dumped.stderr), (0, ""))
        for text in ('"launch-1"', 'title = "sample"', '"more workers than processors"'):
            self.assertIn(text, dumped.stdout)

    def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_there_twice(self):
        rng = random.Random(4)
        promised = []
        leftovers = 0
        for attempt in range(25):
            writer = subprocess.Popen([TOOL, "write", self.file, str(1000 * attempt), "1000", "5"],
                                      stdout=subprocess.PIPE, text=True)
            promised += [int(writer.stdout.readline()) for _ in range(rng.randrange(20))]
            time.sleep(rng.uniform(0.0, 0.02))
            writer.send_signal(signal.SIGKILL)
            promised += [int(line) for line in writer.stdout.read().split("\n")[:-1]]
            writer.wait()
            writer.stdout.close()
            if not self.file.exists():
                continue
            with h5py.File(self.file) as f:
                self.assertEqual(f.attrs["format"], "breakeven record")
            found = self.ids()
            self.assertEqual(len(found), len(set(found)))
            self.assertEqual(set(promised) - set(found), set())
            leftovers = len(set(found) - set(promised))  # finished, but killed before saying so
        self.write(10**6, 1)
        with h5py.File(self.file) as f:
            stored = [int(i.removeprefix(b"trial-")) for i in f["trials"]["id"]]
            self.assertEqual(len(f["phases"]), sum(n % 4 for n in stored))
            self.assertEqual(len(f["figures"]), 2 * len(stored))
            self.assertEqual(len(f["launches"]), len(set(n // 2 for n in stored)))
        self.assertEqual(sorted(stored), sorted(self.ids()))
        self.assertEqual(set(promised) - set(stored), set())
        self.assertLessEqual(leftovers, attempt + 1)
        self.assertGreater(len(promised), 100)
        self.assertEqual([path.name for path in self.at.iterdir()], ["study.h5"])

    def test_a_reader_sees_every_promised_trial_while_it_is_written(self):
        writer = subprocess.Popen([TOOL, "write", self.file, "0", "200", "3"], stdout=subprocess.PIPE, text=True)
        seen = 0
        for line in writer.stdout:
            if int(line) % 25 != 24:
                continue
            found = self.ids()
            self.assertEqual(found[:int(line) + 1], list(range(int(line) + 1)))
            self.assertEqual(len(found), len(set(found)))
            seen += 1
        writer.stdout.close()
        self.assertEqual((writer.wait(), seen), (0, 8))


if __name__ == "__main__":
    unittest.main()
