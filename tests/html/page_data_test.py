"""Pages hold what exports say, and nothing else that a browser would run or load."""

import base64
import csv
import functools
import hashlib
import io
import sys
import unittest

import numpy

import page_file

TOOL = sys.argv.pop(1)
LAWS = {
    "Amdahl's law": lambda one, s, p: one * (s + (1 - s) / p),
    "the Universal Scalability Law": lambda one, sigma, kappa, p: one * (1 + sigma * (p - 1) + kappa * p * (p - 1)) / p,
    "Gustafson's law": lambda one, s, p: one * p / (s + (1 - s) * p),
}
SIZES = {"1": lambda n, e: 1, "n": lambda n, e: n, "n log n": lambda n, e: n * numpy.log2(n), "n^e": lambda n, e: n ** e}
COUNTS = {"1": lambda p, m: 1, "p": lambda p, m: p, "log p": lambda p, m: numpy.log2(p), "share": lambda p, m: 1 / m,
          "contention": lambda p, m: (p - 1) / m}
PHASES = ["start", "send", "work", "talk", "check", "collect", "stop"]


def term_seconds(term, workers, n):
    effective = min(workers, term["processors"]) if term["processors"] else workers
    exponent = term["parameters"][-1][1] if term["parameters"] else 1
    return sum(parameter[1] * SIZES[size](n, exponent) * COUNTS[count](workers, effective)
               for (size, count), parameter in zip(term["bases"], term["parameters"]))


def exported(study, name):
    return list(csv.DictReader(io.StringIO(page_file.make(TOOL, study, name).decode("utf-8"), newline="")))


