"""Spoiled files: no crash, no hang, no bug, no silent repair, nothing opened that is not theirs; a slice of each."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.faults.mutants import ROOT, fault_of, good_files, mutants, run

CORPORA = SHARED / "corpora"
COUNT = int(os.environ.get("MUNIMENT_MUTANTS", "40"))
TRACED = int(os.environ.get("MUNIMENT_TRACED", "5"))

PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="{0}.png"
 imageWidth="900" imageHeight="700"><TextRegion id="r{0}" type="heading"><Coords points="0,0 90,0 90,90 0,90"/>
<TextLine id="l{0}" custom="person {{offset:0; length:4;}}"><Coords points="1,1 9,1 9,9"/><Baseline points="1,9 9,9"/>
<TextEquiv conf="0.{0}"><Unicode>Item no. {0}</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>"""


def _seed() -> int:
    return 1 if os.environ.get("CI") else random.randrange(1 << 30)


def _own_files(folder: Path) -> Path:
    """Write good files where the shared ones are absent: a page of layout, a text, a scan."""
    for number in range(3):
        (folder / f"{number}.xml").write_text(PAGE.format(number), encoding="utf-8")
        (folder / f"{number}.txt").write_text(
            f"Item no. {number}\nfrom the first\fto the last page\n", encoding="utf-8"
        )
    for scan in (ROOT / "resources" / "sample").glob("*.png"):
        shutil.copy(scan, folder)
    return folder


@pytest.mark.slow
def test_no_mutant_of_our_own_files_gets_through(tmp_path):
    said: list[str] = []
    assert run(_own_files(tmp_path), COUNT, _seed(), said.append) == 0, said


@pytest.mark.slow
@pytest.mark.skipif(not CORPORA.is_dir(), reason=f"needs the shared corpora at {CORPORA}")
def test_no_mutant_of_a_real_file_gets_through():
    said: list[str] = []
    assert run(CORPORA, COUNT, _seed(), said.append) == 0, said


GOOD = {"verdict": "accept", "format": "PAGE", "lines": 1, "messages": [], "imported": {"lines": 1}}


@pytest.mark.parametrize(
    "answer",
    [
        {"bug": "Traceback"},
        GOOD | {"verdict": "reject"},
        GOOD | {"verdict": "accept-warn", "messages": [" "]},
        GOOD | {"verdict": "reject", "messages": ["a.xml cannot be read."]},
        GOOD | {"lines": 0},
        GOOD | {"verdict": "maybe"},
    ],
)
def test_a_reader_that_does_wrong_is_caught(answer, tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(PAGE.format(1), encoding="utf-8")
    assert fault_of(path, GOOD) == ""
    assert fault_of(path, answer) != ""


def test_a_repair_without_a_word_is_caught(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(PAGE.format(1)[:-9], encoding="utf-8")
    assert "not well-formed" in fault_of(path, GOOD)


_OPENED = re.compile(r'openat\([^,]+, "((?:[^"\\]|\\.)*)"')
_EVIL = """<?xml version="1.0"?><!DOCTYPE PcGts [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="/etc/hostname"
 imageWidth="9" imageHeight="9"><TextRegion id="r"><Coords points="0,0 9,0 9,9"/><TextEquiv><Unicode>&x;</Unicode>
</TextEquiv></TextRegion></Page></PcGts>"""


def _traced(paths: list[Path], folder: Path) -> tuple[list[str], list[str]]:
    """Let the program read files under a tracer; return what it opened that is not theirs, and its connections."""
    log, scratch = folder / "trace", folder / "scratch"
    scratch.mkdir()
    command = ["strace", "-f", "-s", "4096", "-o", str(log), "-e", "trace=openat,connect"]
    subprocess.run(
        [*command, sys.executable, "-m", "tests.faults.mutant_reader"],
        input="".join(f"{path}\n" for path in paths),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(scratch)},
        timeout=1200,
    )
    system = (
        "/usr",
        "/lib",
        "/etc/ld.so",
        "/etc/localtime",
        "/proc",
        "/sys",
        "/dev",
        sys.prefix,
        sys.base_prefix,
        str(ROOT),
        str(folder),
    )
    calls = log.read_text(encoding="utf-8", errors="replace").splitlines()
    opened = [match.group(1) for call in calls if (match := _OPENED.search(call))]
    assert any(str(paths[0]) in name for name in opened), "the tracer saw nothing"
    searched = set(sys.path)  # Python lists each folder in which a module may be, such as where it was installed from
    found = {name for name in opened if name.startswith("/") and not name.startswith(system)}
    elsewhere = sorted(found - searched)
    return elsewhere, [call for call in calls if "connect(" in call]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_nothing_is_opened_that_is_not_theirs_and_no_socket():
    with tempfile.TemporaryDirectory(prefix="traced-") as name:
        folder = Path(name).resolve()
        (folder / "own").mkdir()
        (folder / "mutants").mkdir()
        files = good_files(CORPORA) if CORPORA.is_dir() else good_files(_own_files(folder / "own"))
        paths = [path for _, path in mutants(files, TRACED, _seed(), folder / "mutants")]
        evil = folder / "evil.xml"
        evil.write_text(_EVIL, encoding="utf-8")
        elsewhere, sockets = _traced([*paths, evil], folder)
    assert elsewhere == []
    assert sockets == []
