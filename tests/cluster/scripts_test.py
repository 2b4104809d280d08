"""The studies of jobs/*.sbatch, as a user would submit them."""

import h5py

from cluster import ClusterTestCase, main, text

FEWER_LAUNCHES = ("launches = 7  ", "twin = false\noverhead = false\nlaunches = 1  ")


class ScriptsTest(ClusterTestCase):
    def points(self, study):
        """{(kind, nodes, workers, threads per rank): trials that are ok}."""
        with h5py.File(self.directory / study) as file:
            trials = file["trials"][:]
        counts = {}
        for trial in trials:
            self.assertEqual(text(trial["status"]), "ok", trial)
            point = (text(trial["kind"]), int(trial["nodes"]), int(trial["workers"]), int(trial["threads_per_rank"]))
            counts[point] = counts.get(point, 0) + 1
        return counts

    def test_strong(self):
        self.job("strong.sbatch", replacements=[("1e10", "1e6"), FEWER_LAUNCHES, ("[1, 2, 4] ", "[1, 2]    ")])
        self.assertEqual(set(self.points("strong.h5")),
                         {("mpi", nodes, nodes * ranks, 1) for nodes in (1, 2) for ranks in (1, 2)})

    def test_weak(self):
        self.job("weak.sbatch", replacements=[("1e7", "1e4"), FEWER_LAUNCHES, ("[1, 2, 4] ", "[2]       ")])
        with h5py.File(self.directory / "weak.h5") as file:
            sizes = {(int(trial["workers"]), int(trial["problem_size"])) for trial in file["trials"]}
        self.assertEqual(sizes, {(2, 20_000), (4, 40_000)})

    def test_hybrid(self):
        self.job("hybrid.sbatch", replacements=[("1e8", "1e5"), FEWER_LAUNCHES])
        self.assertEqual(set(self.points("hybrid.h5")), {("mpi", 2, 8, 1), ("hybrid", 2, 8, 2), ("hybrid", 2, 8, 4)})

    def test_array(self):
        self.job("array.sbatch", replacements=[('["1e7", "1e8", "1e9"]', '["1e4", "1e5"]'), FEWER_LAUNCHES])
        (merged,) = self.wait_for(lambda: list(self.directory.glob("array-?.h5")), "the merge")
        self.assertEqual(set(self.points(merged.name)),
                         {(kind, 1, workers, 1) for kind in ("threads", "fork", "mpi") for workers in (1, 2, 4)})


if __name__ == "__main__":
    main()
