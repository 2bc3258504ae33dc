"""The sample scans, read from their PAGE files by a few lines of this test and written as TEI: nothing is lost."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import count
from pathlib import Path

import pytest
from lxml import etree

from editor.formats.flow import fullest
from editor.formats.tei.export import export
from editor.formats.tei.profile import faults
from editor.formats.tei.read import differences, read
from editor.formats.tei.record import Record
from editor.model.page import Document, Line, Page, PageContent, Region
from tests.formats.tei.build import SHARED

SCANS = SHARED / "seeds/scans"
KINDS = {"release": "release-banner"}
HANDS = {"marginalia": "hand A", "routing": "hand B", "classification": "stamp", "declassification": "stamp"}

pytestmark = pytest.mark.skipif(not SCANS.is_dir(), reason="the sample scans are not beside the project")


def points(element: ET.Element | None) -> tuple[tuple[float, float], ...]:
    if element is None:
        return ()
    pairs = (pair.split(",") for pair in element.attrib["points"].split())
    return tuple((int(x), int(y)) for x, y in pairs)


def page(path: Path, seq: int, ids: count) -> PageContent:
    root = ET.parse(path).getroot()
    ns = {"p": root.tag[1:].partition("}")[0]}
    found = root.find("p:Page", ns)
    assert found is not None
    whole = Page(next(ids), 1, seq, path.stem, found.attrib["imageFilename"])
    whole = Page(whole.id, 1, seq, path.stem, whole.image, width=int(found.attrib["imageWidth"]), height=2200)
    regions = []
    for number, element in enumerate(found.findall("p:TextRegion", ns), start=1):
        kind = re.search(r"structure \{type:([^;]+);", element.attrib["custom"])[1]
        kind, ident = KINDS.get(kind, kind), next(ids)
        lines = []
        for at, line in enumerate(element.findall("p:TextLine", ns), start=1):
            text = line.findtext("p:TextEquiv/p:Unicode", "", ns)
            drawn, base = points(line.find("p:Coords", ns)), points(line.find("p:Baseline", ns))
            lines.append(Line(next(ids), ident, at, text, outline=drawn, baseline=base))
        drawn = points(element.find("p:Coords", ns))
        regions.append(Region(ident, whole.id, number, kind, drawn, HANDS.get(kind), lines=tuple(lines)))
    return PageContent(whole, tuple(regions))


def running_on(pages: list[PageContent]) -> list[PageContent]:
    """Let the first paragraph of a page continue the last one of the page before, where that ends in mid sentence."""
    made, last = [], None
    for content in pages:
        regions = list(content.regions)
        body = [index for index, region in enumerate(regions) if region.kind == "paragraph"]
        if last is not None and last.lines[-1].text[-1] not in '."':
            regions[body[0]] = Region(**{**_fields(regions[body[0]]), "continues": last.id})
        last = regions[body[-1]]
        made.append(PageContent(content.page, tuple(regions)))
    return made


def _fields(region: Region) -> dict[str, object]:
    return {name: getattr(region, name) for name in Region.__slots__}


def record(name: str) -> Record:
    ids = count(1)
    pages = [page(path, seq, ids) for seq, path in enumerate(sorted(SCANS.glob(f"{name}-*.xml")), start=1)]
    if name == "instruction":
        pages = running_on(pages)
    return Record(Document(1, 1, name), fullest(), lambda: iter(pages))


@pytest.mark.parametrize("name", ["memo", "instruction"])
def test_every_line_and_region_arrives(name: str, tmp_path: Path) -> None:
    wanted = record(name)
    path = tmp_path / f"{name}.xml"
    export(wanted, path)
    assert faults(path) == [] and differences(wanted, path) == []
    ours, theirs = list(wanted.pages()), read(path).pages
    assert [[r.kind for r in c.regions] for c in ours] == [[r.kind for r in c.regions] for c in theirs]
    assert [[x.text for _, x in c.lines()] for c in ours] == [[x.text for _, x in c.lines()] for c in theirs]
    root = etree.parse(str(path))
    assert len(root.findall(".//{*}pb")) == len(ours)
    assert len(root.findall(".//{*}zone")) == sum(1 + len(r.lines) for c in ours for r in c.regions)


def test_the_instruction_runs_over_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "instruction.xml"
    export(record("instruction"), path)
    paragraphs = etree.parse(str(path)).findall(".//{*}div/{*}p")
    over = [p for p in paragraphs if p.find("{*}pb") is not None]
    assert len(over) == 3
    text = ["".join(t for t in p.itertext()) for p in over]
    assert "We also have\nApproved For Release" in text[0] and "- 3 -\n\nan obligation" in text[0]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
def test_the_judge_finds_no_fault(tmp_path: Path) -> None:
    paths = []
    for name in ("memo", "instruction"):
        paths.append(str(tmp_path / f"{name}.xml"))
        export(record(name), Path(paths[-1]))
    command = [sys.executable, str(SHARED / "tei/check.py"), *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
