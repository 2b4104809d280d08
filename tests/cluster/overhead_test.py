"""What starting ranks on two hosts costs, and their messages by TCP."""

import json

import h5py

from cluster import ClusterTestCase, main, run, text

LAUNCHER = "mpirun --hostfile {hosts} --map-by node --mca pml ob1 --mca btl self,tcp -n {{ranks}}"
HOSTS = "node1,node2"


class OverheadTest(ClusterTestCase):
    def overhead(self, *arguments):
        hosts, env = self.host_file()
        launcher = LAUNCHER.format(hosts=hosts)
        return run("breakeven", "overhead", "--quick", "--kinds", "mpi", "-p", "2", "--launches", "2", "--launcher",
                   launcher, *arguments, env=env, check=False).stdout

    def test_every_series_says_where(self):
        record = self.directory / "overhead.h5"
        document = json.loads(self.overhead("--only", "start,talk", "--json", "--record", record))
        self.assertEqual({series["hosts"] for series in document["series"]}, {HOSTS})
        # On a busy machine all windows may begin too late.
        unwindowed = [series for series in document["series"] if "windowed" not in series["setting"]]
        self.assertEqual({series["trouble"] for series in unwindowed}, {""})
        with h5py.File(record) as file:
            (of_run,) = file["overhead/runs"][:]
            self.assertEqual(text(of_run["hosts"]), HOSTS)
            self.assertIn("--map-by node", text(of_run["launcher"]))
            self.assertEqual({text(host) for host in file["overhead/series"]["hosts"]}, {HOSTS})

        by_name = {(s["section"], s["quantity"], s["setting"], s["bytes"]): s for s in document["series"]}
        with self.subTest("a ladder has no difference between two clocks"):
            self.assertEqual({name[1] for name in by_name if name[0] == "start"},
                             {"all are ready", "results at the root", "control is back", "MPI_Init", "start", "stop",
                              "whole"})
        with self.subTest("messages and windows"):
            for setting in "streaming", "isolated":
                self.assertGreater(by_name["talk", "latency", setting, 8]["median"], 0)
            self.assertIn(("talk", "all_reduce", "windowed", 8), by_name)
            self.assertGreater(by_name["clock", "stated error", "", 0]["median"], 0)
            self.assertGreaterEqual(by_name["clock", "offset", "", 0]["median"], 0)
        with self.subTest("LogGP"):
            self.assertEqual([fit["parameter"] for fit in document["fits"] if fit["model"] == "LogGP"], [*"LogG"])

    def test_tables_say_where(self):
        printed = self.overhead("--only", "start")
        self.assertIn(f"2 × mpi on {HOSTS}: only this program's own moments, since other hosts have other clocks; the "
                      "longest MPI_Init ", printed)
        self.assertNotIn("ob1, self+vader", printed)


if __name__ == "__main__":
    main()
