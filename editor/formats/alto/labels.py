"""ALTO's Tags and Styles: what the ids in TAGREFS and STYLEREFS mean for regions, lines and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from editor.formats import canon, kinds, xml
from editor.formats.notes import Notes, Remark

DANGLING: Final = Remark("It refers to a tag that it does not define", "It refers to {n} tags that it does not define")
_ATTRIBUTE: Final[Mapping[str, str]] = {
    "person": "name",
    "place": "name",
    "organization": "name",
    "date": "when",
    "unclear": "reason",
    "gap": "reason",
    "supplied": "reason",
    "hand": "hand",
    "abbrev": "expansion",
    "sic": "correction",
}
"""What the LABEL of a tag says about the words it stands at."""
_ABOUT_LAYOUT: Final = frozenset({"", "region", "zone", "block", "line", "layout", "structure", "type"})


@dataclass(frozen=True, slots=True)
class Label:
    """One tag the file defines: the element it is, its TYPE in lower case, its LABEL, and where it points."""

    element: str
    type: str
    label: str
    uri: str = ""

    @property
    def about_layout(self) -> bool:
        """Tell whether the tag names a kind of region or line."""
        return self.element == "LayoutTag" or (
            self.element in ("OtherTag", "StructureTag") and self.type in _ABOUT_LAYOUT
        )


@dataclass(frozen=True, slots=True)
class Labels:
    """All tags and styles of a file by id."""

    tags: Mapping[str, Label] = field(default_factory=dict)
    styles: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, element: etree._Element, notes: Notes) -> Iterator[Label]:
        """Yield the tags an element refers to; one that is not defined is told of."""
        for ident in element.get("TAGREFS", "").split():
            if ident in self.tags:
                yield self.tags[ident]
            else:
                notes.count(DANGLING, canon.value(ident))

    def spans(self, string: etree._Element, notes: Notes) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        """Return the tags of a String with their attributes: what it refers to, its styles, its abbreviation."""
        found = [span for label in self.of(string, notes) if (span := _span(label)) is not None]
        styles = set(string.get("STYLE", "").split())
        for ident in string.get("STYLEREFS", "").split():
            styles |= self.styles.get(ident, frozenset())
        if "underline" in styles:
            found.append(("underline", ()))
        if "strikethrough" in styles:
            found.append(("del", (("rend", "strikethrough"),)))
        if string.get("SUBS_TYPE") == "Abbreviation":
            found.append(("abbrev", (("expansion", canon.value(string.get("SUBS_CONTENT", ""))),)))
        return found


def _span(label: Label) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    name = kinds.tag(label.type or label.label)
    if label.element not in ("NamedEntityTag", "OtherTag") or (name not in kinds.TAGS and not label.type):
        return None
    attributes = []
    if label.type and label.label:
        attributes.append((_ATTRIBUTE.get(name, "label"), label.label))
    if label.uri:
        attributes.append(("ref", label.uri))
    return name, tuple(attributes)


def read(root: etree._Element) -> Labels:
    """Return the tags and text styles a file defines."""
    tags, styles = {}, {}
    for group in xml.children(root, "Tags"):
        for element in group:
            if (name := xml.local(element)) and (ident := element.get("ID")):
                tags[ident] = Label(
                    name,
                    element.get("TYPE", "").strip().lower(),
                    canon.value(element.get("LABEL", "").strip()),
                    canon.value(element.get("URI", "").strip()),
                )
    for group in xml.children(root, "Styles"):
        for element in xml.children(group, "TextStyle"):
            if ident := element.get("ID"):
                styles[ident] = frozenset(element.get("FONTSTYLE", "").split())
    return Labels(tags, styles)
