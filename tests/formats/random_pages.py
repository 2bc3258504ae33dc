"""Random pages as any reader may give them: every kind and tag, odd letters, ids and outlines, tags over lines.

Texts and values are canonical (see ``editor.formats.canon``); the numbers of lines follow the reading order. What a
format cannot say, its own ``sayable`` leaves out.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from editor.formats.flow import fullest
from editor.model.annotation import NOTE
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceTag, SourceWord

KINDS = [kind.name for kind in fullest().kinds]
ODD_KINDS = ["a kind of mine", "récit", "MainZone", "text", "x:y;{z}"]
TAGS = [tag.name for tag in fullest().tags]
ODD_TAGS = [NOTE, "ship", "Schiff/2", "my tag", "abbr", "Person", "textStyle", "comment", "structure", "a;b:{c}", "=x"]
KEYS = sorted({key for tag in fullest().tags for key in tag.attributes})
ODD_KEYS = ["text", "comment", "type", "offset", "length", "continued", "key", "a b", "x:y", "é;{}", "=", "tag"]
VALUES = [
    "",
    "1962-11-16",
    "two words",
    " blanks ",
    "a:b;c{d}\\",
    "\\u003b",
    "line\nbreak",
    "ü<&>\"'",
    "😀",
    "#p1",
    "true",
]
STYLES = ["strikethrough", "bold", "italic", "bold italic", "spaced"]
HANDS = ["typescript", "handwriting", "print", "ink", "hand A", "hand;B"]
LETTERS = "aabcdeEZ-\u00ad¬ \t<>&\"']{};:é\u0301\u017f\u2e17\u00a0😀\u0627\u202e\ue8bf"
LANGUAGES = ["", "", "English", "en", "Latin", "mul;tiple"]
NATIVES = [
    "",
    "",
    "TextRegion",
    "TextRegion:paragraph",
    "TextRegion:header",
    "GraphicRegion:stamp",
    "MainZone",
    "StampZone:review",
    "TextBlock",
    "ocr_par",
    "no: kind; of {any}",
]
IDENTS = ["", "", "1st", "a b", "x:y", "é1", "tr_1", "tr_1", "r1", "l1", "none"]
ATTRIBUTES = {
    "language": ["English", "en", "Klingon"],
    "script": ["Latn - Latin", "Latn", "cursive"],
    "direction": ["left-to-right", "right-to-left", "boustrophedon"],
    "comments": ["faint", " a; b:{c} ", "line\nbreak"],
    "rotation": ["90", "270", "0.5", "359.5", "180", "sideways"],
    "reflowed": ["true"],
    "place": ["margin left"],
    "type": ["HeadingLine", "x y", "first"],
    "row": ["0", "3", "-1", "first"],
    "column": ["0", "2", ""],
    "rowspan": ["2"],
    "header": ["true"],
    "native-kind": ["MainZone"],
    "source-id": ["r_7"],
    "custom:language": ["heb deu"],
    "custom:split.of": ["train"],
    "custom:person.x": ["y"],
    "page:align": ["centre", "middle"],
    "page:Labels": ['<Labels><Label value="x"/></Labels>', "<Labels><Label/></Labels>", "<Labels", "plain"],
    "page:made-up": ["1 2", "<made up>"],
    "alto:STYLEREFS": ["TS1 PS2"],
    "alto:raw": ["<Glyph/>"],
    "hocr:x_size": ["31.5"],
    "free": VALUES,
}


@st.composite
def pages(draw: st.DrawFn, *, plain: bool = False) -> SourcePage:
    """Draw a page; a ``plain`` one has good ids and whole outlines inside the page only, and no odd names."""
    made = draw(st.lists(_regions(plain), max_size=4))
    regions = _named(made) if plain else _parented(draw, made)
    page = SourcePage(
        image=draw(st.sampled_from(["", "a.jpg", "b c/é#1&2.tif", "\\\\server\\x\\y.jpg"])),
        width=draw(st.sampled_from([2480] if plain else [2480, 2480, 1, 0])),
        height=draw(st.sampled_from([3508] if plain else [3508, 3508, 1, 0])),
        regions=regions,
        label=draw(st.sampled_from(["", "12r", "p. 3; {x}"])),
        ident=draw(st.sampled_from(["", "p1", "1 a"])),
        language=draw(st.sampled_from(LANGUAGES)),
        attributes=draw(_attributes(plain)),
        tags=tuple(draw(st.lists(_whole_tags(plain), max_size=2))),
    )
    return _counted(_tied(draw, page))


@st.composite
def _regions(draw: st.DrawFn, plain: bool) -> SourceRegion:
    return SourceRegion(
        kind=draw(st.sampled_from(KINDS if plain else [*KINDS, *ODD_KINDS])),
        outline=draw(_outlines(plain, 3)),
        lines=tuple(draw(st.lists(_lines(plain), max_size=3))),
        ident="" if plain else draw(_idents()),
        native=draw(st.sampled_from(NATIVES[:6] if plain else NATIVES)),
        hand=draw(st.sampled_from([None, None, *HANDS])),
        tags=tuple(draw(st.lists(_whole_tags(plain), max_size=2))),
        attributes=draw(_attributes(plain)),
        continues=draw(st.sampled_from(["", "", "tr_1", "r1", "elsewhere; 3"])),
    )


@st.composite
def _lines(draw: st.DrawFn, plain: bool) -> SourceLine:
    text = draw(st.one_of(_texts(), _texts(), st.just("the Joint the Joint"), st.just("")))
    return SourceLine(
        text=text,
        outline=draw(_outlines(plain, 3)),
        baseline=draw(_outlines(plain, 2)),
        confidence=draw(_confidences()),
        words=draw(st.one_of(st.just(()), _words(plain, text))),
        tags=tuple(draw(st.lists(_span_tags(plain, len(text)), max_size=3))),
        ident="" if plain else draw(_idents()),
        attributes=draw(_attributes(plain)),
        verified=draw(st.booleans()),
        alternatives=tuple(draw(st.lists(_texts().filter(str.strip), max_size=2))),
    )


def _texts() -> st.SearchStrategy[str]:
    return st.text(st.sampled_from(LETTERS), max_size=12)


def _idents() -> st.SearchStrategy[str]:
    return st.one_of(st.integers(1, 10**6).map(lambda n: f"i{n}"), st.sampled_from(IDENTS))


def _confidences() -> st.SearchStrategy[float | None]:
    return st.one_of(st.none(), st.integers(0, 10_000).map(lambda n: n / 10_000))


def _coordinates(plain: bool) -> st.SearchStrategy[float]:
    whole = st.integers(0, 2400)
    if plain:
        return whole
    return st.one_of(whole, whole, whole, st.integers(-3, 9_999), st.integers(-5_000, 99_999).map(lambda n: n / 8))


def _outlines(plain: bool, least: int) -> st.SearchStrategy:
    """Draw an outline or a baseline of at least ``least`` points, or none; whole numbers are int, as read."""
    at = st.tuples(_coordinates(plain).map(_whole), _coordinates(plain).map(_whole))
    return st.one_of(st.just(()), st.lists(at, min_size=least, max_size=5).map(tuple))


def _whole(value: float) -> float:
    return int(value) if float(value).is_integer() else value


@st.composite
def _words(draw: st.DrawFn, plain: bool, text: str) -> tuple[SourceWord, ...]:
    """Draw the words of a line, mostly those that blanks divide."""
    if plain or draw(st.integers(0, 3)):
        spans = [(at, at + len(word)) for at, word in _split(text)]
    else:
        ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
        spans = sorted(tuple(sorted(span)) for span in draw(st.lists(ends, max_size=3)))
    return tuple(SourceWord(*span, draw(st.one_of(st.none(), _boxes(plain))), draw(_confidences())) for span in spans)


def _split(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append((at, word))
        at += len(word)
    return found


def _boxes(plain: bool) -> st.SearchStrategy:
    sides = st.tuples(*[_coordinates(plain).map(_whole)] * 4)
    return sides.map(lambda s: (min(s[0], s[2]), min(s[1], s[3]), max(s[0], s[2]), max(s[1], s[3])))


@st.composite
def _span_tags(draw: st.DrawFn, plain: bool, length: int) -> SourceTag:
    tag = draw(st.sampled_from(TAGS if plain else [*TAGS, *TAGS, *ODD_TAGS]))
    start, end = sorted((draw(st.integers(0, length)), draw(st.integers(0, length))))
    return SourceTag(tag, start, end, draw(_tag_attributes(plain, tag)))


@st.composite
def _whole_tags(draw: st.DrawFn, plain: bool) -> SourceTag:
    tag = draw(st.sampled_from([NOTE, *TAGS] if plain else [NOTE, *TAGS, *ODD_TAGS]))
    return SourceTag(tag, 0, 0, draw(_tag_attributes(plain, tag)))


def _tag_attributes(plain: bool, tag: str) -> st.SearchStrategy[dict[str, str]]:
    if tag == NOTE and plain:
        return st.sampled_from(VALUES[1:4]).map(lambda text: {"text": text})
    own = list(fullest().tag(tag).attributes) or KEYS
    keys = st.sampled_from(own if plain else [*own, *own, *KEYS, *ODD_KEYS])
    free = st.dictionaries(keys, st.sampled_from(VALUES), max_size=3)
    return st.one_of(free, st.sampled_from(STYLES).map(lambda rend: {"rend": rend})) if tag in ("hi", "del") else free


@st.composite
def _attributes(draw: st.DrawFn, plain: bool) -> dict[str, str]:
    names = ["rotation", "reflowed", "place", "language"] if plain else [*ATTRIBUTES, *ATTRIBUTES, "", "a b", "="]
    chosen = draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
    return {name: draw(st.sampled_from(ATTRIBUTES.get(name, VALUES)[: 1 if plain else None])) for name in chosen}


def _named(regions: list[SourceRegion]) -> tuple[SourceRegion, ...]:
    return tuple(
        replace(
            region,
            ident=f"r{r}",
            continues="r0" if region.continues and r else "",
            lines=tuple(replace(line, ident=f"r{r}l{n}") for n, line in enumerate(region.lines)),
        )
        for r, region in enumerate(regions)
    )


def _parented(draw: st.DrawFn, regions: list[SourceRegion]) -> tuple[SourceRegion, ...]:
    """Let some regions say in which other one they lie, or claim to."""
    found = []
    for region in regions:
        parent = draw(st.sampled_from([None, None, "nowhere", *(other.ident for other in regions)]))
        found.append(replace(region, attributes={**region.attributes, "parent": parent}) if parent else region)
    return tuple(found)


def _tied(draw: st.DrawFn, page: SourcePage) -> SourcePage:
    """Let some tags be one annotation over several lines."""
    found = []
    for region in page.regions:
        lines = []
        for line in region.lines:
            keys = [draw(st.sampled_from(["", "", "", "1", "k2"])) for _ in line.tags]
            tags = tuple(replace(tag, key=key) for tag, key in zip(line.tags, keys, strict=True))
            lines.append(replace(line, tags=tags))
        found.append(replace(region, lines=tuple(lines)))
    return replace(page, regions=tuple(found))


def _counted(page: SourcePage) -> SourcePage:
    """Number the lines in reading order."""
    number = 0
    regions = []
    for region in page.regions:
        lines = tuple(replace(line, number=number + n) for n, line in enumerate(region.lines))
        number += len(lines)
        regions.append(replace(region, lines=lines))
    return replace(page, regions=tuple(regions))
