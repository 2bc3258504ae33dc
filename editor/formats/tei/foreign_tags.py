"""Elements of words in other people's TEI as our tags, and which half of a choice stands on the page.

Tables before branches. An element that is in none of them is read as the plain text in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from lxml import etree

from editor.formats import canon, xml
from editor.formats.tei.foreign_places import XML_ID

_LONGEST: Final = 1_000

TAGS: Final[Mapping[str, str]] = {
    "persName": "person",
    "forename": "",
    "surname": "",
    "placeName": "place",
    "geogName": "place",
    "settlement": "place",
    "country": "place",
    "region": "place",
    "orgName": "organization",
    "date": "date",
    "unclear": "unclear",
    "gap": "gap",
    "del": "del",
    "add": "add",
    "sic": "sic",
    "abbr": "abbrev",
    "supplied": "supplied",
    "hi": "hi",
    "emph": "hi",
    "q": "quote",
    "quote": "quote",
    "said": "quote",
    "idno": "idno",
    "metamark": "metamark",
    "stamp": "stamp",
    "name": "name",
    "rs": "rs",
    "term": "term",
    "title": "title",
    "foreign": "foreign",
    "time": "time",
    "ref": "ref",
    "orig": "orig",
    "reg": "reg",
    "corr": "corr",
    "expan": "expan",
    "ex": "ex",
    "surplus": "surplus",
    "retrace": "retrace",
    "restore": "restore",
    "damage": "damage",
    "num": "num",
    "measure": "measure",
    "formula": "formula",
    "damageSpan": "damage",
    "delSpan": "del",
    "addSpan": "add",
}
"""Our tag for an element; where we have none, the element's own name is one, and "" is none at all."""

SPANNING: Final = frozenset({"delSpan", "addSpan", "damageSpan"})
"""Empty elements whose extent goes on to the element ``spanTo`` names."""

STANDING: Final = frozenset({"gap", "metamark"})
"""Elements that say something even if they hold no text."""

INLINE: Final = frozenset(TAGS) | frozenset(
    {"subst", "choice", "seg", "w", "pc", "c", "s", "cl", "phr", "m", "am", "g", "mod", "secl", "redo", "undo"}
    | {"ptr", "gloss", "mentioned", "soCalled", "distinct", "code", "ident", "kw", "affiliation", "roleName"}
    | {"email", "addName", "nameLink", "genName", "geogFeat", "bloc", "district", "street", "postCode"}
    | {"hyphen", "listTranspose", "anchor", "milestone", "handShift", "space", "graphic", "media", "caesura", "rhyme"}
    | {"catchwords", "signatures", "locus", "height", "width", "dim", "unit", "biblScope", "author", "editor", "desc"}
    | {"addSpan", "delSpan", "damageSpan", "certainty", "precision", "alt", "join", "index", "span", "interp", "link"}
)
"""Elements that stand in running text and begin no part of the page."""

UNREAD: Final = frozenset(
    {"desc", "figDesc", "certainty", "precision", "respons", "index", "interp", "interpGrp", "span", "spanGrp"}
    | {"teiHeader", "standOff", "listAnnotation", "alt", "altGrp", "join", "joinGrp", "link", "linkGrp", "xenoData"}
    | {"facsimile", "sourceDoc", "substJoin", "listTranspose", "path"}
)
"""Elements whose text, if there is any, is about the page and not on it."""

_UNDERLINED: Final = frozenset({"underline", "underlined", "u", "doubleunderline", "tripleunderline"})
_KEPT: Final = (
    *("hand", "place", "rend", "rendition", "type", "subtype", "reason", "agent", "cause", "function"),
    *("quantity", "unit", "extent", "cert", "resp", "source", "ref", "key", "target", "lang"),
    *("when", "notBefore", "notAfter", "from", "to", "role", "n"),
)
"""Attributes that are kept with a tag, under their own names."""


class Meaning(NamedTuple):
    """A tag with its attributes."""

    tag: str
    attributes: dict[str, str]


