"""The texts of anything in PAGE: which TextEquiv of several counts, how sure it is, and what else it says."""

from __future__ import annotations

from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, xml
from editor.formats.notes import Notes
from editor.formats.pagexml import opaque

RAW_TEXT: Final = "page:raw-TextEquiv"
"""The TextEquivs as they are, where they say more than we have a place for."""


def equivs(element: etree._Element) -> list[etree._Element]:
    """Return the TextEquivs by their index (a missing one is 0), those of one index in their order in the file."""
    return arranged(list(xml.children(element, "TextEquiv")))


def arranged(found: list[etree._Element]) -> list[etree._Element]:
    """Return TextEquivs as ``equivs`` does."""
    return found if len(found) < 2 else sorted(found, key=_index)


def lowest(element: etree._Element) -> etree._Element | None:
    """Return the TextEquiv that counts, the first of ``equivs``."""
    return next(iter(equivs(element)), None)


def _index(equiv: etree._Element) -> int:
    text = equiv.get("index", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def alternatives(texts: list[etree._Element], notes: Notes, where: str) -> tuple[str, ...]:
    """Return what the other TextEquivs say, the likeliest first; an empty one says nothing."""
    return tuple(said for equiv in texts[1:] if (said := canon.line(unicode_of(equiv), notes, where)))


def confidence(equiv: etree._Element | None) -> float | None:
    """Return how sure a TextEquiv is of itself, 0 to 1, or None."""
    return coordinates.share(equiv.get("conf")) if equiv is not None else None


def conf(value: float) -> str:
    """Return how sure something is, 0 to 1, as an attribute ``conf``."""
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


def unicode_of(equiv: etree._Element | None) -> str:
    """Return the Unicode text of a TextEquiv, code point for code point."""
    return xml.text_of(xml.child(equiv, "Unicode")) if equiv is not None else ""


def plain_of(equiv: etree._Element | None) -> str:
    """Return the PlainText of a TextEquiv, which some fill instead of Unicode."""
    return xml.text_of(xml.child(equiv, "PlainText")) if equiv is not None else ""


def keep(found: dict[str, str], texts: list[etree._Element], notes: Notes, where: str) -> None:
    """Put TextEquivs into ``found`` as they are, where they say more than texts and how sure the first one is."""
    if any(says_more(equiv, first=not i) for i, equiv in enumerate(texts)):
        opaque.keep(found, RAW_TEXT, opaque.text(map(opaque.plain, texts)), notes, where)


def says_more(equiv: etree._Element, *, first: bool) -> bool:
    """Tell whether a TextEquiv says more than a text and, where it is the first one, how sure it is."""
    if any(name not in ("index", "conf" if first else "index") for name in equiv.attrib):
        return True
    if len(equiv) == 1 and xml.local(equiv[0]) == "Unicode":
        return False
    others = [child for child in equiv if xml.local(child) not in ("Unicode", "")]
    return bool(others) and (
        len(others) > 1 or xml.local(others[0]) != "PlainText" or plain_of(equiv) not in ("", unicode_of(equiv))
    )
