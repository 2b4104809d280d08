"""The program on a cluster: a real SLURM, two hosts that share nothing but files and a network.

    cluster_test.py SOURCE_DIRECTORY BIN_DIRECTORY
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

import h5py
import numpy

SOURCE, BIN = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
CLUSTER = SOURCE / "scripts" / "mini-cluster"
SKIPPED = 77


def run(*command, check=True, timeout=120, cwd=None):
    result = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=timeout, cwd=cwd,
                            stdin=subprocess.DEVNULL, env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"})
    if check and result.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}: exit code {result.returncode}\n"
                             f"{result.stdout}\n{result.stderr}")
    return result


def on_cluster(*command, **options):
    return run(CLUSTER, "exec", "--", *command, **options)


def only_trial(text):
    (trial,) = json.loads(text)["trials"]
    return trial


def rank_processes():
    return run("pgrep", "-f", f"^{BIN}/breakeven-rank", check=False).stdout.split()


class ClusterTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = pathlib.Path(tempfile.mkdtemp(prefix="breakeven-cluster-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.directory)
        cls.addClassCleanup(run, CLUSTER, "down")
        run(CLUSTER, "up", "-n", "2")

    def job(self, script, *arguments):
        """Submits a batch script, waits for it to end, and returns what it printed."""
        output = self.directory / f"{self.id()}.out"
        result = on_cluster("sbatch", "--wait", f"--output={output}", script, *arguments, cwd=self.directory,
                            check=False)
        printed = output.read_text() if output.exists() else result.stderr
        self.assertEqual(result.returncode, 0, printed)
        return printed

    def test_ranks_on_two_hosts_answer_as_serial_does(self):
        request = ("pi", "-n", "1e8", "--seed", "7", "--json")
        serial = only_trial(run(BIN / "breakeven", *request, "--kind", "serial", "-p", "1").stdout)
        ranks = only_trial(on_cluster("srun", "-N2", "-n4", "--mpi=pmix", "breakeven", *request, "--no-compare").stdout)
        self.assertEqual(ranks["status"], "ok")
        self.assertEqual(ranks["workers"], 4)
        self.assertEqual({worker["host"] for worker in ranks["phases"]}, {"node1", "node2"})
        self.assertEqual(ranks["digest"], serial["digest"])
        self.assertEqual(ranks["figures"], serial["figures"])

    def test_comparison_follows_when_the_ranks_are_done(self):
        printed = on_cluster("srun", "-N2", "-n4", "--mpi=pmix", "breakeven", "pi", "-n", "1e7", "--json").stdout
        kinds = [trial["kind"] for trial in json.loads(printed)["trials"]]
        self.assertCountEqual(kinds, ["mpi", "threads", "serial"])

    def test_the_batch_script_of_pi(self):
        script = self.directory / "pi.sbatch"
        script.write_text((SOURCE / "jobs" / "pi.sbatch").read_text().replace("1e11", "1e8"))
        self.assertIn("3.14", self.job(script))
        (record,) = self.directory.glob("pi-*.h5")
        with h5py.File(record) as file:
            self.assertIn(8, file["trials"]["workers"])

    def test_the_batch_script_of_sort(self):
        keys = numpy.random.default_rng(1).normal(size=300_007)
        with h5py.File(self.directory / "in.h5", "w") as file:
            file.create_dataset("keys", data=keys, chunks=(10_000,), compression="gzip")
        # The hosts claim the memory of one machine together: what a test needs is less than what the script asks for.
        script = self.directory / "sort.sbatch"
        script.write_text((SOURCE / "jobs" / "sort.sbatch").read_text().replace("--mem-per-cpu=3G", "--mem-per-cpu=1"))
        self.job(script, "in.h5:/keys", "out.h5:/keys")
        with h5py.File(self.directory / "out.h5") as file:
            numpy.testing.assert_array_equal(file["keys"][:], numpy.sort(keys))

    def test_a_cancelled_job_leaves_no_rank(self):
        submitted = on_cluster("sbatch", "--parsable", "-N2", "--ntasks-per-node=2", "--output=/dev/null", "--wrap",
                               "srun --mpi=pmix breakeven pi -n 1e13 --no-compare")
        self.wait_for(lambda: len(rank_processes()) == 4, "the ranks to start")
        on_cluster("scancel", submitted.stdout.strip())
        self.wait_for(lambda: not rank_processes(), "the ranks to end", seconds=5)

    def wait_for(self, condition, what, seconds=20):
        deadline = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), deadline, f"waited {seconds} s for {what}; there are {rank_processes()}")
            time.sleep(0.1)


def reason_to_skip():
    if os.geteuid() != 0:
        return "needs root: a cluster on one machine is made of network namespaces"
    missing = [program for program in ("slurmctld", "slurmd", "munged", "ip", "nsenter") if not shutil.which(program)]
    if missing:
        return f"{', '.join(missing)} not installed; scripts/install-packages cluster"
    if run(CLUSTER, "status", check=False).returncode == 0:
        return "a mini-cluster is up already; it is left alone"
    return None


if __name__ == "__main__":
    if reason := reason_to_skip():
        print(f"skipped: {reason}")
        sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1], verbosity=2)
