#!/usr/bin/env python3
"""Shows that layers.py sees what it is there to see: each wrong include is planted in a copy of a small house."""

import tempfile
import unittest
from pathlib import Path

import layers

GRAPH = """\
core (core):
kernels (kernels): core
crews (crews): core
hdf5 (hdf5): core kernels
hdf5_parallel (hdf5): core
ranks (ranks): core crews
statistics (statistics):
breakeven (apps): crews
"""

SOUND = {
    "include/breakeven/error.hpp": "#include <string>\n",
    "include/breakeven/crew.hpp": '#include "breakeven/error.hpp"\n',
    "include/breakeven/rank.hpp": '#include "breakeven/error.hpp"\n',
    "include/breakeven/statistics.hpp": "#include <span>\n",
    "src/core/error.cpp": '#include "breakeven/error.hpp"\n',
    "src/core/crew.cpp": '#include "breakeven/crew.hpp"\n',
    "src/kernels/pi.hpp": "#include <cstdint>\n",
    "src/kernels/pi.cpp": '#include "kernels/pi.hpp"\n#include <hwy/highway.h>\n#include "breakeven/error.hpp"\n',
    "src/crews/team.hpp": '#include "breakeven/crew.hpp"\n#include <thread>\n',
    "src/crews/team.cpp": '#include "crews/team.hpp"\n',
    "src/hdf5/error.cpp": "#include <string>\n",
    "src/hdf5/file.cpp": '#include <hdf5.h>\n#include <mpi.h>\n#include "kernels/pi.hpp"\n',
    "src/ranks/ranks.cpp": '#include <boost/mpi/communicator.hpp>\n#include "breakeven/rank.hpp"\n',
    "src/statistics/statistics.cpp": '#include "breakeven/statistics.hpp"\n',
    "src/apps/main.cpp": '#include "crews/team.hpp"\n',
}


class LayersTest(unittest.TestCase):
    def problems(self, planted=None, graph=GRAPH):
        with tempfile.TemporaryDirectory() as directory:
            root = Path(directory)
            for name, text in {**SOUND, **(planted or {})}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(SOUND.get(name, "") + text if name in (planted or {}) else text)
            return layers.check(layers.read_house(root, graph))

    def expect(self, message, planted=None, graph=GRAPH):
        problems = self.problems(planted, graph)
        self.assertEqual(len(problems), 1, problems)
        self.assertIn(message, problems[0])

    def test_a_sound_house_has_no_problems(self):
        self.assertEqual(self.problems(), [])

    def test_a_layer_that_is_not_named(self):
        self.expect("layer crews does not name kernels", {"src/crews/team.cpp": '#include "kernels/pi.hpp"\n'})

    def test_a_layer_that_is_only_named_by_another(self):
        self.expect("layer apps does not name core", {"src/apps/main.cpp": '#include "breakeven/error.hpp"\n'})

    def test_an_arrow_that_points_up(self):
        self.expect("layer core does not name crews", {"src/core/error.cpp": '#include "crews/team.hpp"\n'})

    def test_a_path_that_climbs(self):
        self.expect("layer crews does not name kernels", {"src/crews/team.cpp": '#include "../kernels/pi.hpp"\n'})

    def test_a_private_header_in_angle_brackets(self):
        self.expect("layer crews does not name kernels", {"src/crews/team.cpp": "#  include <kernels/pi.hpp>\n"})

    def test_a_public_header_that_includes_a_private_one(self):
        self.expect("a public header must not", {"include/breakeven/error.hpp": '#include "kernels/pi.hpp"\n'})

    def test_mpi_outside_its_layers(self):
        self.expect("MPI is for", {"src/crews/team.cpp": "#include <mpi.h>\n"})
        self.expect("MPI is for", {"src/core/error.cpp": "#include <boost/mpi.hpp>\n"})
        self.expect("MPI is for", {"include/breakeven/rank.hpp": "#include <mpi.h>\n"})

    def test_hdf5_outside_its_layer(self):
        self.expect("HDF5 is for", {"src/ranks/ranks.cpp": "#include <hdf5.h>\n"})
        self.expect("HDF5 is for", {"src/crews/team.hpp": "#include <H5Tpublic.h>\n"})

    def test_kernels_stay_pure(self):
        self.expect("kernels start no threads", {"src/kernels/pi.hpp": "#include <thread>\n"})
        self.expect("kernels do no input", {"src/kernels/pi.cpp": "#include <fstream>\n"})
        self.expect("kernels know nothing above", {"src/kernels/pi.cpp": '#include "breakeven/crew.hpp"\n'})

    def test_statistics_include_nothing_of_ours(self):
        graph = GRAPH.replace("statistics (statistics):", "statistics (statistics): core")
        planted = {"src/statistics/statistics.cpp": '#include "breakeven/error.hpp"\n'}
        self.expect("statistics include nothing of ours", planted, graph)

    def test_layers_in_a_circle(self):
        self.expect("layers depend on each other in a circle: core -> kernels -> core",
                    graph=GRAPH.replace("core (core):", "core (core): kernels"))

    def test_files_in_a_circle(self):
        self.expect("files include each other in a circle",
                    {"src/crews/team.hpp": '#include "crews/member.hpp"\n',
                     "src/crews/member.hpp": '#include "crews/team.hpp"\n'})

    def test_a_public_header_of_nobody(self):
        self.expect("belongs to no layer", {"include/breakeven/orphan.hpp": "#include <span>\n"})

    def test_a_folder_that_is_not_built(self):
        self.expect("no target of the build lives here", {"src/attic/old.cpp": "#include <span>\n"})

    def test_a_table_that_tells_something_else(self):
        house = layers.House([], {}, {"core": set(), "crews": {"core"}})
        sound = "| layer | includes |\n|---|---|\n| `crews` | `core` | workers |\n| `core` | | seams |\n"
        self.assertEqual(layers.check_table(house, sound), [])
        for wrong in (sound.replace("`core` | workers", "`core` `os` | workers"), sound.replace("| `core` | | seams |", "")):
            self.assertEqual(len(layers.check_table(house, wrong)), 1, wrong)


if __name__ == "__main__":
    unittest.main()
