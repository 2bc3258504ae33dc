"""What a METS tells of the record itself: title, date, shelfmark out of MODS, Dublin Core or Transkribus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from editor.formats import canon, xml

LONGEST: Final = 2_000
_OTHER_TITLES: Final = frozenset({"alternative", "abbreviated", "translated", "uniform"})
_PLAIN: Final = {
    "shelfLocator": "shelfmark",
    "physicalLocation": "repository",
    "publisher": "publisher",
    "accessCondition": "availability",
    "abstract": "summary",
    "genre": "type",
    "languageTerm": "language",
    "language": "language",
    "rights": "availability",
    "description": "summary",
    "date": "date",
    "author": "author",
    "displayForm": "author",
    "creator": "author",
    "identifier": "identifier",
}
"""Elements of MODS, Dublin Core and Transkribus by local name; the first that is not empty counts."""
_DATES: Final = ("dateCreated", "dateIssued", "copyrightDate")


def read(root: etree._Element) -> tuple[str, dict[str, str]]:
    """Return the title and the values, each "" or missing where the file does not tell them plainly."""
    title = _said(root.get("LABEL"))
    values: dict[str, str] = {}
    first = ""
    for data in _wrapped(root):
        found = _title(data)
        if first and found != first:
            break  # sections with the first title are about the whole, the others about its parts
        first = first or found
        for name, value in _values(data):
            values.setdefault(name, value)
    return title or first, values


def _wrapped(root: etree._Element) -> Iterator[etree._Element]:
    """Yield what wraps metadata: descriptive sections, then Transkribus's own, which it keeps among the sources."""
    for section in xml.children(root, "dmdSec"):
        found = xml.descend(section, "mdWrap", "xmlData")
        if found is not None:
            yield found
    for section in xml.children(root, "amdSec"):
        for source in xml.children(section, "sourceMD"):
            found = xml.descend(source, "mdWrap", "xmlData", "trpDocMetadata")
            if found is not None:
                yield found


def _title(data: etree._Element) -> str:
    """Return the title of the work: not that of a series or host, and none of the other titles it also has."""
    for element in data.iter():
        name = xml.local(element)
        if name == "titleInfo" and element.get("type") not in _OTHER_TITLES and not _is_of_another(element, data):
            parts = [_said(xml.text_of(part)) for part in xml.children(element, "nonSort", "title")]
            if any(parts):
                rest = _said(xml.text_of(xml.child(element, "subTitle")))
                return " ".join(filter(None, parts)) + (f": {rest}" if rest else "")
        above = element.getparent()
        plain = name == "title" and above is not None and xml.local(above) not in ("titleInfo", "relatedItem")
        if plain and (said := _said(xml.text_of(element))):
            return said
    return ""


def _values(data: etree._Element) -> Iterator[tuple[str, str]]:
    for element in data if xml.local(data) == "trpDocMetadata" else data.iter():
        name = xml.local(element)
        if name in _DATES and element.get("point") != "end" and not _is_of_another(element, data):
            ours = "date"
        elif name in _PLAIN and (len(element) == 0 or name == "accessCondition") and not _is_of_another(element, data):
            ours = _PLAIN[name]
        else:
            continue
        if ours == "language" and element.get("type") == "text":
            continue
        if value := _said(xml.text_of(element)):
            yield ours, value


def _is_of_another(element: etree._Element, top: etree._Element) -> bool:
    """Tell whether the element speaks of a host, a series or another related thing."""
    for above in element.iterancestors():
        if above is top:
            return False
        if xml.local(above) == "relatedItem":
            return True
    return False


def _said(text: str | None) -> str:
    found = " ".join(canon.value(text or "").split())
    return found if len(found) <= LONGEST else found[: LONGEST - 3] + "..."
