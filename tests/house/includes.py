#!/usr/bin/env python3
"""Each source includes, itself or by headers of this project, what declares the names of this project that it uses.

Files that are compiled together see each other's headers, so that the compiler misses what this finds in a second:
names of other layers, as in report::crew_label, and types and functions of one's own layer, of core and of the public
headers. What it does not know, such as names of the standard library, the presets dev and release tell.

usage: includes.py PROJECT
"""

import pathlib
import re
import sys

INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
NOISE = re.compile(r'R"(\w*)\(.*?\)\1"|//[^\n]*|(?<!#include )"(?:[^"\\\n]|\\.)*"', re.DOTALL)
DECLARATION = re.compile(
    r"^(?:(?:struct|class|enum class) (\w+)[ \n]*[:{]|using (\w+) =|"  # a type
    r"(?!struct)(?:\[\[\w+\]\] )?(?:inline |constexpr )*[\w:][\w:<>,*& ]*[ &*>]([a-z]\w+)\()",  # a function
    re.MULTILINE,
)
USE = re.compile(r"(?<![\w:.>~])([A-Z]\w+)\b|(?<![\w:.>~&*] )(?<![\w:.>~])([a-z]\w+)\(")


def mentions(text, name):
    return re.search(rf"\b{name}\b", text) is not None


def defines(text, name):
    """Whether the file has a type, an object or a parameter of a template of its own that is called so."""
    return re.search(rf"(?:[\w>&*]) {name}\b", text) is not None


class Sources:
    def __init__(self, texts):
        """`texts`: by the name that includes have, LAYER/FILE; the public headers are breakeven/FILE."""
        self.texts = {name: NOISE.sub("", text) for name, text in texts.items()}
        self.layers = {layer_of(name) for name in texts} - {"breakeven"}
        self.declaring = {}
        for name, text in self.texts.items():
            for names in DECLARATION.findall(text) if name.endswith(".hpp") else ():
                self.declaring.setdefault("".join(names), set()).add(layer_of(name))

    def seen_by(self, name):
        """The texts of what a file includes and of what that includes."""
        seen, waiting = set(), INCLUDE.findall(self.texts[name])
        while waiting:
            one = waiting.pop()
            if one in self.texts and one not in seen:
                seen.add(one)
                waiting += INCLUDE.findall(self.texts[one])
        return [self.texts[one] for one in seen]

    def uses(self, name):
        """(what is written, the name in it) for each name that a header has to declare."""
        text = self.texts[name]
        own = layer_of(name)
        for layer, used in re.findall(rf"(?<![\w:.])({'|'.join(self.layers)})::(\w+)", text):
            if layer != own:
                yield f"{layer}::{used}", used
        for used in {"".join(names) for names in USE.findall(text)}:
            layers = self.declaring.get(used)
            if layers and layers <= {own, "core", "breakeven"} and not defines(text, used):
                yield used, used


def layer_of(name):
    return name.split("/")[0]


def complaints(texts):
    sources = Sources(texts)
    for name in sources.texts:
        seen = sources.seen_by(name)
        for written, used in sorted(set(sources.uses(name))):
            if not any(mentions(header, used) for header in seen):
                yield f"{name}: uses {written}, which nothing that it includes declares"


def main():
    project = pathlib.Path(sys.argv[1])
    texts = {
        path.relative_to(root).as_posix(): path.read_text()
        for root in (project / "src", project / "include")
        for path in sorted(root.rglob("*.[ch]pp"))
    }
    found = list(complaints(texts))
    print("\n".join(found) or f"{len(texts)} files include what they use")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
