"""What is put in place of what was found: templates with parts of the find in them, and the text that comes of it.

It knows no engine of patterns: what was found comes as plain strings, one a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from editor.model.faults import Fault

_REFERENCE = re.compile(r"\\(?:(\d{1,2})|g<([^>]*)>|(.?))", re.DOTALL)
_SIGNS = {"\\": "\\", "t": "\t", "n": "\n"}


@dataclass(frozen=True, slots=True)
class Template:
    """A replacement: pieces of text, and numbers of groups of the find (0: all of it)."""

    parts: tuple[str | int, ...]

    def fill(self, groups: Sequence[str]) -> str:
        """Return the replacement for a find whose groups held these strings, "" for a group that took no part."""
        return "".join(part if isinstance(part, str) else groups[part] for part in self.parts)


def literal(text: str) -> Template:
    """Return the template that is this text, whatever signs are in it."""
    return Template((text,))


def template(text: str, groups: int, names: Mapping[str, int]) -> Template:
    r"""Return the template that ``text`` writes with ``\1``, ``\g<1>``, ``\g<name>``, ``\t``, ``\n`` and ``\\``.

    Args:
        text: As the archivist wrote it; ``$`` is a dollar.
        groups: How many groups the pattern has.
        names: The numbers of those with a name.

    Raises:
        Fault: it names a group that is not there, or a backslash stands before something else.
    """
    parts: list[str | int] = []
    at = 0
    for found in _REFERENCE.finditer(text):
        parts.append(text[at : found.start()])
        parts.append(_part(found, groups, names))
        at = found.end()
    parts.append(text[at:])
    return Template(tuple(part for part in parts if part != ""))


def _part(found: re.Match[str], groups: int, names: Mapping[str, int]) -> str | int:
    number, name, sign = found.groups()
    if name is not None and name in names:
        return names[name]
    wanted = number if number is not None else name
    if wanted is None:
        if sign in _SIGNS:
            return _SIGNS[sign]
        raise Fault(rf"In a replacement “\{sign}” says nothing; write “\\{sign}” for a backslash.")
    if not (wanted.isascii() and wanted.isdigit()):
        raise Fault(f"The pattern has no group “{wanted}”.")
    if int(wanted) > groups:
        has = "none" if groups == 0 else "only one" if groups == 1 else f"only {groups}"
        raise Fault(f"There is no group {int(wanted)}: the pattern has {has}.")
    return int(wanted)


def replaced(text: str, places: Iterable[tuple[int, int, str]]) -> str:
    """Return ``text`` with each place, its start and end in code points, put as its string; places do not overlap."""
    out: list[str] = []
    at = 0
    for start, end, new in sorted(places):
        out += (text[at:start], new)
        at = end
    return "".join((*out, text[at:]))


def shifted(at: int, places: Iterable[tuple[int, int, str]]) -> int:
    """Return where a position that lies in none of ``places`` is after they were replaced."""
    return at + sum(len(new) - (end - start) for start, end, new in places if end <= at)
