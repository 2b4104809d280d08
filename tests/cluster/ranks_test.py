"""Ranks on several hosts: srun, sbatch with the scripts of jobs/, mpirun over a host file."""

import json
import os
import unittest

import h5py
import numpy

from cluster import BIN, SOURCE, ClusterTestCase, main, on_cluster, rank_processes, run


def only_trial(text):
    (trial,) = json.loads(text)["trials"]
    return trial


def hosts_of(trial):
    return {worker["host"] for worker in trial["phases"]}


class RanksTest(ClusterTestCase):
    def test_ranks_on_two_hosts_answer_as_serial_does(self):
        request = ("pi", "-n", "1e8", "--seed", "7", "--json")
        serial = only_trial(run(BIN / "breakeven", *request, "--kind", "serial", "-p", "1").stdout)
        ranks = only_trial(on_cluster("srun", "-N2", "-n4", "--mpi=pmix", "breakeven", *request, "--no-compare").stdout)
        self.assertEqual(ranks["status"], "ok")
        self.assertEqual(ranks["workers"], 4)
        self.assertEqual(hosts_of(ranks), {"node1", "node2"})
        self.assertEqual(ranks["digest"], serial["digest"])
        self.assertEqual(ranks["figures"], serial["figures"])

    def test_comparison_follows_when_the_ranks_are_done(self):
        printed = on_cluster("srun", "-N2", "-n4", "--mpi=pmix", "breakeven", "pi", "-n", "1e7", "--json").stdout
        kinds = [trial["kind"] for trial in json.loads(printed)["trials"]]
        self.assertCountEqual(kinds, ["mpi", "threads", "serial"])

    def test_a_driver_inside_a_job_launches_ranks_on_all_its_hosts(self):
        for launcher in (), ("--launcher", "srun --mpi=pmix -n {ranks} --overlap"):
            with self.subTest(launcher=launcher):
                allocated = ("salloc", "-N2", "--ntasks-per-node=2", "breakeven", "pi", "-n", "1e6", "--kind", "mpi")
                trial = only_trial(on_cluster(*allocated, "-p", "4", *launcher, "--no-compare", "--json").stdout)
                self.assertEqual(trial["status"], "ok", trial)
                self.assertEqual(hosts_of(trial), {"node1", "node2"})

    def test_the_batch_script_of_pi(self):
        self.assertIn("3.14", self.job("pi.sbatch", replacements=[("1e11", "1e8")]))
        (record,) = self.directory.glob("pi-*.h5")
        with h5py.File(record) as file:
            self.assertIn(8, file["trials"]["workers"])
        record.unlink()

    def test_the_batch_script_of_sort(self):
        keys = numpy.random.default_rng(1).normal(size=300_007)
        with h5py.File(self.directory / "in.h5", "w") as file:
            file.create_dataset("keys", data=keys, chunks=(10_000,), compression="gzip")
        # The hosts claim the memory of one machine together: what a test needs is less than what the script asks for.
        self.job("sort.sbatch", "in.h5:/keys", "out.h5:/keys", replacements=[("--mem-per-cpu=3G", "--mem-per-cpu=1")])
        with h5py.File(self.directory / "out.h5") as file:
            numpy.testing.assert_array_equal(file["keys"][:], numpy.sort(keys))

    def test_mpirun_over_a_host_file(self):
        hosts, env = self.host_file()
        script = self.directory / "hostfile.sh"
        script.write_text((SOURCE / "jobs" / "hostfile.sh").read_text().replace("1e11", "1e7"))
        self.assertIn("3.14", run("bash", script, hosts, cwd=self.directory, env=env).stdout)
        (record,) = self.directory.glob("pi-2*.h5")
        with h5py.File(record) as file:
            self.assertEqual(set(file["phases"]["host"]) - {os.uname().nodename.encode()}, {b"node1", b"node2"})
        record.unlink()

        launcher = f"mpirun --hostfile {hosts} -n {{ranks}} --map-by ppr:1:node"
        trial = only_trial(run("breakeven", "pi", "-n", "1e6", "--kind", "mpi", "-p", "2", "--launcher", launcher,
                               "--no-compare", "--json", env=env).stdout)
        self.assertEqual(hosts_of(trial), {"node1", "node2"})

    def test_a_cancelled_job_leaves_no_rank(self):
        submitted = on_cluster("sbatch", "--parsable", "-N2", "--ntasks-per-node=2", "--output=/dev/null", "--wrap",
                               "srun --mpi=pmix breakeven pi -n 1e13 --no-compare")
        self.wait_for(lambda: len(rank_processes()) == 4, "the ranks to start")
        on_cluster("scancel", submitted.stdout.strip())
        self.wait_for(lambda: not rank_processes(), "the ranks to end", seconds=5)


if __name__ == "__main__":
    main()
