"""What hOCR says beyond our model, kept as it is for the next hOCR file: properties of titles, attributes of elements.

A property or attribute of a page, region or line is kept under ``hocr:`` and its name. What is about single words, or
only true of the letters as they were read (``cuts``), has ``:raw`` in its name and stays with the reading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, Final

from lxml import etree

from editor.formats import canon
from editor.formats.hocr import own, titles
from editor.model.source import SourceWord

PREFIX: Final = "hocr:"
WORDS: Final = "hocr:raw:words"
MOST: Final = 64_000
_OF_LETTERS: Final = frozenset({"cuts", "x_confs", "nlp", "x_boxes", "x_bboxes"})
"""Properties that are about the letters of a line, one by one."""
_OURS: Final[Mapping[str, frozenset[str]]] = {
    "page": frozenset({"image", "bbox", "ppageno", "lpageno", "scan_res"}),
    "region": frozenset({"bbox", "poly", "textangle", "order"}),
    "line": frozenset({"bbox", "poly", "baseline", "textangle", "x_wconf"}),
    "word": frozenset({"bbox", "x_wconf"}),
}
"""Properties the model has fields for."""
_KEPT_ATTRIBUTES: Final = ("style",)
_PROPERTY: Final = re.compile(r"[a-z][a-z_0-9]*")
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,200}")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*")
DIRECTIONS: Final = frozenset({"ltr", "rtl", "auto"})


def of_element(element: etree._Element, group: str, title: Mapping[str, str]) -> dict[str, str]:
    """Return what a page, region or line says that the model has no field for."""
    found = {}
    for name, value in title.items():
        if name not in _OURS[group] and _is_property(name, value):
            found[_key(name)] = value
    for name in _KEPT_ATTRIBUTES:
        if value := canon.value(element.get(name) or ""):
            found[f"{PREFIX}@{name}"] = value
    return found


def _key(name: str) -> str:
    return f"{PREFIX}raw:{name}" if name in _OF_LETTERS else PREFIX + name


def _is_property(name: str, value: str) -> bool:
    if not _PROPERTY.fullmatch(name) or value != canon.value(value).strip() or len(value) > MOST:
        return False
    return titles.properties(f"{name} {value}".strip()) == {name: value}


def properties(attributes: Mapping[str, str], group: str) -> list[str]:
    """Return the properties kept of a page, region or line, as a title has them."""
    return [f"{name} {value}".strip() for name, value in _properties(attributes, group).items()]


def _properties(attributes: Mapping[str, str], group: str) -> dict[str, str]:
    found = {}
    for key, value in attributes.items():
        name = key.removeprefix(PREFIX).removeprefix("raw:")
        if key == _key(name) and name not in _OURS[group] and _is_property(name, value):
            found[name] = value
    return found


def others(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of HTML kept of an element."""
    found = {}
    for name in _KEPT_ATTRIBUTES:
        value = attributes.get(f"{PREFIX}@{name}", "")
        if value and value == canon.value(value):
            found[name] = value
    return found


def fitting(attributes: Mapping[str, str], group: str, confidence: float | None = None) -> dict[str, str]:
    """Return those attributes kept of an element that can be written back.

    Confidences of letters go with the ``confidence`` of their line: without it they would be read as one.
    """
    kept_ = _properties(attributes, group)
    if group == "line" and confidence is None and titles.confidence(kept_) is not None:
        kept_.pop("x_confs")
    found = {_key(name): value for name, value in kept_.items()}
    return found | {f"{PREFIX}@{name}": value for name, value in others(attributes).items()}


Detail = dict[str, str]
"""What is kept of a word: ``id``, ``lang``, ``dir``, ``style``, and the rest of its ``title``."""


def of_words(words: Iterable[tuple[int, int, etree._Element]]) -> dict[str, str]:
    """Return what words say that the model has no field for, as an attribute of their line."""
    rows = []
    for start, end, element in words:
        title = titles.properties(element.get("title") or "")
        rest = [f"{k} {v}".strip() for k, v in title.items() if k not in _OURS["word"] and _is_property(k, v)]
        said = {name: canon.value(element.get(name) or "") for name in ("lang", "dir", "style")}
        said |= {"id": canon.value(element.get(own.IDENT) or element.get("id") or ""), "title": "; ".join(rest)}
        if detail := _sound(said):
            rows.append([start, end, detail])
    text = own.written(rows) if rows else ""
    return {WORDS: text} if text and len(text) <= MOST else {}


def _sound(said: Mapping[str, Any]) -> Detail:
    """Return what is kept of a word as far as it can be written."""
    found: Detail = {}
    for name in ("id", "lang", "dir", "style", "title"):
        value = said.get(name)
        if isinstance(value, str) and value and value == canon.value(value) and _fits(name, value):
            found[name] = value
    return found


def _fits(name: str, value: str) -> bool:
    if name == "id":
        return _NAME.fullmatch(value) is not None
    if name == "lang":
        return _LANGUAGE.fullmatch(value) is not None
    if name == "title":
        found = titles.properties(value)
        whole = "; ".join(f"{k} {v}".strip() for k, v in found.items())
        return whole == value and all(_PROPERTY.fullmatch(k) and k not in _OURS["word"] for k in found)
    return name != "dir" or value in DIRECTIONS


def details(attributes: Mapping[str, str], words: Sequence[SourceWord], taken: Container[str]) -> dict[int, Detail]:
    """Return what is kept of those words of a line that still stand where they stood, by their place among them.

    An id that is among ``taken`` is left out.
    """
    try:
        rows = json.loads(attributes.get(WORDS, "[]"))
    except (ValueError, RecursionError):
        return {}
    places = {(word.start, word.end): i for i, word in enumerate(words)}
    found = {}
    for row in rows if isinstance(rows, list) else ():
        match row:
            case [int(start), int(end), dict(said)] if (start, end) in places:
                detail = _sound(said)
                if detail.get("id", "") in taken:
                    detail.pop("id", None)
                if words[places[start, end]].confidence is None:
                    _forget_confidence(detail)
                if detail:
                    found[places[start, end]] = detail
    return found


def _forget_confidence(detail: Detail) -> None:
    """Leave out what would be read as the confidence of a word that has none."""
    title = titles.properties(detail.get("title", ""))
    if titles.confidence(title) is not None:
        rest = "; ".join(f"{name} {value}".strip() for name, value in title.items() if name != "x_confs")
        detail.pop("title")
        detail |= {"title": rest} if rest else {}


def said(words: Sequence[SourceWord], found: Mapping[int, Detail]) -> str:
    """Return the attribute that ``of_words`` will make of a line written with these details, "" for none."""
    rows = [[words[i].start, words[i].end, detail] for i, detail in sorted(found.items())]
    text = own.written(rows) if rows else ""
    return text if len(text) <= MOST else ""
