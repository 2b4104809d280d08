"""breakeven submit without a cluster: what it refuses, and what its scripts do when nobody queues them.

    submit_test.py BREAKEVEN
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("OMPI_", "PMIX_", "SLURM_"))}
PLAN = """
title = "$(touch broken)\\n#SBATCH --nodes=99"
workload = "pi"
n = "1e3"
kinds = ["serial", "threads"]
workers = 2
[measure]
launches = 1
twin = false
overhead = false
"""
LARGE = """
workload = "pi"
kinds = ["threads"]
workers = [2048, 1, 4096]
n = 1000
[measure]
launches = 1
oversubscribe = false
"""
AWKWARD = "it's a \"$HOME\" `x` \\ *~ é"


class SubmitTest(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name) / AWKWARD
        self.folder.mkdir()
        (self.folder / "plan.toml").write_text(PLAN)
        self.programs = pathlib.Path(scratch.name) / "programs"
        self.programs.mkdir()
        self.fake("squeue", "exit 0")
        self.fake("sacct", "exit 1")
        self.fake("scontrol", "echo 'Invalid job id specified' >&2; exit 1")

    def submit(self, *arguments, path=None):
        return subprocess.run([PROGRAM, "submit", *map(str, arguments)], cwd=self.folder, capture_output=True, text=True,
                              timeout=60, check=False, env=ENVIRONMENT | {"PATH": path or ENVIRONMENT["PATH"]})

    def start(self, *arguments):
        process = subprocess.Popen([PROGRAM, "submit", *arguments], cwd=self.folder, stdout=subprocess.DEVNULL,
                                   env=ENVIRONMENT | {"PATH": self.path()})
        self.addCleanup(process.wait)
        self.addCleanup((self.programs / "go").touch)
        return process

    def refused(self, *arguments, code=2, **options):
        result = self.submit(*arguments, **options)
        self.assertEqual(result.returncode, code, result)
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        return result.stderr

    def fake(self, program, script):
        path = self.programs / program
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def path(self):
        return f"{self.programs}:{ENVIRONMENT['PATH']}"

    def test_requests_that_make_no_sense(self):
        self.assertIn("-o DIR", self.refused("plan.toml"))
        self.assertIn("leave the plan", self.refused("plan.toml", "--status", "out"))
        self.assertIn("not understood: extra", self.refused("plan.toml", "-o", "out", "extra"))
        self.assertIn("holds no submission", self.refused("-o", "out"))
        self.assertIn("holds no submission", self.refused("--status", "out"))
        self.assertIn("--time", self.refused("plan.toml", "-o", "out", "--time", "soon"))
        self.assertIn("nothing.toml", self.refused("nothing.toml", "-o", "out"))
        self.assertFalse((self.folder / "out").exists())

    def test_where_there_is_no_slurm(self):
        self.assertIn("cannot start sbatch: No such file or directory; is this a host of a SLURM cluster?",
                      self.refused("plan.toml", "-o", "out", path=str(self.programs), code=1))

    def test_what_slurm_refuses(self):
        self.fake("sbatch", "echo 'sbatch: error: Batch job submission failed: Invalid account' >&2; exit 1")
        self.assertIn("sbatch exited with code 1: Invalid account",
                      self.refused("plan.toml", "-o", "out", path=self.path(), code=1))

    def test_a_directory_that_cannot_be_used(self):
        (self.folder / "file").write_text("")
        self.assertIn("file/below", self.refused("plan.toml", "-o", "file/below", code=1))
        self.fake("sbatch", "echo 1")
        self.assertEqual(self.submit("plan.toml", "-o", "out", path=self.path()).returncode, 0)
        (self.folder / "plan.toml").write_text(PLAN + "# changed\n")
        for dry in [[], ["--dry-run"]]:
            self.assertIn("holds another plan", self.refused("plan.toml", "-o", "out", *dry, path=self.path()))

    def test_one_at_a_time(self):
        self.fake("sbatch", "cd \"${0%/*}\"; touch at-work; until [ -e go ]; do sleep 0.01; done; echo 1")
        first = self.start("plan.toml", "-o", "out")
        while not (self.programs / "at-work").exists():
            self.assertIsNone(first.poll())
            time.sleep(0.01)
        self.assertIn("another breakeven submit is at work", self.refused("plan.toml", "-o", "out", path=self.path()))
        (self.programs / "go").touch()
        first.communicate(timeout=60)
        self.assertEqual(first.returncode, 0)

    def test_jobs_do_not_depend_on_the_host_that_submits_them(self):
        (self.folder / "plan.toml").write_text(LARGE)
        printed = self.submit("plan.toml", "-o", "out", "--dry-run").stdout
        self.assertIn("nodes-1 of 7 points on 1 node\n", printed)
        self.assertIn("#SBATCH --ntasks-per-node=1\n#SBATCH --cpus-per-task=4096\n", printed)
        (self.folder / "plan.toml").write_text(LARGE.replace("[2048, 1, 4096]", "'= processors'"))
        self.assertIn("plan.toml:4:11: workers: 'processors' is not known", self.refused("plan.toml", "-o", "out"))

    def test_a_job_is_complete_when_its_host_has_done_what_it_can(self):
        self.fake("sbatch", "echo 1")
        (self.folder / "plan.toml").write_text(LARGE)
        self.assertEqual(self.submit("plan.toml", "-o", "out", path=self.path()).returncode, 0)
        for script in ["nodes-1", "merge"]:
            subprocess.run(["bash", self.folder / "out" / f"{script}.sbatch"], cwd="/", capture_output=True, check=True,
                           timeout=100, env=ENVIRONMENT | {"SLURM_JOB_ID": "1", "PATH": self.path()})
        again = self.submit("-o", "out", path=self.path())
        self.assertTrue(re.search(r"nodes-1 .* 3/7, 4 skipped ", again.stdout), again)
        self.assertTrue(again.stdout.splitlines()[-1].startswith("complete: "), again)

    def test_a_dry_run_prints_scripts_and_touches_nothing(self):
        printed = self.submit("plan.toml", "-o", "out", "--dry-run", "--budget", "1h30m", "--", "--account=$x y").stdout
        self.assertEqual(subprocess.run(["bash", "-n"], input=printed, text=True, check=False).returncode, 0)
        self.assertIn("#SBATCH --ntasks-per-node=1\n#SBATCH --cpus-per-task=2\n#SBATCH --time=01:32:00\n", printed)
        self.assertIn("--budget 1h30m", printed)
        self.assertIn("'--account=$x y'", printed)
        self.assertNotIn("\n#SBATCH --nodes=99", printed)
        self.assertFalse((self.folder / "out").exists())

    def test_scripts_do_what_they_say_whatever_the_names(self):
        self.fake("sbatch", "echo 1")
        self.assertEqual(self.submit("plan.toml", "-o", "out", path=self.path()).returncode, 0)
        scripts = sorted((self.folder / "out").glob("*.sbatch"))
        self.assertEqual([script.stem for script in scripts], ["merge", "nodes-1"])
        for script in reversed(scripts):
            result = subprocess.run(["bash", script], cwd="/", capture_output=True, text=True, timeout=100, check=False,
                                    env=ENVIRONMENT | {"SLURM_JOB_ID": "1", "PATH": self.path()})
            self.assertEqual(result.returncode, 0, result)
        self.assertEqual(list(self.folder.rglob("broken")), [])
        status = self.submit("--status", "out", path=self.path()).stdout
        self.assertTrue(re.search(r"nodes-1 .* 2/2 ", status), status)
        self.assertTrue(re.search(r"merge .* 2/2 ", status), status)
        again = self.submit("-o", "out", path=self.path())
        self.assertTrue(again.stdout.splitlines()[-1].startswith("complete: "), again)


if __name__ == "__main__":
    unittest.main()
