"""Whatever is killed, and however: within five seconds nothing is left, the exit code is not 0, and the message says
who died, of what, in which phase. Prints a table of what was seen."""

import os
import pathlib
import re
import signal
import sys
import unittest

from program import BREAKEVEN, Watched

WORK = ["pi", "-n", "1e14", "--seed", "1", "--no-compare"]  # days of work: it will not end by itself
ADOPTED = ["mpirun", "-n", "3", BREAKEVEN, *WORK]
AT_WORK_SECONDS = 0.7  # of CPU time used by the whole run: starting up takes less, even under a sanitizer
ROWS = []


def local(kind, workers=3):
    return [BREAKEVEN, *WORK, "--kind", kind, "-p", str(workers)]


def cpu_seconds(run):
    total = 0
    for pid, command in run.processes().items():
        try:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        if "mpirun" not in command.split(" ")[0]:
            total += int(fields[11]) / os.sysconf("SC_CLK_TCK")
    return total


def find(pattern, index=-1):
    """A victim: one of the processes whose command line matches, by age."""
    def finder(run):
        pids = sorted(pid for pid, command in run.processes().items() if re.search(pattern, command))
        return pids[index]
    return finder


def driver(run):
    return run.process.pid


def child_of(pattern, child_pattern):
    """A victim: the first process matching `child_pattern` whose parent matches `pattern`."""
    def finder(run):
        processes = run.processes()
        for pid, command in processes.items():
            parent = int(pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
            if re.search(child_pattern, command) and re.search(pattern, processes.get(parent, "")):
                return pid
        raise AssertionError(f"no child {child_pattern} of {pattern} in {processes}")
    return finder


class KillTest(unittest.TestCase):
    def check(self, command, who, victim, number, message, codes, whole_group=False):
        """Starts `command`, waits until it works, kills `victim` and looks at what is left."""
        run = Watched(*command)
        try:
            run.wait_for(lambda: cpu_seconds(run) > AT_WORK_SECONDS, timeout=60)
            if whole_group:  # as a terminal does it
                os.killpg(victim(run), number)
            else:
                os.kill(victim(run), number)
            code, seconds, left = run.finish()
            name = " ".join(os.path.basename(word) for word in command if word not in WORK)
            lines = [line for line in run.text().splitlines() if line.startswith("breakeven")]
            ROWS.append((name, who, signal.Signals(number).name, code, seconds, lines[0] if lines else "-"))
            self.assertEqual(left, [], f"left behind by {name}; it said:\n{run.text()}")
            self.assertIn(code, codes, run.text())
            if message:
                self.assertRegex(run.text(), message)
        finally:
            run.close()

    def test_driver_killed(self):
        for kind in ("serial", "threads", "gil", "fork", "spawn", "forkserver", "mpi", "hybrid"):
            workers = {"serial": 1, "hybrid": 4}.get(kind, 3)
            with self.subTest(kind=kind):
                self.check(local(kind, workers), "driver", driver, signal.SIGKILL, None, {137})

    def test_interrupted(self):
        for kind in ("serial", "threads", "gil", "fork", "spawn", "forkserver", "mpi", "hybrid"):
            workers = {"serial": 1, "hybrid": 4}.get(kind, 3)
            for number, whole_group in ((signal.SIGINT, True), (signal.SIGTERM, False)):
                with self.subTest(kind=kind, signal=number.name):
                    self.check(local(kind, workers), "Ctrl-C" if whole_group else "driver", driver, number,
                               r"breakeven: (interrupted|ended by signal 15)", {128 + number}, whole_group)

    def test_worker_killed(self):
        workers = {"fork": child_of("breakeven pi", "breakeven pi"), "spawn": find("breakeven-worker worker"),
                   "forkserver": child_of("breakeven-worker server", "breakeven-worker server")}
        for kind, victim in workers.items():
            for number in (signal.SIGKILL, signal.SIGSEGV):
                with self.subTest(kind=kind, signal=number.name):
                    self.check(local(kind), "worker", victim, number,
                               rf"process \d of 3 \(pid \d+\) was killed by signal {number.value} "
                               rf"\({number.name}\) in phase work", {1})

    def test_fork_server_killed(self):
        self.check(local("forkserver"), "server", child_of("breakeven pi", "breakeven-worker server"), signal.SIGKILL,
                   r"the fork server \(pid \d+\) was killed by signal 9", {1})

    def test_rank_killed(self):
        for index in (0, 2):
            with self.subTest(rank=index):
                self.check(local("mpi"), f"rank {index}", find(r"^\S*breakeven-rank", index), signal.SIGKILL,
                           r"rank \d of 3 \(pid \d+\) was killed by signal 9 \(SIGKILL\) in phase work", {1})
        self.check(local("hybrid", 4), "rank", find(r"^\S*breakeven-rank"), signal.SIGKILL,
                   r"worker \d of 4 \(pid \d+\) was killed by signal 9 \(SIGKILL\) in phase work", {1})

    def test_launcher_killed(self):
        self.check(local("mpi"), "mpirun", child_of("breakeven pi", "^mpirun"), signal.SIGKILL,
                   r"mpirun was killed by signal 9 \(SIGKILL\) in phase work", {1})

    def test_adopted_ranks(self):
        rank0 = child_of(r"^\S*breakeven pi", r"^\S*breakeven-rank")
        other = child_of("^mpirun", r"^\S*breakeven-rank")
        root_driver = child_of("^mpirun", "breakeven pi")
        for who, victim, number, message, codes in (
                ("rank 0", rank0, signal.SIGKILL, r"rank 0 of 3 \(pid \d+\) was killed by signal 9", {1, 137}),
                # What our root says meanwhile mpirun may throw away, but it names the rank itself.
                ("another rank", other, signal.SIGKILL, r"rank [12] .*(has died in phase work|exited on signal 9)",
                 {1, 137}),
                ("rank 0's driver", root_driver, signal.SIGKILL, r"exited on signal 9", {137}),
                ("mpirun", driver, signal.SIGKILL, None, {137}),
                ("mpirun", driver, signal.SIGTERM, None, set(range(1, 256))),
                ("mpirun", driver, signal.SIGINT, None, set(range(1, 256)))):
            with self.subTest(victim=who, signal=number.name):
                self.check(ADOPTED, who, victim, number, message, codes)


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=1).result
    print(f"{'command':44} {'victim':16} {'signal':8} {'code':>4} {'gone in s':>9}  message")
    for name, who, number, code, seconds, message in ROWS:
        print(f"{name[:44]:44} {who:16} {number:8} {code:4} {seconds:9.2f}  {message}")
    sys.exit(0 if result.wasSuccessful() else 1)
