"""Our own TEI on its way in: told as it was, nothing doubled, and what was changed by hand is somebody else's TEI."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor.formats import known
from editor.formats.tei import arrive
from editor.formats.tei.record import Record
from editor.model.source import Source
from editor.store import readers
from tests.formats.tei.build import REVISIONS, Desk, words, written
from tests.formats.tei.stored import again, record_of, stored


def full() -> Record:
    desk = Desk()
    desk.page(image="scans/a b#1.tif", frame=1)
    first = desk.region("paragraph", "told Ambassador Dobrynin", "that the quar-", "antine")
    note = desk.region("marginalia", "see this", outline=((10, 138), (90, 138), (90, 150), (10, 150)), hand="hand A")
    desk.region("stamp", "DECLASSIFIED", attributes={"place": "over the seal", "rotation": "270"})
    desk.page(label="2r")
    second = desk.region("paragraph", "must be continued", continues=first.id)
    for row, column in ((0, 0), (0, 1)):
        desk.region("table", "x", attributes={"row": str(row), "column": str(column), "parent": "t"})
    desk.tag("person", words(first, "Dobrynin"), name="Dobrynin, Anatoly", ref="https://example.org/1")
    desk.tag("quote", words(first, "that the", 2), words(first, "antine", 3))
    desk.tag("del", words(first, "Ambassador Dobrynin"), words(first, "that the quar-", 2), words(first, "antine", 3))
    desk.tag("note", words(second, "must"), text="must?\nor may")
    desk.mark("date", [], {"when": "1962"}, quote="then")
    content = desk.contents[0]
    lines = tuple(replace(line, verified=line.seq == 2, confidence=0.5, ocr_text=line.text) for line in first.lines)
    explicit = replace(note, attributes={"target": str(first.id)})
    desk.contents[0] = replace(content, regions=(replace(first, lines=lines), explicit, *content.regions[2:]))
    values = {"date": "1962-11-16", "repository": "Archive", "of my own": "x"}
    return desk.record(values=values, changes=REVISIONS, software=("engine-x 1.0",))


def arrived(record: Record) -> Source:
    return arrive.read(written(record).encode(), "memo.xml")


def test_a_record_arrives_whole() -> None:
    source = arrived(full())
    assert (source.format, source.title, source.values["of my own"]) == ("TEI", "A memorandum", "x")
    assert source.producer.startswith("Muniment ")
    one, two = source.pages
    assert (one.image, one.width, one.attributes, two.label) == ("scans/a b#1.tif", 1700, {"frame": "1"}, "2r")
    paragraph, note, stamp = one.regions
    assert [line.text for line in paragraph.lines] == ["told Ambassador Dobrynin", "that the quar-", "antine"]
    assert [line.verified for line in paragraph.lines] == [False, True, False]
    assert {line.confidence for line in paragraph.lines} == {0.5}
    assert (note.hand, note.attributes) == ("hand A", {"target": "s1r1"})
    assert stamp.attributes == {"rotation": "270", "place": "over-the-seal"}
    assert two.regions[0].continues == paragraph.ident == "s1r1"
    assert two.regions[2].attributes == {"row": "0", "column": "1", "parent": "t2r2"}
    keys = [tag.key for line in paragraph.lines for tag in line.tags]
    assert len(keys) == 6 and len(set(keys)) == 3 and keys.count("") == 1
    assert [(tag.tag, tag.quote) for tag in one.tags] == [("date", "then")]
    assert source.facts.lines == 8 and source.facts.regions == 6


def test_what_we_work_out_on_writing_is_not_taken_for_said() -> None:
    desk = Desk()
    desk.page()
    desk.region("paragraph", "one", "two")
    desk.region("marginalia", "see this", outline=((10, 138), (90, 138), (90, 150), (10, 150)))
    text = written(desk.record())
    assert 'target="#t1r1l2"' in text and 'place="margin-left"' in text
    assert arrived(desk.record()).pages[0].regions[1].attributes == {}


def test_another_project_writes_the_same_bytes(tmp_path: Path) -> None:
    record = full()
    text = written(record)
    assert again(text, tmp_path, record) == text


def test_a_region_names_what_it_belongs_to_by_ids_of_the_project(tmp_path: Path) -> None:
    with stored(arrived(full()), tmp_path / "p.muniment") as project:
        content = next(iter(record_of(project, full().tagset).pages()))
        paragraph, note, _ = content.regions
        assert note.attributes["target"] == str(paragraph.id)
        assert [a.quote for a in readers.orphans(project)] == ["then"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<lb ", "<cb/><lb "),
        ('xml:id="t1r1l2"', 'xml:id="myline"'),
        ('facs="#s2"', 'facs="#s3"'),
        ("<change ", '<change type="x" '),
    ],
)
def test_what_was_changed_by_hand_is_read_as_the_tei_of_others(before: str, after: str) -> None:
    text = written(full())
    assert before in text
    changed = text.replace(before, after, 1).encode()
    with pytest.raises(arrive.NotAsWeWrite):
        arrive.read(changed, "memo.xml")
    source = known.read_data(changed, "memo.xml")
    assert source.messages[0].startswith("memo.xml was written by Muniment and changed since")
    assert "quar-" in "".join(line.text for page in source.pages for line in page.lines())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('points="100,120', f'points="{"9" * 5000},120'),
        ('lrx="1700"', f'lrx="{"9" * 5000}"'),
        (' n="2" facs', ' n="-2" facs'),
    ],
)
def test_numbers_without_end_harm_nobody(before: str, after: str) -> None:
    text = written(full())
    assert before in text
    source = known.read_data(text.replace(before, after, 1).encode(), "memo.xml")
    assert all(abs(x) <= 1e12 for page in source.pages for line in page.lines() for x, _ in line.outline)


def test_kept_history_that_was_spoiled_is_none() -> None:
    assert arrive.kept({arrive.CHANGES: "[[1]]"}) == ((), ())
    assert arrive.kept({arrive.CHANGES: "no"}) == ((), ())
    assert arrive.kept({}) == ((), ())
