#!/usr/bin/env python3
"""Checks that includes follow the layers, and prints the graph that was found.

    layers.py SOURCE_DIRECTORY LAYERS_FILE

LAYERS_FILE is written by CMake (breakeven_write_layers): which target links which, one line each. A file may include
what lies in its own layer and in the layers that its own targets name; what those name in turn does not count, so
that a layer's list tells the truth about what it uses.
"""

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

# Which layer a public header speaks for. One that is not listed here is a problem.
PUBLIC_HEADERS = {
    "core": ["communicator", "crew", "error", "parameters", "timeline", "trial", "worker_life",
             "workload"],
    "kernels": ["ars", "philox", "pi_sample"],
    "ranks": ["rank"],
    "statistics": ["break_even", "clock_model", "cost_model", "cost_shape", "costing", "fit", "linear_fit",
                   "loggp", "message_model", "rank_tests", "scaling", "scaling_laws", "statistics"],
    "workloads": ["program"],
}

# Libraries that must stay in one place: pattern of the include, layers that may use it, and what it is.
CONFINED = [
    (r"mpi\.h|boost/mpi(/.*|\.hpp)", {"ranks", "hdf5"}, "MPI"),
    (r"hdf5\.h|H5\w+\.h", {"hdf5"}, "HDF5"),
    (r"hwy/.*", {"kernels"}, "Highway"),
    (r"CLI/.*", {"cli"}, "CLI11"),
    (r"hwloc.*", {"launch"}, "hwloc"),
    (r"toml\+\+/.*", {"plan"}, "toml++"),
    (r"(unsupported/)?Eigen/.*", {"statistics"}, "Eigen"),
    (r"zlib\.h", {"html", "draw"}, "zlib"),
    (r"cairo.*\.h|ft2build\.h", {"draw"}, "cairo"),
]

