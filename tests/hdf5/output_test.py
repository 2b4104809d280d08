"""The output is like the input but for its layout: type, byte order, size and attributes; and its space is there."""

import resource
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy as np

from support import TYPES, call, make_hole, mount_small_disk

TOOL = sys.argv.pop(1)


class Output(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.at = Path(directory.name)
        self.input = self.at / "in.h5"
        self.output = self.at / "out.h5"

    def create(self, like="k", output="sorted/k"):
        done = call(TOOL, "create", f"{self.input}:/{like}", f"{self.output}:/{output}")
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_type_order_size_and_layout(self):
        with h5py.File(self.input, "w") as f:
            for name in TYPES:
                for order in "<>":
                    f.create_dataset(f"{name}{ord(order)}", (10_000,), np.dtype(name).newbyteorder(order),
                                     chunks=(100,), compression="gzip", maxshape=(None,))
        for name in TYPES:
            for order in "<>":
                self.create(f"{name}{ord(order)}", "a/b/c")
                with h5py.File(self.output) as f:
                    made = f["a/b/c"]
                    self.assertEqual((made.dtype, made.shape, made.chunks, made.compression),
                                     (np.dtype(name).newbyteorder(order), (10_000,), None, None))
                self.assertGreaterEqual(self.output.stat().st_blocks * 512, 10_000 * np.dtype(name).itemsize)

    def test_no_keys(self):
        with h5py.File(self.input, "w") as f:
            f["k"] = np.array([], "f4")
        self.create()
        with h5py.File(self.output) as f:
            self.assertEqual(f["sorted/k"].shape, (0,))

    def test_attributes(self):
        record = np.array([(1, 2.5, b"x"), (3, -0.0, b"yz")], [("a", ">i4"), ("b", "f8"), ("c", "S3")])
        with h5py.File(self.input, "w") as f:
            k = f.create_dataset("k", data=np.arange(3.0))
            k.attrs["text"] = "Gr\u00fc\u00dfe, \u4e16\u754c"
            k.attrs["fixed"] = np.bytes_(b"fixed")
            k.attrs["texts"] = np.array(["a", "", "long" * 100], dtype=h5py.string_dtype())
            k.attrs["number"] = 42
            k.attrs["big_endian"] = np.arange(6, dtype=">i2").reshape(2, 3)
            k.attrs["nan"] = np.array([np.nan, -0.0, np.inf])
            k.attrs["yes"] = True
            k.attrs["colour"] = np.array([0, 2], h5py.enum_dtype({"red": 0, "green": 2}, "u1"))
            k.attrs["record"] = record
            k.attrs["complex"] = 1 - 2j
            k.attrs["nothing"] = h5py.Empty("f4")
            k.attrs["no_values"] = np.array([], "i4")
            k.attrs["lists"] = np.array([np.arange(2), np.arange(30)], dtype=h5py.vlen_dtype("i4"))
            k.attrs["\u00fcnit\u00e9"] = "name in UTF-8"
            f["named"] = np.dtype("i8")
            k.attrs.create("of_named_type", 5, dtype=f["named"])
            k.attrs["points_elsewhere"] = k.ref
            k.attrs["points"] = np.array([k.ref, k.ref], dtype=h5py.ref_dtype)
        self.create()
        with h5py.File(self.input) as a, h5py.File(self.output) as b:
            before, after = a["k"].attrs, b["sorted/k"].attrs
            self.assertEqual(set(before) - set(after), {"points_elsewhere", "points"})
            for name in after:
                with self.subTest(attribute=name):
                    self.check_attribute(name, before, after)
        self.assertEqual(subprocess.run(["h5dump", "-A", self.output], capture_output=True).returncode, 0)

    def check_attribute(self, name, before, after):
        old, new = before.get_id(name), after.get_id(name)
        self.assertEqual((new.dtype, new.shape), (old.dtype, old.shape))
        if name != "of_named_type":  # the name of the type is of the other file
            self.assertTrue(new.get_type().equal(old.get_type()))
        if isinstance(before[name], h5py.Empty):
            self.assertIsInstance(after[name], h5py.Empty)
        else:
            self.assertEqual(repr(after[name]), repr(before[name]))

    def test_order_of_attributes(self):
        with h5py.File(self.input, "w", track_order=True) as f:
            k = f.create_dataset("k", data=np.arange(3), track_order=True)
            for name in "zyxabc":
                k.attrs[name] = name
        self.create()
        with h5py.File(self.output) as f:
            self.assertEqual("".join(f["sorted/k"].attrs), "zyxabc")

    def test_large_and_many_attributes(self):
        with h5py.File(self.input, "w", libver="latest") as f:
            k = f.create_dataset("k", data=np.arange(3))
            k.attrs["large"] = np.arange(100_000)
            for i in range(100):
                k.attrs[f"a{i}"] = i
        self.create()
        with h5py.File(self.output) as f:
            self.assertTrue((f["sorted/k"].attrs["large"] == np.arange(100_000)).all())
            self.assertEqual(len(f["sorted/k"].attrs), 101)

    def test_replaces_what_was_there(self):
        self.output.write_text("something else")
        self.test_no_keys()

    def test_full_disk_shows_at_creation(self):
        disk = mount_small_disk(self, self.at / "disk", megabytes=4)
        with h5py.File(self.input, "w") as f:
            f.create_dataset("k", (1_000_000,), "f8", chunks=True)
        done = call(TOOL, "create", f"{self.input}:/k", f"{disk}/out.h5:/k")
        self.assertEqual((done.returncode, done.stderr),
                         (1, f"cannot take 8000000 bytes of disk space for {disk}/out.h5:/k: "
                             "No space left on device\n"))

    def test_full_disk_shows_when_writing(self):
        disk = mount_small_disk(self, self.at / "disk", megabytes=4)
        with h5py.File(disk / "out.h5", "w") as f:
            make_hole(f, "k", 1_000_000)
        done = call(TOOL, "write", f"{disk}/out.h5:/k", "float64", 0, stdin=bytes(8_000_000))
        self.assertEqual((done.returncode, done.stderr),
                         (1, f"cannot write {disk}/out.h5:/k: No space left on device\n"))

    def test_file_size_limit(self):
        with h5py.File(self.input, "w") as f:
            f.create_dataset("k", (1_000_000,), "f8", chunks=True)

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

        done = call(TOOL, "create", f"{self.input}:/k", f"{self.output}:/k", preexec_fn=limit)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("File too large", done.stderr)


if __name__ == "__main__":
    unittest.main()
