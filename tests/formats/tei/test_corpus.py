"""Several records in one file: valid as a whole, each as in its own file, every id once."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from editor.formats import known
from editor.formats.tei.corpus import records as split
from editor.formats.tei.export import ExportFault, export_corpus
from editor.formats.tei.record import Record
from tests.formats.tei.build import SHARED, Desk, words, written
from tests.formats.tei.test_arrive import full

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def odd() -> Record:
    desk = Desk()
    desk.page()
    region = desk.region("paragraph", 'an xml:id="x" and ="#y" #z in words', "d2-s1 #d2-s1")
    desk.tag("person", words(region, "words"), name='="#y" xml:id="x"', **{"date of birth": ' #d2-"'})
    return desk.record(values={"type": "#x", "a #b": 'c="#d"'})


def test_each_record_is_in_it_as_in_its_own_file(tmp_path: Path) -> None:
    made = [full(), odd(), full()]
    target = tmp_path / "all.xml"
    export_corpus("Papers <1>", "0.1", iter(made), target)
    assert [path.name for path in tmp_path.iterdir()] == ["all.xml"]
    with target.open("rb") as file:
        found = [b"".join(record).decode() for record in split(file)]
    assert found == [written(replace(record, version="0")).partition("\n")[2] for record in made]
    root = etree.parse(str(target)).getroot()
    ids = [e.get(XML_ID) for e in root.iter(etree.Element) if e.get(XML_ID)]
    assert len(ids) == len(set(ids)) and {ident.partition("-")[0] for ident in ids} == {"d1", "d2", "d3"}
    pointers = {p for e in root.iter(etree.Element) for v in e.attrib.values() if v[:1] == "#" for p in v.split()}
    assert {pointer[1:] for pointer in pointers} <= set(ids)
    again = target.read_bytes()
    export_corpus("Papers <1>", "0.1", iter(made), target)
    assert target.read_bytes() == again


def test_nothing_is_written_of_what_is_no_corpus_or_has_a_fault(tmp_path: Path) -> None:
    target = tmp_path / "all.xml"
    with pytest.raises(ExportFault, match="no record"):
        export_corpus("x", "0", iter(()), target)
    (content,) = odd().pages()
    line = replace(content.regions[0].lines[0], text="a\x00")
    spoiled = replace(content, regions=(replace(content.regions[0], lines=(line,)),), annotations=())
    with pytest.raises(ExportFault):
        export_corpus("x", "0", iter((odd(), replace(odd(), pages=lambda: iter((spoiled,))))), target)
    assert list(tmp_path.iterdir()) == []


def test_a_corpus_is_read_as_one_document(tmp_path: Path) -> None:
    target = tmp_path / "all.xml"
    export_corpus("Papers <1>", "0.1", iter((full(), full())), target)
    source = known.read(target)
    assert source.title == "Papers <1>" and len(source.pages) == 4 and "2 records" in source.messages[0]
    assert source.pages[3].regions[0].continues == source.pages[2].regions[0].ident == "d2-s1r1"
    assert source.pages[2].regions[1].attributes["target"] == "d2-s1r1"
    assert source.facts.lines == 16
    export_corpus("Papers", "0.1", iter((full(),)), target)
    assert known.read(target).title == "A memorandum"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
@pytest.mark.skipif(
    not (SHARED / "schemas/tei/tei_all.rng").exists(), reason="the TEI schemas are not beside the project"
)
def test_a_corpus_is_valid_tei(tmp_path: Path) -> None:
    target = tmp_path / "all.xml"
    export_corpus("Papers", "0.1", iter((full(), odd())), target)
    for schema in ("tei_all.rng", "tei_all-4.7.0.rng"):
        command = ["jing", str(SHARED / "schemas/tei" / schema), str(target)]
        assert subprocess.run(command, capture_output=True, text=True, check=False).stdout == ""
