"""Pages as people use them: by eye, mouse, keyboard and screen reader, in a real browser."""

import csv
import io
import pathlib
import sys
import tempfile
import unittest
import xml.etree.ElementTree

import browser
import page_file

TOOL, AXE = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))
browser.skip_without_browser()
from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

CHARTS = ["Break-even points", "Time against n", "Time", "Speed-up", "Efficiency", "Time and law", "Residuals",
          "Time and cost model", "Residuals of cost models", "Phases", "Workers of a trial", "Raw repetitions"]

# Pixels of a chart that are of a colour, as [x, y], left to right.
PIXELS = """
const [figure, name] = arguments;
const canvas = figure.querySelector("canvas");
const probe = document.createElement("span");
probe.style.color = `var(--${name})`;
document.body.append(probe);
const wanted = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
probe.remove();
const { data, width, height } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
const found = [];
for (let x = 0; x < width; ++x) {
  for (let y = 0; y < height; ++y) {
    const i = 4 * (y * width + x);
    if (data[i + 3] > 250 && wanted.every((value, k) => Math.abs(data[i + k] - value) < 3)) found.push([x, y]);
  }
}
return found;
"""

FOCUSABLE = """
return [...document.querySelectorAll("a[href], button, select, input, summary, [tabindex='0']")]
  .filter((node) => node.checkVisibility({ checkVisibilityCSS: true }) && !(node.closest("details:not([open])") && !node.matches("summary")));
"""


class PageTest(unittest.TestCase):
    study = "model"

    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory(prefix="bt-page-")
        cls.addClassCleanup(directory.cleanup)
        cls.page = pathlib.Path(directory.name) / "page.html"
        cls.page.write_bytes(page_file.make(TOOL, cls.study))
        opening = browser.browser()
        cls.browser = opening.__enter__()
        cls.addClassCleanup(opening.__exit__, None, None, None)

    def open(self, **options):
        self.browser.open(self.page, **options)

    def pixels(self, figure, colour):
        self.browser.settle()
        return self.browser.run(PIXELS, figure, colour)

    def announced(self):
        return self.browser.run("return document.getElementById('announcer').textContent")

    def toggle(self, kind):
        self.browser.run("[...document.querySelectorAll('.kinds label')].find(l => l.textContent === arguments[0]).click()", kind)


class Opening(PageTest):
    def test_nothing_is_complained_about_and_nothing_asked_for(self):
        for dark in (False, True):
            self.open(dark=dark)
            for title in CHARTS:
                self.browser.chart(title)
            console, requests = self.browser.take_logs()
            self.assertEqual(console, [])
            self.assertEqual([url for url in requests if not url.startswith(("data:", "blob:"))], [self.page.resolve().as_uri()])

    def test_title_is_the_study(self):
        self.open()
        self.assertIn("When do workers pay for pi?", self.browser.driver.title)

    def test_follows_the_system_until_told_otherwise(self):
        ink = "return getComputedStyle(document.body).color"
        self.open()
        light = self.browser.run(ink)
        self.open(dark=True)
        self.assertNotEqual(self.browser.run(ink), light)
        self.browser.run("[...document.querySelectorAll('.side button')].find(b => b.textContent === 'light').click()")
        self.assertEqual(self.browser.run(ink), light)

    def test_fits_a_phone(self):
        self.open(width=360, height=740, phone=True)
        for title in CHARTS:
            self.browser.chart(title)
        self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"), 360)


