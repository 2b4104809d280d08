"""A real SLURM on hosts that share nothing but files and a network, for the tests beside this file.

    SOME_test.py SOURCE_DIRECTORY BIN_DIRECTORY
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

SOURCE, BIN = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
CLUSTER = SOURCE / "scripts" / "mini-cluster"
SKIPPED = 77


def run(*command, check=True, timeout=120, cwd=None, env=None):
    """With breakeven in the PATH. `check`: fail unless it exits with 0."""
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", **(env or {})}
    result = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=timeout, cwd=cwd,
                            stdin=subprocess.DEVNULL, env=environment)
    if check and result.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}: exit code {result.returncode}\n"
                             f"{result.stdout}\n{result.stderr}")
    return result


def mini_cluster(*arguments, **options):
    return run(CLUSTER, *arguments, **options)


def on_cluster(*command, **options):
    return mini_cluster("exec", "--", *command, **options)


def text(value):
    """A string of an HDF5 file."""
    return value.decode() if isinstance(value, bytes) else value


def rank_processes():
    return run("pgrep", "-f", f"^{BIN}/breakeven-rank", check=False).stdout.split()


class ClusterTestCase(unittest.TestCase):
    """One cluster and one directory for all tests of a class."""
    nodes = 2

    @classmethod
    def setUpClass(cls):
        cls.directory = pathlib.Path(tempfile.mkdtemp(prefix="breakeven-cluster-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.directory)
        cls.addClassCleanup(mini_cluster, "down")
        mini_cluster("up", "-n", cls.nodes)

    def job(self, script, *arguments, replacements=()):
        """Submits a script of jobs/, smaller in some respects; waits for its end; returns what it printed."""
        text = (SOURCE / "jobs" / script).read_text()
        for old, new in replacements:
            self.assertIn(old, text, script)
            text = text.replace(old, new)
        copy = self.directory / script
        copy.write_text(text)
        output = self.directory / f"{script}-%a.log"
        result = on_cluster("sbatch", "--wait", f"--output={output}", copy, *arguments, cwd=self.directory, check=False)
        printed = "".join(log.read_text() for log in sorted(self.directory.glob(f"{script}-*.log"))) or result.stderr
        self.assertEqual(result.returncode, 0, printed)
        return printed

    def host_file(self):
        """For mpirun without SLURM: a file with two hosts, and the environment in which it gets to them."""
        # These hosts have no ssh. What mpirun starts instead of it to get to host 10.77.0.N enters its namespaces.
        agent = self.directory / "agent"
        agent.write_text(f'#!/bin/bash\nhost=$1\nshift\nexec "{CLUSTER}" on "${{host##*.}}" -- bash -c "$*"\n')
        agent.chmod(0o755)
        hosts = self.directory / "hosts"
        hosts.write_text("10.77.0.1 slots=2\n10.77.0.2 slots=2\n")
        return hosts, {"OMPI_MCA_plm_rsh_agent": str(agent), "OMPI_ALLOW_RUN_AS_ROOT": "1",
                       "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1"}

    def wait_for(self, condition, what, seconds=60):
        """Polls until condition() is true; returns its value."""
        deadline = time.monotonic() + seconds
        while not (value := condition()):
            self.assertLess(time.monotonic(), deadline, f"waited {seconds} s in vain for {what}:\n{self.situation()}")
            time.sleep(0.1)
        return value

    def situation(self):
        logs = "\n".join(f"{log}:\n{log.read_text(errors='replace')[-1500:]}" for log in self.directory.rglob("*.log"))
        return on_cluster("squeue", "--states=all", check=False).stdout + logs


def reason_to_skip():
    if os.geteuid() != 0:
        return "needs root: a cluster on one machine is made of network namespaces"
    missing = [program for program in ("slurmctld", "slurmd", "munged", "ip", "nsenter") if not shutil.which(program)]
    if missing:
        return f"{', '.join(missing)} not installed; scripts/install-packages cluster"
    if mini_cluster("status", check=False).returncode == 0:
        return "a mini-cluster is up already; it is left alone"
    return None


def main():
    if reason := reason_to_skip():
        print(f"skipped: {reason}")
        sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1], verbosity=2)
