"""breakeven overhead as users run it."""

import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time
import unittest

import h5py
import pandas
from numpy.lib import recfunctions as rfn

from program import BREAKEVEN, environment, run


def read_terminal(descriptor):
    """All that its other end, which is closed, wrote to it."""
    text = b""
    with open(descriptor, "rb", buffering=0) as terminal:
        try:
            while part := terminal.read(4096):
                text += part
        except OSError:  # how the kernel says that the other end is closed
            pass
    return text.decode()


class Overhead(unittest.TestCase):
    def run_it(self, *arguments, status=0):
        done = run("overhead", *arguments)
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def run_talk(self, *arguments):
        """On a busy machine too few windows begin in time: that is told, and is no failure."""
        done = self.run_it(*arguments)
        if "began too late" in done.stdout:
            self.assertRegex(done.stderr.splitlines()[-1], r"\d+ of \d+ series could not be measured .* busy")
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
            self.assertEqual({(len(s["launches"]), s["warm_up_launches"]) for s in of.values()}, {(3, 1)})
            for launch in range(3):
                self.assertAlmostEqual(sum(s["launches"][launch][0] for s in of.values()), whole[launch][0], places=6)

    def test_every_section_is_printed(self):
        done = self.run_talk("--quick", "--kinds", "threads,fork", "-p", "2", "--launches", "1", "--sizes", "0,8",
                             "--verbose")
        for text in ("Starting and stopping", "2 × threads", "mpirun forks", "A parent with data of 256 MiB, small pages",
                     "Passing an object of", "Boost.MPI skeleton and content", "Talking: latency, streaming",
                     "inside MPI_Init", "warm-up, cut", "streaming: a batch back to back", "isolated: each by itself",
                     "Workers were allowed processors", "Reading the clock takes",
                     "airs of processors"):
            self.assertIn(text, done.stdout)

    def test_the_main_things_are_printed_without_verbose(self):
        done = self.run_talk("--quick", "--only", "start,fork,talk", "--kinds", "threads,fork", "-p", "2", "--launches",
                             "1")
        for text in ("Until they are ready", "Starting and stopping", "control is back", "A child that ends at once",
                     "bandwidth of 256 KiB", "all-reduce of 8 B", "With --verbose: "):
            self.assertIn(text, done.stdout)
        for text in ("16.0 KiB", "Talking: ", "LogGP", "Models", "windowed"):
            self.assertNotIn(text, done.stdout.split("Not measured in full")[0])
        self.assertRegex(done.stdout, r"(?m)^2 . threads .*[0-9.]+ [MGT]B/s")
        self.assertLess(len(done.stdout.splitlines()), 90)

    def test_a_record_holds_every_observation(self):
        with tempfile.TemporaryDirectory() as directory:
            record = f"{directory}/overhead.h5"
            for _ in range(2):
                done = self.run_talk("--only", "start,talk", "--kinds", "threads,fork", "-p", "2", "--launches", "2", "--quick",
                                   "--json", "--record", record)
            document = json.loads(done.stdout)
            with h5py.File(record) as file:
                runs, series, observations, fits = (file[f"overhead/{name}"][:]
                                                    for name in ("runs", "series", "observations", "fits"))
            self.assertEqual(len(runs), 2)
            self.assertEqual(runs["options"][1].decode(),
                             "--quick --only start,talk --launches 2 --json --record " + record + " --workers 2 "
                             "--kinds threads,fork --order-seed 1")
            self.assertEqual(runs["mpi_library"][1], b"")
            self.assertTrue(all(runs["cpu_model"]))
            self.assertTrue(all(runs["clock_reading_seconds"] > 0))
            series = series[series["run_id"] == runs["id"][1]]
            observations = observations[observations["run_id"] == runs["id"][1]]
            self.assertEqual(len(series), len(document["series"]))
            for row, expected in zip(series, document["series"]):
                self.assertEqual(row["quantity"].decode(), expected["quantity"])
                for name in ("bytes", "short_observations", "oversubscribed"):
                    self.assertEqual(row[name], expected[name])
                self.assertEqual(row["processors"].decode(), expected["processors"])
                of = observations[observations["series"] == row["series"]]
                for launch, values in enumerate(expected["launches"]):
                    of_launch = of[of["launch"] == launch]
                    self.assertEqual(list(of_launch["value"]), values)
                    self.assertEqual(list(of_launch["operations"]), [expected["operations"][launch]] * len(values))
            self.assertEqual(len(fits[fits["run_id"] == runs["id"][1]]), len(document["fits"]))

    def test_a_record_is_read_as_the_readme_says_and_export_says_so(self):
        readme = pathlib.Path(__file__).resolve().parents[2].joinpath("README.md").read_text()
        (snippet,) = re.findall(r"```python\n(record = .*?)```", readme, re.S)
        with tempfile.TemporaryDirectory() as directory:
            record = f"{directory}/overhead.h5"
            done = self.run_talk("--only", "start,talk", "--kinds", "threads", "-p", "2", "--launches", "2", "--quick",
                                 "--json", "--record", record)
            names = {"h5py": h5py, "pandas": pandas}
            exec(snippet.replace("FILE.h5", record), names)
            with h5py.File(record) as file:
                (run_id,) = file["overhead/runs"]["id"]
            medians = names["medians"].to_dict()
            for series in json.loads(done.stdout)["series"]:
                if series["median"] is not None:
                    texts = [series[name].encode() for name in ("section", "quantity", "kind")]
                    key = (run_id, *texts, series["workers"], series["bytes"], series["setting"].encode())
                    self.assertAlmostEqual(medians[key], series["median"], delta=1e-6 * abs(series["median"]))
            refused = run("export", record, "--csv")
            self.assertEqual((refused.returncode, refused.stdout), (2, ""))
            self.assertIn("read its tables /overhead/series and /overhead/observations", refused.stderr)
            self.assertIn(", 1 run of overhead", run("study", "verify", record, check=0).stdout)

    def test_a_record_of_version_3_becomes_one_of_this_version(self):
        with tempfile.TemporaryDirectory() as directory:
            record = f"{directory}/overhead.h5"
            measure = ("--only", "talk", "--kinds", "fork", "--share", "memory", "-p", "2", "--quick", "--record", record)
            self.run_talk(*measure)
            with h5py.File(record, "a") as file:
                fits = file["overhead/fits"]
                rows, units, made = fits[:], fits.attrs["units"], fits.chunks
                kept = [name for name in rows.dtype.names if name != "source"]
                del file["overhead/fits"]
                old = file.create_dataset("overhead/fits", data=rfn.repack_fields(rows[kept]), maxshape=(None,), chunks=made)
                old.attrs["units"] = units[:-1]
                file.attrs["schema_version"] = 3
            self.run_talk(*measure)
            with h5py.File(record) as file:
                both = file["overhead/fits"][:]
            self.assertEqual(list(both["value"][:len(rows)]), list(rows["value"]))
            (o,) = both[len(rows):][(both[len(rows):]["model"] == b"LogGP") & (both[len(rows):]["parameter"] == b"o")]
            self.assertIn(b"send call", o["source"])
            self.assertGreater(o["high"], 0)
            self.assertEqual(set(both["source"][:len(rows)]), {b""})

    def test_what_is_asked_for_twice_is_measured_once(self):
        with tempfile.TemporaryDirectory() as directory:
            record = f"{directory}/overhead.h5"
            done = self.run_talk("--only", "talk,talk", "--quick", "--kinds", "threads,threads", "-p", "2", "--sizes",
                               "8,8,1024,65536", "--launches", "1", "--order-seed", "7", "--record", record, "--json")
            document = json.loads(done.stdout)
            conditions = [tuple(s[name] for name in ("section", "quantity", "kind", "bytes", "setting"))
                          for s in document["series"]]
            self.assertEqual(len(conditions), len(set(conditions)))
            self.assertEqual({fit["refusal"] for fit in document["fits"] if fit["model"] == "latency-bandwidth"}, {""})
            with h5py.File(record) as file:
                self.assertIn(b"--order-seed 7", file["overhead/runs"]["options"][0])

    def test_a_record_names_the_mpi_whose_launches_it_has(self):
        with tempfile.TemporaryDirectory() as directory:
            record = f"{directory}/overhead.h5"
            self.run_it("--only", "mpirun", "--quick", "--kinds", "threads", "-p", "1", "--launches", "1", "--record", record)
            with h5py.File(record) as file:
                (of_run,) = file["overhead/runs"][:]
            self.assertEqual(of_run["launcher"], b"mpirun")
            self.assertNotEqual(of_run["mpi_library"], b"")

    def test_mistakes(self):
        for arguments, message in ((("--only", "dance"), "there is no section called 'dance'"),
                                   (("--kinds", "fibers"), "there is no kind of worker called 'fibers'"),
                                   (("--launches", "0"), "--launches"),
                                   (("--only", "mpirun,pairs", "--launcher", "srun"), "--launcher is for sections start and talk"),
                                   (("--only", "talk", "-p", "1"), "section talk takes 2 workers"),
                                   (("--only", "start,objects", "-p", "1"), "section objects takes 2 workers"),
                                   (("--kinds", "serial", "-p", "2"), "-p 2: serial is one worker"), (("--sizes", "-1"), "--sizes"),
                                   (("--only", "pairs", "--sizes", "2^45"), "--sizes: a message of 32.0 TiB would need 256 TiB"),
                                   (("--only", "talk", "--sizes", "8,2^62"), "--sizes: a message of ")):
            done = run("overhead", *arguments)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(message, done.stderr)
            self.assertRegex(done.stderr, "^breakeven: overhead: ")

    def test_a_missing_mpirun_is_a_row(self):
        done = run("overhead", "--only", "start", "--kinds", "threads,mpi", "-p", "2", "--launches", "2",
                   env={"PATH": "/nowhere"})
        self.assertEqual(done.returncode, 1)
        self.assertIn("2 × threads", done.stdout)
        self.assertRegex(done.stdout, r"Not measured in full: start of 2 . mpi: cannot start mpirun")
        self.assertEqual(done.stdout.count("cannot start mpirun"), 1)
        self.assertNotRegex(done.stdout, r"(?m)^2 . mpi")
        self.assertRegex(done.stderr.splitlines()[-1], r"\d of \d+ series could not be measured in full: cannot start mpirun: .*; install Open MPI")

    def test_an_interrupt_ends_it_and_keeps_what_was_measured(self):
        with tempfile.TemporaryDirectory() as directory:
            record = f"{directory}/overhead.h5"
            ours, theirs = os.openpty()
            program = subprocess.Popen([BREAKEVEN, "overhead", "--only", "start", "--kinds", "threads,fork", "-p", "2",
                                        "--launches", "1000000", "--record", record], stdout=subprocess.PIPE, stderr=theirs,
                                       text=True, stdin=subprocess.DEVNULL, env=environment(TERM="xterm"))
            os.close(theirs)
            time.sleep(2.5)
            program.send_signal(signal.SIGINT)
            output, _ = program.communicate(timeout=30)
            told = read_terminal(ours)
            self.assertEqual(program.returncode, 130, told)
            self.assertIn("interrupted", told)
            self.assertRegex(told, r"% done, .* left: start, 2 . (threads|fork)")
            self.assertIn("Starting and stopping", output)
            self.assertRegex(output, r"(?m)^2 . threads .*s (±|\()")
            with h5py.File(record) as file:
                series = file["overhead/series"][:]
                self.assertGreater(len(file["overhead/observations"]), 100)
                self.assertEqual(list(file["overhead/runs"]["interrupted"]), [True])
            self.assertEqual(set(series["trouble"]), {b""})
            self.assertIn(f"recorded to {record}", told)

    def test_a_quiet_one_tells_a_terminal_nothing(self):
        ours, theirs = os.openpty()
        done = subprocess.run([BREAKEVEN, "overhead", "--quiet", "--only", "start", "--kinds", "threads", "-p", "2",
                               "--launches", "2000"], stdout=subprocess.PIPE, stderr=theirs, stdin=subprocess.DEVNULL,
                              env=environment(TERM="xterm"))
        os.close(theirs)
        self.assertEqual((done.returncode, read_terminal(ours)), (0, ""))

    def test_an_interrupt_before_anything_was_measured_prints_and_records_nothing(self):
        with tempfile.TemporaryDirectory() as directory:
            record = f"{directory}/overhead.h5"
            program = subprocess.Popen([BREAKEVEN, "overhead", "--only", "talk", "--kinds", "mpi", "-p", "2", "--record",
                                        record], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                       stdin=subprocess.DEVNULL, env=environment())
            time.sleep(1)
            program.send_signal(signal.SIGINT)
            output, told = program.communicate(timeout=30)
            self.assertEqual((program.returncode, output), (130, ""), told)
            self.assertIn("nothing was measured", told)
            self.assertFalse(os.path.exists(record))

    def test_says_where_workers_were_and_what_is_oversubscribed(self):
        processors = os.sched_getaffinity(0)
        one = min(processors)
        done = subprocess.run(["taskset", "--cpu-list", str(one), BREAKEVEN, "overhead", "--only", "start,talk,objects",
                               "--quick", "--kinds", "threads,fork,spawn", "-p", "2", "--launches", "1", "--sizes", "8",
                               "--json"], capture_output=True, text=True, stdin=subprocess.DEVNULL, env=environment())
        self.assertEqual(done.returncode, 0, done.stderr)
        series = json.loads(done.stdout)["series"]
        self.assertEqual({s["section"] for s in series}, {"start", "talk", "clock", "objects"})
        for s in series:
            if s["kind"].startswith(("MPI", "Boost.MPI")):  # ranks may use what the machine allows
                continue
            self.assertEqual((s["processors"], s["oversubscribed"]), (str(one), True), s["quantity"])
        latency = [s for s in series if s["quantity"] == "latency"]
        self.assertTrue(all(s["operations"] == [2] for s in latency if "isolated" in s["setting"]))
        self.assertTrue(all(s["operations"][0] >= 2 for s in latency))


if __name__ == "__main__":
    unittest.main()
