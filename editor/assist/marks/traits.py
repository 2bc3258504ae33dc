"""What the learnt judge sees of a line: its letters, how it is written, where it stands, and what is around it.

Every trait is a short text, so that it can be counted when learning and told when a mark is offered. The first signs
say which: ``w`` a word, ``l`` its length, ``k`` a kind of mark beside it; ``<`` and ``>`` stand before what the pieces
above and below show.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals

_REMEMBERED = 4096
"""So many texts are kept with their traits: a line is asked for by those above and below it too."""
_BEGIN, _END = 28, 10
"""So many letters of the start and the end of a long line are looked at."""
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_MOST_WORDS = 9
_RUNS = re.compile(r"([A-Z])[A-Z]+|([a-z])[a-z]+|([0-9])[0-9]+|\s+")
_SIGNS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "X" * 26 + "x" * 26 + "9" * 10)
_SHAPE, _SHAPE_IN_PARTS, _SHAPE_BESIDE = 14, 20, 10
_SQUEEZED_BESIDE = 14
_FROM_EDGE = (0, 1, 2, 3, 4, 6, 9, 14, 25)
_LENGTHS = (2, 4, 7, 11, 16, 22, 30, 40, 55)
_ROUGH_LENGTHS = (7, 16, 30, 55)
_ON_PAGE = (5, 15, 30, 45, 60)
_FAR = 4
_SAME = {"review": "declassification"}
"""Kinds that are learnt as another."""


def traits(sheet: Sheet, kinds: Mapping[int, str]) -> Iterator[list[str]]:
    """Yield the traits of each piece of a page on which pieces are marks of some kinds already."""
    pieces = sheet.pieces
    beside = [_beside(piece.text, piece.squeezed) for piece in pieces]
    around = zip([(), *(below for _, below in beside[:-1])], [*(above for above, _ in beside[1:]), ()], strict=True)
    known = {at: _SAME.get(kind, kind) for at, kind in kinds.items()}
    running = [at not in known and sheet.running(at) for at in range(len(pieces))]
    every = zip(pieces, _places(sheet, running), _marks(len(pieces), known), around, strict=True) if pieces else ()
    for piece, place, marks, (above, below) in every:
        whole = "whole" if piece.whole else "part"
        yield [*_own(piece.text, piece.squeezed), whole, *place, *marks, *above, *below]


def cut_of(text: str) -> str:
    """Return how a text is written: X for capitals, x for small letters, 9 for figures, runs of them twice or once."""
    return _RUNS.sub(_run, text).translate(_SIGNS)


def _run(match: re.Match[str]) -> str:
    return "XX" if match.group(1) else "x" if match.group(2) else "99" if match.group(3) else " "


@functools.lru_cache(maxsize=_REMEMBERED)
def _own(text: str, squeezed: str) -> tuple[str, ...]:
    """Return what a text shows by itself: its letters by twos to fours, its words, shape and length."""
    grams = set(_parts(f"g^{squeezed[:_BEGIN]}" + ("" if len(squeezed) > _BEGIN else "$")))
    if len(squeezed) > _BEGIN:
        grams.update(_parts(f"g{squeezed[-_END:]}$"))
    words = _WORDS.findall(text)
    shape = cut_of(text)
    shapes = set(_parts(f"s^{shape[:_SHAPE_IN_PARTS]}$"))
    length, capital, figures = _class(len(text), _LENGTHS), _share(capitals(text)), _figures(text)
    said = {_word(word) for word in words[:_MOST_WORDS]}
    return (
        *sorted(grams), *sorted(shapes), *sorted(said), f"S{shape[:_SHAPE]}", f"l{length}", f"c{capital}",
        f"d{figures}", f"n{min(len(words), _MOST_WORDS)}", f"lc{length} {capital}", f"ld{length} {figures}",
        f"e{_sign(text[-1:])}", f"b{_sign(text[:1])}", ":" if ":" in text else "no :",
    )  # fmt: skip


def _parts(text: str) -> Iterator[str]:
    """Yield the runs of two to four signs behind the first, which stands before each."""
    first, rest = text[0], text[1:]
    return (first + rest[at : at + many] for many in (2, 3, 4) for at in range(len(rest) - many + 1))


@functools.lru_cache(maxsize=_REMEMBERED)
def _beside(text: str, squeezed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a text shows to the one above it, and to the one below it."""
    words = _WORDS.findall(text)
    length, capital = _class(len(text), _LENGTHS), _share(capitals(text))
    said = {_word(word) for word in [*words[:2], *words[-1:]]}
    shown = [
        *sorted(said), f"S{cut_of(text)[:_SHAPE_BESIDE]}", f"l{length}", f"c{capital}", f"d{_figures(text)}",
        f"lc{length} {capital}", f"e{_sign(text[-1:])}", f"b{_sign(text[:1])}", f"q{squeezed[:_SQUEEZED_BESIDE]}",
    ]  # fmt: skip
    return tuple(f">{one}" for one in shown), tuple(f"<{one}" for one in shown)


def _places(sheet: Sheet, running: list[bool]) -> Iterator[list[str]]:
    """Yield where each piece stands on its page, and whether running text is around it."""
    many = len(sheet.pieces)
    text = [at for at, runs in enumerate(running) if runs]
    first, last = (text[0], text[-1]) if text else (many, -1)
    signs = "--" + "".join("r" if runs else "-" for runs in running) + "--"
    page = ["upper" if sheet.upper else "mixed", f"many{_class(many, _ON_PAGE)}"]
    for at, piece in enumerate(sheet.pieces):
        top, bottom = _class(at, _FROM_EDGE), _class(many - 1 - at, _FROM_EDGE)
        length = _class(len(piece.text), _ROUGH_LENGTHS)
        where = "before" if at < first else "after" if at > last else "within"
        yield [
            f"top{top}", f"bottom{bottom}", f"share{at * 5 // many}", f"run{signs[at : at + 5]}",
            f"run1{signs[at + 1 : at + 4]}", where, f"{where} {length}", f"top{top} {length}",
            f"bottom{bottom} {length}", *page,
        ]  # fmt: skip


def _marks(many: int, kinds: Mapping[int, str]) -> Iterator[list[str]]:
    """Yield what is known of the marks around each piece; that of the piece itself is left out."""
    row = ["edge", "edge", *(kinds.get(at, "") for at in range(many)), "edge", "edge"]
    present = [f"has {kind}" for kind in sorted(set(kinds.values()))]
    last, since = "", 0
    for at in range(many):
        far_above, above, own, below, far_below = row[at : at + 5]
        yield [
            f"k-1 {above}", f"k+1 {below}", f"k-2 {far_above}", f"k+2 {far_below}", f"k-+ {above} {below}",
            f"k-- {far_above} {above}", f"k++ {below} {far_below}", f"last {last}", f"last {last} {min(since, _FAR)}",
            *present,
        ]  # fmt: skip
        since += 1
        if own:
            last, since = own, 0


def _word(word: str) -> str:
    return f"w{'9' * len(word) if word.isdigit() else word.upper()}"


def _figures(text: str) -> int:
    return _share(sum(map(str.isdigit, text)) / max(1, len(text)))


def _share(share: float) -> int:
    return 0 if share <= 0 else 5 if share >= 1 else 1 + int(share * 4)


def _sign(sign: str) -> str:
    return "X" if sign.isupper() else "x" if sign.islower() else "9" if sign.isdigit() else sign


def _class(number: int, bounds: tuple[int, ...]) -> int:
    return next((place for place, bound in enumerate(bounds) if number <= bound), len(bounds))
