"""The record as h5py (and pandas, where there is one) reads it, and as many processes write it."""

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

TOOL = sys.argv.pop(1)
KINDS = ["serial", "threads", "gil", "fork", "spawn", "forkserver", "mpi", "hybrid"]
PHASES = ["start", "send", "work", "talk", "check", "collect", "stop"]
STATUSES = ["ok", "failed", "interrupted"]


def phase_seconds(number, worker):
    return {f"{p}_seconds": (1_000_000_007 * number + 1000 * worker + i) / 1e9 for i, p in enumerate(PHASES)}


def expected_trial(n):
    """The row of sample_trial(n) of sample_trials.hpp."""
    status = STATUSES[n % 3]
    phases = phase_seconds(n, 0)
    return {
        "id": f"trial-{n}", "command_id": f"command-{n // 10}", "started_at": "2024-05-06T07:08:09.123456Z",
        "workload": ["pi", "sort"][n % 2], "parameters": f"n={n} label=Gr\u00f6\u00dfe", "problem_size": 2**63 + n,
        "seed": 3 * n, "kind": KINDS[n % 8], "workers": n % 4, "threads_per_rank": 1 + n % 2,
        "share": ["memory", "pipe", "socket"][n % 3], "repetition": n % 7, "kept_crew": n % 2 == 1, "oversubscribed": n % 3 == 1, "point_id": f"point-{n % 3}",
        "launch_id": f"launch-{n // 2}", "launch": n % 11, "nodes": 1 + n % 3, "warm_up": n % 5 == 0, "status": status,
        "message": "" if status == "ok" else "worker 3 died of SIGKILL in phase work", "digest": 2**64 - 1 - n,
        "wall_seconds": (7 * 1_000_000_007 * n + 21 - n) / 1e9, **phases, "other_seconds": -n / 1e9,
        "critical_worker": n % 5, "cpu_user_seconds": 11 * n / 1e9, "cpu_system_seconds": 13 * n / 1e9,
        "peak_memory_bytes": 17 * n}


def expected_phases(n):
    return [{"trial_id": f"trial-{n}", "worker": w, "host": f"node{w}", "pid": 1000 + w, **phase_seconds(n, w),
             "cpu_user_seconds": (19 * n + w) / 1e9, "cpu_system_seconds": (23 * n + w) / 1e9,
             "peak_memory_bytes": 29 * n, "collectives": 31 * n, "sent_messages": 37 * n,
             "sent_bytes": 41 * n} for w in range(n % 4)]


def expected_figures(n):
    hits = 9_007_199_254_740_993 + n
    return [{"trial_id": f"trial-{n}", "name": "hits", "value": float(hits), "is_count": True, "count": hits},
            {"trial_id": f"trial-{n}", "name": "pi", "value": 3 + n / 1000, "is_count": False, "count": 0}]


NEW_SINCE_VERSION_1 = {"point_id": "", "launch_id": "", "launch": 0, "nodes": 0, "warm_up": False, "share": "memory"}


def make_version_1(path, count):
    """A record as the first version of the schema had it: trials without a place in a study."""
    boolean = h5py.enum_dtype({"FALSE": 0, "TRUE": 1}, basetype="i1")
    texts = {"id": 33, "command_id": 33, "started_at": 33, "workload": 33, "parameters": 513, "kind": 33, "status": 33,
             "message": 513, "trial_id": 33, "host": 65, "name": 33}
    kinds = {"problem_size": "<u8", "seed": "<u8", "digest": "<u8", "count": "<u8", "value": "<f8", "kept_crew": boolean,
             "oversubscribed": boolean, "is_count": boolean, "collectives": "<u8", "sent_messages": "<u8"}

    def cell(name):
        if name in texts:
            return h5py.string_dtype("utf-8", texts[name])
        return kinds.get(name, "<f8" if name.endswith("_seconds") else "<u8" if name.endswith("_bytes") else "<i8")

    def trial(n):
        return {name: value for name, value in expected_trial(n).items() if name not in NEW_SINCE_VERSION_1}

    tables = {"trials": [trial(n) for n in range(count)],
              "phases": [row for n in range(count) for row in expected_phases(n)],
              "figures": [row for n in range(count) for row in expected_figures(n)]}
    with h5py.File(path, "w") as f:
        f.attrs["format"] = "breakeven record"
        f.attrs["schema_version"] = np.uint64(1)
        for name, rows in tables.items():
            type_of_row = np.dtype([(column, cell(column)) for column in rows[0]])
            table = f.create_dataset(name, (0,), type_of_row, maxshape=(None,), chunks=(64,), compression="gzip")
            table.attrs["units"] = [""] * len(rows[0])
            table.resize((len(rows),))
            table[:] = np.array([tuple(v.encode() if isinstance(v, str) else v for v in row.values()) for row in rows],
                                type_of_row)
        f["trials"].attrs["mine"] = "kept"


def rows_of(dataset):
    """One dict a row, text decoded."""
    def plain(value):
        return value.decode() if isinstance(value, bytes) else value.item()
    return [{name: plain(row[name]) for name in dataset.dtype.names} for row in dataset[:]]


