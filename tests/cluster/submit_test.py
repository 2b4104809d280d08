"""Studies as jobs of SLURM, over 1, 2 and 3 hosts: undisturbed, and disturbed in every way that clusters know."""

import json
import time

import h5py

from cluster import ClusterTestCase, main, mini_cluster, on_cluster, text

PLAN = """
title = "Ranks on 1, 2 and 3 hosts"
workload = "pi"
n = ["1e5", "2e5"]
kinds = ["mpi"]
nodes = [1, 2, 3]
ranks_per_node = 1
[measure]
launches = 4
timeout = "8s"
twin = false
overhead = false
"""


def trials_of(path):
    """{(point, launch, repetition)} of the trials that are ok, and how many are not."""
    with h5py.File(path) as file:
        trials = file["trials"]
        rows = [(text(point), int(launch), int(repetition), text(status)) for point, launch, repetition, status
                in zip(trials["point_id"], trials["launch"], trials["repetition"], trials["status"])]
    ok = [row[:3] for row in rows if row[3] == "ok"]
    assert len(ok) == len(set(ok)), "a trial is there twice"
    return set(ok), len(rows) - len(ok)

LONG_PLAN = """
workload = "command"
command = "sleep 2"
kinds = ["command"]
[measure]
launches = 20
twin = false
overhead = false
"""


class SubmitTest(ClusterTestCase):
    nodes = 3

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.directory / "plan.toml"
        cls.plan.write_text(PLAN)
        cls.undisturbed = None
        cls.waiting_since = {}

    # What a user does.

    def submit(self, name, *arguments):
        return on_cluster("breakeven", "submit", self.plan, "-o", self.directory / name, *arguments,
                          cwd=self.directory).stdout

    def ids(self, name):
        document = json.loads((self.directory / name / "jobs.json").read_text())
        return {job["name"]: job["id"] for job in document["jobs"]}

    def state(self, job, form="%T"):
        return on_cluster("squeue", "--noheader", "--states=all", f"--jobs={job}", f"--format={form}",
                          check=False).stdout.strip()

    def finish(self, name, submissions=6):
        """Submits again until the study is complete. Returns how often that was needed."""
        for again in range(submissions):
            self.wait_for(lambda: self.hurry(name), f"the jobs of {name} to end", seconds=100)
            if self.submit(name).rstrip().splitlines()[-1].startswith("complete"):
                return again
        self.fail(f"{name} is not complete after {submissions} submissions:\n{self.situation()}")

    def hurry(self, name):
        """True when no job is left. SLURM lets a job that went back into the queue wait for two minutes; here a few
        seconds are enough for its hosts to be done with its last run."""
        states = {job: self.state(job, "%T %r") for job in self.ids(name).values()}
        for job, state in states.items():
            since = self.waiting_since.setdefault(job, time.monotonic()) if state == "PENDING BeginTime" else None
            if since is None:
                self.waiting_since.pop(job, None)
            elif time.monotonic() > since + 4:
                on_cluster("scontrol", "update", f"JobId={job}", "StartTime=now", check=False)
        active = ("PENDING", "RUNNING", "COMPLETING", "CONFIGURING", "REQUEUED")
        return not any(state.startswith(active) for state in states.values())

    def wait_until_under_way(self, name):
        """Returns when the job on three hosts has kept something."""
        journal = self.directory / name / "nodes-3.h5.journal"
        self.wait_for(lambda: journal.exists() and journal.stat().st_size > 3000, f"{name} to be under way")

    def check(self, name, what, retries):
        trials, failures = trials_of(self.directory / name / "study.h5")
        points = len({trial[0] for trial in trials})
        print(f"{what}: {points} points, {len(trials)} trials, {failures} failures, submitted again {retries} times",
              flush=True)
        if self.undisturbed is None:
            type(self).undisturbed = trials
        self.assertEqual(trials, self.undisturbed)
        return failures

    # What happens.

    def test_0_undisturbed(self):
        printed = self.submit("undisturbed")
        self.assertIn("nodes-3", printed)
        self.assertEqual(set(self.ids("undisturbed")), {"nodes-1", "nodes-2", "nodes-3", "merge"})
        before = self.ids("undisturbed")
        self.submit("undisturbed")
        self.assertEqual(self.ids("undisturbed"), before, "jobs that still run were submitted twice")
        retries = self.finish("undisturbed")
        self.assertEqual(retries, 0)
        self.assertEqual(self.check("undisturbed", "undisturbed", retries), 0)
        self.assertEqual(len(self.undisturbed), 6 * 4)
        status = on_cluster("breakeven", "submit", "--status", self.directory / "undisturbed").stdout
        self.assertRegex(status, r"nodes-3 +\d+ +COMPLETED +3 +2/2 ")
        self.assertRegex(status, r"merge +\d+ +COMPLETED +1 +6/6 ")

    def test_1_cancelled(self):
        self.submit("cancelled")
        self.wait_until_under_way("cancelled")
        jobs = self.ids("cancelled")
        on_cluster("scancel", jobs["nodes-3"], jobs["nodes-2"])
        self.wait_for(lambda: self.state(jobs["nodes-3"]) == "CANCELLED", "the job to be cancelled")
        retries = self.finish("cancelled")
        self.assertEqual(retries, 1)
        self.check("cancelled", "scancel", retries)

    def test_2_time_limit(self):
        # SLURM looks at limits every half minute only, so the jobs have to last longer than that.
        self.plan.write_text(LONG_PLAN)
        self.addCleanup(self.plan.write_text, PLAN)
        self.submit("limited", "--time", "2", "--", "--signal=B:TERM@115")
        retries = self.finish("limited")
        trials, failures = trials_of(self.directory / "limited" / "study.h5")
        log = (self.directory / "limited" / "nodes-1.log").read_text()
        restarts = log.count("goes back into the queue")
        print(f"time limit: {len(trials)} trials, {failures} failures, resumed by itself {restarts} times, submitted "
              f"again {retries} times", flush=True)
        self.assertGreaterEqual(restarts, 1, log)
        self.assertEqual(retries, 0)
        self.assertEqual({launch for _, launch, _ in trials}, set(range(20)))

    def test_3_a_node_dies(self):
        self.submit("node")
        self.wait_until_under_way("node")
        mini_cluster("kill-node", "3")
        job = self.ids("node")["nodes-3"]
        on_cluster("scontrol", "update", "nodename=node3", "state=down", "reason=test")
        self.wait_for(lambda: self.state(job) != "RUNNING", "SLURM to take the job off the dead node")
        mini_cluster("restart-node", "3")
        on_cluster("scontrol", "update", "nodename=node3", "state=resume", check=False)
        retries = self.finish("node")
        self.check("node", "a node's slurmd and all else on it killed", retries)

    def test_4_a_link_goes_down(self):
        self.submit("link")
        self.wait_until_under_way("link")
        mini_cluster("link", "3", "down")
        time.sleep(10)
        mini_cluster("link", "3", "up")
        retries = self.finish("link")
        failures = self.check("link", "a host's link down for 10 s", retries)
        self.assertGreaterEqual(failures, 1, "nothing was disturbed")

    def test_5_one_allocation(self):
        self.submit("one", "--one-allocation")
        self.assertEqual(set(self.ids("one")), {"all-nodes"})
        retries = self.finish("one")
        self.check("one", "one allocation", retries)


if __name__ == "__main__":
    main()
