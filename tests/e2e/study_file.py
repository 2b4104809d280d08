"""What is in a study's files, read without the program: the HDF5 file by h5py, the journal by its description."""

import collections
import pathlib
import struct
import zlib

import h5py

JOURNAL_HEADER_BYTES = 512
TRIALS_SECTION = 0
LAUNCHES_SECTION = 3


def trials(path):
    """The rows of /trials, bytes as text."""
    with h5py.File(path) as file:
        rows = file["trials"][:]
    return [{name: row[name].decode() if isinstance(row[name], bytes) else row[name] for name in rows.dtype.names}
            for row in rows]


def points(path):
    with h5py.File(path) as file:
        rows = file["plan/points"][:]
    return [{name: row[name].decode() if isinstance(row[name], bytes) else row[name] for name in rows.dtype.names}
            for row in rows]


def journal_entries(path):
    """The payloads of the whole entries: an incomplete last one was never acknowledged."""
    journal = pathlib.Path(f"{path}.journal")
    data = journal.read_bytes()[JOURNAL_HEADER_BYTES:] if journal.exists() else b""
    entries = []
    while len(data) >= 8:
        length, checksum = struct.unpack_from("=II", data)
        payload = data[8:8 + length]
        if len(payload) < length or zlib.crc32(data[:4] + payload) != checksum:
            break
        entries.append(payload)
        data = data[8 + length:]
    return entries


def sections(entry, row_bytes):
    """[(section, rows)] of an entry, or nothing if its rows are not of these sizes."""
    found = []
    while entry:
        if len(entry) < 5:
            return None
        section, count = struct.unpack_from("=BI", entry)
        if section not in row_bytes or len(entry) < 5 + count * row_bytes[section]:
            return None
        end = 5 + count * row_bytes[section]
        found.append((section, [entry[5 + i * row_bytes[section]:][:row_bytes[section]] for i in range(count)]))
        entry = entry[end:]
    return found


def sizes_of_rows(file, entries):
    """Of each section. The table of launches comes with the first of them: until then its size is what fits."""
    sizes = {number: file[name].dtype.itemsize for number, name in enumerate(("trials", "phases", "figures"))}
    if "launches" in file:
        return sizes | {LAUNCHES_SECTION: file["launches"].dtype.itemsize}
    fits = (sizes | {LAUNCHES_SECTION: size} for size in range(1, 20_000))
    return next(fit for fit in fits if all(sections(entry, fit) for entry in entries))


def acknowledged(path):
    """The ids of all trials that are on disk, wherever."""
    entries = journal_entries(path)
    with h5py.File(path) as file:
        ids = {row.decode() for row in file["trials"]["id"]}
        sizes = sizes_of_rows(file, entries)
    for entry in entries:
        for section, rows in sections(entry, sizes):
            if section == TRIALS_SECTION:
                ids |= {row[:32].rstrip(b"\0").decode() for row in rows}
    return ids


def places(path):
    """How many trials that are ok there are in each place of the plan."""
    return collections.Counter((row["point_id"], bool(row["warm_up"]), int(row["launch"]), int(row["repetition"]))
                               for row in trials(path) if row["status"] == "ok")
