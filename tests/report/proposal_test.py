"""Tables for proposals: their numbers from the medians by Python, and that Markdown and LaTeX are what they should be."""

import csv
import io
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

TOOL = sys.argv.pop(1)
COLUMNS = ["kind", "nodes", "ranks", "threads", "n", "time", "speed-up", "efficiency", "node-hours"]
DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
KNOWN_COMMANDS = {
    "begin", "end", "centering", "caption", "small", "setlength", "tabcolsep", "toprule", "midrule", "bottomrule",
    "addlinespace", "smallskip", "footnotesize", "par", "textasciitilde", "textasciicircum", "textbackslash",
    "textless", "textgreater", "textbar", "times", "cdot", "approx", "mu", "dagger", "usepackage"}


def made(study, form, selection="", check=0):
    result = subprocess.run([TOOL, study, form, selection], capture_output=True, timeout=60, check=False)
    assert result.returncode == check, result
    return (result.stderr if check else result.stdout).decode("utf-8")


def rows(markdown):
    """The rows of the tables as dictionaries."""
    lines = [re.split(r"(?<!\\)\|", line)[1:-1] for line in markdown.splitlines() if line.startswith("|")]
    cells = [[re.sub(r"\\(.)", r"\1", cell.strip()) for cell in line] for line in lines]
    return [dict(zip(COLUMNS, line)) for line in cells if line != COLUMNS and not line[0].startswith(":")]


def number(text):
    """Of "3.20 (3.10–3.31)", "12.3 ms", "5.6·10⁻⁷": in seconds, if it has a unit."""
    found = re.match(r"([\d.]+)(?:·10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+))? ?(ms|s|%)?", text)
    scale = {"ms": 1e-3, "%": 1e-2}.get(found[3], 1)
    return float(found[1]) * scale * 10.0 ** int((found[2] or "0").translate(DIGITS))


def interval(text):
    return [float(end) for end in re.search(r"\(([\d.]+)–([\d.]+)\)", text).groups()]


def medians(study):
    text = subprocess.run([TOOL, study, "csv", "summary"], capture_output=True, timeout=60, check=True).stdout
    return {(row["kind"], int(row["workers"]), int(row["problem_size"])): float(row["total_seconds"])
            for row in csv.DictReader(io.StringIO(text.decode("utf-8"), newline="")) if row["role"] == "measured"}


def size(text):
    """Of "10⁸", "4·10³", "700"."""
    found = re.fullmatch(r"(?:([\d.]+)·)?10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(\d+)", text)
    return int(found[3]) if found[3] else round(float(found[1] or 1) * 10 ** int(found[2].translate(DIGITS)))


