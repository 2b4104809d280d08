"""Ranks copy datasets slab by slab; what one of them cannot do ends all of them."""

import itertools
import os
import sys
import tempfile
import unittest
from pathlib import Path

import h5py

from support import LAYOUTS, ORDERS, TYPES, call, in_order, keys, make_hole, mount_small_disk, same_bits

KEYS_TOOL, RANKS_TOOL, MPIEXEC, RANKS = sys.argv[1:5]
del sys.argv[1:5]
RANKS = int(RANKS)
COUNT = 20_011
MEMORY = Path("/dev/shm")  # closing a file through MPI-IO syncs it on every rank: slow on a busy disk
ENVIRONMENT = os.environ | {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
                            "OMPI_MCA_rmaps_base_oversubscribe": "1",
                            "OMPI_MCA_pml": "ob1", "OMPI_MCA_btl": "self,vader",  # starts in half the time
                            "OMPI_MCA_mpi_yield_when_idle": "1"}  # ranks share cores, perhaps with other tests


def run_ranks(*arguments):
    done = call(MPIEXEC, "-n", RANKS, RANKS_TOOL, *arguments, env=ENVIRONMENT)
    done.said = dict(line.split(": ", 1) for line in sorted(done.stdout.decode().splitlines()))
    return done


class ParallelKeys(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)
        self.addCleanup(directory.cleanup)
        self.at = Path(directory.name)
        self.input = self.at / "in.h5"
        self.output = self.at / "out.h5"

    def expect_failure(self, done, by, message):
        """`by` said what failed, every other rank that a peer did."""
        self.assertEqual(set(done.said), {f"rank {r}" for r in range(RANKS)}, done.stdout)
        for rank, said in done.said.items():
            self.assertEqual(said, message if rank in by else "peer failed")
        self.assertNotEqual(done.returncode, 0)

    def test_copy_by_unequal_slabs(self):
        layouts = itertools.cycle(LAYOUTS)  # every type in both orders, every layout; keys_test.py has all of them
        cases = [(name, order, next(layouts)) for order in ORDERS for name in TYPES]
        with h5py.File(self.input, "w") as f:
            for i, (name, order, layout) in enumerate(cases):
                f.create_dataset(f"k{i}", data=in_order(keys(name, COUNT), ORDERS[order]), **LAYOUTS[layout])
        for i in range(len(cases)):
            created = call(KEYS_TOOL, "create", f"{self.input}:/k{i}", f"{self.output}.{i}:/k")
            self.assertEqual(created.returncode, 0, created.stderr)
        done = run_ranks("copy", self.input, self.output, COUNT, *(name for name, _, _ in cases))
        self.assertEqual((done.returncode, done.said, done.stderr), (0, {}, ""))
        for i, (name, order, layout) in enumerate(cases):
            with self.subTest(type=name, order=order, layout=layout), h5py.File(f"{self.output}.{i}") as f:
                self.assertEqual(f["k"].dtype, f["k"].dtype.newbyteorder(ORDERS[order]))
                self.assertTrue(same_bits(f["k"][:], keys(name, COUNT)))
        created = {"in.h5"} | {f"out.h5.{i}" for i in range(len(cases))}
        self.assertEqual({path.name for path in self.at.iterdir()}, created)

    def test_no_keys(self):
        with h5py.File(self.input, "w") as f:
            f["k0"] = keys("int32", 0)
        call(KEYS_TOOL, "create", f"{self.input}:/k0", f"{self.output}.0:/k")
        done = run_ranks("copy", self.input, self.output, 0, "int32")
        self.assertEqual((done.returncode, done.said), (0, {}))

    def test_virtual_dataset(self):
        with h5py.File(self.at / "part.h5", "w") as f:
            f["part"] = keys("uint32", COUNT)
        with h5py.File(self.input, "w") as f:
            layout = h5py.VirtualLayout((COUNT,), "u4")
            layout[:] = h5py.VirtualSource(self.at / "part.h5", "part", (COUNT,))
            f.create_virtual_dataset("k0", layout)
        call(KEYS_TOOL, "create", f"{self.input}:/k0", f"{self.output}.0:/k")
        done = run_ranks("copy", self.input, self.output, COUNT, "uint32")
        self.assertEqual((done.returncode, done.said), (0, {}))
        with h5py.File(f"{self.output}.0") as f:
            self.assertTrue(same_bits(f["k"][:], keys("uint32", COUNT)))

    def test_one_rank_reads_beyond_the_end(self):
        with h5py.File(self.input, "w") as f:
            f["k"] = keys("int32", COUNT)
        done = run_ranks("beyond", self.input, "/k", "int32", COUNT)
        begin = COUNT * (RANKS - 1) // RANKS
        self.expect_failure(done, {f"rank {RANKS - 1}"},
                            f"{self.input}:/k has {COUNT} keys; there are none at [{begin}, {COUNT + 1})")

    def test_one_rank_does_not_see_the_file(self):
        with h5py.File(self.input, "w") as f:
            f["k"] = keys("int32", COUNT)
        done = run_ranks("missing", self.input, "/k", "int32", COUNT)
        self.expect_failure(done, {f"rank {RANKS - 1}"},
                            f"cannot open {self.input}.missing on {os.uname().nodename}: No such file or directory")

    def test_another_type(self):
        with h5py.File(self.input, "w") as f:
            f["k"] = keys("int64", COUNT)
        done = run_ranks("beyond", self.input, "/k", "int32", COUNT)
        self.expect_failure(done, {f"rank {r}" for r in range(RANKS)},
                            f"{self.input}:/k does not hold int32 keys but int64")

    def test_damaged_chunk(self):
        with h5py.File(self.input, "w") as f:
            dataset = f.create_dataset("k", data=keys("int32", COUNT), chunks=(1000,), fletcher32=True)
            offset = dataset.id.get_chunk_info(0).byte_offset
        with open(self.input, "r+b") as f:
            f.seek(offset)
            f.write(b"\xff\x00\xff\x00")
        done = run_ranks("beyond", self.input, "/k", "int32", COUNT - 1)
        self.expect_failure(done, {"rank 0"},
                            f"cannot read {self.input}:/k: data error detected by Fletcher32 checksum")

    def test_full_disk(self):
        disk = mount_small_disk(self, self.at / "disk", megabytes=4)
        with h5py.File(disk / "out.h5", "w") as f:
            make_hole(f, "k", 1_000_000)
        done = run_ranks("write", disk / "out.h5", "/k", "float64", 1_000_000)
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(len(done.said), RANKS)
        messages = set(done.said.values()) - {"peer failed"}
        self.assertTrue(messages)
        for message in messages:
            self.assertIn(f"cannot write {disk}/out.h5:/k: ", message)


if __name__ == "__main__":
    unittest.main()