class Charts(PageTest):
    def setUp(self):
        self.open()

    def test_kinds_are_drawn_and_can_be_hidden(self):
        for title in ("Break-even points", "Time against n", "Time", "Speed-up", "Efficiency", "Time and law",
                      "Time and cost model", "Raw repetitions"):
            figure = self.browser.chart(title)
            self.assertGreater(len(self.pixels(figure, "kind-fork")), 5, title)
            self.toggle("fork")
            self.assertEqual(len(self.pixels(figure, "kind-fork")), 0, title)
            self.assertGreater(len(self.pixels(figure, "kind-mpi")), 5, title)
            self.toggle("fork")
            self.assertGreater(len(self.pixels(figure, "kind-fork")), 5, title)

    def test_phases_are_drawn(self):
        for title in ("Phases", "Workers of a trial"):
            self.assertGreater(len(self.pixels(self.browser.chart(title), "phase-work")), 500, title)

    def test_pointing_at_a_value_shows_its_interval(self):
        figure = self.browser.chart("Time")
        pixels = self.pixels(figure, "kind-mpi")
        left = min(x for x, _ in pixels)
        y = [y for x, y in pixels if x == left]
        canvas = figure.find_element("css selector", "canvas")
        size = canvas.size
        scale = size["width"] / int(canvas.get_attribute("width"))  # of a pixel of the canvas
        x0, y0 = left * scale + 4, sum(y) / len(y) * scale
        ActionChains(self.browser.driver).move_to_element_with_offset(
            canvas, round(x0 - size["width"] / 2), round(y0 - size["height"] / 2)).perform()
        tip = browser.wait_for(lambda: figure.find_elements("css selector", ".tip"))[0]
        self.assertRegex(tip.text, r"1 rank, n 1e\d")
        self.assertRegex(tip.text.replace("\n", " "), r"95 % interval \S+ m?s – \S+ m?s")
        self.assertIn("14 trials in 7 launches", tip.text)

    def test_axes_can_be_linear(self):
        figure = self.browser.chart("Time")
        before = self.pixels(figure, "kind-mpi")
        self.browser.run("[...document.querySelectorAll('.side button')].find(b => b.textContent === 'linear').click()")
        self.assertNotEqual(before, self.pixels(figure, "kind-mpi"))

    def test_another_n_is_drawn(self):
        figure = self.browser.chart("Phases")
        before = self.pixels(figure, "phase-start")
        self.browser.run("const s = document.querySelectorAll('.controls select')[1]; s.selectedIndex = 0; s.dispatchEvent(new Event('change'))")
        self.assertGreater(len(self.pixels(figure, "phase-start")), len(before))
        self.assertIn("n 1e4", figure.text)

    def test_weak_scaling_is_a_job_of_its_own(self):
        self.browser.run("const s = document.querySelector('.controls select'); s.selectedIndex = 1; s.dispatchEvent(new Event('change'))")
        self.assertIn("Weak scaling: n grows", self.browser.find("#scaling").text)
        self.assertGreater(len(self.pixels(self.browser.chart("Efficiency"), "kind-threads")), 30)
        for section in ("#break-even-points", "#costs"):
            self.assertFalse(self.browser.find(section).is_displayed(), section)

    def test_tables_have_what_charts_show(self):
        for title in CHARTS:
            figure = self.browser.chart(title)
            figure.find_element("css selector", "figure > details:last-child > summary").click()
            rows = browser.wait_for(lambda: figure.find_elements("css selector", "tbody tr"))
            self.assertGreater(len(rows), 4, title)

    def test_break_even_points_are_told_in_a_table_and_in_sentences(self):
        table = self.browser.find("#break-even-points > .scroll").text
        self.assertRegex(table, r"4 threads serial 2\.\de5 \(2\.\de5 to 2\.\de5\) 2\.\de5 \(2\.\de5 to 2\.\de5\) yes")
        self.assertRegex(self.browser.find("#answer").text, r"4 threads pay from n = 2\.\de5 on \(")

    def test_the_map_says_who_is_fastest(self):
        cells = {tuple(cell.text.split("\n")[:1]) for cell in self.browser.find_all(".map td")}
        self.assertIn(("serial",), cells)
        self.assertTrue({("threads",), ("≈ threads",)} & cells)


class Keyboard(PageTest):
    def setUp(self):
        self.open()

    def test_everything_is_reached(self):
        wanted = self.browser.run(FOCUSABLE)
        self.browser.run("document.activeElement.blur(); scrollTo(0, 0)")
        reached = set()
        for _ in range(len(wanted) + 5):
            ActionChains(self.browser.driver).send_keys(Keys.TAB).perform()
            reached.add(self.browser.driver.switch_to.active_element.id)
        self.assertGreater(len(wanted), 40)
        self.assertEqual([node.text or node.get_attribute("aria-label") for node in wanted if node.id not in reached], [])

    def test_arrows_step_through_a_chart(self):
        figure = self.browser.chart("Speed-up")
        self.browser.run("arguments[0].querySelector('.plot').focus()", figure)
        keys = lambda *all_keys: ActionChains(self.browser.driver).send_keys(*all_keys).perform()  # noqa: E731
        keys(Keys.ARROW_RIGHT)
        first = self.announced()
        self.assertRegex(first, r"n 1e\d, total, median .*95 % interval .* – .*, speed-up .*, efficiency .*trials in 7 launches")
        self.assertTrue(figure.find_elements("css selector", ".tip"))
        keys(Keys.ARROW_DOWN, Keys.ARROW_RIGHT)
        self.assertNotEqual(self.announced(), first)

    def test_the_skip_link_leads_to_the_results(self):
        self.browser.run("document.querySelector('.skip').focus()")
        ActionChains(self.browser.driver).send_keys(Keys.ENTER).perform()
        self.assertEqual(self.browser.driver.switch_to.active_element.get_attribute("id"), "content")


