"""Figures as readers and other programs see them: pixels where the data say, valid files, embedded fonts, words."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

import numpy

from picture import Picture, Scale

TOOL = sys.argv.pop(1)
SVG = "{http://www.w3.org/2000/svg}"
BLUE, WHITE, BLACK, GREY = "#0072b2", "#ffffff", "#000000", "#8c8c8c"
COUNTS = [1, 2, 3, 4, 6, 8, 16]
POWERS = [1, 2, 4, 8, 16]
POPPLER = shutil.which("pdftotext") and shutil.which("pdffonts")


def made(study, kind, form="png", width="8.5", select="", check=0):
    """(the file, its caption)"""
    result = subprocess.run([TOOL, study, kind, form, width, select], capture_output=True, timeout=60, check=False)
    assert result.returncode == check, result.stderr
    return result.stdout, result.stderr.decode("utf-8")


def amdahl(serial_fraction, workers):
    return 1 / (serial_fraction + (1 - serial_fraction) / workers)


class Pixels(unittest.TestCase):
    def scales(self, picture, x_values, y_values, y_logarithmic=True):
        """By the outermost ticks; the others must lie where these say."""
        self.assertEqual((len(picture.x_ticks), len(picture.y_ticks)), (len(x_values), len(y_values)))
        x, y = Scale(picture.x_ticks, x_values), Scale(picture.y_ticks, y_values, y_logarithmic)
        for scale, pixels, values in ((x, picture.x_ticks, x_values), (y, picture.y_ticks, y_values)):
            for pixel, value in zip(pixels, values):
                self.assertAlmostEqual(scale(value), pixel, delta=1)
        return x, y

    def test_speed_ups_are_where_the_times_say(self):
        for width in ("8.5", "17.5"):
            picture = Picture(made("scaling:1", "speed-up", width=width)[0])
            x, y = self.scales(picture, COUNTS, POWERS)
            for workers in COUNTS:
                filled = BLUE if workers <= 8 else WHITE  # 16 share 8 processors
                self.assertTrue(picture.shows(x(workers), y(amdahl(0.01, workers)), filled, 0), workers)
                self.assertFalse(picture.shows(x(workers), y(0.8 * amdahl(0.01, workers)), BLUE), workers)
            self.assertTrue(picture.shows(x(16), y(amdahl(0.01, 16)), BLUE, 12))

    def test_the_law_is_drawn_through_them_and_dashed_beyond(self):
        picture = Picture(made("scaling:1", "speed-up", width="17.5")[0])
        x, y = self.scales(picture, COUNTS, POWERS)
        within = [picture.shows(x(p), y(amdahl(0.01, p)), BLUE) for p in numpy.linspace(4.2, 5.7, 50)]
        beyond = [picture.shows(x(p), y(amdahl(0.01, p)), BLUE) for p in numpy.linspace(8.6, 15, 200)]
        self.assertTrue(all(within))
        self.assertTrue(0.3 < numpy.mean(beyond) < 0.95)
        ideal = [picture.shows(x(p), y(p), GREY) for p in numpy.linspace(9, 15.9, 200)]
        self.assertTrue(0.3 < numpy.mean(ideal) < 0.98)
        serial = [picture.shows(x(p), y(1), BLACK) for p in numpy.linspace(2, 15.9, 200)]
        self.assertTrue(0.3 < numpy.mean(serial) < 0.95)

    def test_efficiencies(self):
        picture = Picture(made("scaling:1", "efficiency")[0])
        x, y = self.scales(picture, COUNTS, [0, 20, 40, 60, 80, 100], y_logarithmic=False)
        for workers in COUNTS[:-1]:
            self.assertTrue(picture.shows(x(workers), y(100 * amdahl(0.01, workers) / workers), BLUE, 0))

    def test_times_with_intervals_of_all_seven_launches(self):
        picture = Picture(made("wide", "time")[0])
        x, y = self.scales(picture, [1, 2, 4, 8], [1, 2, 5, 10])  # laws go on to 8
        for workers in (1, 2, 4):
            self.assertTrue(picture.shows(x(workers), y(8 / workers), BLUE, 0))
            for end in (0.75, 1.5):  # the launches lie from 0.75 to 1.5 times the median
                self.assertTrue(picture.shows(x(workers) + 4, y(end * 8 / workers), BLUE), (workers, end))
                self.assertTrue(picture.shows(x(workers), y((end + 1) / 2 * 8 / workers), BLUE), (workers, end))
                self.assertFalse(picture.shows(x(workers), y(end * end * 8 / workers), BLUE, 3), (workers, end))

    def test_break_even_points_are_where_the_lines_cross(self):
        picture = Picture(made("size", "size", width="17.5")[0])
        x, y = self.scales(picture, [200, 500, 1000, 2000, 5000], [0.2, 0.5, 1, 2, 5])
        self.assertTrue(any(picture.shows(x(1000), row, BLUE) for row in range(picture.bottom - 40, picture.bottom)))
        for n in (300, 700, 900, 1200, 3000):
            self.assertTrue(picture.shows(x(n), y(n * 1e-3), BLACK), n)
            self.assertTrue(picture.shows(x(n), y(0.5 + n * 0.5e-3), BLUE), n)
        for n in (125, 500, 4000):
            self.assertTrue(picture.shows(x(n), y(0.5 + n * 0.5e-3), BLUE, 0))

    def test_kinds_that_would_hide_each_other_stand_side_by_side(self):
        picture = Picture(made("scaling:3", "speed-up")[0])
        x, y = self.scales(picture, COUNTS, POWERS)
        row = picture.pixels[round(y(1)), round(x(1)) - 40:round(x(1)) + 40]
        for colour in ((0, 0x72, 0xb2), (0xd5, 0x5e, 0), (0, 0x9e, 0x73)):  # threads, fork, mpi
            self.assertTrue((abs(row - colour).max(axis=1) < 25).any(), colour)


class Files(unittest.TestCase):
    def test_svg_is_whole_and_needs_nothing_else(self):
        for study in ("scaling:8", "hostile"):
            svg, caption = made(study, "speed-up", "svg")
            root = xml.etree.ElementTree.fromstring(svg)
            self.assertEqual([child.tag for child in root][:2], [f"{SVG}title", f"{SVG}desc"])
            self.assertEqual(root[1].text, caption.rstrip("\n"))
            self.assertEqual(list(root.iter(f"{SVG}text")), [])  # letters are shapes: no font is looked for
            self.assertEqual(list(root.iter(f"{SVG}script")), [])
            links = [value for element in root.iter() for name, value in element.items() if name.endswith("href")]
            self.assertTrue(links and all(link.startswith("#") for link in links))
            self.assertAlmostEqual(float(root.get("width").removesuffix("pt")), 8.5 * 72 / 2.54, delta=0.01)

    def test_eight_kinds_have_eight_colours(self):
        svg = made("scaling:8", "speed-up", "svg")[0].decode("utf-8")
        colours = {found.replace(" ", "") for found in re.findall(r'fill(?::|=")rgb\(([^)]*)\)', svg)}
        colours -= {"100%,100%,100%", "0%,0%,0%"}
        self.assertEqual(len(colours), 8)

    def test_png_has_its_resolution_and_words(self):
        png, caption = made("scaling:3", "speed-up")
        image = Picture(png).image
        image.load()
        self.assertAlmostEqual(image.info["dpi"][0], 300, delta=0.1)
        self.assertEqual(image.info["Description"], caption.rstrip("\n"))
        self.assertEqual(image.size[0], 1004)  # 8.5 cm

    def test_pdf_has_the_size_and_no_date_of_today(self):
        pdf, _ = made("scaling:3", "speed-up", "pdf")
        self.assertTrue(pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF"))
        self.assertTrue(re.search(rb"CreationDate \((D:)?20261130000000", pdf))

    def test_the_same_study_gives_the_same_bytes(self):
        for form in ("svg", "pdf", "png"):
            self.assertEqual(made("scaling:3", "time", form)[0], made("scaling:3", "time", form)[0])


@unittest.skipUnless(POPPLER, "no poppler-utils here")
class Pdf(unittest.TestCase):
    def words(self, pdf, *options):
        with tempfile.TemporaryDirectory() as directory:
            file = pathlib.Path(directory) / "figure.pdf"
            file.write_bytes(pdf)
            run = [subprocess.run(command, capture_output=True, check=True, text=True).stdout
                   for command in (["pdftotext", *options, file, "-"], ["pdffonts", file])]
        return run

    def test_the_font_is_embedded_and_words_can_be_copied(self):
        text, fonts = self.words(made("scaling:3", "speed-up", "pdf")[0])
        lines = fonts.splitlines()[2:]
        self.assertTrue(lines and all(re.search(r"LiberationSans .* yes yes yes ", line) for line in lines), fonts)
        for word in ("threads", "fork", "mpi", "ideal", "Amdahl's law", "Number of workers", "Speed-up over serial"):
            self.assertIn(word, text)

    def test_no_words_overlap(self):
        for study, kind in (("scaling:1", "speed-up"), ("scaling:3", "efficiency"), ("scaling:8", "time"),
                            ("scaling:8", "speed-up"), ("size", "size"), ("weak", "speed-up"), ("many", "speed-up")):
            for width in ("6", "8.5"):
                boxes, _ = self.words(made(study, kind, "pdf", width)[0], "-bbox")
                found = [tuple(map(float, box)) for box in
                         re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)"', boxes)]
                self.assertGreater(len(found), 5)
                for i, a in enumerate(found):
                    for b in found[:i]:
                        apart = a[0] > b[2] - 0.5 or b[0] > a[2] - 0.5 or a[1] > b[3] - 2.5 or b[1] > a[3] - 2.5
                        self.assertTrue(apart, (study, kind, width, a, b))


class Words(unittest.TestCase):
    def test_captions_say_how_it_was_measured_and_drawn(self):
        _, caption = made("scaling:3", "speed-up")
        for words in ("Speed-up against the number of workers: Strong: pi, n = 10³.",
                      "medians over 7 launches of 1 trial each; bars are 95 % confidence intervals",
                      "against serial with the same parameters and n", "Hollow: oversubscribed",
                      "Amdahl's law, a model", "dashed where it is extrapolated", "Measured on node1 (8 processors), 2026-"):
            self.assertIn(words, caption)
        fractions = {name: float(value) for name, value in re.findall(r"(\w+) ([\d.]+) % \(", caption)}
        self.assertEqual(fractions, {"threads": 1.0, "fork": 3.0, "mpi": 5.0})
        self.assertRegex(made("size", "size")[1], r"2 threads from (10³|9\.\d·10²|1\.0\d*·10³) \(")
        self.assertIn("weak scaling", made("weak", "efficiency")[1])
        self.assertIn("numbers of workers at least", made("example", "speed-up")[1])

    def test_a_law_of_more_workers_than_processors_is_marked_as_in_tables(self):
        _, caption = made("crowded", "speed-up")
        self.assertIn("(of threads, fork to the hollow ones, too: fewer than 3 have that)", caption)
        self.assertRegex(caption, r"serial fractions: threads 1\.0 % \(.*\), fork 3\.0 % \(")
        self.assertNotIn("is not drawn", caption)
        self.assertNotIn("hollow ones", made("scaling:2", "speed-up")[1])

    def test_whatever_users_call_things_is_one_line_of_text(self):
        for form in ("svg", "pdf", "png"):
            _, caption = made("hostile", "speed-up", form)
            self.assertEqual(len(caption.splitlines()), 1)
            self.assertNotRegex(caption[:-1], r"[\x00-\x1f\x7f]")

    def test_what_cannot_be_drawn_is_told(self):
        self.assertIn("--figure-of time", made("scaling:1", "size", check=2)[1])
        self.assertIn("--figure-of size", made("size", "speed-up", check=2)[1])
        self.assertIn("none of the", made("size", "size", select="n == 7", check=2)[1])
        self.assertIn("speed-up, efficiency, time, size", made("size", "pie", check=2)[1])
        self.assertIn(".svg, .pdf or .png", made("size", "size", "jpg", check=2)[1])


if __name__ == "__main__":
    unittest.main()
