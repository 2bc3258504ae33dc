"""ZIP archives: honest ones come out whole, hostile ones not at all."""

import io
import os
import random
import stat
import struct
import warnings
import zipfile

import pytest

from editor.formats import archive
from editor.formats.xml import FormatFault


def packed(*members, attr=0, method=zipfile.ZIP_DEFLATED):
    """Return an archive of (name, bytes); a name may come twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.filename = name  # a ZipInfo cuts and turns what this platform would not write
            info.compress_type = method
            info.external_attr = attr << 16
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that a name comes twice is what we want
                made.writestr(info, data)
    return out.getvalue()


def patched(data, signature, offset, value):
    """Return an archive with bytes of one of its records changed."""
    data = bytearray(data)
    at = data.rfind(signature) + offset
    data[at : at + len(value)] = value
    return bytes(data)


@pytest.fixture
def unpack(tmp_path):
    def act(data, **given):
        path = tmp_path / "a.zip"
        path.write_bytes(data)
        folder = tmp_path / "out"
        folder.mkdir()
        return archive.unpack(path, folder, **given)

    return act


def everything(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=str
)
def test_an_honest_archive_comes_out_whole(unpack, tmp_path, method):
    noise = os.urandom(3_000_000)
    found = unpack(packed(("b/1.xml", b"<x/>"), ("a.jpg", noise), ("b/", b""), method=method))
    assert [path.relative_to(tmp_path / "out").as_posix() for path in found.files] == ["b/1.xml", "a.jpg"]
    assert (tmp_path / "out" / "a.jpg").read_bytes() == noise


def test_only_what_is_wanted_is_unpacked(unpack, tmp_path):
    data = packed(("a.exe", b"MZ"), ("a.xml", b"<x/>" + b" " * 100_000), ("c.txt", b"c"))
    seen = {}

    def wanted(name, head, more):
        seen[name] = (len(head), len(more()))
        return name.endswith(".xml")

    found = unpack(data, wanted=wanted)
    assert found.left_out == ("a.exe", "c.txt")
    assert everything(tmp_path / "out") == ["a.xml"]
    assert (tmp_path / "out" / "a.xml").stat().st_size == 100_004
    assert seen["a.xml"] == (65_536, 100_004)


def test_backslashes_of_old_windows_programs_part_folders(unpack, tmp_path):
    unpack(packed(("page\\1.xml", b"<x/>")))
    assert everything(tmp_path / "out") == ["page/1.xml"]


NOISE = random.Random(7).randbytes(1000)
BOMB = packed(("1.xml", b"\0" * 2_000_000))
REFUSED = {
    "climbs out": (packed(("../../evil.xml", b"x")), "outside its folder"),
    "climbs out later": (packed(("a/../../evil.xml", b"x")), "outside its folder"),
    "climbs out with backslashes": (packed(("..\\evil.xml", b"x")), "outside its folder"),
    "absolute": (packed(("/absolute/evil.xml", b"x")), "absolute path"),
    "a share": (packed(("\\\\server\\evil.xml", b"x")), "absolute path"),
    "a drive": (packed(("C:\\evil.xml", b"x")), "absolute path"),
    "a stream": (packed(("a.xml:evil", b"x")), "no file may be called"),
    "a device": (packed(("page/NUL.xml", b"x")), "no file may be called"),
    "no name": (packed(("/", b"")), "usable name"),
    "a line feed": (packed(("a\nb.xml", b"x")), "usable name"),
    "NUL in the name": (patched(packed(("a.xmlXb", b"x")), b"PK\1\2", 51, b"\0"), "usable name"),
    "a link": (packed(("link.png", b"/etc/passwd"), attr=stat.S_IFLNK | 0o777), "link or device"),
    "a pipe": (packed(("pipe.png", b""), attr=stat.S_IFIFO | 0o777), "link or device"),
    "the same twice": (packed(("1.xml", b"x"), ("1.xml", b"y")), "twice"),
    "the same by another way": (packed(("a/1.xml", b"x"), ("a/./1.xml", b"y")), "twice"),
    "twins by case": (packed(("A.xml", b"x"), ("a.xml", b"y")), "one file elsewhere"),
    "twins by composition": (packed(("\u00e9.xml", b"x"), ("e\u0301.xml", b"y")), "one file elsewhere"),
    "file and folder": (packed(("a", b"x"), ("A/b.xml", b"y")), "as a file and as a folder"),
    "a bomb": (BOMB, "200 times"),
    "a password": (patched(packed(("1.xml", b"x")), b"PK\1\2", 8, b"\1\0"), "password"),
    "a way of packing nobody knows": (patched(packed(("1.xml", b"x" * 99)), b"PK\1\2", 10, b"\x63\0"), "not known"),
    "a lie about the size": (patched(packed(("1.xml", b"A" * 1000)), b"PK\1\2", 24, struct.pack("<I", 5)), "damaged"),
    "a lie about the bomb": (patched(BOMB, b"PK\1\2", 24, struct.pack("<I", 99)), "damaged"),
    "a letter of a word processor": (packed(("[Content_Types].xml", b"x"), ("media/1.png", b"y")), "office"),
    "a book": (packed(("mimetype", b"application/epub+zip"), ("1.html", b"y")), "office or book"),
    "cut off": (packed(("1.xml", b"x"))[:-30], "damaged"),
    "cut in the middle": (b"PK\3\4" + packed(("1.xml", NOISE * 9))[5_000:], "damaged"),
    "changed": (
        patched(packed(("1.xml", NOISE), method=zipfile.ZIP_STORED), b"PK\3\4", 99, b"!?"),
        "damaged",
    ),
    "a list that goes on for ever": (
        patched(packed(("1.xml", b"x")), b"PK\5\6", 12, struct.pack("<I", 0x7FFFFFFF)),
        "allowed",
    ),
    "no archive": (b"PK\x03\x04 and no more", "damaged"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_hostile_or_broken_archive_is_refused_in_one_sentence(unpack, tmp_path, data, reason):
    with pytest.raises(FormatFault, match=reason) as caught:
        unpack(data)
    assert str(caught.value).startswith("a.zip cannot be read: ") and str(caught.value).endswith(".")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "out"]


@pytest.mark.parametrize(
    "name", ["climbs out", "absolute", "a drive", "a link", "twins by case", "a bomb", "a password", "the same twice"]
)
def test_nothing_of_a_hostile_archive_is_unpacked(unpack, tmp_path, name):
    with pytest.raises(FormatFault):
        unpack(REFUSED[name][0])
    assert everything(tmp_path / "out") == []


def test_too_many_members(unpack):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for n in range(archive.MOST_MEMBERS + 1):
            made.writestr(f"{n}.xml", b"")
    with pytest.raises(FormatFault, match="20,001 files"):
        unpack(out.getvalue())


def test_the_budget_is_shared(unpack):
    with pytest.raises(FormatFault, match="in parts"):
        unpack(packed(("1.xml", b"x" * 100)), budget=archive.Budget(size=99))
    budget = archive.Budget(members=1)
    with pytest.raises(FormatFault, match="allowed"):
        archive.check("a.zip", [zipfile.ZipInfo("a"), zipfile.ZipInfo("b")], budget)


def test_it_can_be_stopped(unpack):
    with pytest.raises(archive.Stopped):
        unpack(packed(("1.xml", b"x")), stopped=lambda: True)
