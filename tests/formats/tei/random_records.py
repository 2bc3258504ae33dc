"""Random records: every kind and tag, overlapping spans, odd characters, regions that go on over pages."""

from __future__ import annotations

from hypothesis import strategies as st

from editor.formats.flow import fullest
from editor.formats.tei.record import Record
from editor.model.annotation import NOTE, PageTarget, RegionTarget, SpanTarget
from tests.formats.tei.build import Desk

KINDS = [kind.name for kind in fullest().kinds] + ["a kind of mine", "récit"]
FRAME = ["heading", "signature", "dateline", "classification", "page-number", "marginalia", "routing", "control-number"]
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
def records(draw: st.DrawFn) -> Record:
    desk = Desk()
    regions = []
    for _ in range(draw(st.integers(0, 3))):
        desk.page(width=draw(st.sampled_from([0, 1700])), image=draw(st.sampled_from(["", "a b#1.jpg"])))
        for _ in range(draw(st.integers(0, 4))):
            regions.append(draw(_region(desk, [region.id for region in regions])))
    targets = _targets(desk)
    for _ in range(draw(st.integers(0, 8))):
        chosen = draw(st.lists(targets, max_size=3)) if targets is not None else []
        tag = draw(st.sampled_from(TAGS))
        own = fullest().tag(tag).attributes or KEYS
        keys = st.sampled_from([*own, *own, *own, *KEYS[:6]])
        attributes = draw(st.dictionaries(keys, st.sampled_from(VALUES), max_size=3))
        desk.mark(tag, _worded(chosen), attributes, quote="" if chosen else "lost")
    values = draw(st.dictionaries(st.sampled_from(META), st.sampled_from(VALUES), max_size=5))
    return desk.record(values=values)


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
        attributes=draw(st.sampled_from([{}, {}, {"reflowed": "true"}, {"rotation": "270", "place": "margin left"}])),
    )
    if struck:
        desk.tag("del", SpanTarget(made.lines[0].id, 0, 3), hand="ink")
        desk.tag("add", SpanTarget(made.lines[0].id, 4, 7))
    return made


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
