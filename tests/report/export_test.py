"""Exports as other programs read them: Python's csv and json, pandas, a reader of Markdown's tables, and the rules of
Extra-P."""

import csv
import io
import json
import re
import resource
import statistics
import subprocess
import sys
import unittest

import pandas

import extrap_rules

TOOL = sys.argv.pop(1)
PHASES = ["start", "send", "work", "talk", "check", "collect", "stop"]
HOSTILE = "=1+2,\"quoted\"|pipe|\r\n`*_<b>&amp; \\| -> \x1b[31m\x01 \ufffd\ufffd\ufffd Größe\t"


def export(*arguments):
    """(standard output as text, standard error)"""
    result = subprocess.run([TOOL, *arguments], capture_output=True, timeout=60, check=True)
    return result.stdout.decode("utf-8"), result.stderr.decode("utf-8")


def csv_rows(study, table):
    text, _ = export(study, "csv", table)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return list(reader)


def pandas_table(study, table, **options):
    return pandas.read_csv(io.StringIO(export(study, "csv", table)[0], newline=""), **options)


class Csv(unittest.TestCase):
    def test_lines_end_as_the_rfc_says(self):
        text, _ = export("example", "csv", "trials")
        self.assertEqual(text.count("\r\n"), 1 + 35)
        self.assertEqual(text.replace("\r\n", "").count("\n"), 0)

    def test_trials_come_back(self):
        trials = csv_rows("example", "trials")
        self.assertEqual(len(trials), 35)
        serial = [float(trial["wall_seconds"]) for trial in trials if trial["kind"] == "serial"]
        self.assertEqual(statistics.median(serial), 8.0)
        for trial in trials:
            parts = sum(float(trial[f"{phase}_seconds"]) for phase in PHASES) + float(trial["other_seconds"])
            self.assertAlmostEqual(parts, float(trial["wall_seconds"]), delta=1e-9)
        self.assertEqual(trials[8]["launch"], "1")
        self.assertEqual(trials[8]["warm_up"], "false")

    def test_hostile_text_comes_back(self):
        trials = csv_rows("hostile", "trials")
        self.assertEqual(len(trials), 7)
        self.assertEqual(trials[0]["message"], HOSTILE)
        self.assertEqual({trial["workload"] for trial in trials}, {HOSTILE})
        self.assertEqual({row["host"] for row in csv_rows("hostile", "phases")}, {HOSTILE})
        self.assertEqual({row["name"] for row in csv_rows("hostile", "figures")}, {HOSTILE})
        self.assertEqual({row["hosts"] for row in csv_rows("hostile", "launches")}, {HOSTILE})
        points = csv_rows("hostile", "points")
        self.assertEqual([point["outcome"] for point in points], ["ok", "skipped"])
        self.assertEqual([point["reason"] for point in points], [HOSTILE, HOSTILE])
        self.assertEqual(json.loads(points[0]["parameters"]), {"label": HOSTILE, "n": "1000"})

    def test_pandas_reads_the_same(self):
        trials = pandas_table("hostile", "trials", keep_default_na=False)
        self.assertEqual(trials["message"][0], HOSTILE)
        self.assertEqual(trials["warm_up"].dtype, bool)
        self.assertEqual(trials["problem_size"].dtype, "int64")
        example = pandas_table("example", "trials")
        self.assertEqual(example[example.workload == "pi"].groupby("kind").wall_seconds.median()["serial"], 8.0)

    def test_summary(self):
        summary = pandas_table("example", "summary")
        three = summary[(summary.workers == 3)].iloc[0]
        self.assertEqual((three.total_seconds, three.speed_up, three.trials, three.launches), (2.5, 3.2, 7, 7))
        self.assertEqual((three.total_low_seconds, three.total_high_seconds), (2.475, 2.525))
        self.assertEqual(three.base_id, summary.id[0])
        self.assertEqual(list(summary.role), ["measured"] * 3 + ["twin", "overhead"])
        self.assertTrue(pandas.isna(summary.speed_up[4]))

    def test_workers_and_figures_are_joined_by_their_trial(self):
        trials = pandas_table("hostile", "trials", keep_default_na=False)
        for table in ("phases", "figures"):
            rows = pandas_table("hostile", table)
            self.assertEqual(list(rows.trial_id), list(trials.id))

    def test_no_such_table(self):
        result = subprocess.run([TOOL, "example", "csv", "tirals"], capture_output=True, check=False)
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"trials, phases, figures, launches, points, summary", result.stderr)


class Json(unittest.TestCase):
    def test_one_document(self):
        document = json.loads(export("example", "json")[0])
        self.assertEqual(document["schema"], "breakeven study")
        self.assertEqual(document["plan"], 'title = "Strong"\n')
        self.assertEqual([len(document[name]) for name in ("points", "launches", "trials")], [5, 35, 35])
        self.assertEqual(document["points"][2]["speed_up"], 3.2)
        self.assertIsNone(document["points"][4]["speed_up"])
        self.assertEqual(document["points"][0]["parameters"], {"n": "1000", "seed": "7"})
        self.assertEqual(document["launches"][0]["clock_reading_seconds"], 2.5e-8)

    def test_a_line_for_each_trial(self):
        lines = export("example", "json")[0].splitlines()
        trials = [line for line in lines if '"wall_seconds"' in line]
        self.assertEqual(len(trials), 35)
        self.assertEqual(json.loads(trials[0].rstrip(","))["wall_seconds"], 7.92)

    def test_the_same_values_as_csv(self):
        trials = json.loads(export("example", "json")[0])["trials"]
        for row, trial in zip(csv_rows("example", "trials"), trials, strict=True):
            for name, text in row.items():
                value = trial[name]
                self.assertEqual(text, value if isinstance(value, str) else json.dumps(value), name)

    def test_hostile_text_comes_back(self):
        document = json.loads(export("hostile", "json")[0])
        self.assertEqual(document["plan"], HOSTILE)
        self.assertEqual(document["trials"][0]["message"], HOSTILE)
        self.assertEqual(document["trials"][0]["figures"], {HOSTILE: 0.5})
        self.assertEqual(document["trials"][0]["phases"][0]["host"], HOSTILE)
        self.assertEqual(document["points"][0]["parameters"]["label"], HOSTILE)


