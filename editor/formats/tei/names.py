"""Names and values in our TEI: identifiers out of numbers, tokens out of words, and what the datatypes allow.

Knows strings only, no elements and no records. A value that a TEI datatype does not allow is never written as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from editor.formats.tei.numbering import tagged

TEI: Final = "http://www.tei-c.org/ns/1.0"
XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
IDENT: Final = "xmlid"
"""The name of an id in what is going to be written (see ``stream``)."""
VERIFIED: Final = "verified"
"""The id of the change that lines point at which a person has compared with the image."""
RECORD: Final = "record"
"""The id of the file description: what an annotation points at when nothing on any page carries it."""

KEPT: Final = "tei:"
"""Begins the names of metadata that keep what a file of ours said of its making, and are not told as metadata."""

CERTAINTIES: Final = ("high", "medium", "low", "unknown")

_LOST = re.compile(r"[^A-Za-z0-9._-]+")
_TOKEN = re.compile(r"[A-Za-z0-9._-]+")
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
_SHARE = re.compile(r"0(\.[0-9]{1,9})?|1(\.0{1,9})?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])?")
_MONTH = re.compile(r"([0-9]{4})(-(0[1-9]|1[0-2]))?")
_YEARLESS = re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])")
_VERSION = re.compile(r"[0-9]+(\.[0-9]+){0,3}")


def told(values: Mapping[str, str]) -> dict[str, str]:
    """Return the metadata that a file tells: what is filled in."""
    return {key: value for key, value in values.items() if value.strip() and not key.startswith(KEPT)}


def slug(name: str) -> str:
    """Return ``name`` as one token of plain letters, digits, dots and dashes; never empty."""
    return _LOST.sub("-", name.strip()).strip("-") or "x"


def token(value: str) -> bool:
    """Tell whether ``value`` can stand as it is where TEI wants one word."""
    return _TOKEN.fullmatch(value) is not None


def number(value: str) -> bool:
    """Tell whether ``value`` is a plain decimal number."""
    return _NUMBER.fullmatch(value) is not None


def certainty(value: str) -> bool:
    """Tell whether ``value`` is a degree of certainty: one of the four words, or a share from 0 to 1."""
    return value in CERTAINTIES or _SHARE.fullmatch(value) is not None


def degree(value: float | None) -> str:
    """Return a confidence as a share with at most four decimals, "" where it is none."""
    if value is None or not 0 <= value <= 1:
        return ""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def language(value: str) -> bool:
    """Tell whether ``value`` looks like a language tag (BCP 47)."""
    return _LANGUAGE.fullmatch(value) is not None


def moment(value: str) -> bool:
    """Tell whether ``value`` is a W3C date: day, day and time, month, year, or a day without its year."""
    if _MONTH.fullmatch(value):
        return value[:4] != "0000"
    if _YEARLESS.fullmatch(value):
        return True
    match = _DAY.match(value)
    if match is None or (value[10:] and not _TIME.fullmatch(value[10:])):
        return False
    try:
        date(*(int(part) for part in match.groups()))
    except ValueError:
        return False
    return True


def version(value: str) -> str:
    """Return the numbered head of a version, such as 0.2.1 of "0.2.1.dev4"; "0" where there is none."""
    match = _VERSION.match(value)
    return match.group() if match else "0"


def identifiers(prefix: str, names: Iterable[str]) -> dict[str, str]:
    """Return an id for each of ``names``: the prefix and a token of it, numbered where two would be the same."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = prefix + slug(name)
        ident, count = plain, 1
        while ident in taken:
            count += 1
            ident = f"{plain}-{count}"
        taken.add(ident)
        found[name] = ident
    return found


def piece(annotation: int, count: int) -> str:
    """Return the id of the ``count``-th piece (from 1) an annotation is written in."""
    name = tagged(annotation)
    return name if count == 1 else f"{name}.{count}"
