"""The main job as users run it: the same answer from every kind of worker, equal to what numpy makes of the same data,
and all of it in the record."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import h5py
import numpy

from program import BREAKEVEN, environment, mpirun, run

LEVELS = ("baseline", "sse4", "avx2", "avx512", "avx512vnni")


def trials(result):
    return json.loads(result.stdout)["trials"]


class SameAnswerEverywhere(unittest.TestCase):
    def digests(self, level, *arguments):
        """Of each kind of worker; none if this machine has no such instructions."""
        result = run("compare", *arguments, "-r", "1", "--json", timeout=300, env={"BREAKEVEN_SIMD": level})
        if result.returncode == 2 and "BREAKEVEN_SIMD" in result.stderr:
            return {}
        self.assertEqual(result.returncode, 0, result.stderr)
        rows = trials(result)
        self.assertEqual({row["status"] for row in rows}, {"ok"})
        return {(level, row["kind"], row["workers"]): row["digest"] for row in rows}

    def check(self, *job):
        digests = {}
        for level in LEVELS:
            of_level = self.digests(level, *job, "-p", "3", "--kinds", "threads")
            best = level if of_level else best
            digests |= of_level
        for level in {"baseline", best}:
            of_level = self.digests(level, *job, "-p", "1,2,3,8", "--kinds", "all")
            self.assertEqual({kind for _, kind, _ in of_level},
                             {"serial", "threads", "gil", "fork", "spawn", "forkserver", "mpi", "hybrid"})
            self.assertEqual(len(of_level), 1 + 7 * 4)
            digests |= of_level
        self.assertEqual(len(set(digests.values())), 1, digests)

    def test_pi(self):
        self.check("pi", "-n", "1e7", "--seed", "7")

    def test_sort(self):
        self.check("sort", "-n", "1000003", "--seed", "7", "--type", "float64", "--input", "gaussian")


class RealKeys(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)
        self.path = pathlib.Path(self.directory.name)
        keys = numpy.random.default_rng(7).normal(size=300_007)
        keys[:6] = [numpy.nan, -numpy.nan, numpy.inf, -numpy.inf, 0.0, -0.0]
        self.keys = keys
        with h5py.File(self.path / "little.h5", "w") as file:
            dataset = file.create_dataset("group/keys", data=keys, chunks=(4096,), compression="gzip")
            dataset.attrs["unit"] = "m/s"
            dataset.attrs["offsets"] = numpy.arange(5, dtype=">i4")
        with h5py.File(self.path / "big.h5", "w") as file:
            file.create_dataset("keys", data=keys.astype(">f8"))

    def sorted_keys(self, output):
        with h5py.File(output) as file:
            return file["sorted"][:]

    def test_ranks_sort_as_numpy_does(self):
        for source in ("little.h5:/group/keys", "big.h5:/keys"):
            with self.subTest(source=source):
                output = self.path / f"out-{source[:3]}.h5"
                mpirun(8, "sort", self.path / source, "-o", f"{output}:/sorted", "--no-compare", check=0)
                numpy.testing.assert_array_equal(self.sorted_keys(output), numpy.sort(self.keys))
        with h5py.File(self.path / "out-lit.h5") as file:
            self.assertEqual(file["sorted"].attrs["unit"], "m/s")
            numpy.testing.assert_array_equal(file["sorted"].attrs["offsets"], numpy.arange(5))
        with h5py.File(self.path / "out-big.h5") as file:
            self.assertEqual(file["sorted"].dtype.byteorder, ">")

    def test_every_kind_writes_the_same_bits(self):
        contents = set()
        for kind, workers in (("serial", 1), ("threads", 3), ("fork", 2), ("spawn", 3), ("forkserver", 2), ("mpi", 2),
                              ("hybrid", 4)):
            output = self.path / f"{kind}.h5"
            run("sort", self.path / "little.h5:/group/keys", "-o", f"{output}:/sorted", "--kind", kind, "-p", workers,
                "--no-compare", check=0)
            contents.add(self.sorted_keys(output).tobytes())
        self.assertEqual(len(contents), 1)
        self.assertEqual(sorted(path.name for path in self.path.iterdir() if path.name.startswith(".")), [])

    def test_total_order(self):
        output = self.path / "total.h5"
        run("sort", self.path / "little.h5:/group/keys", "-o", f"{output}:/sorted", "--float-order", "total", "--kind",
            "threads", "-p", "2", "--no-compare", check=0)
        result = self.sorted_keys(output)
        self.assertTrue(numpy.isnan(result[0]) and numpy.signbit(result[0]))
        self.assertTrue(numpy.isnan(result[-1]) and not numpy.signbit(result[-1]))


class MainTable(unittest.TestCase):
    def test_ranks_threads_and_serial(self):
        with tempfile.TemporaryDirectory() as directory:
            record = os.path.join(directory, "record.h5")
            result = mpirun(8, "pi", "-n", "1e7", "--seed", "7", "--record", record, check=0)
            self.assertRegex(result.stdout, r"(π ≈|pi ~) 3\.14")
            self.assertNotIn("\x1b", result.stdout, "colour that nobody sees: mpirun's output is no terminal here")
            for row in ("8 ranks", "8 threads", "serial"):
                self.assertRegex(result.stdout, rf"(?m)^\W*{row}")
            with h5py.File(record) as file:
                rows = file["trials"][:]
                phases = file["phases"][:]
                wall = rows["wall_seconds"]
                parts = sum(rows[name] for name in rows.dtype.names
                            if name in {f"{phase}_seconds" for phase in
                                        ("start", "send", "work", "talk", "check", "collect", "stop", "other")})
            self.assertEqual([kind.decode() for kind in rows["kind"]], ["mpi", "threads", "serial"])
            self.assertEqual(len(phases), 8 + 8 + 1)
            numpy.testing.assert_allclose(parts, wall, rtol=1e-6)
            self.assertTrue((numpy.abs(rows["other_seconds"]) < numpy.maximum(0.02 * wall, 1e-3)).all(),
                            rows["other_seconds"])
            self.assertEqual(len({int(digest) for digest in rows["digest"]}), 1)

    def test_only_the_root_speaks(self):
        result = mpirun(3, "pi", "-n", "abc")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(result.stderr.count("breakeven:"), 1, result.stderr)
        self.assertEqual(mpirun(3, "--version", check=0).stdout.count("breakeven"), 1)

    def test_hybrid_under_mpirun(self):
        result = mpirun(2, "pi", "-n", "1e6", "--threads-per-rank", "2", "--no-compare", "--json", check=0)
        self.assertEqual([(row["kind"], row["workers"]) for row in trials(result)], [("hybrid", 4)])


class FullDisk(unittest.TestCase):
    def test_the_record_is_named_that_lacks_the_trials(self):
        """A limit on the size of files is a full disk to whoever writes one."""
        with tempfile.TemporaryDirectory() as directory:
            limited = f"trap '' XFSZ; ulimit -f 4; exec {BREAKEVEN} pi -n 1e4 --kind threads -p 2 --record full.h5"
            done = subprocess.run(["sh", "-c", limited], capture_output=True, text=True, check=False,
                                  env=environment(), cwd=directory)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn("breakeven: full.h5 is without these trials: ", done.stderr)
            self.assertIn("samples lie in the circle", done.stdout)
            self.assertEqual(os.listdir(directory), [])


if __name__ == "__main__":
    unittest.main()
