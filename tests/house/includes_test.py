"""What includes.py finds, and what it must not take for a fault."""

import unittest

from includes import complaints

HEADERS = {
    "breakeven/crew.hpp": "struct Crew {\n};\n",
    "report/label.hpp": '#include "breakeven/crew.hpp"\nstd::string crew_label(const Crew& crew);\n',
    "cli/output.hpp": "void print(int value);\n",
}


def found(file, text):
    return list(complaints({**HEADERS, file: text}))


class Includes(unittest.TestCase):
    def test_other_layers(self):
        text = "auto label = report::crew_label(crew);\n"
        self.assertEqual(
            found("cli/main.cpp", text), ["cli/main.cpp: uses report::crew_label, which nothing that it includes declares"]
        )
        self.assertEqual(found("cli/main.cpp", '#include "report/label.hpp"\n' + text), [])

    def test_types_and_functions_of_the_own_layer_and_of_public_headers(self):
        self.assertEqual(len(found("cli/main.cpp", "void run(Crew& crew) {\n  print(1);\n}\n")), 2)
        self.assertEqual(found("cli/main.cpp", '#include "cli/output.hpp"\nint main() { print(1); }\n'), [])

    def test_what_headers_include_counts(self):
        self.assertEqual(found("cli/main.cpp", '#include "report/label.hpp"\nCrew crew;\n'), [])

    def test_comments_texts_members_and_own_names_are_no_uses(self):
        for text in ("// Crew\n", 'auto text = "Crew";\n', "stream.print(1);\n", 'R"(\nCrew\n)"', "struct Crew {};\nCrew crew;\n"):
            self.assertEqual(found("cli/main.cpp", text), [], text)


if __name__ == "__main__":
    unittest.main()
