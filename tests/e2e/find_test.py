"""`breakeven find`: contests whose break-even points are known, because they sleep; its words, JSON and record, which must
agree with each other; interrupting it."""

import json
import os
import pathlib
import signal
import tempfile
import unittest

import h5py
import numpy
import scipy.stats

from program import BREAKEVEN, Watched, run


def found(*arguments, **options):
    """(exit code, document)"""
    result = run("find", arguments[0], "--json", *arguments[1:], **options)
    return result.returncode, json.loads(result.stdout)


class Sleepers(unittest.TestCase):
    """Commands take what they sleep, and a millisecond or so."""

    def test_from_where_the_start_is_repaid(self):
        # 30 ms + 0.1 ms n against 1 ms n: they break even at 33.3.
        code, document = found("command", "--from", 1, "--to", 200, "--budget", "30s", "--against", "sleep {n}e-3", "--",
                               "sleep", "0.03", "{n}e-4")
        answer = document["answer"]
        self.assertEqual((code, answer["verdict"]), (0 if answer["confirmed"] else 1, "from"), document["checks"])
        low, high = answer["interval"]
        if answer["precise"]:
            self.assertTrue(high / low <= 1.5 or high - low <= 1, answer)
        # A busy machine makes the interval wide, but moves it by a fraction of that at most.
        self.assertLess(abs(numpy.log(answer["n"] / 33.3)), numpy.log(1.15 * high / low), answer)
        self.assertEqual([check["expected"] for check in document["checks"]], ["candidate", "base"])
        self.assertEqual(document["base"], "'sleep {n}e-3'")

    def test_a_record_tells_the_two_by_name(self):
        with tempfile.TemporaryDirectory() as scratch:
            record = pathlib.Path(scratch) / "find.h5"
            found("command", "--from", 1, "--to", 100, "--budget", "8s", "--spread", "2s", "--record", record, "--against",
                  "sleep 0.01 {n}e-9", "--", "sleep", "0.06", "{n}e-9")
            report = run("report", record, check=0).stdout
        self.assertIn("is 'sleep 0.01 {n}e-9': ", report)
        self.assertIn("command never beats 'sleep 0.01 {n}e-9' in the measured range", report)

    def test_always(self):
        code, document = found("command", "--to", 100, "--budget", "20s", "--spread", "4s", "--against",
                               "sleep 0.06 {n}e-9", "--", "sleep", "0.01", "{n}e-9")
        self.assertEqual((code, document["answer"]["verdict"]), (0, "always"))
        self.assertEqual(document["answer"]["range"], [1, 100])

    def test_never(self):
        result = run("find", "command", "--from", 1, "--to", 100, "--budget", "20s", "--spread", "4s", "--against",
                     "sleep 0.01 {n}e-9", "--", "sleep", "0.06", "{n}e-9", check=0)
        self.assertIn("command does not pay against 'sleep 0.01 {n}e-9' up to n = 100", result.stdout)
        self.assertIn("Confirmed.", result.stdout)

    def test_a_trial_that_fails_ends_the_sizes(self):
        code, document = found("command", "--from", 1, "--budget", "20s", "--spread", "4s", "--shell", "--against",
                               "sleep 0.01", "--", "sleep 0.06; test {n} -lt 50")
        self.assertEqual((code, document["answer"]["verdict"]), (0, "never"))
        self.assertEqual(document["answer"]["range_ends"], "out of reach")
        self.assertLess(document["answer"]["range"][1], 50)


