"""How lines and words look in the element TextStyle: what of it our tags say is read as tags, the rest is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from editor.formats import customs, xml
from editor.formats.pagexml import opaque
from editor.model.source import SourceTag, SourceWord

Placed = tuple[Sequence[etree._Element], SourceWord]
"""A word with its elements TextStyle."""


def tags(
    inner: Mapping[str, Sequence[etree._Element]], words: Sequence[Placed], text: str, known: Sequence[SourceTag]
) -> Iterator[SourceTag]:
    """Yield a tag for each style of a line with these children and of its words, but none that is ``known``.

    Words beside each other that look the same are one span.
    """
    spans: list[tuple[int, int, frozenset[str]]] = []
    if text and (on := _on(inner.get("TextStyle", ()))):
        spans.append((0, len(text), on))
    if not any(styles for styles, _ in words):
        words = ()
    before: tuple[int, int, frozenset[str]] | None = None
    for styles, word in sorted(words, key=lambda placed: placed[1].start):
        on = _on(styles)
        if before is not None and before[2] == on and not text[before[1] : word.start].strip():
            before = (before[0], max(before[1], word.end), on)
            continue
        spans += [before] if before is not None else []
        before = (word.start, word.end, on)
    spans += [before] if before is not None else []
    for start, end, on in spans:
        for name, attributes in customs.styled(on):
            tag = SourceTag(name, start, end, attributes)
            if end > start and tag not in known:
                yield tag


def _on(styles: Sequence[etree._Element]) -> frozenset[str]:
    return frozenset(name for style in styles for name in map(str, style.attrib) if _is_told(style, name))


def _is_told(style: etree._Element, name: str) -> bool:
    return name in customs.STYLES and style.get(name, "").strip().lower() in ("true", "1")


def is_all_told(element: etree._Element) -> bool:
    """Tell whether an element is a TextStyle of which tags say everything."""
    return xml.local(element) == "TextStyle" and all(_is_told(element, str(name)) for name in element.attrib)


def bare(word: etree._Element) -> etree._Element:
    """Return a plain word without the styles that tags say."""
    for style in word.findall("TextStyle"):
        for name in [str(name) for name in style.attrib if _is_told(style, str(name))]:
            del style.attrib[name]
        if not style.attrib:
            word.remove(style)
    return word


def left(value: str) -> dict[str, str]:
    """Return what is kept of a line's TextStyle beside its tags."""
    line = etree.Element("TextLine")
    line.extend(opaque.parsed(value))
    rest = opaque.text(bare(line))
    return {"page:TextStyle": rest} if rest else {}