def typeset(text):
    """What pdfLaTeX says of it; it must compile."""
    with tempfile.TemporaryDirectory() as directory:
        document = ("\\documentclass{article}\\usepackage[a4paper,margin=2.5cm]{geometry}\\usepackage{booktabs}\n"
                    f"\\begin{{document}}\n{text}\\end{{document}}\n")
        (pathlib.Path(directory) / "table.tex").write_text(document, encoding="utf-8")
        result = subprocess.run(["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "table.tex"],
                                cwd=directory, capture_output=True, timeout=100, check=False)
    said = result.stdout.decode("utf-8", "replace")
    assert result.returncode == 0, said[-2000:]
    return said


class Numbers(unittest.TestCase):
    def test_follow_from_the_medians(self):
        for study in ("example", "grid"):
            times = medians(study)
            table = rows(made(study, "proposal", "n > 0"))
            self.assertEqual(len(table), len(times))
            for row in table:
                workers = max(int(row["ranks"]), int(row["threads"]))
                n = size(row["n"])
                median, base = times[row["kind"], workers, n], times["serial", 1, n]
                self.assertAlmostEqual(number(row["time"]), median, delta=0.005 * median)
                self.assertAlmostEqual(number(row["speed-up"]), base / median, delta=0.005 * base / median)
                self.assertAlmostEqual(number(row["efficiency"]), base / median / workers, delta=0.006)
                self.assertAlmostEqual(number(row["node-hours"]), median / 3600, delta=0.005 * median / 3600)

    def test_intervals_of_seven_launches_are_those_of_order_statistics(self):
        row = next(row for row in rows(made("example", "proposal")) if row["threads"] == "3")
        self.assertEqual(row["time"], "2.50 s (2.48–2.52)")  # all seven: ranks 1 and 7
        low, high = interval(row["speed-up"])
        self.assertTrue(7.9 / 2.53 < low < 3.2 < high < 8.1 / 2.47)

    def test_nodes_ranks_and_threads_are_counted_as_a_cluster_does(self):
        table = rows(made("nodes", "proposal", "n > 0"))
        self.assertEqual([[row[name] for name in ("kind", "nodes", "ranks", "threads")] for row in table],
                         [["serial", "1", "1", "1"], ["threads", "1", "1", "8"], ["mpi", "2", "4", "1"],
                          ["hybrid × 4", "2", "2", "4"]])
        self.assertEqual([row["efficiency"] for row in table], ["100 %", "100 %", "50 %", "50 %"])
        hours = [number(row["node-hours"]) for row in table]
        for found, node_seconds in zip(hours, [8, 1, 2 * 4, 2 * 2]):
            self.assertAlmostEqual(found, node_seconds / 3600, delta=0.005 * node_seconds / 3600)

    def test_work_that_grows(self):
        by_ranks = {row["ranks"]: row for row in rows(made("weak", "proposal"))}
        self.assertEqual(number(by_ranks["4"]["speed-up"]), 4)
        self.assertEqual(number(by_ranks["4"]["efficiency"]), 1)
        self.assertIn("weak scaling", made("weak", "proposal"))

    def test_only_the_largest_size_unless_others_are_selected(self):
        self.assertEqual({row["n"] for row in rows(made("grid", "proposal"))}, {"4·10³"})
        chosen = rows(made("grid", "proposal", "n == 1000 && kind == 'mpi'"))
        self.assertEqual({(row["kind"], row["n"]) for row in chosen}, {("mpi", "10³")})
        self.assertEqual(sorted(int(row["ranks"]) for row in chosen), [1, 2, 3, 5])
        self.assertIn("none of the", made("grid", "proposal", "n == 7", check=2))


class Words(unittest.TestCase):
    def test_the_caption_says_how_it_was_measured(self):
        text = made("example", "proposal")
        for words in ("Strong: pi, n = 10³", "medians over 7 launches of 1 trial each", "95 % confidence intervals",
                      "against serial with the same parameters and n", "Measured on node1"):
            self.assertIn(words, re.sub(r"\\(.)", r"\1", text))

    def test_the_sensible_number_of_workers_is_told(self):
        text = re.sub(r"\\(.)", r"\1", made("example", "proposal"))
        self.assertIn("Efficiency keeps to 50 % or more at n = 1e3: threads up to 3 workers, the most measured.", text)

    def test_what_there_is_to_know_is_noted(self):
        text = made("grid", "proposal")
        self.assertIn("Without an interval: too few launches for one", text)
        self.assertNotIn("(", "".join(row["time"] for row in rows(text)))
        self.assertIn("Trials that failed and are not counted: 1", made("hostile", "proposal"))
        self.assertIn("Ranks of ways that have names are workers", made("ways", "proposal"))
        self.assertNotIn("ways that have names", text)


class Latex(unittest.TestCase):
    def check(self, text):
        """No command but those that are meant, groups that close, cells that fit their columns."""
        self.assertLessEqual(set(re.findall(r"\\([A-Za-z]+)", text)), KNOWN_COMMANDS)
        self.assertEqual(text.count("%"), text.count("\\%") + 1)  # the comment at the beginning
        bare = re.sub(r"\\[\\%&#_{}$]", "", text.split("\n", 1)[1])
        self.assertNotRegex(re.sub(r"\$\^{[-\d]+}\$", "", bare), r"[#_~^]")
        self.assertEqual(bare.count("{"), bare.count("}"))
        self.assertEqual(bare.count("$") % 2, 0)
        self.assertTrue(all(c.isascii() or "À" <= c <= "ÿ" for c in bare), bare)
        for body in re.findall(r"\\begin{tabular}{@{}lrrrrrrrr@{}}\n(.*?)\\end{tabular}", text, re.DOTALL):
            for line in body.splitlines():
                if not re.fullmatch(r"\\[a-z]+", line):
                    self.assertTrue(line.endswith(" \\\\"))
                    self.assertEqual(len(re.findall(r"(?<!\\)&", line)), len(COLUMNS) - 1, line)

    def test_structure(self):
        for study in ("example", "grid", "weak", "hostile"):
            text = made(study, "proposal-latex")
            self.check(text)
            self.assertEqual(text.count("\\begin{table}"), 1)
        self.assertIn("4$\\cdot$10$^{3}$", made("grid", "proposal-latex"))

    @unittest.skipUnless(shutil.which("pdflatex"), "no LaTeX here")
    def test_compiles(self):
        said = typeset("".join(made(study, "proposal-latex", "n > 0") for study in ("example", "grid", "weak")))
        self.assertNotIn("Overfull", said)  # on a page of A4
        typeset(made("hostile", "proposal-latex"))


if __name__ == "__main__":
    unittest.main()