class RealCrews(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.record = pathlib.Path(scratch.name) / "find.h5"

    def check_document(self, code, document):
        answer = document["answer"]
        told = answer["verdict"] in ("from", "always", "never")
        self.assertEqual(code, 0 if told and answer["confirmed"] else 1)
        if answer["verdict"] == "from":
            low, high = answer["interval"]
            self.assertLessEqual(low, answer["n"])
            self.assertLessEqual(answer["n"], high)
        for check in document["checks"]:
            log_ratios = numpy.log(numpy.divide(check["candidate_seconds"], check["base_seconds"]))
            by_pass = [numpy.median(log_ratios[numpy.equal(check["pass"], one)]) for one in numpy.unique(check["pass"])]
            self.assertGreaterEqual(len(by_pass), 8)  # 12, unless the budget is used up before
            self.assertEqual(check["passes"], len(by_pass))
            p_value = scipy.stats.wilcoxon(by_pass, method="exact").pvalue
            self.assertAlmostEqual(check["p_value"], p_value, places=6)
            expected = numpy.less if check["expected"] == "candidate" else numpy.greater
            self.assertEqual(check["passes_as_expected"], sum(expected(by_pass, 0)))
            self.assertEqual(check["confirmed"], p_value < 0.05 and 2 * sum(expected(by_pass, 0)) > len(by_pass))
            effect = max(abs(numpy.log(check["expected_ratio"])), 1e-3)
            wanted = 19.4 * (numpy.std(by_pass, ddof=1) / effect) ** 2
            self.assertAlmostEqual(check["passes_to_tell"] / wanted, 1, places=6)
            against = not check["confirmed"] and (p_value < 0.05 or wanted <= len(by_pass))
            self.assertEqual(check["outcome"],
                             "confirmed" if check["confirmed"] else "contradicted" if against else "undecided")
        outcomes = [check["outcome"] for check in document["checks"]]
        worst = next((one for one in ("contradicted", "undecided") if one in outcomes), "confirmed")
        self.assertEqual(answer["check"], worst if outcomes else "undecided")
        rounds = sum(len(each["base_seconds"]) for each in document["sizes"] + document["checks"])
        self.assertEqual(document["trials_spent"], 2 * rounds)

    def test_what_is_told_is_what_was_measured_and_recorded(self):
        code, document = found("pi", "--kind", "threads", "-p", 2, "--budget", "8s", "--record", self.record)
        self.check_document(code, document)
        with h5py.File(self.record) as file:
            trials = file["trials"][:]
        self.assertEqual(len(trials), document["trials_spent"])
        told = {trial["id"]: trial["wall_seconds"] for trial in document["trials"]}
        self.assertEqual({trial["id"].decode(): trial["wall_seconds"] for trial in trials}, told)
        for size in document["sizes"]:
            here = set(trials["wall_seconds"][trials["problem_size"] == size["n"]])
            self.assertLessEqual(set(size["candidate_seconds"]) | set(size["base_seconds"]), here)

    def test_memory_ends_the_sizes_with_its_reason(self):
        code, document = found("sort", "--kind", "fork", "-p", 2, "--memory", "1M", "--budget", "8s")
        self.check_document(code, document)
        self.assertEqual(document["answer"]["range_ends"], "out of reach")
        text = run("find", "sort", "--kind", "fork", "-p", 2, "--memory", "1M", "--budget", "8s").stdout
        self.assertIn("allowed", text)

    def test_kept_crews_pay_no_start(self):
        code, document = found("pi", "--kind", "fork", "-p", 2, "--keep", "--to", 10_000, "--budget", "8s")
        self.check_document(code, document)
        self.assertEqual(len(document["trials"]), 2 * document["trials_spent"], "a warm-up each")
        self.assertTrue(all(trial["kept_crew"] for trial in document["trials"]))


class Interrupting(unittest.TestCase):
    def test_what_was_measured_is_in_the_record_even_if_it_is_killed_at_once(self):
        watched = Watched(BREAKEVEN, "find", "command", "--from", "1", "--record", "find.h5", "--budget", "10m", "--against",
                          "sleep 0.02", "--", "sleep", "0.03", "{n}e-9", results=("find.h5",))
        try:
            record = watched.directory / "find.h5"
            watched.wait_for(record.exists)
            os.kill(watched.process.pid, signal.SIGKILL)
            watched.process.wait()
            with h5py.File(record) as file:
                self.assertGreater(len(file["trials"]), 4)
        finally:
            watched.close()

    def test_tells_what_is_known_and_keeps_the_record(self):
        watched = Watched(BREAKEVEN, "find", "command", "--from", "1", "--record", "find.h5", "--budget", "10m", "--against",
                          "sleep 0.02", "--", "sleep", "0.03", "{n}e-9", results=("find.h5",))
        try:
            watched.wait_for(lambda: any("sleep" in command for command in watched.processes().values()))
            watched.wait_for(lambda: watched.process.poll() is None and trials_were_run(watched))
            os.kill(watched.process.pid, signal.SIGINT)
            code, _, left = watched.finish()
            self.assertEqual((code, left), (130, []))
            self.assertIn("Interrupted; what is known so far", watched.text())
            with h5py.File(watched.directory / "find.h5") as file:
                self.assertGreater(len(file["trials"]), 0)
        finally:
            watched.close()


def trials_were_run(watched, rounds=8):
    """Whether a few trials have come and gone: their processes have other ids each."""
    seen = watched.__dict__.setdefault("seen", set())
    seen.update(pid for pid, command in watched.processes().items() if command.startswith("sleep"))
    return len(seen) >= rounds


if __name__ == "__main__":
    unittest.main()
