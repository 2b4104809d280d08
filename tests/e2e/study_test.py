"""Studies as users run them: to the end, interrupted, out of budget, on a full disk, twice at once, by another plan."""

import csv
import io
import itertools
import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import tempfile
import time
import unittest

import study_file
from program import BREAKEVEN, Watched, environment, run

ALL_KINDS = """
workload = "pi"
kinds = "all"
workers = 2
n = [1000, 2000]
[parameters]
seed = 1
[measure]
launches = 2
"""

LONG = """
workload = "pi"
kinds = ["serial", "threads", "fork"]
workers = 2
n = 2e6
[measure]
launches = 100000
twin = false
overhead = false
"""


class StudyTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="bt-study-")
        self.addCleanup(directory.cleanup)
        self.directory = pathlib.Path(directory.name)
        self.study = self.directory / "study.h5"

    def plan(self, text, name="plan.toml"):
        path = self.directory / name
        path.write_text(text, encoding="utf-8")
        return path

    def start(self, plan, *options):
        watched = Watched(BREAKEVEN, "study", "run", str(plan), "-o", str(self.study), *options)
        self.addCleanup(watched.close)
        return watched

    def trials_on_disk(self):
        try:
            return len(study_file.acknowledged(self.study))
        except OSError:  # there is no file yet
            return 0

    def test_every_kind_to_the_end(self):
        plan = self.plan(ALL_KINDS)
        result = run("study", "run", plan, "-o", self.study, timeout=300)
        self.assertEqual(result.returncode, 0, result.stderr)
        points = study_file.points(self.study)
        self.assertEqual({point["kind"] for point in points},
                         {"serial", "threads", "gil", "fork", "spawn", "forkserver", "mpi", "hybrid"})
        self.assertEqual({point["role"] for point in points}, {"measured", "twin", "overhead"})
        self.assertEqual({(point["state"], point["ended_by"]) for point in points}, {("done", "launches")})
        self.assertEqual(set(study_file.places(self.study).values()), {1})
        self.assertEqual(len(study_file.places(self.study)), 2 * len(points))
        digests = {(trial["problem_size"], trial["digest"]) for trial in study_file.trials(self.study)
                   if trial["workload"] == "pi"}
        self.assertEqual(len(digests), 2, "one answer for each size")
        self.assertEqual(run("study", "verify", self.study).returncode, 0)
        exported = csv.DictReader(io.StringIO(run("export", self.study, "--csv", check=0).stdout))
        self.assertEqual([row["id"] for row in exported], [trial["id"] for trial in study_file.trials(self.study)])
        again = run("study", "run", plan, "-o", self.study, check=0)
        self.assertIn(f"{len(points)} of {len(points)} points done", again.stderr)
        self.assertEqual(len(study_file.places(self.study)), 2 * len(points))

    def test_interrupted_and_resumed_by_the_plan_that_it_holds(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            with self.subTest(signal=number.name):
                self.study.unlink(missing_ok=True)
                watched = self.start(self.plan(LONG))
                watched.wait_for(lambda: self.trials_on_disk() > 3)
                os.killpg(watched.process.pid, number)  # as a terminal does it
                ended, seconds, left = watched.finish()
                self.assertEqual((ended, left), (code, []), watched.text())
                self.assertLess(seconds, 6)
                trials = study_file.trials(self.study)
                self.assertGreater(len(trials), 3)
                self.assertIn(f"{len(trials)} trials are kept in {self.study}", watched.text())
                self.assertEqual({trial["status"] for trial in trials}, {"ok"}, "what was interrupted is not kept")
                self.assertFalse(pathlib.Path(f"{self.study}.journal").exists())
                resumed = run("study", "run", "-o", self.study, "--budget", "5s")
                self.assertEqual(resumed.returncode, 3, resumed.stderr)
                self.assertIn("going on with", resumed.stderr)
                self.assertIn("run the same command to resume", resumed.stderr)
                self.assertGreater(len(study_file.trials(self.study)), len(trials))

    def test_a_budget_is_kept(self):
        begin = time.monotonic()
        result = run("study", "run", self.plan(LONG), "-o", self.study, "--budget", "3s")
        self.assertEqual(result.returncode, 3, result.stderr)
        self.assertLess(time.monotonic() - begin, 4)
        self.assertRegex(result.stderr, "incomplete: 0 of 3 points")
        status = json.loads(run("study", "status", self.study, "--json", check=0).stdout)
        self.assertFalse(status["complete"])
        self.assertIsNone(status["holder"])
        self.assertEqual(len(study_file.trials(self.study)), status["trials"])

    def test_a_second_one_is_told_who_holds_the_study(self):
        first = self.start(self.plan(LONG))
        first.wait_for(lambda: self.trials_on_disk() > 0)
        second = run("study", "run", "-o", self.study, check=2)
        self.assertIn(str(first.process.pid), second.stderr)
        holder = json.loads(run("study", "status", self.study, "--json", check=0).stdout)["holder"]
        self.assertEqual(holder["pid"], first.process.pid)
        self.assertIn(f"process {first.process.pid}", run("study", "status", self.study, check=0).stdout)

    def test_nothing_is_measured_beside_what_a_killed_one_has_left(self):
        script = self.directory / "deaf"  # the first time; then it looks whether that is still there
        script.write_text("""
            cd "$(dirname "$0")"
            if [ -e first ]; then
                kill -0 "$(cat first)" 2> /dev/null && touch together
                exit 0
            fi
            trap '' TERM INT HUP
            echo $$ > writing && mv writing first
            while :; do sleep 0.05; done
            """, encoding="utf-8")
        plan = self.plan(f"""
            workload = "command"
            command = ["sh", "{script}"]
            n = 1
            [measure]
            launches = 1
            twin = false
            overhead = false
            """)
        first = self.start(plan)
        first.wait_for((self.directory / "first").exists)
        first.process.kill()
        first.process.wait()
        self.assertEqual(run("study", "run", plan, "-o", self.study).returncode, 0)
        self.assertFalse((self.directory / "together").exists())

    def test_another_plan_needs_permission(self):
        small = ALL_KINDS.replace('"all"', '["serial", "threads"]')
        run("study", "run", self.plan(small), "-o", self.study, check=0)
        before = study_file.trials(self.study)
        larger = self.plan(small.replace("[1000, 2000]", "[1000, 2000, 3000]"), "larger.toml")
        refused = run("study", "run", larger, "-o", self.study, check=2)
        self.assertRegex(refused.stderr, "2 points more .*--plan-changed=extend")
        self.assertEqual(study_file.trials(self.study), before)
        run("study", "run", larger, "-o", self.study, "--plan-changed=extend", check=0)
        self.assertEqual(len(study_file.trials(self.study)), len(before) + 2 * 2)
        refused = run("study", "run", self.plan(small), "-o", self.study, "--plan-changed=extend", check=2)
        self.assertIn("--plan-changed=replace", refused.stderr)
        run("study", "run", self.plan(small), "-o", self.study, "--plan-changed=replace", check=0)
        self.assertEqual(len(study_file.trials(self.study)), len(before) + 2 * 2, "trials are kept")
        self.assertEqual(len(study_file.points(self.study)), len(before) // 2)
        self.assertIn("4 trials of points that are not in the plan",
                      run("study", "verify", self.study, check=0).stdout)
        commented = self.plan("# the same\n" + small, "commented.toml")
        run("study", "run", commented, "-o", self.study, check=0)

    def test_only_some_points(self):
        plan = self.plan(ALL_KINDS.replace('"all"', '["serial", "threads"]'))
        run("study", "run", plan, "-o", self.study, "--only", "kind == 'serial' && role == 'measured'", check=0)
        self.assertEqual({trial["kind"] for trial in study_file.trials(self.study)}, {"serial"})
        wrong = run("study", "run", plan, "-o", self.study, "--only", "node == 2", check=2)
        self.assertRegex(wrong.stderr, "--only: no point has a 'node'")
        run("study", "run", plan, "-o", self.study, check=0)
        self.assertEqual({trial["kind"] for trial in study_file.trials(self.study)}, {"serial", "threads"})

    def test_commands_that_crash_hang_and_answer_wrongly(self):
        plan = self.plan("""
            workload = "command"
            n = 1
            [measure]
            launches = 2
            timeout = "500ms"
            twin = false
            overhead = false
            [[part]]
            title = "well"
            command = ["true"]
            [[part]]
            title = "crash"
            command = ["sh", "-c", "kill -SEGV $$"]
            [[part]]
            title = "hang"
            command = ["sleep", "1000"]
            [[part]]
            title = "wrong"
            command = ["sh", "-c", "echo $$"]
            parameters = { answer = "(.*)" }
            [[part]]
            title = "untidy"
            command = ["true"]
            parameters = { cleanup = "sh -c 'exit 7'" }
            """)
        result = run("study", "run", plan, "-o", self.study)
        self.assertEqual(result.returncode, 1, result.stderr)
        points = {point["part"]: point for point in study_file.points(self.study)}
        self.assertEqual({part: point["ended_by"] for part, point in points.items()},
                         {"well": "launches", "crash": "failures", "hang": "failures", "wrong": "failures",
                          "untidy": "launches"})
        self.assertEqual(len(re.findall("after its last trial, which stands: --cleanup.* code 7", result.stderr)), 2,
                         result.stderr)
        messages = {trial["message"] for trial in study_file.trials(self.study)}
        self.assertTrue(any("signal 11" in message for message in messages), messages)
        self.assertTrue(any("no answer within 500ms" in message for message in messages), messages)
        self.assertTrue(any("answer differs" in message for message in messages), messages)
        self.assertEqual(subprocess.run(["pgrep", "-f", "^sleep 1000$"], check=False).returncode, 1)

    def test_a_full_disk_costs_nothing_that_was_finished(self):
        plan = self.plan(ALL_KINDS.replace('"all"', '["serial", "threads"]').replace("launches = 2", "launches = 40"))
        run("study", "run", plan, "-o", self.study, "--only", "n == 1000 && role == 'measured'", check=0)
        limit = self.study.stat().st_size + 20_000
        full = subprocess.run([BREAKEVEN, "study", "run", "-o", str(self.study), "--fold-every", "1h"],
                              capture_output=True, text=True, timeout=100, env=environment(), check=False,
                              restore_signals=False,  # SIGXFSZ stays ignored: writing fails, as on a full disk
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        self.assertEqual(full.returncode, 1, full.stderr)
        self.assertRegex(full.stderr, "File too large")
        known = study_file.acknowledged(self.study)
        run("study", "run", "-o", self.study, check=0)
        self.assertLessEqual(known, {trial["id"] for trial in study_file.trials(self.study)})
        self.assertEqual(set(study_file.places(self.study).values()), {1})

    def test_a_plan_is_shown_without_being_run(self):
        flags = ["--workload", "pi", "-n", "1e3,1e4", "-p", "1,2", "--kinds", "serial,threads", "--launches", "3"]
        shown = run("study", "plan", *flags, check=0).stdout
        self.assertIn("2 threads", shown)
        self.assertRegex(shown, r"\d+ points, each: 3 launches")
        estimated = run("study", "plan", *flags, "--estimate", check=0).stdout
        self.assertIn("an estimate", estimated)
        plan = self.plan(run("study", "plan", *flags, "--toml", check=0).stdout)
        self.assertEqual(run("study", "plan", plan, check=0).stdout, shown)

    def test_flags_make_a_plan_that_the_study_holds(self):
        flags = ["--workload", "pi", "-n", "1000", "-p", "2", "--kinds", "threads,fork", "--launches", "6", "-r", "3"]
        run("study", "run", "-o", self.study, *flags, check=0)
        trials = [trial for trial in study_file.trials(self.study) if trial["workload"] == "pi"]
        self.assertTrue(all(trial["kept_crew"] for trial in trials))
        run("study", "run", "-o", self.study, *flags, check=0)
        refused = run("study", "run", "-o", self.study, *flags[:-1], "4", check=2)
        self.assertIn("repetitions 3 -> 4", refused.stderr)

    def test_merging(self):
        plan = self.plan(ALL_KINDS.replace('"all"', '["serial", "threads"]'))
        parts = []
        for kind in ("serial", "threads"):
            parts.append(self.directory / f"{kind}.h5")
            run("study", "run", plan, "-o", parts[-1], "--only", f"kind == '{kind}'", check=0)
        for _ in range(2):  # the second time changes nothing
            run("merge", self.study, *parts, check=0)
            self.assertEqual(len(study_file.trials(self.study)), sum(len(study_file.trials(part)) for part in parts))
        status = json.loads(run("study", "status", self.study, "--json", check=0).stdout)
        self.assertTrue(status["complete"])

    def test_merging_two_runs_of_one_plan(self):
        plan = self.plan(ALL_KINDS.replace('"all"', '["serial"]'))
        parts = [self.directory / "one.h5", self.directory / "two.h5"]
        for part in parts:
            run("study", "run", plan, "-o", part, check=0)
        run("merge", self.study, *parts, check=0)
        status = json.loads(run("study", "status", self.study, "--json", check=0).stdout)
        self.assertEqual({(point["launches"], point["trials"]) for point in status["each_point"]}, {(4, 4)})
        rows = json.loads(run("export", self.study, "--json", check=0).stdout)["points"]
        self.assertEqual({(row["launches"], row["trials"]) for row in rows}, {(4, 4)})
        run("study", "run", "-o", self.study, check=0)
        points = study_file.points(self.study)
        self.assertEqual({(point["launches_done"], point["trials_done"]) for point in points}, {(4, 4)})
        run("study", "verify", self.study, check=0)

    def test_merging_different_plans(self):
        parts = []
        for kind in ("serial", "threads"):
            parts.append(self.directory / f"{kind}.h5")
            run("study", "run", self.plan(ALL_KINDS.replace('"all"', f'["{kind}"]')), "-o", parts[-1], check=0)
        run("merge", self.study, *parts, "--any-plan", check=0)
        status = json.loads(run("study", "status", self.study, "--json", check=0).stdout)
        self.assertTrue(status["complete"])
        self.assertEqual(status["trials"], sum(len(study_file.trials(part)) for part in parts))
        self.assertIn("2 threads", run("study", "status", self.study, check=0).stdout)
        self.assertIn("merged from studies of different plans", run("study", "run", "-o", self.study, check=2).stderr)
        plan = self.plan(ALL_KINDS.replace('"all"', '["threads"]'))
        run("study", "run", plan, "-o", self.study, "--plan-changed=replace", check=0)
        self.assertEqual({point["kind"] for point in study_file.points(self.study)} - {"serial"}, {"threads"})
        run("study", "verify", self.study, check=0)

    @unittest.skipIf(len(os.sched_getaffinity(0)) < 2, "needs two processors")
    def test_resumed_with_other_processors(self):
        plans = {"where": ALL_KINDS.replace("workers = 2", 'workers = [1, 2]\nwhere = "workers <= processors"'),
                 "expression": ALL_KINDS.replace("workers = 2", 'workers = "= 2 * processors"'),
                 "skipped": ALL_KINDS.replace("workers = 2", "workers = [1, 2]") + "oversubscribe = false\n"}
        one = {next(iter(os.sched_getaffinity(0)))}
        two = set(list(os.sched_getaffinity(0))[:2])
        for (name, text), order in itertools.product(plans.items(), ((one, two), (two, one))):
            with self.subTest(plan=name, processors=[len(those) for those in order]):
                self.study.unlink(missing_ok=True)
                plan = self.plan(text.replace('"all"', '["threads"]'))
                for processors, more in zip((*order, order[0]), ([], [], ["--plan-changed=extend"])):
                    run("study", "run", plan, "-o", self.study, *more, check=0,
                        preexec_fn=lambda those=processors: os.sched_setaffinity(0, those))
                    points = {point["id"]: point for point in study_file.points(self.study)}
                    trials = study_file.trials(self.study)
                    self.assertLessEqual({trial["point_id"] for trial in trials}, set(points))
                    for point in points.values():
                        self.assertEqual(point["trials_done"], sum(t["point_id"] == point["id"] for t in trials))
                        self.assertEqual(point["state"] == "skipped", point["trials_done"] == 0)
                        self.assertEqual(point["state"] == "skipped", point["reason"] != "")
                    run("study", "verify", self.study, check=0)

    def test_a_damaged_file_is_found(self):
        run("study", "run", self.plan(ALL_KINDS.replace('"all"', '["serial"]')), "-o", self.study, check=0)
        data = bytearray(self.study.read_bytes())
        for at in range(len(data) // 2, len(data) // 2 + 4000):
            data[at] ^= 0xFF
        self.study.write_bytes(data)
        damaged = run("study", "verify", self.study, check=1)
        self.assertRegex(damaged.stdout + damaged.stderr, "cannot (open|read) .*study.h5")


if __name__ == "__main__":
    unittest.main()