def meanings(element: etree._Element, hands: Mapping[str, str]) -> list[Meaning]:
    """Return the tags an element of words means: none for one that only holds words together."""
    name = xml.local(element)
    tag = TAGS.get(name, "")
    attributes = _attributes(element, hands)
    if name == "seg":
        kind = attributes.get("type", "")
        return [Meaning("hand", {"hand": attributes["hand"]})] if kind == "hand" and "hand" in attributes else []
    if name == "hi" or name == "emph":
        return _styles(attributes, name)
    if tag == "gap" and (said := _said(xml.child(element, "desc"))):
        attributes["desc"] = said
    return [Meaning(tag, attributes)] if tag else []


def _styles(attributes: dict[str, str], name: str) -> list[Meaning]:
    words = [word.lstrip("#") for word in (attributes.get("rend") or attributes.get("rendition") or "").split()]
    found = []
    hand = {"hand": attributes["hand"]} if "hand" in attributes else {}
    plain = [word for word in words if word.lower() not in _UNDERLINED]
    if len(plain) < len(words):
        how = [
            word
            for word in words
            if word.lower() in _UNDERLINED and word.lower() not in ("underline", "underlined", "u")
        ]
        found.append(Meaning("underline", hand | ({"rend": " ".join(how)} if how else {})))
    if plain or not words:
        rend = " ".join(plain) or ("emphasis" if name == "emph" else "")
        found.append(Meaning("hi", hand | ({"rend": rend} if rend else {})))
    return found


def _attributes(element: etree._Element, hands: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for name in _KEPT:
        value = element.get(name) or (
            element.get("{http://www.w3.org/XML/1998/namespace}lang") if name == "lang" else None
        )
        if value and value.strip():
            said = canon.value(" ".join(value.split()))[:_LONGEST]
            found[name] = hands.get(said.lstrip("#"), said.lstrip("#")) if name == "hand" else said
    return found


class Choice(NamedTuple):
    """What of a ``choice`` stands on the page, and what the other half adds to its tag."""

    taken: etree._Element | None
    tag: str
    attributes: dict[str, str]


_HALVES: Final = (
    ("sic", "corr", "sic", "correction"),
    ("abbr", "expan", "abbrev", "expansion"),
    ("abbr", "ex", "abbrev", "expansion"),
    ("orig", "reg", "orig", "reg"),
)


def choice(element: etree._Element) -> Choice:
    """Return which half of a choice is taken: what stands on the page, or the surest of several readings."""
    halves = [child for child in element if xml.local(child)]
    for taken, other, tag, attribute in _HALVES:
        one = next((half for half in halves if xml.local(half) == taken), None)
        two = next((half for half in halves if xml.local(half) == other), None)
        if one is not None and two is not None:
            cert = two.get("cert", "").strip()
            return Choice(one, tag, {attribute: _said(two)} | ({"cert": canon.value(cert)} if cert else {}))
    unclear = [half for half in halves if xml.local(half) == "unclear"]
    if len(unclear) > 1 and len(unclear) == len(halves):
        surest = max(unclear, key=lambda half: _sureness(half.get("cert", "")))
        others = " | ".join(_said(half) for half in unclear if half is not surest)
        return Choice(surest, "unclear", {"alternative": others})
    return Choice(halves[0] if halves else None, "", {})


def _sureness(cert: str) -> float:
    words = {"high": 0.9, "medium": 0.6, "low": 0.3, "unknown": 0.0}
    try:
        return words[cert.strip()] if cert.strip() in words else float(cert)
    except ValueError:
        return 0.0


def _said(element: etree._Element | None) -> str:
    return canon.value(" ".join(xml.text_of(element).split()))[:_LONGEST] if element is not None else ""


def hands(root: etree._Element) -> dict[str, str]:
    """Return what to call each hand a header declares: its description, else its medium, else its id."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for header in xml.children(root, "teiHeader"):
        for note in header.iter():
            ident = note.get(XML_ID) if xml.local(note) in ("handNote", "hand") else None
            if not ident:
                continue
            said = _said(note) or canon.value(note.get("medium", "").strip()) or ident
            said = said if len(said) <= 60 else ident
            found[ident] = said if said not in taken else f"{said} ({ident})"
            taken.add(said)
    return found
