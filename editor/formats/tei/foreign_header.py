"""What the header of other people's TEI tells of the record: title and values, where they stand plainly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from editor.formats import canon, xml

_LONGEST: Final = 2_000

_PATHS: Final = (
    ("date", ("profileDesc", "creation", "date")),
    ("date", ("fileDesc", "sourceDesc", "msDesc", "history", "origin", "origDate")),
    ("date", ("fileDesc", "sourceDesc", "msDesc", "history", "origin", "date")),
    ("date", ("fileDesc", "sourceDesc", "bibl", "date")),
    ("date", ("fileDesc", "sourceDesc", "biblStruct", "monogr", "imprint", "date")),
    ("repository", ("fileDesc", "sourceDesc", "msDesc", "msIdentifier", "repository")),
    ("repository", ("fileDesc", "sourceDesc", "msDesc", "msIdentifier", "institution")),
    ("repository", ("fileDesc", "sourceDesc", "bibl", "orgName")),
    ("collection", ("fileDesc", "sourceDesc", "msDesc", "msIdentifier", "collection")),
    ("shelfmark", ("fileDesc", "sourceDesc", "msDesc", "msIdentifier", "idno")),
    ("shelfmark", ("fileDesc", "sourceDesc", "bibl", "idno")),
    ("language", ("profileDesc", "langUsage", "language")),
    ("publisher", ("fileDesc", "publicationStmt", "publisher")),
    ("publisher", ("fileDesc", "publicationStmt", "distributor")),
    ("publisher", ("fileDesc", "publicationStmt", "authority")),
    ("availability", ("fileDesc", "publicationStmt", "availability")),
    ("summary", ("profileDesc", "abstract")),
    ("summary", ("fileDesc", "sourceDesc", "msDesc", "msContents", "summary")),
    ("author", ("fileDesc", "titleStmt", "author")),
    ("identifier", ("fileDesc", "publicationStmt", "idno")),
)
"""Values by their names here and where they stand; the first that is not empty counts."""
_EXACT: Final = {"date": ("when", "from", "notBefore"), "language": ("ident",)}
"""Attributes that say a value more exactly than the text does."""
_CORRESPONDENTS: Final = {"sent": "from", "received": "to"}


def read(root: etree._Element) -> tuple[str, dict[str, str]]:
    """Return title and values out of the header of a TEI or teiCorpus element."""
    header = xml.child(root, "teiHeader")
    if header is None:
        return "", {}
    values: dict[str, str] = {}
    for name, path in _PATHS:
        for element in _reached(header, path):
            if name not in values and (said := _value(element, name)):
                values[name] = said
    for name, said in _correspondents(header):
        values.setdefault(name, said)
    return _title(header), values


def producer(root: etree._Element) -> str:
    """Return the programs a header names."""
    header = xml.child(root, "teiHeader")
    names = []
    for element in _reached(header, ("encodingDesc", "appInfo", "application")) if header is not None else ():
        said = _said(xml.child(element, "label")) or canon.value(element.get("ident", ""))
        names.append(" ".join(filter(None, (said, canon.value(element.get("version", ""))))))
    return ", ".join(filter(None, names))[:_LONGEST]


def _title(header: etree._Element) -> str:
    titles = [
        (element.get("type", ""), said)
        for element in _reached(header, ("fileDesc", "titleStmt", "title"))
        if (said := _said(element))
    ]
    main = [said for type_, said in titles if type_ == "main"] or [said for type_, said in titles if type_ != "sub"]
    return main[0] if main else (titles[0][1] if titles else "")


def _reached(element: etree._Element, path: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield every element that is reached by the local names of ``path``, in document order."""
    found = [element]
    for name in path:
        found = [child for parent in found for child in xml.children(parent, name)]
    yield from found


def _value(element: etree._Element, name: str) -> str:
    for attribute in _EXACT.get(name, ()):
        if said := element.get(attribute, "").strip():
            return canon.value(said)
    said = _said(element)
    licence = next((e.get("target", "") for e in element.iter() if xml.local(e) == "licence"), "")
    return said or canon.value(licence.strip())


def _correspondents(header: etree._Element) -> Iterator[tuple[str, str]]:
    for action in _reached(header, ("profileDesc", "correspDesc", "correspAction")):
        names = [_said(e) for e in action if xml.local(e) in ("persName", "orgName", "name", "rs")]
        ours = _CORRESPONDENTS.get(action.get("type", ""))
        if ours and any(names):
            yield ours, "; ".join(filter(None, names))
        date = xml.child(action, "date")
        if ours == "from" and date is not None and (said := _value(date, "date")):
            yield "date", said


def _said(element: etree._Element | None) -> str:
    said = canon.value(" ".join(xml.text_of(element).split()))
    return said if len(said) <= _LONGEST else said[: _LONGEST - 3] + "..."
