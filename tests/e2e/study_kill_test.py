"""A study that is killed with SIGKILL at random times, its driver or any other of its processes, and resumed each time:
no finished trial is lost, none is there twice, and the file always opens. Prints the counts.

    BREAKEVEN_BIN=build/dev/bin tests/e2e/study_kill_test.py [--kills N] [--points N] [--seed N]
"""

import argparse
import collections
import os
import pathlib
import random
import signal
import sys
import tempfile
import time
import unittest

import study_file
from program import BREAKEVEN, Watched, run

PLAN = """
title = "To be killed"
workload = "pi"
kinds = ["serial", "threads", "fork", "spawn", "forkserver", "mpi"]
workers = [1, 2]
n = {sizes}
[parameters]
seed = 1
[measure]
launches = 2
repetitions = 2
max_failures = 1000   # those that were killed
twin = false
overhead = false
"""
POINTS_PER_SIZE = 11


def plan_text(count):
    sizes = [1000 + i for i in range(max(1, -(-count // POINTS_PER_SIZE)))]
    return PLAN.format(sizes=sizes)


def whose(command):
    name = os.path.basename(command.split(" ")[0])
    return {"breakeven": "launch or worker", "breakeven-worker": "worker", "breakeven-rank": "rank"}.get(name, name)


class Slaughter:
    def __init__(self, directory, arguments):
        self.random = random.Random(arguments.seed)
        self.study = pathlib.Path(directory) / "study.h5"
        self.plan = pathlib.Path(directory) / "plan.toml"
        self.plan.write_text(plan_text(arguments.points), encoding="utf-8")
        self.known = set()  # the trials that were ever seen on disk
        self.seen = collections.Counter()
        self.kills = 0

    def command(self):
        return [BREAKEVEN, "study", "run", str(self.plan), "-o", str(self.study), "--fold-every", "500ms", "--quiet"]

    def kill_once(self, test):
        """Starts or resumes, kills somebody after a while, waits for the end. Returns the exit code."""
        watched = Watched(*self.command())
        try:
            time.sleep(self.random.uniform(0, 2.5))
            processes = watched.processes()
            others = sorted(pid for pid in processes if pid != watched.process.pid)
            driver = not others or self.random.random() < 0.5
            victim = watched.process.pid if driver else self.random.choice(others)
            if watched.process.poll() is None:
                try:
                    os.kill(victim, signal.SIGKILL)
                    self.kills += 1
                    self.seen["driver" if driver else whose(processes[victim])] += 1
                except ProcessLookupError:
                    pass
            if not driver:  # the study goes on, and is killed for good a little later
                time.sleep(self.random.uniform(0, 1))
                if watched.process.poll() is None:
                    watched.process.kill()
                    self.kills += 1
                    self.seen["driver"] += 1
            code, _, left = watched.finish(timeout=60)
            test.assertEqual(left, [], watched.text())
            return code
        finally:
            watched.close()

    def check_files(self, test):
        test.assertLessEqual({path.name for path in self.study.parent.iterdir()},
                             {"plan.toml", "study.h5", "study.h5.journal"})
        if not self.study.exists():
            return
        on_disk = study_file.acknowledged(self.study)  # h5py opens it
        test.assertLessEqual(self.known, on_disk, "a finished trial was lost")
        self.known |= on_disk

    def finish(self, test):
        result = run(*self.command()[1:], timeout=600)
        test.assertEqual(result.returncode, 0, result.stderr)
        self.check_files(test)
        test.assertFalse(pathlib.Path(f"{self.study}.journal").exists())
        ids = [row["id"] for row in study_file.trials(self.study)]
        test.assertEqual(len(ids), len(set(ids)), "a trial is there twice")
        places = study_file.places(self.study)
        test.assertEqual(set(places.values()), {1}, "something was run again that was finished")
        points = study_file.points(self.study)
        test.assertEqual(len(places), len(points) * 2 * 2)
        test.assertEqual({(point["state"], point["ended_by"]) for point in points}, {("done", "launches")})
        test.assertEqual(run("study", "verify", self.study).returncode, 0)
        return len(points), len(places), sum(row["status"] == "failed" for row in study_file.trials(self.study))


class StudyKillTest(unittest.TestCase):
    arguments = None

    def test_nothing_is_lost_and_nothing_is_done_twice(self):
        with tempfile.TemporaryDirectory(prefix="bt-study-") as directory:
            slaughter = Slaughter(directory, self.arguments)
            while slaughter.kills < self.arguments.kills:
                slaughter.kill_once(self)
                slaughter.check_files(self)
                if slaughter.kills < self.arguments.kills and self.is_complete(slaughter.study):
                    slaughter.finish(self)
                    slaughter.study.unlink()
                    slaughter.known.clear()
            points, trials, failed = slaughter.finish(self)
            print(f"{slaughter.kills} kills: " + ", ".join(f"{who} {n}" for who, n in slaughter.seen.most_common()))
            print(f"{points} points, {trials} trials in {trials} places; {failed} failed ones, whose workers were killed; "
                  f"none lost, none twice")

    @staticmethod
    def is_complete(study):
        return study.exists() and '"complete": true' in run("study", "status", study, "--json", check=0).stdout


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--points", type=int, default=44)
    parser.add_argument("--seed", type=int, default=4)
    StudyKillTest.arguments, rest = parser.parse_known_args()
    sys.exit(0 if unittest.main(argv=sys.argv[:1] + rest, exit=False, verbosity=1).result.wasSuccessful() else 1)
