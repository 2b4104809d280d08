"""Runs the program as a user would, and looks at what it leaves behind."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import uuid

BIN = pathlib.Path(os.environ["BREAKEVEN_BIN"]).resolve()
BREAKEVEN = str(BIN / "breakeven")
MARK = "BREAKEVEN_TEST_RUN"

# What mpirun wants before it serves root, and before it starts more ranks than there are cores.
MPI_ENVIRONMENT = {
    "OMPI_ALLOW_RUN_AS_ROOT": "1",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_rmaps_base_oversubscribe": "1",
}


def environment(**extra):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("OMPI_", "PMIX_", "SLURM_"))}
    return env | MPI_ENVIRONMENT | extra


def run(*arguments, timeout=120, check=None, env=None, **options):
    """Runs `breakeven ARGUMENTS` to its end; `check` is the exit code it should have."""
    result = subprocess.run([BREAKEVEN, *map(str, arguments)], capture_output=True, text=True, timeout=timeout,
                            stdin=subprocess.DEVNULL, env=environment(**(env or {})), **options)
    if check is not None and result.returncode != check:
        raise AssertionError(f"breakeven {' '.join(map(str, arguments))}: exit code {result.returncode}, not {check}\n"
                             f"{result.stdout}\n{result.stderr}")
    return result


def mpirun(ranks, *arguments, timeout=180, check=None, env=None, **options):
    """Runs `mpirun -n RANKS breakeven ARGUMENTS`."""
    result = subprocess.run(["mpirun", "-n", str(ranks), BREAKEVEN, *map(str, arguments)], capture_output=True,
                            text=True, timeout=timeout, stdin=subprocess.DEVNULL,
                            env=environment(**(env or {})), **options)
    if check is not None and result.returncode != check:
        raise AssertionError(f"mpirun -n {ranks} breakeven {' '.join(map(str, arguments))}: exit code "
                             f"{result.returncode}, not {check}\n{result.stdout}\n{result.stderr}")
    return result


class Watched:
    """A run in the background, in a session, temporary directory and with a mark of its own, so that everything that
    belongs to it can be found whoever its parent is by then. It works in that directory, and may leave `results`."""

    def __init__(self, *command, results=()):
        self.id = uuid.uuid4().hex
        self.results = {"out", *results}
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="bt-"))
        self.shared_memory_before = set(os.listdir("/dev/shm"))
        env = environment(TMPDIR=str(self.directory), **{MARK: self.id})
        self.output = open(self.directory / "out", "w+", encoding="utf-8")
        self.process = subprocess.Popen(command, stdout=self.output, stderr=subprocess.STDOUT,
                                        stdin=subprocess.DEVNULL, env=env, start_new_session=True, cwd=self.directory)

    def processes(self):
        """{pid: command line} of all processes that carry the mark, zombies left out."""
        found = {}
        mark = f"{MARK}={self.id}".encode()
        for entry in pathlib.Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                if mark in (entry / "environ").read_bytes():
                    found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
        return found

    def files(self):
        """What is left in the temporary directory, results aside, and in shared memory."""
        inside = {str(path.relative_to(self.directory)) for path in self.directory.rglob("*")} - self.results
        return inside | (set(os.listdir("/dev/shm")) - self.shared_memory_before)

    def wait_for(self, what, timeout=30):
        """Polls until what() is true; returns its value."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            value = what()
            if value:
                return value
            time.sleep(0.01)
        raise AssertionError(f"waited for {timeout} s in vain; output so far:\n{self.text()}\n{self.processes()}")

    def finish(self, timeout=30):
        """Waits for the end. Returns (exit code as a shell shows it, seconds until nothing was left, what was left
        after five seconds)."""
        begin = time.monotonic()
        try:
            code = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"not over after {timeout} s; it said:\n{self.text()}\n{self.processes()}") from None
        while time.monotonic() - begin < 5:
            if not self.processes() and not self.files():
                break
            time.sleep(0.02)
        seconds = time.monotonic() - begin
        left = list(self.processes().values()) + sorted(self.files())
        return (128 - code if code < 0 else code), seconds, left

    def text(self):
        return (self.directory / "out").read_text(encoding="utf-8", errors="replace")

    def close(self):
        for pid in self.processes():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()
        self.output.close()
        shutil.rmtree(self.directory, ignore_errors=True)
