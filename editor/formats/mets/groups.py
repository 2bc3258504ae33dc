"""Which of several files of one page is the one to take: by what a METS says they are, as tables.

Sources of the names: OCR-D, Kitodo and Goobi, vls, docWORKS, Transkribus, eScriptorium.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from editor.formats.mets.hrefs import is_remote, local_paths

IMAGE: Final = "image"
TEXT: Final = "text"
OTHER: Final = "other"

_TEXT_TYPES: Final[Mapping[str, int]] = {
    "application/vnd.prima.page+xml": 0,
    "application/alto+xml": 1,
    "text/vnd.hocr+html": 2,
    "application/xhtml+xml": 2,
    "text/html": 2,
    "application/tei+xml": 4,
    "text/xml": 5,
    "application/xml": 5,
    "text/plain": 6,
}
"""Types of text and layout, the one that tells most first; XML that does not say of what kind counts little."""
_TEXT_ENDINGS: Final[Mapping[str, int]] = {
    "page": 0,
    "alto": 1,
    "hocr": 2,
    "html": 2,
    "htm": 2,
    "xhtml": 2,
    "abbyy": 3,
    "tei": 4,
    "xml": 5,
    "txt": 6,
}
_IMAGE_ENDINGS: Final = frozenset(
    {"tif", "tiff", "jpg", "jpeg", "jpe", "png", "jp2", "jpf", "jpx", "j2k", "gif", "bmp", "webp"}
)
_KINDS_IN_GROUPS: Final = (("page", 0), ("alto", 1), ("hocr", 2), ("abbyy", 3), ("tei", 4))
_TEXT_GROUPS: Final = (
    (re.compile(r"\b(?:GT|GROUND.?TRUTH|CORR\w*)\b(?!.*\bSEG)"), 0),
    (re.compile(r"SEG.*(?:LINE|WORD|GLYPH)"), 3),
    (re.compile(r"SEG.*(?:BLOCK|REGION)"), 4),
    (re.compile(r"\bSEG|BIN|CROP|DESKEW|DEWARP|DENOISE|RESIZE|CLIP|REPAIR"), 5),
    (re.compile(r"FULL.?TEXT|OCR|HTR|ALTO|PAGE|TRANSCRI|CONTENT|EXPORT"), 1),
)
"""Text is better the later it is made: corrected before recognised before outlines alone."""
_OTHER_TEXT: Final = 2
_IMAGE_GROUPS: Final = (
    (re.compile(r"THUMB|\bMIN\b|PREVIEW|TEASER|ICON"), 5),
    (re.compile(r"BIN|CROP|DESKEW|DEWARP|DENOISE|RESIZE|CLIP|SEG|ALTERNATIVE|DESPECK"), 4),
    (re.compile(r"ORIG|MASTER|\bMAX\b|PRESERV|ARCHIV|\bIMG\Z|\bTIFF?\b"), 0),
    (re.compile(r"DEFAULT|PRESENTATION|VIEW|LOCAL|IMAGE|\bIMG\b"), 1),
)
"""Outlines are counted in the pixels of the master, so it goes before copies made for the screen."""
_OTHER_IMAGE: Final = 2


@dataclass(frozen=True, slots=True)
class MetsFile:
    """One file a METS lists: where it is, what it is, and how good it is among its like (less is better)."""

    ident: str
    href: str
    paths: tuple[str, ...]
    role: str
    rank: tuple[int, ...]
    group: str
    key: str

    @property
    def remote(self) -> bool:
        """Tell whether it lies on a network."""
        return is_remote(self.href)


def listed(ident: str, href: str, mimetype: str, group: str, key: str, position: int) -> MetsFile:
    """Return the file with everything told by its type, its ending and the names of the groups it is in."""
    paths = local_paths(href)
    ending = _ending(href)
    type_ = mimetype.strip().lower().partition(";")[0]
    name = re.sub(r"[-_]+", " ", re.sub(r"^OCR-D-(?!IMG)|(?<=[A-Z])FILES\b", "", group.upper()))
    role = _role(type_, ending)
    rank: tuple[int, ...] = (position,)
    if role == TEXT:
        # OCR-D appends the results of every further step, so of equals the last is the best.
        late = -position if "OCR-D" in group.upper() else position
        rank = (_first(_TEXT_GROUPS, name, _OTHER_TEXT), _text_kind(type_, ending, group), late)
    elif role == IMAGE:
        rank = (_first(_IMAGE_GROUPS, name, _OTHER_IMAGE), position)
    return MetsFile(ident, href, paths, role, rank, group, key)


def _ending(href: str) -> str:
    last = re.split(r"[/\\]", href.strip())[-1].lower()
    return last.rpartition(".")[2] if "." in last else ""


def _role(type_: str, ending: str) -> str:
    if type_.startswith("image/"):
        return OTHER if "svg" in type_ else IMAGE
    if type_ in _TEXT_TYPES or (not type_ and ending in _TEXT_ENDINGS):
        return TEXT
    if ending in _IMAGE_ENDINGS and (not type_ or type_ == "application/octet-stream"):
        return IMAGE
    return TEXT if ending in _TEXT_ENDINGS and type_.startswith(("text/", "application/octet")) else OTHER


def _text_kind(type_: str, ending: str, group: str) -> int:
    kind = _TEXT_TYPES.get(type_, _TEXT_ENDINGS.get(ending, 6))
    return next((found for word, found in _KINDS_IN_GROUPS if word in group.lower()), kind) if kind == 5 else kind


def _first(table: tuple[tuple[re.Pattern[str], int], ...], name: str, other: int) -> int:
    return next((rank for pattern, rank in table if pattern.search(name)), other)
