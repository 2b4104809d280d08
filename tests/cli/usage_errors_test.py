"""Wrong requests of the real program: one line on standard error, exit code 2, nothing started, nothing left."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy

PROGRAM = os.path.abspath(sys.argv.pop(1))
ASCII = dict(os.environ, LC_ALL="C")
for name in [name for name in ASCII if name.startswith(("OMPI_", "PMIX_", "SLURM_"))]:
    del ASCII[name]


def as_rank(rank: int, size: int = 4) -> dict:
    """The environment in which mpirun starts a copy."""
    return dict(ASCII, OMPI_COMM_WORLD_RANK=str(rank), OMPI_COMM_WORLD_SIZE=str(size),
                OMPI_COMM_WORLD_LOCAL_RANK=str(rank), OMPI_COMM_WORLD_LOCAL_SIZE=str(size))


class Program(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.scratch.name)
        with h5py.File(cls.folder / "in.h5", "w") as file:
            file["keys"] = numpy.arange(1000.0)[::-1]
            file["matrix"] = numpy.zeros((3, 3))
            file["words"] = numpy.array([b"a", b"b"])
        (cls.folder / "text.h5").write_text("not HDF5")
        (cls.folder / "exists.h5").write_text("precious")

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def run_program(self, *arguments, env=ASCII):
        return subprocess.run([PROGRAM, *map(str, arguments)], cwd=self.folder, env=env, capture_output=True, text=True,
                              timeout=60, check=False)


class UsageErrors(Program):
    def refused(self, *arguments, env=ASCII):
        before = sorted(os.listdir(self.folder))
        result = self.run_program(*arguments, env=env)
        self.assertEqual(result.returncode, 2, result)
        self.assertEqual(result.stdout, "")
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        self.assertTrue(result.stderr.startswith("breakeven: "), result.stderr)
        self.assertEqual(sorted(os.listdir(self.folder)), before)
        return result.stderr

    def test_searches(self):
        self.assertIn("compared with itself", self.refused("find", "pi", "--kind", "serial"))
        self.assertIn("compared with itself", self.refused("find", "pi", "-p", 2, "--against", "threads:2"))
        self.assertIn("--against: there is no kind", self.refused("find", "pi", "-p", 2, "--against", "treads:2"))
        self.assertIn("--against: 0 workers", self.refused("find", "pi", "-p", 2, "--against", "threads:0"))
        self.assertIn("n is for generated keys", self.refused("find", "sort", "in.h5:/keys", "-p", 2))
        self.assertIn("compared with itself", self.refused("find", "command", "--", "sleep", "{n}"))
        self.assertIn("write {n} into it", self.refused("find", "command", "--threads", 2, "--", "sleep", "{threads}"))
        self.assertIn("write {threads} or {ranks}", self.refused("find", "command", "--threads", 2, "--", "sleep", "{n}"))
        self.assertIn("--spread 10m needs a --budget of 20m at least", self.refused("find", "pi", "--spread", "10m"))
        self.assertIn("--from can be given only once", self.refused("find", "pi", "--from", 1, "--from", 2))
        self.assertIn("{m}", self.refused("find", "command", "--against", "sleep {m}", "--", "sleep", "{n}"))
        self.assertIn("without mpirun", self.refused("find", "pi", env=as_rank(0)))

    def test_counts(self):
        for text in ("abc", "-5", "2^64", "1e99", "1.5", "0", ""):
            self.assertIn("-n", self.refused("pi", "-n", text))
        for text in ("abc", "-5", "2^64", "1.5", ""):
            self.assertIn("-n", self.refused("sort", "-n", text))

    def test_workers(self):
        self.assertIn("at least 1", self.refused("pi", "-p", "0"))
        self.assertIn("negative", self.refused("pi", "-p", "-2"))
        self.assertIn("the kinds are serial, threads", self.refused("pi", "--kind", "goroutines"))
        self.assertIn("one worker", self.refused("pi", "--kind", "serial", "-p", "2"))
        self.assertIn("divide", self.refused("pi", "--kind", "hybrid", "-p", "4", "--threads-per-rank", "3"))
        self.assertIn("hybrid", self.refused("pi", "--kind", "fork", "--threads-per-rank", "2"))

    def test_no_or_unknown_command(self):
        self.assertIn("say what to do: pi, sort, ", self.refused())
        self.assertIn("frobnicate", self.refused("frobnicate"))
        self.assertIn("--frobnicate", self.refused("sort", "--frobnicate"))

    def test_inputs(self):
        self.assertIn("missing.h5", self.refused("sort", "missing.h5:/keys"))
        self.assertIn("text.h5", self.refused("sort", "text.h5:/keys"))
        self.assertIn("/kyes", self.refused("sort", "in.h5:/kyes"))
        self.assertIn("dimension", self.refused("sort", "in.h5:/matrix"))
        self.assertIn("/words", self.refused("sort", "in.h5:/words"))
        self.refused("sort", "in.h5")

    def test_outputs(self):
        self.assertIn("is the input file", self.refused("sort", "in.h5:/keys", "-o", "in.h5:/sorted"))
        self.assertIn("is the input file", self.refused("sort", "in.h5:/keys", "-o", "./in.h5:/keys", "--overwrite"))
        self.assertIn("--overwrite", self.refused("sort", "in.h5:/keys", "-o", "exists.h5:/keys"))
        self.assertIn("no directory", self.refused("sort", "in.h5:/keys", "-o", "nowhere/out.h5:/keys"))
        self.assertIn("regular file", self.refused("sort", "in.h5:/keys", "-o", "/dev/null:/keys", "--overwrite"))
        self.assertIn("not written", self.refused("sort", "-n", "10", "-o", "out.h5:/keys"))
        self.assertEqual((self.folder / "exists.h5").read_text(), "precious")

    def test_a_directory_that_cannot_be_written(self):
        closed = self.folder / "closed"
        closed.mkdir(mode=0o555)
        self.addCleanup(closed.rmdir)
        if os.access(closed, os.W_OK):
            self.skipTest("this user may write everywhere")
        self.assertIn("permission", self.refused("sort", "in.h5:/keys", "-o", "closed/out.h5:/keys"))

    def test_records(self):
        self.refused("pi", "-n", "10", "--record", "text.h5")
        self.assertIn("record.h5: there is no directory", self.refused("pi", "-n", "10", "--record", "nowhere/record.h5"))

    def test_merging(self):
        self.assertIn("nothing to add to all.h5", self.refused("merge", "all.h5"))
        for arguments in (("merge",), ("merge", "all.h5")):
            self.assertIn("like breakeven merge all.h5 nodes-1.h5 nodes-2.h5", self.refused(*arguments))

    def test_memory(self):
        for keys in ("1e15", "2^58"):
            message = self.refused("sort", "-n", keys)
            self.assertRegex(message, r"not enough memory for .*: .* needed, .* available")
        for workers in ("1", "2"):
            self.assertIn("2^58 are the most", self.refused("sort", "-n", "2^61", "-p", workers))

    def test_exchanges_that_cannot_be_had(self):
        for ranks in ("2", "7"):
            message = self.refused("sort", "--exchange", "two-level", "--kind", "mpi", "-p", ranks)
            self.assertIn(f"{ranks} ranks form no grid", message)
        self.assertIn("hybrid", self.refused("sort", "--exchange", "two-level", "--kind", "hybrid", "-p", "4"))
        self.assertIn("grid", self.refused("compare", "sort", "--exchange", "two-level", "--kinds", "threads,mpi", "-p", "4,5"))
        self.assertIn("grid", self.refused("sort", "--exchange", "two-level", env=as_rank(0, 5)))

    def test_instruction_sets(self):
        self.refused("pi", "-n", "10", env=dict(ASCII, BREAKEVEN_SIMD="mmx"))

    def test_under_a_launcher_only_the_first_copy_speaks(self):
        wrong = ["pi", "--kind", "threads"]
        self.assertIn("under mpirun", self.refused(*wrong, env=as_rank(0)))
        self.assertIn("without mpirun", self.refused("compare", "pi", env=as_rank(0)))
        for arguments in (wrong, ["compare", "pi"], ["pi", "-n", "abc"], ["sort", "missing.h5:/keys"], []):
            result = self.run_program(*arguments, env=as_rank(1))
            self.assertEqual((result.returncode, result.stdout, result.stderr), (2, "", ""), arguments)
        for arguments in (["--help"], ["pi", "--version"], ["info"]):
            result = self.run_program(*arguments, env=as_rank(3))
            self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""), arguments)

    def test_memory_limit(self):
        message = self.refused("sort", "-n", "1e6", "-p", "2", "--memory", "10M")
        self.assertIn("--memory", message)
        self.assertIn("9.54 MiB allowed", message)


class JustWorks(Program):
    """What looks odd and is not wrong."""

    def ok(self, *arguments):
        result = self.run_program(*arguments)
        self.assertEqual(result.returncode, 0, result)
        return result.stdout

    def test_no_keys_and_few_keys(self):
        for keys in ("0", "1", "2", "7"):
            self.ok("sort", "-n", keys, "-p", "3")

    def test_memory_that_suffices(self):
        self.ok("sort", "-n", "1e6", "-p", "2", "--memory", "20M")

    def test_help_and_version(self):
        self.assertIn("mpirun -n 8", self.ok("--help"))
        self.assertIn("breakeven 0.", self.ok("--version"))

    def test_standard_output_that_cannot_be_written(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            result = subprocess.run([PROGRAM, "pi", "-n", "10"], env=ASCII, stdout=full, stderr=subprocess.PIPE, text=True,
                                    timeout=60, check=False)
        self.assertEqual(result.returncode, 1)
        self.assertIn("standard output", result.stderr)

    def test_standard_output_that_is_closed(self):
        """Nothing that the program opens may take its place."""
        result = subprocess.run(["sh", "-c", f"exec {PROGRAM} pi -n 10 --record closed.h5 >&-"], env=ASCII,
                                cwd=self.folder, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
        self.assertEqual(result.returncode, 1)
        self.assertIn("standard output: cannot write: Bad file descriptor", result.stderr)


if __name__ == "__main__":
    unittest.main()
