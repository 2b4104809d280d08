"""breakeven overhead as users run it."""

import json
import signal
import subprocess
import tempfile
import time
import unittest

import h5py
from numpy.lib import recfunctions as rfn

from program import BREAKEVEN, environment, run


class Overhead(unittest.TestCase):
    def run_it(self, *arguments, status=0):
        done = run("overhead", *arguments)
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def test_ladders_sum_to_their_whole(self):
        done = self.run_it("--only", "start", "--kinds", "threads,spawn,mpi", "-p", "2", "--launches", "2", "--json")
        series = json.loads(done.stdout)["series"]
        for kind, setting in (("threads", ""), ("spawn", ""), ("mpi", ""), ("mpi", "ob1, self+vader")):
            of = {s["quantity"]: s for s in series if s["kind"] == kind and s["setting"] == setting}
            self.assertEqual([s["trouble"] for s in of.values()], [""] * len(of))
            whole = of.pop("whole")["launches"]
            del of["start"], of["stop"]
            self.assertIn("message answered", of)
            if kind == "mpi":
                self.assertIn("MPI_Init ends", of)
            for launch in range(2):
                self.assertAlmostEqual(sum(s["launches"][launch][0] for s in of.values()), whole[launch][0], places=6)

    def test_every_section_is_printed(self):
        done = self.run_it("--quick", "--kinds", "threads,fork", "-p", "2", "--launches", "1", "--sizes", "0,8")
        for text in ("Starting and stopping", "2 × threads", "mpirun forks", "A parent of 1.00 GiB, small pages",
                     "Passing an object of", "Boost.MPI skeleton and content", "Talking: latency, streaming",
                     "inside MPI_Init", "airs of processors"):
            self.assertIn(text, done.stdout)

    def test_a_record_holds_every_observation(self):
        with tempfile.TemporaryDirectory() as directory:
            record = f"{directory}/overhead.h5"
            for _ in range(2):
                done = self.run_it("--only", "start,talk", "--kinds", "threads,fork", "-p", "2", "--launches", "2", "--quick",
                                   "--json", "--record", record)
            document = json.loads(done.stdout)
            with h5py.File(record) as file:
                runs, series, observations, fits = (file[f"overhead/{name}"][:]
                                                    for name in ("runs", "series", "observations", "fits"))
            self.assertEqual(len(runs), 2)
            self.assertTrue(all(runs["cpu_model"]))
            series = series[series["run_id"] == runs["id"][1]]
            observations = observations[observations["run_id"] == runs["id"][1]]
            self.assertEqual(len(series), len(document["series"]))
            for row, expected in zip(series, document["series"]):
                self.assertEqual(row["quantity"].decode(), expected["quantity"])
                self.assertEqual(row["bytes"], expected["bytes"])
                of = observations[observations["series"] == row["series"]]
                for launch, values in enumerate(expected["launches"]):
                    self.assertEqual(list(of["value"][of["launch"] == launch]), values)
            self.assertEqual(len(fits[fits["run_id"] == runs["id"][1]]), len(document["fits"]))

    def test_a_record_of_version_3_becomes_one_of_this_version(self):
        with tempfile.TemporaryDirectory() as directory:
            record = f"{directory}/overhead.h5"
            measure = ("--only", "talk", "--kinds", "fork", "--share", "memory", "-p", "2", "--quick", "--record", record)
            self.run_it(*measure)
            with h5py.File(record, "a") as file:
                fits = file["overhead/fits"]
                rows, units, made = fits[:], fits.attrs["units"], fits.chunks
                kept = [name for name in rows.dtype.names if name != "source"]
                del file["overhead/fits"]
                old = file.create_dataset("overhead/fits", data=rfn.repack_fields(rows[kept]), maxshape=(None,), chunks=made)
                old.attrs["units"] = units[:-1]
                file.attrs["schema_version"] = 3
            self.run_it(*measure)
            with h5py.File(record) as file:
                both = file["overhead/fits"][:]
            self.assertEqual(list(both["value"][:len(rows)]), list(rows["value"]))
            (o,) = both[len(rows):][(both[len(rows):]["model"] == b"LogGP") & (both[len(rows):]["parameter"] == b"o")]
            self.assertIn(b"send call", o["source"])
            self.assertGreater(o["high"], 0)
            self.assertEqual(set(both["source"][:len(rows)]), {b""})

    def test_mistakes(self):
        for arguments, message in ((("--only", "dance"), "there is no section called 'dance'"),
                                   (("--kinds", "fibers"), "there is no kind of worker called 'fibers'"),
                                   (("--launches", "0"), "--launches"), (("--only", "talk", "-p", "1"), "section talk takes 2 workers"),
                                   (("--only", "start,objects", "-p", "1"), "section objects takes 2 workers"), (("--sizes", "-1"), "--sizes")):
            done = run("overhead", *arguments)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(message, done.stderr)

    def test_a_missing_mpirun_is_a_row(self):
        done = run("overhead", "--only", "start", "--kinds", "threads,mpi", "-p", "2", "--launches", "2",
                   env={"PATH": "/nowhere"})
        self.assertEqual(done.returncode, 1)
        self.assertIn("2 × threads", done.stdout)
        self.assertIn("! 2 × mpi: cannot start mpirun", done.stdout)

    def test_an_interrupt_ends_it(self):
        program = subprocess.Popen([BREAKEVEN, "overhead"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   stdin=subprocess.DEVNULL, env=environment())
        time.sleep(1.5)
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=20)
        self.assertEqual(program.returncode, 130, errors)
        self.assertIn("interrupted", errors)


if __name__ == "__main__":
    unittest.main()
