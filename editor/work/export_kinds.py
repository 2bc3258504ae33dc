"""The table of formats that can be written: what is known of each before a page is opened. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Per = Literal["page", "document", "project"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A format: its name, how its files end, and what one file holds.

    ``pattern`` names the files where nobody says otherwise. ``signs`` are what the beginning of such a file says, by
    one of which a file that is there already is known as an earlier export, empty where nothing tells it from others.
    ``viewed`` formats have views, ``tabular`` ones rows to choose. ``passes`` is how often a page is asked for in a
    file of more than ``MANY`` pages.
    """

    name: str
    ending: str
    per: Per
    pattern: str = ""
    signs: tuple[bytes, ...] = ()
    viewed: bool = False
    tabular: bool = False
    passes: int = 1


MANY: Final = 100
"""Files of more pages are written without holding them all, by asking for them again."""

_DOCUMENT = "{document}-{title}"

KINDS: Final = {
    kind.name: kind
    for kind in (
        Kind("tei", ".xml", "document", _DOCUMENT, (b"<TEI",), passes=4),
        Kind("tei-corpus", ".xml", "project", "{project}", (b"<teiCorpus",), passes=4),
        Kind("page", ".xml", "page", "{image}", (b"<PcGts",)),
        Kind("alto", ".xml", "page", "{image}", (b"<alto",)),
        Kind("hocr", ".html", "document", _DOCUMENT + ".hocr", (b"ocr-system",)),
        Kind("text", ".txt", "document", _DOCUMENT, viewed=True),
        Kind("markdown", ".md", "document", _DOCUMENT),
        Kind("html", ".html", "document", _DOCUMENT, (b'content="Muniment',)),
        Kind("pdf", ".pdf", "document", _DOCUMENT, (b"%PDF-",)),
        Kind("csv", ".csv", "document", _DOCUMENT, tabular=True),
    )
}
"""The formats by name, in the order they are offered."""
