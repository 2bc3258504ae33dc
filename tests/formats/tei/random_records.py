"""Random records: every kind and tag, overlapping spans, odd characters, regions that go on over pages."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from editor.formats.flow import fullest
from editor.formats.tei.record import Record
from editor.formats.tei.spanning import worded
from editor.model.annotation import NOTE, PageTarget, RegionTarget, SpanTarget
from editor.model.page import Line
from tests.formats.tei.build import Desk

KINDS = [kind.name for kind in fullest().kinds] + ["a kind of mine", "récit"]
FRAME = ["heading", "signature", "dateline", "classification", "page-number", "marginalia", "routing", "control-number"]
FRAME += ["table"] * 3
TAGS = [tag.name for tag in fullest().tags] + [NOTE, "my tag", "ship", "Schiff/2"]
KEYS = [*sorted({key for tag in fullest().tags for key in tag.attributes}), "text", "a b", "xml:id", "type", "n"]
VALUES = [
    "",
    "high",
    "0.25",
    "1962-11-16",
    "1962-13-40",
    "above",
    "two words",
    "#x",
    "a\nb",
    "ü<&>",
    "3",
    "hand A",
    " ",
]
LETTERS = "aabcdeEZ-­ \t <>&\"']é\u0301\u00a0\u2028😀\u0627"


@st.composite
def records(draw: st.DrawFn, *, storable: bool = False) -> Record:
    """Draw a record; a ``storable`` one holds only what the edits of a project can make."""
    desk = Desk()
    regions = []
    for _ in range(draw(st.integers(0, 3))):
        desk.page(width=draw(st.sampled_from([0, 1700])), image=draw(st.sampled_from(["", "a b#1.jpg"])))
        for _ in range(draw(st.integers(0, 4))):
            regions.append(draw(_region(desk, [region.id for region in regions])))
    targets = _targets(desk)
    for _ in range(draw(st.integers(0, 8)) if desk.contents or not storable else 0):
        chosen = draw(st.lists(targets, max_size=3)) if targets is not None else []
        _mark(draw, desk, _one_place(desk, chosen) if storable else chosen, storable=storable)
    for _ in range(draw(st.integers(0, 2))):
        _strike(draw, desk)
    if draw(st.booleans()):
        _belong(draw, desk)
    values = draw(st.dictionaries(st.sampled_from(META), st.sampled_from(VALUES), max_size=5))
    return desk.record(values=values)


def _mark(draw: st.DrawFn, desk: Desk, chosen: list, *, storable: bool) -> None:
    tag = draw(st.sampled_from(TAGS))
    own = fullest().tag(tag).attributes or KEYS
    keys = st.sampled_from([*own, *own, *own, *KEYS[:6]])
    attributes = draw(st.dictionaries(keys, st.sampled_from(VALUES), max_size=3))
    if storable and chosen and isinstance(chosen[0], PageTarget):
        tag, attributes = NOTE, {"text": draw(st.sampled_from(VALUES))}
    desk.mark(tag, _worded(chosen), attributes, quote="" if chosen else "lost")


def _one_place(desk: Desk, targets: list) -> list:
    """Keep the first region or page, or all spans on the page of the first one."""
    if not targets or not isinstance(targets[0], SpanTarget):
        return targets[:1]
    pages = {line.id: content.page.id for content in desk.contents for _, line in content.lines()}
    here = [t for t in targets if isinstance(t, SpanTarget) and pages[t.line] == pages[targets[0].line]]
    return list(dict.fromkeys(here))


def _strike(draw: st.DrawFn, desk: Desk) -> None:
    """Strike out all words of a page between two places."""
    content = draw(st.sampled_from(desk.contents)) if desk.contents else None
    lines = [line for _, line in content.lines()] if content is not None else []
    if not lines:
        return
    first, last = sorted(draw(st.tuples(st.integers(0, len(lines) - 1), st.integers(0, len(lines) - 1))))
    spans = []
    for line in lines[first : last + 1]:
        start = draw(st.integers(0, len(line.text))) if line is lines[first] else 0
        end = draw(st.integers(start, len(line.text))) if line is lines[last] else len(line.text)
        stretch = worded(line.text, start, end)
        spans += [SpanTarget(line.id, *stretch)] if stretch is not None else []
    if spans:
        attributes = draw(st.dictionaries(st.sampled_from(["rend", "hand", "x"]), st.sampled_from(VALUES), max_size=2))
        desk.mark(draw(st.sampled_from(["del", "add", "sic"])), spans, attributes)


def _belong(draw: st.DrawFn, desk: Desk) -> None:
    """Let a region say which line or region of its page it belongs to."""
    for number, content in enumerate(desk.contents):
        things = [region.id for region in content.regions] + [line.id for _, line in content.lines()] + [1]
        regions = []
        for region in content.regions:
            told = {"target": str(draw(st.sampled_from(things)))} if draw(st.booleans()) else {}
            regions.append(replace(region, attributes={**region.attributes, **told}))
        desk.contents[number] = replace(content, regions=tuple(regions))


def _worded(targets: list) -> list:
    """Leave out empty spans beside others: they quote nothing, and so nothing of them is written."""
    full = any(isinstance(target, SpanTarget) and target.end > target.start for target in targets)
    return [t for t in targets if not (full and isinstance(t, SpanTarget) and t.end == t.start)]


TEXTS = ["in-", "spection was", "the Joint", "TOP SECRET  UNCLASSIFIED", "Seen by", "-", "é-", "über"]
META = ["date", "type", "repository", "collection", "shelfmark", "control_number", "classification", "language", "from"]
META += ["to", "subject", "publisher", "availability", "summary", "of my own"]


@st.composite
def _region(draw: st.DrawFn, desk: Desk, before: list[int]):
    text = st.one_of(st.text(st.sampled_from(LETTERS), max_size=12), st.sampled_from(TEXTS))
    kind = draw(st.one_of(st.just("paragraph"), st.sampled_from(FRAME), st.sampled_from(KINDS)))
    struck = kind == "classification" and draw(st.booleans())
    texts = ["OLD NEW"] * struck + draw(st.lists(text, max_size=4))
    made = desk.region(
        kind,
        *texts,
        drawn=draw(st.booleans()),
        hand=draw(st.sampled_from([None, None, "ink", "hand A", "hand-A", "someone"])),
        continues=draw(st.sampled_from([None, *before, *before[-1:] * 3, 5])),
        attributes=draw(
            st.sampled_from(
                [
                    {},
                    {},
                    {"reflowed": "true"},
                    {"rotation": "270", "place": "margin left"},
                    *CELLS,
                    {**CELLS[1], "parent": "t"},
                ]
            )
        ),
    )
    content = desk.contents[-1]
    made = replace(made, lines=tuple(_line(draw, line) for line in made.lines))
    desk.contents[-1] = replace(content, regions=(*content.regions[:-1], made))
    if struck:
        desk.tag("del", SpanTarget(made.lines[0].id, 0, 3), hand="ink")
        desk.tag("add", SpanTarget(made.lines[0].id, 4, 7))
    return made


CELLS = [{}, {"row": "0", "column": "1"}, {"row": "1", "column": "0", "colspan": "2", "header": "true"}, {"row": "x"}]


def _line(draw: st.DrawFn, line: Line) -> Line:
    if draw(st.integers(0, 3)):
        return line
    return replace(
        line,
        ocr_text=draw(st.sampled_from([line.text, None, "other"])),
        confidence=draw(st.sampled_from([None, 0.0, 0.93, 0.123456, 1.0, 7.0])),
        verified=draw(st.booleans()),
        attributes=draw(st.sampled_from(CELLS)),
    )


def _targets(desk: Desk) -> st.SearchStrategy | None:
    pages = [st.just(PageTarget(content.page.id)) for content in desk.contents]
    regions = [st.just(RegionTarget(region.id)) for content in desk.contents for region in content.regions]
    lines = [line for content in desk.contents for _, line in content.lines()]
    spans = [_span(line.id, len(line.text)) for line in lines for _ in range(3)]
    found = [*pages[:1], *regions[:2], *spans]
    return st.one_of(found) if found else None


def _span(line: int, length: int) -> st.SearchStrategy:
    ends = st.tuples(st.integers(0, length), st.integers(0, length))
    return ends.map(lambda ends: SpanTarget(line, min(ends), max(ends)))
