"""breakeven report --html: one file, whole or not at all, that holds what was recorded."""

import pathlib
import sys
import tempfile
import unittest

from program import run

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "html"))
import page_file  # noqa: E402


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.at = pathlib.Path(directory.name)
        run("compare", "pi", "-n", "1e4", "-p", "1,2", "--kinds", "serial,threads,fork", "-r", "6", "--record",
            cls.at / "record.h5", check=0)

    def report(self, *arguments, check=0):
        return run("report", "record.h5", "--html", *arguments, check=check, cwd=self.at)

    def test_holds_what_was_recorded(self):
        self.assertIn("page.html", self.report("page.html").stdout)
        data = page_file.data_of((self.at / "page.html").read_bytes())
        self.assertEqual(data["file"], "record.h5")
        self.assertRegex(data["program"], r"^breakeven \d")
        self.assertEqual(data["trials"]["rows"], 5 * 6)
        self.assertEqual(set(page_file.table(data["points"])["kind"]), {"serial", "threads", "fork"})
        self.assertIn("Who is fastest", [answer["topic"] for answer in data["answers"]])

    def test_replaces_nothing_unless_told_to(self):
        page = self.at / "there.html"
        page.write_text("precious", encoding="utf-8")
        self.assertIn("--overwrite", self.report(page.name, check=2).stderr)
        self.assertEqual(page.read_text(encoding="utf-8"), "precious")
        self.report(page.name, "--overwrite")
        self.assertIn("</html>", page.read_text(encoding="utf-8"))
        self.assertIn("is the study itself", self.report("record.h5", "--overwrite", check=2).stderr)

    def test_leaves_nothing_where_it_cannot_write(self):
        before = sorted(self.at.iterdir())
        self.report("no/such/directory/page.html", check=2)
        self.assertEqual(sorted(self.at.iterdir()), before)


if __name__ == "__main__":
    unittest.main()
