"""A user's own command: what is shown of it, and that nothing of it stays behind."""

import json
import os
import pathlib
import signal
import sys
import tempfile
import time
import unittest

import h5py

import program

PI = "import sys; print('{\"pi\": 3.25, \"n\": ' + sys.argv[1] + '}')"


class Command(unittest.TestCase):
    def test_runs_are_summed_up(self):
        result = program.run("command", "-n", "1e3", "-r", "6", "-w", "1", "--figure", "pi=json:/pi", "--figure",
                             "n=json:/n", "--answer", "json:/pi", "--", sys.executable, "-c", PI, "{n}", check=0)
        for word in ("wall time", "user time", "peak memory", "exit_code", "3.25", "1000", "6 runs"):
            self.assertIn(word, result.stdout)

    def test_it_tells_where_its_time_went(self):
        result = program.run("command", "-r", "2", "--json", "--phase", "talk=json:/talk", "--phase", "work=json:/work",
                             "--shell", "--", "sleep 0.2; echo '{\"work\": 0.02, \"talk\": 0.01}'", check=0)
        for trial in json.loads(result.stdout)["trials"]:
            self.assertEqual(trial["talk_seconds"], 0.01)
            self.assertGreaterEqual(trial["start_seconds"], 0.17)
            names = ("start", "send", "work", "talk", "check", "collect", "stop", "other")
            self.assertAlmostEqual(sum(trial[f"{name}_seconds"] for name in names), trial["wall_seconds"], delta=1e-8)
        text = program.run("command", "-r", "1", "--phase", "work=took ([0-9.]+)", "--shell", "--",
                           "sleep 0.1; echo took 0.02 s", check=0).stdout
        self.assertRegex(text, r"of it start +\d+\.?\d* ms")
        self.assertRegex(text, r"of it work +2\d\.?\d* ms")

    def test_json_has_its_trials(self):
        result = program.run("command", "-r", "2", "--ranks", "4", "--threads", "2", "--json", "--shell",
                             "--ignore-failure", "--", "exit {workers}", check=0)
        trials = json.loads(result.stdout)["trials"]
        self.assertEqual([trial["kind"] for trial in trials], ["command", "command"])
        self.assertEqual([trial["workers"] for trial in trials], [8, 8])

    def test_the_launcher_starts_its_ranks(self):
        result = program.run("command", "-r", "1", "--ranks", "3", "--launcher", "mpirun", "--figure", "rank=rank (.)",
                             "--shell", "--", "echo rank $OMPI_COMM_WORLD_SIZE", check=0)
        self.assertRegex(result.stdout, r"rank +3")

    def test_a_failing_command_is_quoted(self):
        result = program.run("command", "--shell", "--", "echo something is missing >&2; exit 3", check=1)
        self.assertIn("exited with code 3: something is missing", result.stderr)
        self.assertEqual(len(result.stderr.splitlines()), 1)

    def test_answers_that_differ_are_failures(self):
        result = program.run("command", "-r", "3", "--answer", "(.*)", "--shell", "--", "echo $$", check=1)
        self.assertIn("answer differs", result.stderr)

    def test_other_commands_surround_it(self):
        run = program.Watched(program.BREAKEVEN, "command", "-r", "2", "--shell", "--prepare", "echo p >>log",
                              "--conclude", "echo c >>log", "--cleanup", "echo e >>log", "--", "echo r >>log",
                              results=["log"])
        self.addCleanup(run.close)
        self.assertEqual(run.finish()[0], 0)
        self.assertEqual((run.directory / "log").read_text().split(), list("prcprce"))

    def test_a_failing_cleanup_costs_no_results(self):
        with tempfile.TemporaryDirectory(prefix="bt-") as directory:
            record = pathlib.Path(directory) / "record.h5"
            result = program.run("command", "-r", "3", "--cleanup", "false", "--record", record, "--", "true", check=1)
            self.assertIn("--cleanup: false exited with code 1", result.stderr)
            self.assertIn("3 runs", result.stdout)
            with h5py.File(record) as file:
                self.assertEqual(len(file["trials"]), 3)

    def test_mistakes(self):
        for arguments in (["command"], ["command", "--", "./app", "{size}"], ["command", "--figure", "x", "--", "true"],
                          ["command", "--phase", "rest=x", "--", "true"],
                          ["command", "--ranks", "3", "--nodes", "2", "--", "true"]):
            result = program.run(*arguments, check=2)
            self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        self.assertIn("/nowhere/app", program.run("command", "--", "/nowhere/app", check=1).stderr)

    def end(self, number):
        """Sends a signal while a command and what it started are running; nothing may be left."""
        run = program.Watched(program.BREAKEVEN, "command", "--shell", "--", "sleep 100 & setsid sleep 100 & wait")
        self.addCleanup(run.close)
        run.wait_for(lambda: sum(line.startswith("sleep") for line in run.processes().values()) == 2)
        os.kill(run.process.pid, number)
        begin = time.monotonic()
        code, _, left = run.finish()
        self.assertEqual((code, left), (128 + number, []), run.text())
        self.assertLess(time.monotonic() - begin, 3)

    def test_nothing_is_left_when_interrupted(self):
        self.end(signal.SIGINT)
        self.end(signal.SIGTERM)

    def test_nothing_is_left_when_killed(self):
        self.end(signal.SIGKILL)


if __name__ == "__main__":
    unittest.main()
