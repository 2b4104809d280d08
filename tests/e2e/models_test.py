"""What breakeven report says of models, beside what NumPy and SciPy make of the same file.

Its times are made up, with noise from a fixed seed: on a busy machine real ones follow no model."""

import json
import math
import pathlib
import re
import tempfile
import unittest

import h5py
import numpy
import scipy.optimize

from program import run

SIZES = [100_000, 300_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000]
TERMS = {
    "start": ("start", "stop"),
    "work": ("work",),
    "talk": ("talk",),
    "rest": ("send", "check", "collect", "other"),
}


START = {b"serial": 2e-5, b"threads": 2e-4, b"fork": 1e-3}
REST = {b"serial": 1e-4, b"threads": 2.5e-4, b"fork": 4e-4}


def make_up(trials):
    """Times that are known, disturbed by 2 %."""
    random = numpy.random.default_rng(7)
    for place in numpy.lexsort((trials["launch"], trials["point_id"])):  # in whatever order they were run
        trial = trials[place]
        luck = random.lognormal(0, 0.02, 5)
        kind, workers = trial["kind"], trial["workers"]
        for phase in ("send", "check", "other"):
            trial[f"{phase}_seconds"] = 0
        trial["start_seconds"] = 0.8 * START[kind] * luck[0]
        trial["stop_seconds"] = 0.2 * START[kind] * luck[1]
        trial["work_seconds"] = 1e-9 * trial["problem_size"] / workers * luck[2]
        trial["talk_seconds"] = (0 if workers == 1 else 1e-5) * luck[3]
        trial["collect_seconds"] = REST[kind] * luck[4]
        trial["wall_seconds"] = sum(trial[f"{phase}_seconds"] for phase in ("start", "work", "talk", "collect", "stop"))
    return trials


def true_break_even(kind):
    fixed = START[kind] + REST[kind] + 1e-5 - START[b"serial"] - REST[b"serial"]
    return fixed / (1e-9 - 0.5e-9)


def whole(trial):
    return trial["wall_seconds"]


def phases(names):
    return lambda trial: sum(trial[f"{name}_seconds"] for name in names)


def function_of(formula, workers):
    """From "a / p + b n log2(n) / min(p, 4)": products are written with blanks."""
    text = re.sub(r"(?<=[a-z)]) (?=[a-z(])", " * ", formula.replace("^", " ** "))
    code = compile(text, formula, "eval")
    names = sorted(set(re.findall(r"\b[a-e]\b", formula)))

    def value(parameters, n):
        return eval(code, {"log2": math.log2, "min": min, "p": workers, "n": n, **dict(zip(names, parameters))})

    return names, value


