"""What the tests of HDF5 share: keys with hard bits, and ways to call the tools and to fill a disk."""

import os
import subprocess

import numpy as np

TYPES = ["float64", "float32", "int64", "uint64", "int32", "uint32"]
LAYOUTS = {
    "contiguous": {},
    "chunked": {"chunks": (1000,)},
    "gzip_shuffle": {"chunks": (1000,), "compression": "gzip", "shuffle": True},
    "gzip_fletcher": {"chunks": (777,), "compression": "gzip", "fletcher32": True},
}
ORDERS = {"little": "<", "big": ">"}
HARD_BITS = {  # signalling and quiet NaNs with payloads, -0.0, infinity, a denormal
    4: [0x7FA00001, 0xFFC12345, 0x80000000, 0x7F800000, 0x00000001],
    8: [0x7FF4000000000001, 0xFFF8123456789ABC, 1 << 63, 0x7FF0000000000000, 1],
}


def words_of(name):
    """The unsigned type whose bits are those of `name`."""
    return np.dtype(f"u{np.dtype(name).itemsize}")


def keys(name, count, seed=1):
    """Random bits, so that every kind of NaN and denormal occurs; for floats some of each first of all."""
    words = words_of(name)
    bits = np.random.default_rng(seed).integers(0, np.iinfo(words).max, count, dtype=words, endpoint=True)
    if np.dtype(name).kind == "f":
        hard = HARD_BITS[words.itemsize][:count]
        bits[:len(hard)] = hard
    return bits.view(name)


def in_order(array, order):
    """The same values in byte order "<" or ">", without ever converting one."""
    wanted = array.dtype.newbyteorder(order)
    return array if array.dtype == wanted else array.byteswap().view(wanted)


def same_bits(a, b):
    """Element for element, as bits: a NaN equals itself, -0.0 does not equal 0.0."""
    return bool(np.array_equal(*(in_order(x, "<").view(words_of(x.dtype).newbyteorder("<")) for x in (a, b))))


def call(tool, *arguments, stdin=None, **options):
    """The finished process: returncode, stdout (bytes), stderr (text)."""
    done = subprocess.run([tool, *map(str, arguments)], input=stdin, capture_output=True, timeout=120, **options)
    done.stderr = done.stderr.decode()
    return done


def mount_small_disk(test, at, megabytes):
    """A file system of so many megabytes at `at`, for the length of a test; skips the test where that is not allowed."""
    at.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", at]
    if os.geteuid() != 0 or subprocess.run(mounting, capture_output=True).returncode != 0:
        test.skipTest("cannot mount a small file system")
    test.addCleanup(subprocess.run, ["umount", at])
    return at


def make_hole(file, name, count):
    """A contiguous dataset of float64 in an open file: its space is promised to be there, but is a hole."""
    import h5py
    layout = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    layout.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    layout.set_fill_time(h5py.h5d.FILL_TIME_NEVER)
    h5py.h5d.create(file.id, name.encode(), h5py.h5t.IEEE_F64LE, h5py.h5s.create_simple((count,)), layout)
