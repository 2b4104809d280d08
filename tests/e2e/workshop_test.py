"""The workshop's programs: all ways have one answer, and a study of them says which pays."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy

from program import run

SOURCES = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = SOURCES / "examples" / "workshop"
PLAN = SOURCES / "jobs" / "plans" / "workshop.toml"


def workshop(program, *arguments):
    result = subprocess.run([sys.executable, PROGRAMS / f"{program}.py", *map(str, arguments)], capture_output=True,
                            text=True, timeout=120, check=True)
    return json.loads(result.stdout)


def ways_of_plan():
    """In the plan's order, without Numba's, which may be missing."""
    ways = re.findall(r'way = (?:\["(.*)"\]|"(.*?)")', PLAN.read_text())
    names = dict.fromkeys(name for listed, one in ways for name in (listed or one).split('", "'))
    return [name for name in names if not name.startswith(("numba", "np."))]


class Workshop(unittest.TestCase):
    def test_all_ways_have_one_answer(self):
        ways = ways_of_plan()
        self.assertEqual(len(ways), 8)
        hits = {way: workshop("pi", 5000, "--way", way, "--workers", 1 if way == "loop" else 3)["hits"] for way in ways}
        # The same samples by numpy's 64-bit words.
        with numpy.errstate(over="ignore"):
            words = (numpy.uint64(0xD1342543DE82EF95) + numpy.arange(5000, dtype=numpy.uint64)) * numpy.uint64(
                0x9E3779B97F4A7C15)
            words = (words ^ (words >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
            words = (words ^ (words >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
            words ^= words >> numpy.uint64(31)
        x = (words >> numpy.uint64(32)) * 2.0**-32
        y = (words & numpy.uint64(0xFFFFFFFF)) * 2.0**-32
        self.assertEqual(set(hits.values()), {int((x * x + y * y < 1).sum())}, hits)

    def test_sorting_has_one_answer(self):
        digests = {workshop("sort", 1000, "--way", "np.sort")["digest"],
                   workshop("sort", 1000, "--way", "np.sort threads", "--workers", 2)["digest"]}
        self.assertEqual(len(digests), 1)

    def test_a_study_of_them_compares_the_ways(self):
        with tempfile.TemporaryDirectory(prefix="bt-") as directory:
            at = pathlib.Path(directory)
            (at / "small.toml").write_text(f"""
workload = "command"
command = "{sys.executable} {PROGRAMS}/pi.py {{n}} --way {{way}} --workers {{workers}}"
n = [100, 10_000]
[measure]
launches = 3
overhead = false
[[part]]
title = "Python"
parameters = {{ way = "loop", answer = "json:/hits", phase = "work=json:/work" }}
[[part]]
title = "Python"
workers = 2
parameters = {{ way = ["fork", "spawn"], answer = "json:/hits", phase = "work=json:/work" }}
""")
            run("study", "run", at / "small.toml", "-o", at / "small.h5", "--quiet", check=0)
            with h5py.File(at / "small.h5") as file:
                trials = file["trials"][:]
            self.assertTrue((trials["start_seconds"] > trials["work_seconds"]).sum() > len(trials) / 2,
                            "an interpreter takes longer to start than 100 samples")
            text = run("report", at / "small.h5", "--only", "answer", check=0, env={"LC_ALL": "C.UTF-8"}).stdout
            self.assertRegex(text, r"^Python\n")
            for words in ("The fastest at n = 100", "Starting takes: loop", "fork × 2", "spawn × 2"):
                self.assertIn(words, text)
            answers = json.loads(run("report", at / "small.h5", "--json", check=0).stdout)
            self.assertIn('"way": "spawn"', json.dumps(answers))


if __name__ == "__main__":
    unittest.main()
