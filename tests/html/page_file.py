"""The data of a page, read by nothing of ours: Python's parser of HTML, its JSON, zlib and NumPy."""

import base64
import html.parser
import json
import subprocess
import zlib

import numpy

TYPES = {"u1": "u1", "u2": "<u2", "u4": "<u4", "f4": "<f4", "f8": "<f8"}


class _Scripts(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements = []
        self.texts = {}
        self.inside = None

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag in ("script", "style"):
            self.inside = dict(attributes).get("type", tag)
            self.texts.setdefault(self.inside, []).append("")

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self.inside = None

    def handle_data(self, data):
        if self.inside:
            self.texts[self.inside][-1] += data


def make(tool, *arguments):
    """What the tool prints, as bytes."""
    return subprocess.run([tool, *arguments], capture_output=True, timeout=120, check=True).stdout


def parse(page):
    """(elements as (tag, attributes), {"script", "style", "application/json": texts})"""
    parser = _Scripts()
    parser.feed(page.decode("utf-8"))
    parser.close()
    return parser.elements, parser.texts


def data_of(page):
    [text] = parse(page)[1]["application/json"]
    return json.loads(text)


def column(stored):
    kind = numpy.dtype(TYPES[stored["type"]])
    raw = numpy.frombuffer(zlib.decompress(base64.b64decode(stored["values"], validate=True)), "u1")
    values = raw.reshape(kind.itemsize, -1).T.copy().reshape(-1).view(kind)
    if "texts" in stored:
        return [stored["texts"][value] for value in values]
    if stored.get("bool"):
        return [None if numpy.isnan(value) else bool(value) for value in values]
    return values


def table(stored):
    columns = {entry["name"]: column(entry) for entry in stored["columns"]}
    assert all(len(values) == stored["rows"] for values in columns.values())
    return columns
