"""The header: what the record is, who made the transcription with what, the terms it uses, and how it came to be.

Nothing is declared that is not used and nothing empty is written: an element is there because there is something to
say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from editor.formats.tei import names
from editor.formats.tei.facsimile import REFLOWED
from editor.formats.tei.forms import Forms
from editor.formats.tei.levels import LEVELS, levels
from editor.formats.tei.record import Record, Revision
from editor.formats.tei.survey import Survey
from editor.model.record import FIELDS
from editor.model.tagset import Hand

UNTITLED: Final = "[Untitled]"
"""What a record without a title is called in its header."""

_HOMES: Final = frozenset({"repository", "collection"})
_FIELDS: Final = frozenset(entry.name for entry in FIELDS)
_ZONES: Final = "https://segmonto.github.io/"
_VERIFIED: Final = "The lines that point here were each compared with the image by a person."
_PRINCIPLES: Final[tuple[tuple[str, dict[str, str], str], ...]] = (
    (
        "correction",
        {"method": "markup"},
        "Errors of the paper are kept in sic beside their correction in corr. What the machine misread is corrected "
        "without a mark.",
    ),
    (
        "hyphenation",
        {"eol": "all"},
        "Every hyphen at the end of a line is kept. Where the next line goes on with a small letter it is in pc, and "
        "the line break after it divides no word.",
    ),
    (
        "segmentation",
        {},
        "The order of text is the order of reading; n of a zone is its place on the page. Each lb begins a line of the "
        "transcription; the line feed before an lb is no part of it. Zones without coordinates have no known place.",
    ),
)


def header(record: Record, found: Survey, forms: Forms) -> etree._Element:
    """Return the element ``teiHeader`` of ``record``."""
    values = names.told(record.document.values)
    people = tuple(dict.fromkeys([*(p for p in record.people if p), *(c.who for c in record.changes if c.who)]))
    who = {name: f"u{number}" for number, name in enumerate(people, start=1)}
    made = etree.Element("teiHeader")
    description = etree.SubElement(made, "fileDesc", {names.IDENT: names.RECORD})
    _title(description, record, people, who)
    _publication(description, record, values, people)
    _source(description, record, values, found)
    _encoding(made, record, found, forms, values)
    _profile(made, values, record, found)
    _revisions(made, record.changes, who, found)
    return made


def application(parent: etree._Element, version: str) -> None:
    """Say in an element ``encodingDesc`` which program wrote the file."""
    attributes = {"ident": "muniment", "version": names.version(version)}
    _said(etree.SubElement(etree.SubElement(parent, "appInfo"), "application", attributes), "label", "Muniment")


def _called(record: Record) -> str:
    return record.document.title if record.document.title.strip() else UNTITLED


def _said(parent: etree._Element, tag: str, text: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
    made = etree.SubElement(parent, tag, dict(attributes or {}))
    made.text = text
    return made


def _title(parent: etree._Element, record: Record, people: tuple[str, ...], who: Mapping[str, str]) -> None:
    made = etree.SubElement(parent, "titleStmt")
    _said(made, "title", _called(record))
    _said(made, "title", "transcription with the places of its lines on the page images", {"type": "sub"})
    for name in dict.fromkeys(s for s in record.software if s):
        statement = etree.SubElement(made, "respStmt")
        _said(statement, "resp", "machine transcription")
        _said(statement, "name", name, {"type": "software"})
    for name in people:
        statement = etree.SubElement(made, "respStmt", {names.IDENT: who[name]})
        _said(statement, "resp", "transcription and annotation")
        _said(statement, "persName", name)


def _publication(parent: etree._Element, record: Record, values: Mapping[str, str], people: tuple[str, ...]) -> None:
    made = etree.SubElement(parent, "publicationStmt")
    if publisher := values.get("publisher"):
        _said(made, "publisher", publisher)
    elif values.get("availability"):
        _said(made, "authority", values.get("repository") or next(iter(people), "Unpublished"))
    else:
        _said(made, "p", "Unpublished transcription.")
        return
    moments = [change.when[:10] for change in record.changes if names.moment(change.when[:10])]
    if moments:
        _said(made, "date", moments[-1], {"when": moments[-1]})
    if availability := values.get("availability"):
        _said(etree.SubElement(made, "availability"), "p", availability)


def _source(parent: etree._Element, record: Record, values: Mapping[str, str], found: Survey) -> None:
    """Describe the paper: as a manuscript where it has a home, and as a title with what has no element of its own."""
    made = etree.SubElement(parent, "sourceDesc")
    at_home = _HOMES.intersection(values)
    if at_home:
        described = etree.SubElement(made, "msDesc")
        home = etree.SubElement(described, "msIdentifier")
        for key in ("repository", "collection"):
            if key in values:
                _said(home, key, values[key])
        _numbers(home, values)
        if found.hands:
            _hands(etree.SubElement(etree.SubElement(described, "physDesc"), "handDesc"), record, found)
    rest = {key: value for key, value in sorted(values.items()) if key not in _FIELDS}
    if rest or "summary" in values or not at_home:
        _book(etree.SubElement(made, "bibl"), record, values, rest)


def _book(book: etree._Element, record: Record, values: Mapping[str, str], rest: Mapping[str, str]) -> None:
    _said(book, "title", _called(record))
    if not _HOMES.intersection(values):
        _numbers(book, values)
    if "summary" in values:
        _said(book, "note", values["summary"], {"type": "summary"})
    for key, value in rest.items():
        _said(etree.SubElement(book, "note", {"type": "metadata"}), "term", key).tail = value


def _numbers(parent: etree._Element, values: Mapping[str, str]) -> None:
    if "shelfmark" in values:
        _said(parent, "idno", values["shelfmark"], {"type": "shelfmark"})
    if "control_number" in values:
        in_home = parent.tag == "msIdentifier"
        holder = etree.SubElement(parent, "altIdentifier", {"type": "control"}) if in_home else parent
        _said(holder, "idno", values["control_number"], {"type": "control"})


def _hands(parent: etree._Element, record: Record, found: Survey) -> None:
    known = {hand.name: hand for hand in record.tagset.hands}
    for name, ident in found.hands.items():
        hand = known.get(name, Hand(name, name))
        made = etree.SubElement(parent, "handNote", {names.IDENT: ident})
        if names.token(hand.medium):
            made.set("medium", hand.medium)
        _named(made, "h-", name, ident, hand.label)


def _named(made: etree._Element, prefix: str, name: str, ident: str, label: str) -> None:
    """Put a label into ``made``, with the exact name as a term before it where the id does not tell it."""
    if ident == prefix + name:
        made.text = label or name
    else:
        _said(made, "term", name).tail = f" {label}" if label and label != name else None


def _encoding(parent: etree._Element, record: Record, found: Survey, forms: Forms, values: Mapping[str, str]) -> None:
    made = etree.SubElement(parent, "encodingDesc")
    application(made, record.version)
    editorial = etree.SubElement(made, "editorialDecl")
    for tag, attributes, text in _PRINCIPLES:
        _said(etree.SubElement(editorial, tag, attributes), "p", text)
    if found.kinds or found.tags:
        _classes(etree.SubElement(made, "classDecl"), found, forms)
    if _marked(found, forms) or levels(values.get("classification", "")):
        declared = made.find("classDecl")
        taxonomy = _taxonomy(etree.SubElement(made, "classDecl") if declared is None else declared, "tax-levels")
        for ident, words in LEVELS.items():
            _category(taxonomy, ident).text = words


def _marked(found: Survey, forms: Forms) -> bool:
    return any(forms.block(kind).outer.get("type") == "classification" for kind in found.kinds)


def _classes(made: etree._Element, found: Survey, forms: Forms) -> None:
    if found.kinds:
        taxonomy = _taxonomy(made, "tax-zones")
        etree.SubElement(etree.SubElement(taxonomy, "bibl"), "ptr", {"target": _ZONES})
        for zone in sorted({forms.block(kind).zone for kind in found.kinds}):
            _category(taxonomy, zone).text = zone
        taxonomy = _taxonomy(made, "tax-kinds")
        for name, ident in found.kinds.items():
            _named(_category(taxonomy, ident), "k-", name, ident, forms.table.kind(name).label)
        if found.reflowed:
            _category(taxonomy, REFLOWED).text = "each line is a whole paragraph; its lines on the paper are not known"
    if found.tags:
        taxonomy = _taxonomy(made, "tax-tags")
        for name, ident in found.tags.items():
            _named(_category(taxonomy, ident), "t-", name, ident, forms.table.tag(name).label)


def _taxonomy(parent: etree._Element, ident: str) -> etree._Element:
    return etree.SubElement(parent, "taxonomy", {names.IDENT: ident})


def _category(parent: etree._Element, ident: str) -> etree._Element:
    return etree.SubElement(etree.SubElement(parent, "category", {names.IDENT: ident}), "catDesc")


def _profile(parent: etree._Element, values: Mapping[str, str], record: Record, found: Survey) -> None:
    made = etree.Element("profileDesc")
    if "date" in values:
        _date(etree.SubElement(made, "creation"), values["date"])
    if language := values.get("language"):
        ident = language if names.language(language) else "und"
        _said(etree.SubElement(made, "langUsage"), "language", language, {"ident": ident})
    if found.hands and not _HOMES.intersection(values):
        _hands(etree.SubElement(made, "handNotes"), record, found)
    _terms(made, values)
    _correspondence(made, values)
    if len(made):
        parent.append(made)


def _date(parent: etree._Element, value: str) -> None:
    _said(parent, "date", value, {"when": value} if names.moment(value) else {})


def _terms(parent: etree._Element, values: Mapping[str, str]) -> None:
    terms = [key for key in ("type", "subject", "classification") if key in values]
    if not terms:
        return
    made = etree.SubElement(parent, "textClass")
    for level in levels(values.get("classification", ""))[:1]:
        etree.SubElement(made, "catRef", {"scheme": "#tax-levels", "target": f"#{level}"})
    keywords = etree.SubElement(made, "keywords")
    for key in terms:
        _said(keywords, "term", values[key], {"type": key})


def _correspondence(parent: etree._Element, values: Mapping[str, str]) -> None:
    if "from" not in values and "to" not in values:
        return
    made = etree.SubElement(parent, "correspDesc")
    for key, action in (("from", "sent"), ("to", "received")):
        if key not in values:
            continue
        part = etree.SubElement(made, "correspAction", {"type": action})
        _said(part, "name", values[key])
        if key == "from" and "date" in values:
            _date(part, values["date"])


def _revisions(parent: etree._Element, changes: tuple[Revision, ...], who: Mapping[str, str], found: Survey) -> None:
    if not changes and not found.verified:
        return
    made = etree.SubElement(parent, "revisionDesc")
    for number, change in reversed(list(enumerate(changes, start=1))):
        attributes = {names.IDENT: f"c{number}"}
        if names.moment(change.when):
            attributes["when"] = change.when
        if change.who:
            attributes["who"] = f"#{who[change.who]}"
        if change.status:
            attributes["status"] = names.slug(change.status)
        _said(made, "change", change.what or "Changed.", attributes)
    if found.verified:
        _said(made, "change", _VERIFIED, {names.IDENT: names.VERIFIED, "status": "verified"})
    status = next((change.status for change in reversed(changes) if change.status), "")
    if status:
        made.set("status", names.slug(status))
