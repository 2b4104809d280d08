"""Whatever cannot be sorted is refused in one line that says what to do."""

import os
import sys
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy as np

from support import call

TOOL = sys.argv.pop(1)


class UsageErrors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.directory.cleanup)
        cls.at = Path(cls.directory.name)
        with h5py.File(cls.at / "in.h5", "w") as f:
            f["keys"] = np.arange(5.0)
            f["group/temperatures"] = np.arange(5)
            f["scalar"] = 1.0
            f["matrix"] = np.zeros((3, 4))
            f["null"] = h5py.Empty("f8")
            f["strings"] = ["a", "b"]
            f["fixed"] = np.array([b"a", b"b"])
            f["compound"] = np.zeros(3, [("a", "i4"), ("b", "f8"), ("c", "i1")])
            f["complex"] = np.zeros(3, complex)
            f["bool"] = np.zeros(3, bool)
            f["enum"] = np.zeros(3, h5py.enum_dtype({"A": 0, "B": 1, "C": 2}, "i4"))
            f["half"] = np.zeros(3, "f2")
            f["int16"] = np.zeros(3, "i2")
            f["uint8"] = np.zeros(3, "u1")
            f["vlen"] = np.array([np.arange(2), np.arange(3)], dtype=h5py.vlen_dtype("i4"))
            f["reference"] = np.array([f["keys"].ref], dtype=h5py.ref_dtype)
            f["type"] = np.dtype("f8")
            f["dangling"] = h5py.SoftLink("/nowhere")
            f.create_dataset("lzf", data=np.arange(1000.0), compression="lzf")
        with h5py.File(cls.at / "one.h5", "w") as f:
            f["a/only"] = np.arange(5)
            f["scalar"] = 1.0
        with h5py.File(cls.at / "empty.h5", "w"):
            pass
        (cls.at / "text.h5").write_text("not HDF5")
        (cls.at / "nothing.h5").write_text("")

    def refused(self, name, *words):
        done = call(TOOL, "inspect", name)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(done.stdout, b"")
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        self.assertNotIn("HDF5-DIAG", done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def test_files(self):
        self.refused(f"{self.at}/missing.h5:/keys", f"{self.at}/missing.h5: no such file")
        self.refused(f"{self.at}/text.h5:/keys", f"{self.at}/text.h5: not an HDF5 file")
        self.refused(f"{self.at}/nothing.h5:/keys", "not an HDF5 file")
        self.refused(f"{self.at}:/keys", "is a directory")
        self.refused(f"{self.at}/text.h5/in.h5:/keys", "text.h5/in.h5")

    @unittest.skipIf(os.geteuid() == 0, "root reads everything")
    def test_unreadable_file(self):
        (self.at / "in.h5").chmod(0)
        self.addCleanup((self.at / "in.h5").chmod, 0o644)
        self.refused(f"{self.at}/in.h5:/keys", "cannot be read: Permission denied")

    def test_file_that_is_being_written(self):
        with h5py.File(self.at / "one.h5", "a"):
            self.refused(f"{self.at}/one.h5:/a/only", "one.h5: another program has it open for writing")

    def test_damaged_file(self):
        (self.at / "half.h5").write_bytes((self.at / "in.h5").read_bytes()[:5000])
        self.refused(f"{self.at}/half.h5:/keys", "cannot open", "half.h5: ", "truncated")

    def test_form(self):
        self.refused("", "FILE:/PATH")
        self.refused("keys", "'keys' does not name a dataset: write FILE:/PATH")
        self.refused(":/keys", "FILE:/PATH")
        self.refused(f"{self.at}/one.h5", f"Say {self.at}/one.h5:/a/only")
        self.refused(f"{self.at}/in.h5", "which dataset?", "/group/temperatures, /keys")
        self.refused(f"{self.at}/empty.h5", "it holds no dataset")
        self.refused(f"{self.at}/text.h5", "not an HDF5 file")

    def test_names(self):
        self.refused(f"{self.at}/in.h5:/kyes", f"{self.at}/in.h5 has no dataset /kyes: did you mean /keys?")
        self.refused(f"{self.at}/in.h5:/group/temperature", "did you mean /group/temperatures?")
        self.refused(f"{self.at}/in.h5:/something/else", "has no dataset", "/group/temperatures, /keys")
        self.refused(f"{self.at}/in.h5:/keys/below", "has no dataset /keys/below")
        self.refused(f"{self.at}/in.h5:/group", "/group is a group, not a dataset")
        self.refused(f"{self.at}/in.h5:/", "is a group")
        self.refused(f"{self.at}/in.h5:/dangling", "/dangling is a link to something that does not exist")
        self.refused(f"{self.at}/in.h5:/type", "is a named type, not a dataset")

    def test_shapes(self):
        self.refused(f"{self.at}/in.h5:/scalar", "/scalar is a single value; only datasets of one dimension")
        self.refused(f"{self.at}/in.h5:/matrix", "/matrix has the shape (3, 4)")
        self.refused(f"{self.at}/in.h5:/null", "/null is empty")

    def test_types(self):
        for name, what in {"strings": "a string", "fixed": "a string", "compound": "a compound",
                           "complex": "a complex number", "bool": "bool", "enum": "an enumeration", "half": "float16",
                           "int16": "int16", "uint8": "uint8", "vlen": "a list of variable length",
                           "reference": "a reference"}.items():
            self.refused(f"{self.at}/in.h5:/{name}", f"/{name} has elements of type {what};",
                         "what can be sorted is float64, float32, int64, uint64, int32, uint32")

    def test_filter_that_is_not_installed(self):
        self.refused(f"{self.at}/in.h5:/lzf", "/lzf is compressed with the filter lzf (32000)", "h5repack")

    def test_slashes_do_not_matter(self):
        for path in ("/keys/", "//keys", "/group//temperatures"):
            self.assertEqual(call(TOOL, "inspect", f"{self.at}/in.h5:{path}").returncode, 0, path)


if __name__ == "__main__":
    unittest.main()
