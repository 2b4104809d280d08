"""Datasets as h5py writes them are read, and written, bit for bit."""

import itertools
import sys
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy as np

from support import LAYOUTS, ORDERS, TYPES, call, in_order, keys, same_bits

TOOL = sys.argv.pop(1)
COUNT = 10_007


class Keys(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.file = Path(directory.name) / "keys.h5"

    def ok(self, *arguments, stdin=None):
        done = call(TOOL, *arguments, stdin=stdin)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_every_type_order_and_layout(self):
        cases = list(itertools.product(TYPES, ORDERS, LAYOUTS))
        with h5py.File(self.file, "w") as f:
            for name, order, layout in cases:
                data = in_order(keys(name, COUNT), ORDERS[order])
                f.create_dataset(f"{layout}/{order}/{name}", data=data, **LAYOUTS[layout])
        for name, order, layout in cases:
            with self.subTest(type=name, order=order, layout=layout):
                self.check_dataset(f"{self.file}:/{layout}/{order}/{name}", name, order, LAYOUTS[layout])

    def check_dataset(self, path, name, order, options):
        chunk = options.get("chunks", (0,))[0]
        compressed = int("compression" in options)
        self.assertEqual(self.ok("inspect", path).decode().split(),
                         [name, str(COUNT), str(int(order == "big")), str(compressed), str(chunk)])
        whole = np.frombuffer(self.ok("read", path, name, 0, COUNT), name)
        self.assertTrue(same_bits(whole, keys(name, COUNT)))
        part = np.frombuffer(self.ok("read", path, name, 990, 1021), name)
        self.assertTrue(same_bits(part, keys(name, COUNT)[990:2011]))

    def test_old_and_new_file_formats(self):
        for libver in ("earliest", "latest"):
            with h5py.File(self.file, "w", libver=libver) as f:
                f.create_dataset("k", data=keys("int64", 5000), chunks=(100,), maxshape=(None,))
            read = np.frombuffer(self.ok("read", f"{self.file}:/k", "int64", 0, 5000), "int64")
            self.assertTrue(same_bits(read, keys("int64", 5000)))

    def test_unwritten_chunks_hold_the_fill_value(self):
        with h5py.File(self.file, "w") as f:
            f.create_dataset("k", (1000,), ">i4", chunks=(64,), fillvalue=-7)
        read = np.frombuffer(self.ok("read", f"{self.file}:/k", "int32", 0, 1000), "int32")
        self.assertTrue((read == -7).all())

    def test_links_and_virtual_datasets(self):
        with h5py.File(self.file, "w") as f:
            f["here/k"] = keys("uint32", 100)
            f["soft"] = h5py.SoftLink("/here/k")
            f["external"] = h5py.ExternalLink(self.file.name, "/here/k")
            layout = h5py.VirtualLayout((100,), "u4")
            layout[:] = h5py.VirtualSource(f["here/k"])
            f.create_virtual_dataset("virtual", layout)
        for path in ("soft", "external", "virtual"):
            read = np.frombuffer(self.ok("read", f"{self.file}:/{path}", "uint32", 0, 100), "uint32")
            self.assertTrue(same_bits(read, keys("uint32", 100)), path)

    def test_no_keys(self):
        with h5py.File(self.file, "w") as f:
            f["k"] = np.array([], "f8")
        self.assertEqual(self.ok("inspect", f"{self.file}:/k").split()[1], b"0")
        self.assertEqual(self.ok("read", f"{self.file}:/k", "float64", 0, 0), b"")

    def test_write_in_both_orders(self):
        for name, order in itertools.product(TYPES, ORDERS.values()):
            with self.subTest(type=name, order=order):
                data = keys(name, 300_001)
                with h5py.File(self.file, "w") as f:
                    f.create_dataset("k", (300_001,), data.dtype.newbyteorder(order))
                self.ok("write", f"{self.file}:/k", name, 0, stdin=data[:150_000].tobytes())
                self.ok("write", f"{self.file}:/k", name, 150_000, stdin=data[150_000:].tobytes())
                with h5py.File(self.file) as f:
                    self.assertEqual(f["k"].dtype, data.dtype.newbyteorder(order))
                    self.assertTrue(same_bits(f["k"][:], data))

    def test_beyond_the_end(self):
        with h5py.File(self.file, "w") as f:
            f["k"] = keys("int32", 10)
        done = call(TOOL, "read", f"{self.file}:/k", "int32", 5, 6)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{self.file}:/k has 10 keys", done.stderr)

    def test_a_damaged_chunk_is_an_error_that_names_the_dataset(self):
        with h5py.File(self.file, "w") as f:
            dataset = f.create_dataset("k", data=keys("int32", 1000), chunks=(1000,), fletcher32=True)
            offset = dataset.id.get_chunk_info(0).byte_offset
        with open(self.file, "r+b") as f:
            f.seek(offset)
            f.write(b"\xff\x00\xff\x00")
        done = call(TOOL, "read", f"{self.file}:/k", "int32", 0, 1000)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"cannot read {self.file}:/k: ", done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1)


if __name__ == "__main__":
    unittest.main()
