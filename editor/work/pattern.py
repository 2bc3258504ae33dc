"""Patterns that can be stopped: the one module with the engine of regular expressions that has a time limit.

Python's own engine holds every other thread up while it tries, and cannot be told to give up. This one lets the others
run and gives up by itself; what would take long even to read is refused before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import regex

from editor.model.faults import Fault

PATIENCE = 0.04
"""Seconds of work on one text before the engine gives up; a line takes some millionths of that."""
_LONGEST = 2000
_MOST_REPEATS = 20_000
"""How often a part of a pattern may have to stand in a text, repeats within repeats: the engine writes them out."""


class TooComplex(Fault):
    """Say that the engine gave up."""

    def __init__(self) -> None:
        """Say it in the one sentence there is for it."""
        super().__init__("This pattern is too complex: it tries too many ways on one line. Make it plainer.")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text, in code points; ``groups`` are the strings of its groups, all of it first."""

    start: int
    end: int
    groups: tuple[str, ...]


class Pattern:
    """What is looked for, ready to be looked for.

    Attributes:
        groups: How many groups it has.
        names: The numbers of those that have a name.
    """

    def __init__(self, find: str, *, is_regex: bool = False, case: bool = False, words: bool = False) -> None:
        """Take what is to be found.

        Args:
            find: A text, or a regular expression.
            is_regex: Whether it is one.
            case: Whether capital letters matter.
            words: Whether nothing of a word may stand right before or behind it.

        Raises:
            Fault: it is empty, no regular expression, or too complex.
        """
        if not find:
            raise Fault("There is nothing to look for.")
        if len(find) > _LONGEST:
            raise Fault(f"What is looked for may have {_LONGEST:,} characters; this has {len(find):,}.")
        if is_regex and _repeats(find) > _MOST_REPEATS:
            raise TooComplex
        flags = 0 if case else regex.IGNORECASE
        pattern = find if is_regex else regex.escape(find, special_only=True, literal_spaces=True)
        compiled = _compile(pattern, find, flags)
        if words:
            compiled = _compile(rf"(?<!\w)(?:{pattern})(?!\w)", find, flags)
        self._compiled = compiled
        self.groups: int = compiled.groups
        self.names: Mapping[str, int] = dict(compiled.groupindex)

    def places(self, text: str) -> Iterator[Place]:
        """Yield the places in a text, left to right; a place without any width is none.

        Raises:
            TooComplex: the engine gave up.
        """
        try:
            # concurrent: other threads go on while this one tries.
            for match in self._compiled.finditer(text, concurrent=True, timeout=PATIENCE):
                if match.end() > match.start():
                    yield Place(match.start(), match.end(), (match.group(), *match.groups("")))
        except (TimeoutError, MemoryError, RecursionError) as error:
            raise TooComplex from error


def _compile(pattern: str, find: str, flags: int) -> Any:  # noqa: ANN401 - the library's own type has no public name
    named = find if len(find) < 60 else find[:59] + "…"
    try:
        return regex.compile(pattern, flags, cache_pattern=False)
    except regex.error as error:
        where = f", at character {min(error.pos, len(find)) + 1}" if error.pos is not None else ""
        raise Fault(f"“{named}” is not a regular expression: {error.msg}{where}.") from error
    except (ValueError, OverflowError) as error:
        raise Fault(f"“{named}” is not a regular expression: {error}.") from error
    except (MemoryError, RecursionError) as error:
        raise TooComplex from error


_COUNT = regex.compile(r"\{\s*(\d+)\s*(?:,\s*\d*\s*)?\}")
_SET = regex.compile(r"\[\^?\]?(?:\\.|[^\]\\])*+\]")


def _repeats(pattern: str) -> int:
    """Return how often the innermost part of repeats within repeats must stand at least: 6 for ``(a{3}){2}``."""
    deepest = [1]
    last, at = 1, 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at, last = at + 2, 1
        elif sign == "[" and (found := _SET.match(pattern, at)):
            at, last = found.end(), 1
        elif sign == "{" and (found := _COUNT.match(pattern, at)):
            last *= max(int(found.group(1)[:9]), 1)
            deepest[-1] = max(deepest[-1], last)
            at = found.end()
        else:
            last = _step(sign, deepest, last)
            at += 1
    return max(deepest)


def _step(sign: str, deepest: list[int], last: int) -> int:
    """Go into or out of a bracket, and return how often the last part stands."""
    if sign == "(":
        deepest.append(1)
        return 1
    if sign == ")" and len(deepest) > 1:
        inner = deepest.pop()
        deepest[-1] = max(deepest[-1], inner)
        return inner
    return last if sign.isspace() else 1
