"""Finding text: words through the index, or a pattern over every line, with the exact places in code points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from editor.model.faults import Fault
from editor.store import search as index
from editor.store.project import Project

_SHORTEST, _LONGEST = 5, 40
"""Words of fewer letters are not looked for over line ends; longer ones are none."""
_AMONG = 500
"""So many lines that begin with the second half of a word are looked at."""
_MOST_BROKEN = 500


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a line: ``start`` and ``end`` in code points."""

    page: int
    line: int
    start: int
    end: int
    text: str


def words(project: Project, query: str, limit: int = 200, offset: int = 0) -> list[Hit]:
    """Return lines that hold all the words of ``query``, whatever their case and accents, from the index.

    Behind them come lines at whose end one of the words is broken by a hyphen, in so far as the two lines hold the rest
    of the query; of these there are only some where there are very many.
    """
    hits = []
    for found in index.lines_with(project, query, limit, offset):
        start, end = _place(found.text, query)
        hits.append(Hit(found.page, found.line, start, end, found.text))
    if len(hits) == limit:
        return hits
    before = len(index.lines_with(project, query, offset)) if offset and not hits else offset
    return hits + broken(project, query)[offset - before : limit - len(hits) + offset - before]


def broken(project: Project, query: str) -> list[Hit]:
    """Return the lines at whose end a word of ``query`` is broken by a hyphen, from its first letter there on."""
    asked = [_folded(word)[0] for word in query.split() if any(c.isalnum() for c in word)]
    found: dict[int, Hit] = {}
    for number, word in enumerate(asked):
        if not word.isalpha() or not _SHORTEST <= len(word) <= _LONGEST:
            continue
        others = asked[:number] + asked[number + 1 :]
        for at in range(2, len(word) - 1):
            for pair in index.lines_broken(project, word[at:], _AMONG):
                hit = _over_the_end(pair, word[:at], word[at:], others)
                if hit is not None:
                    found.setdefault(hit.line, hit)
    return list(found.values())[:_MOST_BROKEN]


def _over_the_end(pair: index.Broken, first: str, rest: str, others: list[str]) -> Hit | None:
    """Return the hit in a line that ends in the first part of a word, None where the next does not go on with it."""
    folded, origin = _folded(pair.text.rstrip()[:-1])
    following = _folded(pair.following)[0].lstrip()
    cut = len(folded) - len(first)
    whole = folded.endswith(first) and not folded[:cut][-1:].isalnum()
    if not whole or not following.startswith(rest) or following[len(rest) : len(rest) + 1].isalnum():
        return None
    if any(other not in folded and other not in following for other in others):
        return None
    return Hit(pair.page, pair.line, origin[cut], len(pair.text.rstrip()), pair.text)


def _place(text: str, query: str) -> tuple[int, int]:
    """Return where the query, or else its first word, stands in a line that the index found."""
    folded, origin = _folded(text)
    for wanted in (query, *query.split()):
        needle = _folded(wanted)[0].strip()
        at = folded.find(needle) if needle else -1
        if at >= 0:
            return origin[at], origin[at + len(needle) - 1] + 1
    return 0, len(text)


def _folded(text: str) -> tuple[str, list[int]]:
    """Return ``text`` without case and accents, and the position in it that each character came from."""
    out: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character):
            if not unicodedata.combining(part):
                folded = part.casefold()
                out.append(folded)
                origin += [position] * len(folded)
    return "".join(out), origin


def pattern(query: str, *, regex: bool = False, case: bool = False) -> re.Pattern[str]:
    """Return the compiled pattern of a query.

    Raises:
        Fault: it is no regular expression, or empty.
    """
    if not query:
        raise Fault("There is nothing to search for.")
    try:
        return re.compile(query if regex else re.escape(query), 0 if case else re.IGNORECASE)
    except re.error as error:
        raise Fault(f"“{query}” is not a regular expression: {error}.") from error


def scan(project: Project, wanted: re.Pattern[str]) -> Iterator[Hit]:
    """Yield every place that fits the pattern, in reading order; it can be stopped after any of them."""
    for line in index.all_lines(project):
        for match in wanted.finditer(line.text):
            if match.end() > match.start():
                yield Hit(line.page, line.line, match.start(), match.end(), line.text)
