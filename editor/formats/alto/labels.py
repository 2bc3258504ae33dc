"""ALTO's Tags and Styles: what the ids in TAGREFS and STYLEREFS mean for regions, lines and words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from editor.formats import canon, kinds, xml
from editor.formats.alto import own
from editor.formats.notes import Notes, Remark

DANGLING: Final = Remark("It refers to a tag that it does not define", "It refers to {n} tags that it does not define")
ATTRIBUTE: Final[Mapping[str, str]] = {
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


Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Label:
    """One tag the file defines: the element it is, its TYPE, its LABEL, where it points, what it says our own way."""

    element: str
    type: str
    label: str
    uri: str = ""
    ident: str = ""
    said: own.Said | None = None

    @property
    def about_layout(self) -> bool:
        """Tell whether the tag names a kind of region or line."""
        return self.element == "LayoutTag" or (
            self.element in ("OtherTag", "StructureTag") and self.type in _ABOUT_LAYOUT and self.said is None
        )

    @property
    def hand(self) -> str | None:
        """Return the hand that the tag names for a whole region or line, or None."""
        return self.label if self.type == "hand" and self.said is None else None

    @property
    def ours(self) -> str:
        """Return what the tag says if its TYPE is one of our own: the TYPE without what all of them begin with."""
        return self.type.removeprefix(own.PREFIX) if self.type.startswith(own.PREFIX) else ""


@dataclass(frozen=True, slots=True)
class Meant:
    """A tag that words have: ``key`` tells whether neighbours have the same one."""

    key: str
    name: str
    attributes: Attributes
    said: own.Said | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """All tags and styles of a file by id; ``page`` is what a file of ours says of its page."""

    tags: Mapping[str, Label] = field(default_factory=dict)
    styles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    page: etree._Element | None = None

    @property
    def are_ours(self) -> bool:
        """Tell whether the file was written by this program: then nothing in it needs guessing."""
        return self.page is not None

    @property
    def our_styles(self) -> Collection[str]:
        """Return the ids of styles that we added for others to see what is tagged."""
        return self.page.get("styles", "").split() if self.page is not None else ()

    @property
    def our_ids(self) -> Collection[str]:
        """Return the ids of our own styles and of our own step of processing."""
        return (*self.our_styles, self.page.get("processing", "")) if self.page is not None else ()

    def is_word(self, string: etree._Element) -> bool:
        """Tell whether a String without box and confidence is a word: in a file of ours it says so."""
        if not self.are_ours:
            return True
        return any(self.tags[i].type == own.WORD for i in string.get("TAGREFS", "").split() if i in self.tags)

    @property
    def joined(self) -> Collection[str]:
        """Return the ids of tags at Strings whose SUBS_CONTENT is what we made of two lines."""
        return [ident for ident, label in self.tags.items() if label.type == own.JOINED]

    def of(self, element: etree._Element, notes: Notes) -> Iterator[Label]:
        """Yield the tags an element refers to; one that is not defined is told of."""
        for ident in element.get("TAGREFS", "").split():
            if ident in self.tags:
                yield self.tags[ident]
            else:
                notes.count(DANGLING, canon.value(ident))

    def spans(self, string: etree._Element, notes: Notes) -> list[Meant]:
        """Return the tags of a String: what it refers to, its styles, its abbreviation.

        A look that one of its tags already stands for is not a second one.
        """
        found = [meant for label in self.of(string, notes) if (meant := _meant(label)) is not None]
        names = {meant.name for meant in found}
        styles = set(string.get("STYLE", "").split())
        for ident in string.get("STYLEREFS", "").split():
            styles |= self.styles.get(ident, frozenset())
        if "underline" in styles and "underline" not in names:
            found.append(Meant(" underline", "underline", ()))
        if "strikethrough" in styles and "del" not in names:
            found.append(Meant(" del", "del", (("rend", "strikethrough"),)))
        if string.get("SUBS_TYPE") == "Abbreviation" and "abbrev" not in names:
            expansion = canon.value(string.get("SUBS_CONTENT", ""))
            found.append(Meant(f" abbrev {expansion}", "abbrev", (("expansion", expansion),)))
        return found


def _meant(label: Label) -> Meant | None:
    if label.said is not None:
        return Meant(label.ident, label.said.tag, tuple(label.said.attributes.items()), label.said)
    found = span(label)
    return Meant(label.ident, found[0], tuple(found[1].items())) if found is not None else None


def span(label: Label) -> tuple[str, dict[str, str]] | None:
    """Return the tag and its attributes that a label stands for at words, or None: a LABEL like its TYPE is empty."""
    name = kinds.tag(label.type or label.label)
    if label.element not in ("NamedEntityTag", "OtherTag") or label.ours:
        return None
    if name not in kinds.TAGS and not label.type:
        return None
    attributes = {}
    if label.type and label.label and label.label.lower() != label.type:
        attributes[ATTRIBUTE.get(name, "label")] = label.label
    if label.uri:
        attributes["ref"] = label.uri
    return name, attributes


def may_be_empty(name: str) -> bool:
    """Tell whether a tag may stand between two characters without saying so itself."""
    return name in kinds.EMPTY_TAGS


def kind_of(label: str) -> str | None:
    """Return the kind a label of a region stands for, or None."""
    return kinds.labelled((label,))


def label(element: str, type_: str, text: str, uri: str = "", ident: str = "", said: own.Said | None = None) -> Label:
    """Return a tag with its TYPE in lower case and its LABEL without blanks around it, but ours as they are."""
    if type_.startswith(own.PREFIX):
        return Label(element, own.clean(type_), own.clean(text), "", ident, said)
    return Label(element, type_.strip().lower(), canon.value(text.strip()), canon.value(uri.strip()), ident, said)


def read(root: etree._Element) -> Labels:
    """Return the tags and text styles a file defines."""
    tags, styles = {}, {}
    page = None
    for group in xml.children(root, "Tags"):
        for element in group:
            if not ((name := xml.local(element)) and (ident := element.get("ID"))):
                continue
            type_ = element.get("TYPE", "")
            if type_ == own.PAGE and page is None:
                page = xml.descend(element, "XmlData", "page")
            said = own.said(element)
            tags[ident] = label(name, type_, element.get("LABEL", ""), element.get("URI", ""), ident, said)
    for group in xml.children(root, "Styles"):
        for element in xml.children(group, "TextStyle"):
            if ident := element.get("ID"):
                styles[ident] = frozenset(element.get("FONTSTYLE", "").split())
    return Labels(tags, styles, page)
