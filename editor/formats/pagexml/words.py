"""The words of a line as elements: those that were read, if they still say what ours do, else new ones."""

from __future__ import annotations

from lxml import etree

from editor.formats import customs, words
from editor.formats.customs import Custom
from editor.formats.pagexml import opaque, schema, shapes, texts
from editor.formats.pagexml.ids import Ids
from editor.model.geometry import Polygon
from editor.model.source import SourceLine, SourceWord

_WORD, _COORDS, _EQUIV, _UNICODE = (
    f"{{{schema.NAMESPACE}}}{name}" for name in ("Word", "Coords", "TextEquiv", "Unicode")
)


def put_words(element: etree._Element, line: SourceLine, kept: list[etree._Element], ids: Ids, frame: Polygon) -> None:
    """Add the words of ``line`` to its ``element``: the ``kept`` ones, where there are any."""
    if kept:
        element.extend(map(opaque.placed, kept))
        return
    said = [line.text[word.start : word.end] for word in line.words]
    places = words.located(line.text, said)
    for word, text, place in zip(line.words, said, places, strict=True):
        own = {} if place == (word.start, word.end) else {"offset": str(word.start)}
        element.append(_word(word, text, own, ids.fresh(f"{ids.of(line)}_w"), frame))


def _word(word: SourceWord, text: str, own: dict[str, str], ident: str, frame: Polygon) -> etree._Element:
    element = etree.Element(_WORD, {"id": ident})
    points, exact = shapes.drawn_box(word.box) if word.box is not None else (shapes.written(frame), shapes.NONE)
    etree.SubElement(element, _COORDS, {"points": points})
    if exact is not None:
        own["coords"] = exact
    equiv = etree.SubElement(element, _EQUIV)
    if word.confidence is not None:
        equiv.set("conf", texts.conf(word.confidence))
    etree.SubElement(equiv, _UNICODE).text = text
    if own:
        element.set("custom", customs.written([Custom(customs.OWN, own)]))
    return element
