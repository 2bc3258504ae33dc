"""Files of strangers that are refused: each with the sentence that the manual's list of messages promises."""

from __future__ import annotations

import gzip
import struct
import zipfile
from pathlib import Path

import pytest

from editor.formats import xml
from editor.model.faults import Fault
from editor.work.inspect import inspect
from tests.imaging.drawn import png_header


def _zip(path, *, of=("a.txt",), data=b"x", password=False):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in of:
            archive.writestr(name, data)
    if password:
        written = bytearray(path.read_bytes())
        for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
            written[written.index(mark) + flags] |= 1
        path.write_bytes(written)


def _tiff(*sizes):
    """Return grey pages written by hand, so that their sizes may be anything."""
    out = bytearray(b"II*\0" + struct.pack("<I", 16) + bytes(8))
    for number, (width, height) in enumerate(sizes, start=1):
        tags = [(256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 8), (278, height), (279, 4)]
        entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
        behind = len(out) + 2 + len(entries) + 4
        out += struct.pack("<H", len(tags)) + entries + struct.pack("<I", behind if number < len(sizes) else 0)
    return bytes(out)


def _long(path):
    with path.open("wb") as file:
        file.truncate(200_000_001)


CASES = {
    "empty.png": (lambda path: path.write_bytes(b""), "is empty: the copy was probably interrupted"),
    "large.png": (lambda path: path.write_bytes(png_header(40_000, 40_000)), "claims more than 400 megapixels"),
    "big.png": (lambda path: path.write_bytes(png_header(21_000, 21_000)), "(21,000 x 21,000): save it smaller"),
    "none.tif": (
        lambda path: path.write_bytes(_tiff((2, 2), (0, 2))),
        "is damaged: it claims to be 0 x 2 pixels.",
    ),
    "many.tif": (
        lambda path: path.write_bytes(_tiff(*[(2, 2)] * 2_001)),
        "holds more than 2,000 images: split it into smaller files.",
    ),
    "empty.xml": (lambda path: path.write_bytes(b""), "it is empty, as an interrupted copy leaves it"),
    "packed.xml": (lambda path: path.write_bytes(gzip.compress(b"<a/>")), "it is packed with gzip; unpack it first"),
    "long.xml": (_long, "it has 200,000,001 bytes, and 200,000,000 are allowed; split it."),
    "locked.zip": (lambda path: _zip(path, password=True), "it is protected with a password; unpack it first"),
    "bomb.zip": (lambda path: _zip(path, data=b"\0" * 30_000_000), "as archives made to do harm do"),
    "many.zip": (lambda path: _zip(path, of=[f"{n}.txt" for n in range(20_001)]), "are allowed; import it in parts"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_refused_with_a_sentence(name, tmp_path):
    make, sentence = CASES[name]
    make(tmp_path / name)
    answer = inspect(tmp_path / name)
    assert answer["verdict"] == "reject"
    assert sentence in " ".join(answer["messages"])


def test_what_the_system_says_is_told(tmp_path):
    with pytest.raises(Fault, match="the system says: File name too long"):
        xml.read_bytes(tmp_path / f"{'x' * 300}.xml")


def test_a_name_that_no_file_can_have_is_told():
    with pytest.raises(Fault, match="its name is not one a file can have"):
        xml.read_bytes(Path("a\0.xml"))
