"""A sort of an HDF5 file that is recorded, killed at any moment from its first to its last: nothing is left, and a
result is there whole or not at all. Prints what was hit."""

import collections
import os
import pathlib
import random
import re
import signal
import sys
import tempfile
import time
import unittest

import h5py
import numpy

from program import BREAKEVEN, Watched

KEYS = 1_000_000
TRIES = {"serial": 12, "threads": 12, "fork": 25, "spawn": 15, "forkserver": 15, "mpi": 15, "hybrid": 8}
SEEN = collections.Counter()


class KillAnytimeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.random = random.Random(20)
        cls.directory = tempfile.TemporaryDirectory(prefix="bt-")
        cls.input = pathlib.Path(cls.directory.name) / "keys.h5"
        cls.keys = numpy.random.default_rng(3).standard_normal(KEYS)
        with h5py.File(cls.input, "w") as file:
            file["keys"] = cls.keys
        cls.keys.sort()

    @classmethod
    def tearDownClass(cls):
        cls.directory.cleanup()

    def start(self, kind):
        workers = {"serial": 1, "hybrid": 4}.get(kind, 3)
        return Watched(BREAKEVEN, "sort", f"{self.input}:/keys", "-o", "sorted.h5:/keys", "--record", "record.h5",
                       "--kind", kind, "-p", str(workers), "--no-compare", results=("sorted.h5", "record.h5"))

    def check_results(self, run, code):
        """What is there is whole; all of it is there after success."""
        output, record = run.directory / "sorted.h5", run.directory / "record.h5"
        if output.exists():
            with h5py.File(output) as file:
                self.assertTrue(numpy.array_equal(file["keys"], self.keys))
        if record.exists():
            with h5py.File(record) as file:
                self.assertEqual(len(file["trials"]), 1)
        if code == 0:
            self.assertTrue(output.exists() and record.exists(), run.text())

    def kill(self, kind, seconds, whole_run):
        """Kills the driver, or any process of the run, after `seconds`."""
        run = self.start(kind)
        try:
            time.sleep(seconds)
            victims = [run.process.pid] if whole_run else sorted(run.processes())
            victim = self.random.choice(victims or [run.process.pid])
            try:
                os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:
                pass
            code, _, left = run.finish()
            self.assertEqual(left, [], f"left behind by {kind}, killed after {seconds} s; it said:\n{run.text()}")
            self.check_results(run, code)
            said = re.search(r"in phase (\w+)|before the ranks were ready", run.text())
            who = "driver" if victim == run.process.pid else "another"
            SEEN[kind, who, "finished" if code == 0 else said.group(0) if said else f"code {code}"] += 1
        finally:
            run.close()

    def test_killed_at_any_time(self):
        for kind, tries in TRIES.items():
            run = self.start(kind)
            begin = time.monotonic()
            code, _, left = run.finish()
            duration = time.monotonic() - begin
            run.close()
            self.assertEqual((code, left), (0, []))
            for i in range(tries):
                with self.subTest(kind=kind, attempt=i):
                    self.kill(kind, self.random.uniform(0, duration), whole_run=i % 3 == 0)


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=1).result
    for (kind, who, what), count in sorted(SEEN.items()):
        print(f"{kind:12} {who:8} killed  {count:3} times: {what}")
    sys.exit(0 if result.wasSuccessful() else 1)