# What a layer must never touch, whatever it links: pattern of the include, and why.
FORBIDDEN = {
    "kernels": [
        (r"breakeven/(communicator|workload|crew|trial)\.hpp", "kernels know nothing above them"),
        (r"thread|mutex|shared_mutex|condition_variable|future|stop_token|barrier|latch|pthread\.h",
         "kernels start no threads and take no locks"),
        (r"iostream|fstream|cstdio|stdio\.h|filesystem|unistd\.h|sys/.*", "kernels do no input or output"),
    ],
    "statistics": [(rf"breakeven/(?!({'|'.join(PUBLIC_HEADERS['statistics'])})\.hpp).*",
                    "statistics include nothing of ours")],
}
# (file, include) that may break FORBIDDEN, with the reason.
EXEMPT = {("src/kernels/simd_abort.cpp", "cstdio"): "says on standard error why it aborts"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


class Include(NamedTuple):
    path: Path  # of the file that includes, relative to the source directory
    line: int
    name: str  # as written
    target: Path | None  # the file of ours that it means


class House(NamedTuple):
    includes: list[Include]
    layer_of: dict[Path, str]
    allowed: dict[str, set[str]]  # layer -> layers it may include


def read_allowed(text: str) -> dict[str, set[str]]:
    """The arrows between folders, from lines "target (folder): targets"."""
    folder_of, links = {}, {}
    for line in text.splitlines():
        match = re.fullmatch(r"(\S+) \((\S+)\):\s*(.*)", line)
        if not match:
            raise SystemExit(f"layers file: cannot read the line {line!r}")
        folder_of[match[1]], links[match[1]] = match[2], match[3].split()
    allowed: dict[str, set[str]] = defaultdict(set)
    for target, names in links.items():
        allowed[folder_of[target]] |= {folder_of[name] for name in names} - {folder_of[target]}
    return dict(allowed)


def resolve(root: Path, file: Path, name: str, quoted: bool) -> Path | None:
    places = ([root / file.parent] if quoted else []) + [root / "src", root / "include"]
    for place in places:
        if (place / name).is_file():
            return (place / name).resolve().relative_to(root)
    return None


def assign_layers(files: list[Path]) -> dict[Path, str]:
    public = {name: layer for layer, names in PUBLIC_HEADERS.items() for name in names}
    return {file: file.parts[1] if file.parts[0] == "src" else public.get(file.stem, "nobody") for file in files}


def read_house(root: Path, layers_text: str) -> House:
    root = root.resolve()
    files = sorted(path.relative_to(root) for top in ("src", "include") for path in (root / top).rglob("*.[ch]pp"))
    includes = []
    for file in files:
        for number, line in enumerate((root / file).read_text(encoding="utf-8").splitlines(), 1):
            if match := INCLUDE.match(line):
                includes.append(Include(file, number, match[2], resolve(root, file, match[2], match[1] == '"')))
    return House(includes, assign_layers(files), read_allowed(layers_text))


def find_cycle(arrows: dict) -> list | None:
    """Some cycle of a directed graph, as the nodes along it, or None."""
    done, path = set(), []

    def visit(node):
        if node in path:
            return path[path.index(node):] + [node]
        if node in done:
            return None
        path.append(node)
        for following in sorted(arrows.get(node, ())):
            if cycle := visit(following):
                return cycle
        path.pop()
        done.add(node)
        return None

    for start in sorted(arrows):
        if cycle := visit(start):
            return cycle
    return None


def problems_of_include(house: House, include: Include) -> list[str]:
    layer = house.layer_of[include.path]
    found = []
    if include.target:
        target = house.layer_of[include.target]
        if include.path.parts[0] == "include" and include.target.parts[0] == "src":
            found.append("a public header must not include a private one")
        elif include.path.parts[0] == "src" and target != layer and target not in house.allowed.get(layer, set()):
            found.append(f"layer {layer} does not name {target} among the layers it depends on")
    for pattern, layers, library in CONFINED:
        if re.fullmatch(pattern, include.name) and (layer not in layers or include.path.parts[0] == "include"):
            found.append(f"{library} is for src/{' and src/'.join(sorted(layers))} alone")
    for pattern, reason in FORBIDDEN.get(layer, []):
        if re.fullmatch(pattern, include.name) and (str(include.path), include.name) not in EXEMPT:
            found.append(reason)
    return [f"{include.path}:{include.line}: includes {include.name}: {reason}" for reason in found]


def check(house: House) -> list[str]:
    problems = [problem for include in house.includes for problem in problems_of_include(house, include)]
    problems += [f"{file}: belongs to no layer: list it in tests/house/layers.py"
                 for file, layer in house.layer_of.items() if layer == "nobody"]
    unbuilt = {layer for layer in house.layer_of.values() if layer != "nobody"} - set(house.allowed)
    problems += [f"src/{layer}: no target of the build lives here" for layer in sorted(unbuilt)]
    if cycle := find_cycle(house.allowed):
        problems.append("layers depend on each other in a circle: " + " -> ".join(cycle))
    file_arrows = defaultdict(set)
    for include in house.includes:
        if include.target:
            file_arrows[include.path].add(include.target)
    if cycle := find_cycle(file_arrows):
        problems.append("files include each other in a circle: " + " -> ".join(map(str, cycle)))
    return problems


def check_table(house: House, readme: str) -> list[str]:
    """Compares the table of src/README.md (| `layer` | `includes` ... | text |) with what is linked."""
    told = {name: set(re.findall(r"`(\w+)`", arrows))
            for name, arrows in re.findall(r"^\| `(\w+)` \|([^|]*)\|", readme, re.MULTILINE)}
    return [f"src/README.md: says that {layer} includes {sorted(told.get(layer, set()))}, "
            f"but the build links {sorted(house.allowed.get(layer, set()))}"
            for layer in sorted(told.keys() | house.allowed.keys())
            if told.get(layer) != house.allowed.get(layer)]


def print_graph(house: House) -> None:
    counts = Counter((house.layer_of[i.path], house.layer_of[i.target]) for i in house.includes if i.target)
    files = Counter(house.layer_of.values())
    print("layer (files): includes from (how many); named but not included in brackets")
    for layer, allowed in house.allowed.items():
        used = [f"{other} ({counts[layer, other]})" for other in sorted(allowed) if counts[layer, other]]
        unused = [f"[{other}]" for other in sorted(allowed) if not counts[layer, other]]
        print(f"  {layer} ({files[layer]}): {', '.join(used + unused) or '-'}")


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    root = Path(sys.argv[1])
    house = read_house(root, Path(sys.argv[2]).read_text(encoding="utf-8"))
    print_graph(house)
    problems = check(house) + check_table(house, (root / "src/README.md").read_text(encoding="utf-8"))
    for problem in problems:
        print(f"WRONG  {problem}")
    print(f"{len(house.layer_of)} files, {len(house.includes)} includes, {len(problems)} wrong")
    return 1 if problems or not house.includes else 0


if __name__ == "__main__":
    sys.exit(main())
