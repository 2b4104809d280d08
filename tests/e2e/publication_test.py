"""breakeven report --figure and --proposal: what is measured, in files for papers, whole or not at all."""

import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import h5py
import numpy

from program import BIN, run


class Publication(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.at = pathlib.Path(directory.name)
        (cls.at / "pi.toml").write_text('workload = "pi"\nn = [1e4, 1e5]\n[measure]\nlaunches = 6\n[[part]]\n'
                                        'title = "both"\nkinds = ["serial", "threads", "fork"]\nworkers = [1, 2, 3]\n'
                                        '[[part]]\ntitle = "other"\nkinds = ["serial", "threads"]\nworkers = [1, 2]\n')
        run("study", "run", cls.at / "pi.toml", "-o", cls.at / "pi.h5", "--quiet", check=0)
        with h5py.File(cls.at / "pi.h5") as file:
            cls.trials = file["trials"][:]

    def report(self, *arguments, check=0, **options):
        return run("report", "pi.h5", *arguments, check=check, cwd=self.at, **options)

    def test_a_figure_of_each_format_and_its_caption(self):
        for name, begin in (("f.svg", b"<?xml"), ("f.PDF", b"%PDF-"), ("f.png", b"\x89PNG")):
            said = self.report("--figure", name)
            self.assertTrue((self.at / name).read_bytes().startswith(begin))
            self.assertRegex(said.stdout, r"^Speed-up against the number of workers: both: pi, n = 10⁵\. .*6 launches")
            self.assertIn("breakeven: drawn: 'both: pi'; there are also 'other: pi'", said.stderr)

    def test_what_is_drawn_can_be_chosen(self):
        said = self.report("--figure", "size.svg", "--figure-of", "size", "--width", "17.5", "--select",
                           "part == 'other'").stdout
        self.assertTrue(said.startswith("Time of one job against the size of the problem: other: pi."))
        self.assertIn(f'width="{17.5 * 72 / 2.54:.2f}', (self.at / "size.svg").read_text(encoding="utf-8"))
        self.assertIn("none of the", self.report("--figure", "x.svg", "--select", "n == 7", check=2).stderr)

    def test_the_table_has_the_medians_of_the_file(self):
        """Of one of the file's points with such workers: both parts have some."""
        table = self.report("--proposal", "markdown", "--select", "part == 'both' && n == 1e5").stdout
        rows = [line.split(" | ") for line in table.splitlines() if re.match(r"\| (serial|threads|fork)", line)]
        self.assertEqual(len(rows), 7)
        for kind, _, ranks, threads, _, time, *_ in rows:
            value, unit = re.match(r"([\d.]+) (\S+)", time).groups()
            seconds = float(value) * {"s": 1, "ms": 1e-3, "µs": 1e-6}[unit]
            medians = self.medians(kind.strip("|\\* "), int(ranks) * int(threads), 100_000)
            self.assertTrue(any(abs(seconds - median) <= 0.006 * median for median in medians), (kind, time, medians))

    def medians(self, kind, workers, n):
        trials = self.trials[(self.trials["kind"] == kind.encode()) & (self.trials["workers"] == workers)
                             & (self.trials["problem_size"] == n)]
        return [numpy.median(trials["wall_seconds"][trials["point_id"] == point]) for point in set(trials["point_id"])]

    def test_replaces_nothing_unless_told_to(self):
        (self.at / "there.svg").write_text("precious", encoding="utf-8")
        self.assertIn("--overwrite", self.report("--figure", "there.svg", check=2).stderr)
        self.assertEqual((self.at / "there.svg").read_text(encoding="utf-8"), "precious")
        self.report("--figure", "there.svg", "--overwrite")
        self.assertIn("</svg>", (self.at / "there.svg").read_text(encoding="utf-8"))

    def test_leaves_nothing_where_it_cannot_write(self):
        before = sorted(self.at.iterdir())
        self.assertIn("no/such/f.pdf", self.report("--figure", "no/such/f.pdf", check=2).stderr)
        for name in ("f.jpg", "figure"):
            self.assertIn(".svg, .pdf or .png", self.report("--figure", name, check=2).stderr)
        self.assertEqual(sorted(self.at.iterdir()), before)

    def test_wrong_requests(self):
        for arguments, said in ((("--figure", "x.svg", "--width", "2"), "no width in cm"),
                                (("--figure", "x.svg", "--figure-of", "pie"), "speed-up, efficiency, time, size"),
                                (("--figure", "x.svg", "--proposal", "latex"), "exclude"),
                                (("--select", "n > 1"), "--select is for --proposal and --figure"),
                                (("--overwrite",), "--overwrite is for --html and --figure"),
                                (("--proposal", "word"), "markdown, latex")):
            self.assertIn(said, self.report(*arguments, check=2).stderr)
        missing = run("report", "missing.h5", "--figure", "x.svg", check=2, cwd=self.at)
        self.assertRegex(missing.stderr, r"^breakeven: .*missing\.h5")
        drawing = subprocess.run([BIN / "breakeven-draw"], capture_output=True, text=True, check=False)
        self.assertEqual(drawing.returncode, 2)
        self.assertIn("report STUDY.h5 --figure", drawing.stderr)

    def test_the_program_itself_does_not_come_with_what_draws(self):
        libraries = subprocess.run(["ldd", BIN / "breakeven"], capture_output=True, text=True, check=True).stdout
        self.assertNotIn("cairo", libraries)
        alone = self.at / "alone"
        alone.mkdir()
        shutil.copy(BIN / "breakeven", alone)
        said = subprocess.run([alone / "breakeven", "report", "pi.h5", "--figure", "alone.svg"], cwd=self.at,
                              capture_output=True, text=True, check=False)
        self.assertEqual(said.returncode, 1)
        self.assertIn("breakeven-draw", said.stderr)


if __name__ == "__main__":
    unittest.main()