class RecordFile(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.at = Path(directory.name)
        self.file = self.at / "trials.h5"

    def append(self, first, count, times=1):
        done = subprocess.run([TOOL, self.file, str(first), str(count), str(times)], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_every_cell(self):
        self.append(0, 1, times=5)
        self.append(5, 20)
        with h5py.File(self.file) as f:
            self.assertEqual((f.attrs["format"], f.attrs["schema_version"]), ("breakeven record", 5))
            self.assertEqual(rows_of(f["trials"]), [expected_trial(n) for n in range(25)])
            self.assertEqual(rows_of(f["phases"]), [row for n in range(25) for row in expected_phases(n)])
            self.assertEqual(rows_of(f["figures"]), [row for n in range(25) for row in expected_figures(n)])

    def test_types_units_and_descriptions(self):
        self.append(0, 1)
        with h5py.File(self.file) as f:
            for table in f.values():
                names = table.dtype.names
                units = dict(zip(names, table.attrs["units"], strict=True))
                descriptions = dict(zip(names, table.attrs["descriptions"], strict=True))
                self.assertTrue(table.attrs["description"])
                for name in names:
                    self.assertTrue(descriptions[name])
                    kind = table.dtype[name].kind
                    self.assertIn(kind, "Sbifu")
                    self.assertEqual(units[name] == "s", name.endswith("_seconds"))
                    self.assertEqual(units[name] == "B", name.endswith("_bytes"))
                self.assertEqual((table.compression, table.shuffle, table.maxshape), ("gzip", True, (None,)))
            self.assertEqual(f["trials"].dtype["kept_crew"], np.dtype(bool))
            self.assertEqual(f["trials"].dtype["digest"], np.dtype("u8"))
            self.assertEqual(f["trials"].dtype["wall_seconds"], np.dtype("f8"))

    def test_pandas(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("no pandas")
        self.append(0, 12)
        trials = pandas.DataFrame(h5py.File(self.file)["trials"][:])
        for name in trials.select_dtypes(object):
            trials[name] = trials[name].str.decode("utf-8")
        self.assertEqual(list(trials["kind"]), [KINDS[n % 8] for n in range(12)])
        self.assertEqual(trials.groupby("workload")["problem_size"].count().to_dict(), {"pi": 6, "sort": 6})

    def test_h5dump(self):
        self.append(0, 3)
        dumped = subprocess.run(["h5dump", self.file], capture_output=True, text=True)
        self.assertEqual((dumped.returncode, dumped.stderr), (0, ""))
        self.assertIn('"trial-2"', dumped.stdout)

    def test_what_others_add_is_kept(self):
        self.append(0, 1)
        with h5py.File(self.file, "a") as f:
            f["notes/mine"] = np.arange(5)
            f.attrs["author"] = "somebody"
        self.append(1, 1)
        with h5py.File(self.file) as f:
            self.assertEqual(f["notes/mine"][:].tolist(), list(range(5)))
            self.assertEqual(f.attrs["author"], "somebody")
            self.assertEqual(len(f["trials"]), 2)

    def test_a_record_of_version_1_becomes_one_of_this_version_by_an_append(self):
        make_version_1(self.file, 300)
        self.append(300, 2)
        with h5py.File(self.file) as f:
            self.assertEqual(f.attrs["schema_version"], 5)
            old = [{**expected_trial(n), **NEW_SINCE_VERSION_1} for n in range(300)]
            self.assertEqual(rows_of(f["trials"]), old + [expected_trial(n) for n in (300, 301)])
            self.assertEqual(len(f["phases"]), sum(n % 4 for n in range(302)))
            self.assertEqual(len(f["figures"]), 604)
            self.assertEqual(f["trials"].attrs["mine"], "kept")
            self.assertEqual(len(f["trials"].attrs["units"]), len(f["trials"].dtype.names))
            self.assertEqual(list(f), ["figures", "phases", "trials"])

    def test_a_failed_migration_leaves_the_record_as_it_was(self):
        make_version_1(self.file, 10)
        with h5py.File(self.file, "a") as f:
            del f["trials"]
            f["trials"] = np.arange(3)
        before = self.file.read_bytes()
        failed = subprocess.run([TOOL, self.file, "0", "1"], capture_output=True, text=True)
        self.assertNotEqual(failed.returncode, 0)
        self.assertIn(str(self.file), failed.stderr)
        self.assertEqual(self.file.read_bytes(), before)

    def test_a_reader_disturbs_nothing_and_sees_what_it_opened(self):
        self.append(0, 1)
        with h5py.File(self.file) as f:
            self.append(1, 1)
            self.assertEqual(len(f["trials"]), 1)
        with h5py.File(self.file) as f:
            self.assertEqual(len(f["trials"]), 2)

    def test_all_of_eight_processes_get_in(self):
        writers = [subprocess.Popen([TOOL, self.file, str(100 * p), "1", "5"]) for p in range(8)]
        self.assertEqual([w.wait(60) for w in writers], [0] * 8)
        with h5py.File(self.file) as f:
            rows = rows_of(f["trials"])
            self.assertEqual(sorted(int(row["id"][6:]) for row in rows), [100 * p + i for p in range(8) for i in range(5)])
            for p in range(8):  # in their own order
                mine = [int(row["id"][6:]) for row in rows if int(row["id"][6:]) // 100 == p]
                self.assertEqual(mine, sorted(mine))
            self.assertEqual(len(f["phases"]), sum((100 * p + i) % 4 for p in range(8) for i in range(5)))
        self.assertEqual([path.name for path in self.at.iterdir()], ["trials.h5"])

    def test_killed_at_any_moment_the_file_is_whole(self):
        self.append(0, 10)
        rng = random.Random(1)
        for _ in range(20):
            with h5py.File(self.file) as f:
                before = len(f["trials"])
            writer = subprocess.Popen([TOOL, self.file, "0", "10", "100"])
            time.sleep(rng.uniform(0.005, 0.08))
            writer.send_signal(signal.SIGKILL)
            writer.wait()
            with h5py.File(self.file) as f:
                after = len(f["trials"])
                self.assertGreaterEqual(after, before)
                self.assertEqual(after % 10, 0)
                self.assertEqual(len(f["figures"]), 2 * after)
                last = rows_of(f["trials"])[-1]
                self.assertEqual(last, expected_trial(int(last["id"].removeprefix("trial-"))))


if __name__ == "__main__":
    unittest.main()