class Accessibility(PageTest):
    def test_axe_finds_nothing_serious(self):
        for options in ({"dark": False}, {"dark": True}, {"dark": True, "width": 360, "height": 740, "phone": True}):
            self.open(**options)
            for title in CHARTS:
                self.browser.chart(title)
            self.browser.run("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
            self.browser.settle()
            self.browser.run(AXE.read_text(encoding="utf-8"))
            result = self.browser.driver.execute_async_script(
                "const done = arguments[0]; axe.run().then((r) => done(r.violations.map(({id, impact, nodes}) => ({id, impact, nodes: nodes.slice(0, 3).map(n => n.html.slice(0, 200)), count: nodes.length}))))")
            print(options, [(found["id"], found["impact"], found["count"]) for found in result])
            self.assertEqual([found for found in result if found["impact"] in ("serious", "critical")], [])


class Saving(PageTest):
    def setUp(self):
        self.open()

    def saved(self, name):
        path = self.browser.saved(name)
        content = path.read_bytes()
        path.unlink()
        return content

    def save(self, title, file_format):
        figure = self.browser.chart(title)
        self.browser.run("arguments[0].querySelector('.save').open = true; [...arguments[0].querySelectorAll('.save button')].find(b => b.textContent.includes(arguments[1])).click()", figure, file_format)

    def test_numbers_of_a_chart(self):
        self.save("Speed-up", "CSV")
        rows = list(csv.DictReader(io.StringIO(self.saved("speed-up.csv").decode("utf-8"), newline="")))
        self.assertEqual({row["workload"] for row in rows}, {"pi"})
        self.assertGreater(float(rows[-1]["speed_up"]), 0)

    def test_pictures_of_a_chart(self):
        self.save("Time", "SVG")
        picture = xml.etree.ElementTree.fromstring(self.saved("time-against-workers.svg"))
        texts = {"".join(node.itertext()) for node in picture.iter("{http://www.w3.org/2000/svg}text")}
        self.assertLessEqual({"Time", "threads", "fork", "ideal"}, texts)
        self.save("Time", "PNG")
        self.assertTrue(self.saved("time-against-workers.png").startswith(b"\x89PNG"))

    def test_every_number(self):
        for name in ("points", "trials", "workers", "environments"):
            self.browser.run("[...document.querySelectorAll('.downloads button')].find(b => b.textContent.startsWith(arguments[0])).click()", f"{name}.csv")
            rows = list(csv.DictReader(io.StringIO(self.saved(f"{name}.csv").decode("utf-8"), newline="")))
            self.assertEqual(len(rows), page_file.data_of(self.page.read_bytes())[name]["rows"], name)


class Hostile(PageTest):
    study = "hostile"

    def test_texts_stay_texts(self):
        self.open()
        for figure in self.browser.find_all("figure"):
            self.browser.run("arguments[0].scrollIntoView({block: 'center'})", figure)
            self.browser.settle()
        self.browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        for plot in self.browser.find_all(".plot"):
            if plot.is_displayed():
                self.browser.run("arguments[0].focus()", plot)
                ActionChains(self.browser.driver).send_keys(Keys.ARROW_RIGHT, Keys.ARROW_DOWN, Keys.ARROW_RIGHT).perform()
                self.browser.settle()
        self.assertEqual(self.browser.run("return [typeof hacked, document.querySelectorAll('main img, main script, main iframe').length]"), ["undefined", 0])
        self.assertIn("</script><script>hacked=1</script><!--<img src=x onerror=\"hacked=1\">", self.browser.find("h1").text)
        console, requests = self.browser.take_logs()
        self.assertEqual(console, [])
        self.assertEqual(requests, [self.page.resolve().as_uri()])

    def test_formulas_are_texts_in_files(self):
        self.open()
        self.browser.run("[...document.querySelectorAll('.downloads button')][0].click()")
        path = self.browser.saved("points.csv")
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        self.assertTrue(rows[0]["workload"].startswith("'=cmd|"))


class NamedWays(PageTest):
    study = "ways"

    def test_each_has_a_colour_and_can_be_hidden(self):
        self.open()
        self.assertEqual([label.text for label in self.browser.find_all(".kinds label")], ["loop", "threads", "fork", "fork pool"])
        colours = {"loop": "kind-serial", "threads": "kind-threads", "fork": "kind-fork", "fork pool": "kind-gil"}
        for title in ("Break-even points", "Time"):
            figure = self.browser.chart(title)
            shown = [name for name in colours if name != "loop" or title != "Break-even points"]
            for name in shown:
                self.assertGreater(len(self.pixels(figure, colours[name])), 5, f"{title}: {name}")
            self.toggle("fork pool")
            self.assertEqual(len(self.pixels(figure, colours["fork pool"])), 0, title)
            self.assertGreater(len(self.pixels(figure, colours["fork"])), 5, title)
            self.toggle("fork pool")

    def test_the_first_is_what_they_are_compared_with(self):
        self.open()
        cells = [cell.text for cell in self.browser.find_all("table.map tbody tr:last-child td")]
        self.assertEqual(len(cells), 2)
        for cell in cells:
            self.assertRegex(cell, r"^(≈ )?fork\n\d\.\d+× loop$")
        self.assertEqual(self.browser.take_logs()[0], [])


class Bare(unittest.TestCase):
    def test_studies_with_little_in_them_open(self):
        with tempfile.TemporaryDirectory() as directory, browser.browser() as opened:
            for study in ("empty", "record"):
                page = pathlib.Path(directory) / f"{study}.html"
                page.write_bytes(page_file.make(TOOL, study))
                opened.open(page)
                self.assertEqual(opened.take_logs()[0], [], study)
                self.assertIn("No launch was recorded", opened.find("#environment").text)


if __name__ == "__main__":
    unittest.main(verbosity=2)
