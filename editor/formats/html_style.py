"""The look of a record as a web page: quiet type, day and night, paper; nothing in it is loaded from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from editor.model.tagset import RegionKind, SpanTag
from editor.shipped import resource

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DARKER, _LIGHTER = 0.42, 0.66


def name(thing: str) -> str:
    """Return the name of a kind or tag as part of the name of a class."""
    return re.sub(r"[^a-z0-9]+", "-", thing.lower()).strip("-") or "x"


def style(kinds: Iterable[RegionKind], tags: Iterable[SpanTag]) -> str:
    """Return the style sheet, with the colours of a tag set made legible by day and by night."""
    pairs = [*(("k", kind.name, kind.colour) for kind in kinds), *(("t", tag.name, tag.colour) for tag in tags)]
    day, night = "".join(_rules(pairs, _DARKER, False)), "".join(_rules(pairs, _LIGHTER, True))
    shipped = resource("html/record.css").read_text(encoding="utf-8")
    return f"{shipped}{day}\n@media screen and (prefers-color-scheme:dark){{{night}}}\n"


def _rules(pairs: Iterable[tuple[str, str, str]], lightness: float, dark: bool) -> Iterator[str]:
    for letter, thing, colour in pairs:
        if _COLOUR.fullmatch(colour):
            said = _toned(colour, lightness, dark)
            what = f"text-decoration-color:{said}" if letter == "t" else f"color:{said}"
            yield f".{letter}-{name(thing)}{'.tag' if letter == 't' else ' .label'}{{{what}}}"


def _toned(colour: str, lightness: float, dark: bool) -> str:
    """Return a colour no lighter than ``lightness``, or on a dark ground no darker."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    now = (max(red, green, blue) + min(red, green, blue)) / 2
    if dark and now < lightness:
        share = (lightness - now) / (1 - now)
        red, green, blue = (value + (1 - value) * share for value in (red, green, blue))
    elif not dark and now > lightness:
        red, green, blue = (value * lightness / now for value in (red, green, blue))
    return "#" + "".join(f"{round(value * 255):02x}" for value in (red, green, blue))
