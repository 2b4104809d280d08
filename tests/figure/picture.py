"""A figure as a reader sees it: the axes, their ticks and the colours of points, found in the pixels of a PNG."""

import io

import numpy
from PIL import Image

MAJOR_TICK = 9  # pixels beside an axis that only its long ticks reach: they have 12, short ones 6


class Picture:
    def __init__(self, png):
        self.image = Image.open(io.BytesIO(png))
        self.pixels = numpy.asarray(self.image.convert("RGB")).astype(int)
        dark = self.pixels.max(axis=2) < 60
        self.left = _longest(dark.sum(axis=0))  # the column of the y axis
        self.bottom = _longest(dark.sum(axis=1))  # the row of the x axis
        self.x_ticks = [x for x in _runs(dark[self.bottom + MAJOR_TICK]) if x >= self.left]
        self.y_ticks = _runs(dark[:, self.left - MAJOR_TICK])[::-1]  # from below

    def near(self, x, y, reach=1):
        """The colours around a place, as rows of red, green and blue."""
        x, y = round(x), round(y)
        return self.pixels[y - reach:y + reach + 1, x - reach:x + reach + 1].reshape(-1, 3)

    def shows(self, x, y, colour, reach=1):
        wanted = [int(colour[i:i + 2], 16) for i in (1, 3, 5)]
        return bool((abs(self.near(x, y, reach) - wanted).max(axis=1) < 25).any())


class Scale:
    """From values to pixels, by where the first and the last tick of these values are."""

    def __init__(self, pixels, values, logarithmic=True):
        self.of = numpy.log if logarithmic else (lambda value: value)
        self.slope = (pixels[-1] - pixels[0]) / (self.of(values[-1]) - self.of(values[0]))
        self.origin = pixels[0] - self.slope * self.of(values[0])

    def __call__(self, value):
        return self.origin + self.slope * self.of(value)


def _longest(counts):
    return int(numpy.argmax(counts))


def _runs(line):
    """The middles of stretches that are true."""
    edges = numpy.flatnonzero(numpy.diff(numpy.concatenate(([0], line.astype(int), [0]))))
    return [(begin + end - 1) / 2 for begin, end in zip(edges[::2], edges[1::2])]
