"""Which attribute of ALTO says exactly what an attribute of ours says, where there is one."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Final

from editor.formats import canon, coordinates
from editor.formats.alto import labels
from editor.formats.alto.measure import figure

LANGUAGE: Final = re.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
DIRECTIONS: Final = frozenset({"ltr", "rtl", "ttb", "btt"})
CUSTOM: Final = "custom:"
LABEL: Final = "LABEL of a LayoutTag"
TYPE: Final = "TYPE of an OtherTag"
_PLAIN: Final = re.compile(r"\d{1,6}(\.\d{1,3})?")


def turn(value: str) -> str:
    """Return an angle counted clockwise as ALTO counts it."""
    return figure(-float(value) % 360)


def native_place(name: str, value: str, block: str, regions: Container[str]) -> str:
    """Return the ALTO attribute that says exactly this of a block or line, LABEL or TYPE for a tag, or ""."""
    if value != canon.value(value):
        return ""
    if name == "language" and block in ("TextBlock", "TextLine") and LANGUAGE.fullmatch(value):
        return "LANG"
    if name == "direction" and block in ("TextBlock", "TextLine") and value in DIRECTIONS:
        return "BASEDIRECTION"
    if name == "rotation" and block not in ("TextLine", "") and _is_turn(value):
        return "ROTATION"
    if name == "next" and block != "TextLine" and value in regions:
        return "IDNEXT"
    if name == "type" and block == "TextLine" and value and value == value.strip():
        return LABEL
    if name.startswith(CUSTOM) and _is_tag(name.removeprefix(CUSTOM), value):
        return TYPE
    return ""


def _is_tag(type_: str, label: str) -> bool:
    """Tell whether a tag of this TYPE and LABEL is read as the attribute that it is written for."""
    said = labels.label("OtherTag", type_, label)
    sound = (said.type, said.label) == (type_, label) and bool(type_ and label)
    return sound and not (said.about_layout or said.ours or type_ in ("hand", "language"))


def _is_turn(value: str) -> bool:
    return bool(_PLAIN.fullmatch(value)) and coordinates.rotation(turn(value), clockwise=False) == {"rotation": value}


def page_natively(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return which attributes of a page ALTO has a place for, and which place."""
    found = {}
    if _PLAIN.fullmatch(attributes.get("number", "")):
        found["number"] = "PHYSICAL_IMG_NR"
    if attributes.get("type") and attributes["type"] == canon.value(attributes["type"]):
        found["type"] = "PAGECLASS"
    if "rotation" in attributes and _is_turn(attributes["rotation"]):
        found["rotation"] = "ROTATION"
    return found