class Models(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.at = pathlib.Path(directory.name)
        (cls.at / "pi.toml").write_text(
            f'workload = "pi"\nkinds = ["serial", "threads", "fork"]\nworkers = [2]\nn = {SIZES}\n'
            "[measure]\nlaunches = 7\n")
        run("study", "run", cls.at / "pi.toml", "-o", cls.at / "pi.h5", "--quiet", check=0)
        with h5py.File(cls.at / "pi.h5", "r+") as file:
            points = file["plan/points"][:]
            measured = points[(points["role"] == b"measured") & (points["workload"] == b"pi")]
            cls.trials = make_up(file["trials"][:])
            file["trials"][:] = cls.trials
            cls.trials = cls.trials[numpy.isin(cls.trials["point_id"], measured["id"])]
        document = json.loads(run("report", "pi.h5", "--json", check=0, cwd=cls.at).stdout)
        (cls.group,) = document["groups"]
        cls.models = cls.group["models"]

    def medians(self, kind, seconds):
        """By size."""
        of_kind = self.trials[self.trials["kind"] == kind.encode()]
        return numpy.array([numpy.median([seconds(trial) for trial in of_kind[of_kind["problem_size"] == size]])
                            for size in SIZES])

    def costs(self):
        return {cost["kind"]: cost for cost in self.models["cost"] if "refused" not in cost}

    def test_no_fit_of_scipys_is_better(self):
        costs = self.costs()
        self.assertEqual(set(costs), {"serial", "threads", "fork"})
        for kind, cost in costs.items():
            slack = 1e-3 * self.medians(kind, whole)
            for term, names in TERMS.items():
                seconds = self.medians(kind, phases(names)) + slack
                letters, value = function_of(cost[term]["formula"], cost["workers"])
                parameters = numpy.array([cost[term]["parameters"][letter]["value"] for letter in letters])

                def residuals(logs, seconds=seconds, value=value, slack=slack):
                    model = numpy.array([value(numpy.exp(logs), n) for n in SIZES])
                    return numpy.log(seconds / (model + slack))

                with self.subTest(kind=kind, term=term, formula=cost[term]["formula"]):
                    if not letters:
                        continue
                    own = numpy.log(numpy.maximum(parameters, 1e-30))
                    best = scipy.optimize.least_squares(residuals, own + 0.2)
                    self.assertLess(sum(residuals(own) ** 2), 2 * best.cost * 1.001 + 1e-9)

    def test_break_even_points_are_found(self):
        for point in self.models["break_even"]:
            if point["against"]["kind"] != "serial":
                continue
            truth = true_break_even(point["crew"]["kind"].encode())
            for found in (point["measured"], point["by_model"]):
                self.assertEqual(found["verdict"], "from")
                low, high = found["interval"]
                self.assertTrue(0.95 * low <= truth <= 1.05 * high, (found, truth))
            self.assertTrue(point["agree"])

    def test_measured_break_even_points_are_where_straight_lines_between_medians_cross(self):
        serial = self.medians("serial", whole)
        for point in self.models["break_even"]:
            measured = point["measured"]
            if point["against"]["kind"] != "serial" or measured["verdict"] != "from":
                continue
            difference = self.medians(point["crew"]["kind"], whole) - serial
            descents = [i for i in range(len(SIZES) - 1) if difference[i] > 0 >= difference[i + 1]]
            if not descents:
                self.assertEqual(measured["n"], SIZES[0])
                continue
            i = descents[-1]
            share = difference[i] / (difference[i] - difference[i + 1])
            self.assertAlmostEqual(measured["n"] / (SIZES[i] + share * (SIZES[i + 1] - SIZES[i])), 1, 4)
            self.assertLessEqual(measured["interval"][0], measured["n"])

    def test_a_kept_crew_repays_start_and_stop(self):
        costs = self.costs()
        for each in self.models["repayment"]:
            def term(kind, name, n):
                cost = costs[kind][name]
                letters, value = function_of(cost["formula"], costs[kind]["workers"])
                return value([cost["parameters"][letter]["value"] for letter in letters], n)

            kind = each["crew"]["kind"]
            gain = (sum(term("serial", name, each["n"]) for name in TERMS)
                    - sum(term(kind, name, each["n"]) for name in ("work", "talk", "rest")))
            self.assertAlmostEqual(each["gain_seconds"]["value"] / gain, 1, 6)
            if gain > 0:
                self.assertEqual(each["jobs"]["value"], max(math.ceil(term(kind, "start", each["n"]) / gain), 1))
            else:
                self.assertIsNone(each["jobs"]["value"])

    def test_sentences_say_what_json_says(self):
        text = run("report", "pi.h5", "--only", "answer", check=0, cwd=self.at, env={"LC_ALL": "C.UTF-8"}).stdout
        told = [point for point in self.models["break_even"] if point["against"]["kind"] == "serial"]
        self.assertEqual([point["crew"]["kind"] for point in told], ["threads", "fork"])
        for name, point in zip(("2 threads", "2 forked"), told):
            found = point["measured"] if point["answered_by"] == "measurement" else point["by_model"]
            words = {"from": f"{name} pay from n = ", "always": f"{name} always pay", "never": f"{name} never pay",
                     "undecided": f"From which n on {name} pay cannot be told"}
            self.assertIn(words[found["verdict"]], text)
        self.assertRegex(text, "left out of their fit (within|cannot be told)")

    def test_models_are_a_part_of_their_own(self):
        text = run("report", "pi.h5", "--only", "models", check=0, cwd=self.at, env={"LC_ALL": "C.UTF-8"}).stdout
        for title in ("From which n on a crew pays", "Cost models: T(p, n)", "How good the cost models are"):
            self.assertIn(title, text)
        self.assertNotIn("The fastest at", text)


if __name__ == "__main__":
    unittest.main()
