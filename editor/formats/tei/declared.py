"""What a header of ours declares, read back: title and metadata, and the names behind the ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from editor.formats.tei import names
from editor.formats.tei.header import UNTITLED
from editor.formats.tei.record import Revision
from editor.formats.tei.units import at, first
from editor.formats.xml import text_of

_PLACES: Final = (
    ("date", "profileDesc/creation/date", ""),
    ("from", "profileDesc/correspDesc/correspAction", "sent"),
    ("to", "profileDesc/correspDesc/correspAction", "received"),
    ("repository", "fileDesc/sourceDesc/msDesc/msIdentifier/repository", ""),
    ("collection", "fileDesc/sourceDesc/msDesc/msIdentifier/collection", ""),
    ("shelfmark", "fileDesc/sourceDesc/msDesc/msIdentifier/idno", "shelfmark"),
    ("shelfmark", "fileDesc/sourceDesc/bibl/idno", "shelfmark"),
    ("control_number", "fileDesc/sourceDesc/msDesc/msIdentifier/altIdentifier/idno", "control"),
    ("control_number", "fileDesc/sourceDesc/bibl/idno", "control"),
    ("language", "profileDesc/langUsage/language", ""),
    ("publisher", "fileDesc/publicationStmt/publisher", ""),
    ("availability", "fileDesc/publicationStmt/availability/p", ""),
    ("summary", "fileDesc/sourceDesc/bibl/note", "summary"),
    ("type", "profileDesc/textClass/keywords/term", "type"),
    ("subject", "profileDesc/textClass/keywords/term", "subject"),
    ("classification", "profileDesc/textClass/keywords/term", "classification"),
)
"""Where each entry of the record sheet stands, and the ``type`` it has there."""


_HANDS: Final = ("fileDesc/sourceDesc/msDesc/physDesc/handDesc/handNote", "profileDesc/handNotes/handNote")


@dataclass(slots=True)
class Declared:
    """The header of a file: ids lead to the names they stand for."""

    title: str = ""
    values: dict[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    hands: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    software: tuple[str, ...] = ()
    changes: tuple[Revision, ...] = ()

    def kind(self, pointers: str) -> str:
        """Return the kind of region named among ``pointers``, "" where there is none."""
        return next((self.kinds[p[1:]] for p in pointers.split() if p[1:] in self.kinds), "")

    def tag(self, pointers: str) -> str:
        """Return the tag named among ``pointers``, "" where there is none."""
        return next((self.tags[p[1:]] for p in pointers.split() if p[1:] in self.tags), "")

    def hand(self, pointer: str | None) -> str | None:
        """Return the hand ``pointer`` leads to, or None."""
        return self.hands.get(pointer[1:]) if pointer else None


def declared(header: etree._Element) -> Declared:
    """Return what ``header`` declares."""
    title = text_of(first(header, "fileDesc/titleStmt/title"))
    hands = [note for path in _HANDS for note in at(header, path)]
    return Declared(
        "" if title == UNTITLED else title,
        dict(_values(header)),
        _categories(header, "k-"),
        _categories(header, "t-"),
        {note.get(names.XML_ID, ""): _name(note, note.get(names.XML_ID, "")) for note in hands},
        next((e.get("version", "") for e in at(header, "encodingDesc/appInfo/application")), ""),
        tuple(text_of(name) for name in at(header, "fileDesc/titleStmt/respStmt/name")),
        tuple(_changes(header)),
    )


def _changes(header: etree._Element) -> Iterator[Revision]:
    """Yield the steps of the work in order of time; a file tells the newest first."""
    people = {
        statement.get(names.XML_ID, ""): text_of(first(statement, "persName"))
        for statement in at(header, "fileDesc/titleStmt/respStmt")
    }
    for change in reversed(list(at(header, "revisionDesc/change"))):
        if change.get(names.XML_ID) != names.VERIFIED:
            who = people.get(change.get("who", "")[1:], "")
            yield Revision(change.get("when", ""), who, text_of(change), change.get("status", ""))


def _values(header: etree._Element) -> Iterator[tuple[str, str]]:
    for key, path, type_ in _PLACES:
        for element in at(header, path):
            if not type_ or element.get("type") == type_:
                yield key, text_of(first(element, "name") if key in ("from", "to") else element)
    for note in at(header, "fileDesc/sourceDesc/bibl/note"):
        if note.get("type") == "metadata" and len(note):
            yield note[0].text or "", note[0].tail or ""


def _categories(header: etree._Element, prefix: str) -> dict[str, str]:
    found = {}
    for category in at(header, "encodingDesc/classDecl/taxonomy/category"):
        ident = category.get(names.XML_ID, "")
        words = first(category, "catDesc")
        if ident.startswith(prefix) and words is not None:
            found[ident] = _name(words, ident)
    return found


def _name(element: etree._Element, ident: str) -> str:
    term = first(element, "term")
    return (term.text or "") if term is not None else ident[2:]