def markdown_tables(text):
    """[[cells of a line]...] of each table, after the rules of GitHub's Markdown: a pipe divides unless escaped."""
    tables = []
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        rows = [[cell.strip() for cell in re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1]] for line in block.splitlines()]
        tables.append([[re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", cell) for cell in row] for row in rows])
    return tables


class Markdown(unittest.TestCase):
    def test_the_tables_of_the_study(self):
        text, _ = export("example", "markdown")
        self.assertIn("### Strong: pi seed=7\n", text)
        points, overhead = markdown_tables(text)
        self.assertEqual(points[0][:6], ["workers", "n", "total", "95 % interval", "start", "work"])
        self.assertEqual(points[1], [":---"] + ["---:"] * (len(points[0]) - 2) + [":---"])
        self.assertEqual(points[4][:3], ["3 threads", "1e3", "2.50 s"])
        self.assertEqual(len(overhead), 3)
        self.assertIn("- Noise floor: two measurements of the same point (2 threads, n 1e3) differ by 2.5 %.", text)

    def test_hostile_text_breaks_no_table(self):
        text, _ = export("hostile", "markdown")
        (points,) = markdown_tables(text)
        self.assertEqual({len(row) for row in points}, {len(points[0])})
        label = HOSTILE.replace("\r\n", "  ").replace("\x1b", "\ufffd").replace("\x01", "\ufffd").strip()
        self.assertIn(label, points[2][1])
        self.assertNotIn("\x1b", text)
        self.assertNotRegex(text, r"(?<!\\)<b>")


class Extrap(unittest.TestCase):
    def test_each_phase_is_a_call_path(self):
        tables = extrap_rules.read(export("grid", "extrap")[0])
        self.assertEqual(set(tables), {f"{kind}->{phase}" for kind in ("threads", "mpi")
                                       for phase in ("total", "start", "work", "talk")})
        total = tables["threads->total"]["time"]
        self.assertEqual(set(total), {(p, n) for p in (1, 2, 3) for n in (1000, 2000, 4000)})
        self.assertEqual(total[2, 4000], [1.98, 2.0, 2.02])
        self.assertAlmostEqual(statistics.median(tables["mpi->work"]["time"][2, 4000]), 1.6)

    def test_what_has_not_all_points_is_left_out_and_told(self):
        _, left_out = export("grid", "extrap")
        self.assertEqual(left_out.splitlines(), ["1 of the 10 points of mpi", "serial (not measured at all 9 points)"])

    def test_one_series(self):
        tables = extrap_rules.read(export("weak", "extrap")[0])
        self.assertEqual(set(tables["mpi->total"]["time"]), {(1, 1000), (2, 2000), (4, 4000)})

    def test_an_arrow_in_a_name_is_no_call(self):
        tables = extrap_rules.read(export("hostile", "extrap")[0])
        self.assertEqual({path.count("->") for path in tables}, {1})

    def test_only_what_was_asked_for_is_modelled(self):
        """Neither the twin nor what measures overhead."""
        tables = extrap_rules.read(export("example", "extrap")[0])
        self.assertEqual(len(tables["threads->total"]["time"][2, 1000]), 7)
        self.assertEqual(set(tables["threads->total"]["time"]), {(2, 1000), (3, 1000)})

    def test_the_rules_refuse(self):
        """The validator is worth something only if it does."""
        good = {"parameters": ["p"], "measurements": {"a": {"time": [{"point": [1], "values": [1.0]}]}}}
        extrap_rules.read(json.dumps(good))
        for change in ('{"parameters": []}', '{"measurements": {}}', '{"callpaths": []}', '{"parameters": ["p", "n"]}',
                       '{"measurements": {"a": {"time": [{"point": [1], "values": []}]}}}',
                       '{"measurements": {"a": {"time": [{"point": [1], "values": [1]}]}, "b": {"time": []}}}'):
            with self.assertRaises(extrap_rules.Refused, msg=change):
                extrap_rules.read(json.dumps(good | json.loads(change)))


def processor_seconds(*arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([TOOL, *arguments], stdout=subprocess.DEVNULL, timeout=60, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


class Large(unittest.TestCase):
    def test_time_grows_no_faster_than_trials(self):
        for arguments in (["csv", "trials"], ["csv", "phases"], ["csv", "summary"], ["json"], ["markdown"], ["extrap"]):
            with self.subTest(arguments=arguments):
                few, many = (processor_seconds(trials, *arguments) for trials in ("1000", "4000"))
                self.assertLess(many, 8 * few + 0.2, "4 times the trials: a quadratic step would take 16 times as long")


if __name__ == "__main__":
    unittest.main()