class Data(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = page_file.data_of(page_file.make(TOOL, "model"))
        cls.points, cls.trials, cls.workers, cls.environments = (
            page_file.table(cls.data[name]) for name in ("points", "trials", "workers", "environments"))

    def test_points_are_those_of_the_summary(self):
        rows = exported("model", "summary")
        self.assertEqual(len(rows), self.data["points"]["rows"])
        for name in rows[0]:
            for row, value in zip(rows, self.points[name]):
                if isinstance(value, str):
                    self.assertEqual(row[name], value)
                elif isinstance(value, bool):
                    self.assertEqual(row[name], "true" if value else "false")
                elif value is None or numpy.isnan(value):
                    self.assertEqual(row[name], "")
                else:
                    self.assertEqual(float(row[name]), float(value))

    def test_trials_are_those_of_the_study_with_seven_digits(self):
        by_place = {(row["point_id"], row["launch"], row["repetition"]): row for row in exported("model", "trials")}
        self.assertEqual(len(by_place), self.data["trials"]["rows"])
        columns = ["wall_seconds", "other_seconds", *(f"{phase}_seconds" for phase in PHASES)]
        for i, point in enumerate(self.trials["point"]):
            row = by_place[self.points["id"][point], str(self.trials["launch"][i]), str(self.trials["repetition"][i])]
            self.assertEqual(row["status"], self.trials["status"][i])
            for name in columns:
                self.assertAlmostEqual(self.trials[name][i], float(row[name]), delta=1e-7 * float(row[name]))

    def test_rows_of_trials_ascend_by_point(self):
        self.assertTrue((numpy.diff(self.trials["point"].astype(int)) >= 0).all())

    def test_phases_of_workers_are_those_of_the_study(self):
        stored = exported("model", "phases")
        self.assertEqual(len(stored), self.data["workers"]["rows"])
        for name in ("work_seconds", "stop_seconds"):
            total = sum(float(row[name]) for row in stored)
            self.assertAlmostEqual(self.workers[name].astype(float).sum(), total, delta=1e-5 * total)

    def test_medians_are_those_of_the_launches(self):
        """Each launch counts once, however many trials it has."""
        for i in range(0, self.data["points"]["rows"], 7):
            of_point = self.trials["point"] == i
            walls, launches = (self.trials[name][of_point] for name in ("wall_seconds", "launch"))
            if len(walls):
                median = numpy.median([numpy.median(walls[launches == launch].astype(float)) for launch in set(launches)])
                self.assertAlmostEqual(median, self.points["total_seconds"][i], delta=1e-6 * median)

    def test_intervals_of_speed_ups_hold_them(self):
        low, high, ratio = (self.points[name] for name in ("speed_up_low", "speed_up_high", "speed_up"))
        known = ~numpy.isnan(low)
        self.assertGreater(known.sum(), 100)
        self.assertTrue((low[known] <= high[known]).all())
        middle = (low[known] * 0.97 <= ratio[known]) & (ratio[known] <= high[known] * 1.03)
        self.assertTrue(middle.all())

    def test_laws_are_drawn_as_their_formulas_say(self):
        fitted = [model for model in self.data["models"] if "refusal" not in model]
        self.assertEqual({model["law"] for model in fitted}, set(LAWS))
        for model in fitted:
            parameters = [model[name][0] for name in ("one_worker_seconds", "serial_fraction", "coherency") if name in model]
            law = functools.partial(LAWS[model["law"]], *parameters)
            for workers, seconds in model["curve"]:
                self.assertAlmostEqual(law(workers), seconds, delta=1e-9 * seconds)
            for workers, seconds, residual, _ in model["levels"]:
                self.assertAlmostEqual(seconds / law(workers) - 1, residual, delta=1e-9)
            self.assertEqual(model["range"], [model["levels"][0][0], model["levels"][-1][0]])
            self.assertEqual(model["curve"][-1][0], 2 * model["range"][1])

    def test_levels_of_laws_are_points(self):
        for model in self.data["models"]:
            for workers, seconds, *_ in model.get("levels", []):
                same = [i for i in range(len(self.points["id"])) if self.points["workers"][i] == workers and
                        self.points["kind"][i] == self.points["kind"][model["row"]] and
                        self.points["part"][i] == self.points["part"][model["row"]] and
                        abs(self.points["total_seconds"][i] - seconds) < 0.02 * seconds]
                self.assertTrue(same)

    def cost(self, row, workers, n):
        """By the model of the way that the point in that row belongs to."""
        same = [model for model in self.data["costs"] if "refusal" not in model and
                all(self.points[name][model["row"]] == self.points[name][row] for name in ("part", "kind"))
                and model["workers"] in (None, workers)]
        return sum(term_seconds(term, workers, n) for term in same[0]["terms"])

    def test_costs_are_as_their_formulas_say(self):
        self.assertEqual(len(self.data["costs"]), 6)
        for model in self.data["costs"]:
            self.assertEqual([term["name"] for term in model["terms"]], ["start, stop", "work", "talk", "rest"])
            for workers, n, seconds, predicted in model["levels"]:
                self.assertAlmostEqual(self.cost(model["row"], workers, n), predicted, delta=1e-9 * predicted)
                self.assertLess(abs(seconds / predicted - 1), 0.1)
            self.assertLess(model["left_out_sizes"][0], 0.05)

    def test_models_cross_at_break_even_points(self):
        found = [point for point in self.data["break_evens"] if point["modelled"].get("verdict") == "from"]
        self.assertGreater(len(found), 12)
        for point in found:
            n = point["modelled"]["n"]
            sides = [self.cost(row, self.points["workers"][row], n) for row in (point["row"], point["rival"])]
            self.assertAlmostEqual(sides[0] / sides[1], 1, delta=1e-3)
            low, high = point["modelled"]["interval"]
            self.assertTrue(low <= n <= high)

    def test_break_even_points_are_those_of_the_study(self):
        """page_studies.hpp: 40 us a thread to start, 20 us to talk, 30 us more than serial has, 1.5 ns for each of n."""
        for point in self.data["break_evens"]:
            if self.points["kind"][point["row"]] != "threads" or not point["against_base"]:
                continue
            p = int(self.points["workers"][point["row"]])
            share = 1 - (1 + 0.03 * (p - 1)) / min(p, 4)
            n = ((4e-5 + 2e-5) * p + 1e-5) / (1.5e-9 * share)
            self.assertAlmostEqual(point["measured"]["n"] / n, 1, delta=0.05)
            self.assertAlmostEqual(point["modelled"]["n"] / n, 1, delta=0.05)
            self.assertTrue(point["agree"])

    def test_there_is_one_environment(self):
        self.assertEqual(self.data["environments"]["rows"], 1)
        self.assertEqual(self.environments["host"], ["node1"])

    def test_title_is_that_of_the_plan(self):
        self.assertEqual(self.data["title"], "When do workers pay for pi?")


class Page(unittest.TestCase):
    def test_nothing_is_loaded(self):
        for study in ("model", "hostile", "empty", "record"):
            elements, _ = page_file.parse(page_file.make(TOOL, study))
            for tag, attributes in elements:
                self.assertNotIn(tag, ("img", "iframe", "object", "embed", "base"))
                self.assertFalse({"src", "onerror", "onload", "srcdoc", "style"} & set(attributes), tag)
                self.assertTrue(attributes.get("href", "#").startswith("#"))

    def test_what_may_run_is_there_and_nothing_else(self):
        elements, texts = page_file.parse(page_file.make(TOOL, "hostile"))
        [policy] = [attributes["content"] for tag, attributes in elements
                    if attributes.get("http-equiv") == "Content-Security-Policy"]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        self.assertEqual(rules["default-src"], "'none'")
        for kind, rule in (("script", "script-src"), ("style", "style-src")):
            hashes = {"'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
                      for text in texts[kind]}
            self.assertEqual(set(rules[rule].split()), hashes)
        self.assertEqual([tag for tag, _ in elements].count("script"), 3)

    def test_hostile_texts_come_back_as_they_were(self):
        data = page_file.data_of(page_file.make(TOOL, "hostile"))
        points = page_file.table(data["points"])
        self.assertIn("</script><script>hacked=1</script>", points["workload"][0])
        self.assertIn("\u2028\u2029\u202e", points["workload"][0])
        self.assertEqual(points["workload"][0], page_file.table(data["environments"])["host"][0])

    def test_a_hundred_thousand_trials_fit_eight_megabytes(self):
        page = page_file.make(TOOL, "large:100000")
        data = page_file.data_of(page)
        print(f"\n{data['trials']['rows']} trials, {data['workers']['rows']} workers: {len(page) / 1e6:.2f} MB")
        self.assertGreaterEqual(data["trials"]["rows"], 100_000)
        self.assertLess(len(page), 8_000_000)
        self.assertRegex(data["workers_note"], "fastest, the median and the slowest")
        self.assertEqual(data["trials_note"], "")

    def test_a_record_has_a_page_too(self):
        data = page_file.data_of(page_file.make(TOOL, "record"))
        self.assertEqual(data["environments"]["rows"], 0)
        self.assertGreater(data["points"]["rows"], 100)


if __name__ == "__main__":
    unittest.main()
