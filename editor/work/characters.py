"""Characters that no key has: blocks of them, sequences of keys, those of a project, and any by its name."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from editor.model import unseen
from editor.model.edit import SetProject
from editor.shipped import resource
from editor.store import lettering
from editor.store.project import Project

PINNED = "character:"
"""Before each pinned character's code among the project's values: one value each, so that copies can be merged."""
DOTTED_CIRCLE = "\u25cc"
_MOST_LINES = 200_000
_LONGEST = 200
"""Letters that a sequence of the user's own may write."""
_SLICE = 1000
_BEYOND = re.compile("[^\n -~]")
_CODE = re.compile(r"(?:u\+|0x|\\u|&#x)([0-9a-f]{1,6});?", re.IGNORECASE)
_BARE_CODE = re.compile(r"(?=.*[0-9])[0-9a-f]{4,6}", re.IGNORECASE)
_LETTERS = "aeiouycnszlrdtghjkmpbwvxfqæøAEIOUYCNSZLRDTGHJKMPBWVXFQÆØ"
_SAME = {"slash": "stroke", "umlaut": "diaeresis", "accent": "acute", "uppercase": "capital", "lowercase": "small",
         "tilda": "tilde", "hacek": "caron", "paragraph": "pilcrow", "nbsp": "break"}  # fmt: skip
_QUIET_WORDS = frozenset({"with", "and", "letter", "sign", "mark", "the"})
_LISTED = ((0x20, 0x700), (0xE00, 0x1780), (0x1800, 0x19E0), (0x1A00, 0x1CD0), (0x1D00, 0x3400), (0xA000, 0xA8E0),
           (0xA900, 0xAC00), (0xF900, 0xFEFF), (0xFF00, 0x10200), (0x1D100, 0x1D800), (0x1F000, 0x1FB00))  # fmt: skip
"""What can be found by name: all but characters whose names are only numbers, scripts no longer written, scripts whose
letters are nothing alone, and the mark of byte order, which Qt takes out of every text."""


class Block(NamedTuple):
    """A section of the palette."""

    name: str
    characters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sequences:
    """What some keys write: ``writes`` by the keys, ``starts`` are the beginnings of longer ones."""

    writes: Mapping[str, str]
    starts: frozenset[str]

    def keys_for(self, character: str) -> str:
        """Return the keys that write a character, "" where none do."""
        return _keys_by_character().get(character, "")

    def continuations(self, typed: str) -> Iterator[tuple[str, str]]:
        """Yield the next key and what comes of it for each sequence that goes on from ``typed`` by one key."""
        for keys, written in self.writes.items():
            if len(keys) == len(typed) + 1 and keys.startswith(typed):
                yield keys[-1], written


# What is shipped


@functools.cache
def blocks() -> tuple[Block, ...]:
    """Return the sections of the palette."""
    read = tomllib.loads(resource("characters/blocks.toml").read_text(encoding="utf-8"))
    return tuple(Block(one["name"], tuple(dict.fromkeys(_members(one)))) for one in read["block"])


def _members(block: Mapping[str, object]) -> Iterator[str]:
    ranges, characters = block.get("ranges", ()), block.get("characters", "")
    assert isinstance(ranges, list | tuple) and isinstance(characters, str)
    yield from characters
    for each in ranges:
        first, _, last = each.partition("-")
        yield from (one for one in map(chr, range(int(first, 16), int(last, 16) + 1)) if unseen.name(one))


@functools.cache
def sequences() -> Sequences:
    """Return what Ctrl+. and some keys write."""
    read = tomllib.loads(resource("characters/compose.toml").read_text(encoding="utf-8"))
    writes = {sign + letter: made for sign, letter, made in _accented(read["accents"])}
    for keys, written in read["sequences"].items():
        writes[_typed(keys)] = chr(int(written[2:], 16)) if written.startswith("U+") else written
    return _of(writes)


def _typed(keys: str) -> str:
    return "".join(" " if key == "space" else key for key in keys.split(" "))


def _of(writes: Mapping[str, str]) -> Sequences:
    return Sequences(writes, frozenset(keys[:at] for keys in writes for at in range(1, len(keys))))


def with_own(file: Path) -> tuple[Sequences, str]:
    """Return the shipped sequences with those of a file of the user's, and why those are left out, "" if they are not.

    The file is written as ours: a table ``[sequences]`` of keys and what they write, which may be several words.
    """
    try:
        own = tomllib.loads(file.read_text(encoding="utf-8")).get("sequences", {})
    except FileNotFoundError:
        return sequences(), ""
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return sequences(), f"{file} was left out, it cannot be read: {error}."
    table = own if isinstance(own, dict) else {"": own}
    made = {_typed(keys): text for keys, text in table.items() if isinstance(text, str) and text.isprintable()}
    fit = {keys: text for keys, text in made.items() if len(keys) > 1 and 0 < len(text) <= _LONGEST}
    odd = f"{file}: sequences of one key, or that write nothing or more than a line, were left out."
    return _of({**sequences().writes, **fit}), "" if len(fit) == len(table) else odd


def _accented(accents: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for sign, mark in accents.items():
        for letter in _LETTERS:
            made = unicodedata.normalize("NFC", letter + chr(int(mark, 16)))
            if len(made) == 1:
                yield sign, letter, made


@functools.cache
def _keys_by_character() -> dict[str, str]:
    return {written: keys for keys, written in reversed(list(sequences().writes.items()))}


def spelt(keys: str) -> str:
    """Return the keys of a sequence as they are shown: parted by blanks, the space bar by its sign."""
    return " ".join("␣" if key == " " else key for key in keys)


# One character


def shown(character: str) -> str:
    """Return what to draw for a character: a mark that combines stands on a dotted circle."""
    return DOTTED_CIRCLE + character if unicodedata.combining(character) or _is_mark(character) else character


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me", "Mc") and not unseen.is_hidden(character)


def inkless(character: str) -> str:
    """Return the letters that stand for a character nobody sees, "" for one that is seen."""
    if any(True for _ in unseen.marks(f"a{character}a")) or character == " ":
        return unseen.short_name(character) or f"{ord(character):04X}"
    return ""


# By name


@functools.cache
def _index() -> tuple[tuple[str, str], ...]:
    """Return name, with a blank before each word, and character of everything that can be found by its name."""
    listed = (chr(code) for first, last in _LISTED for code in range(first, last))
    return tuple((f" {name.replace('-', ' ')} ", one) for one in listed if (name := unseen.name(one)))


def prepare() -> int:
    """Make ready what is looked through by name, and return how many characters that are."""
    return len(_index())


def find(wanted: str, first: Iterable[str] = (), limit: int = 300) -> list[str]:
    """Return the characters that a name, a part of it, a code or the character itself means, the likeliest first.

    Args:
        wanted: ``e acute``, ``section``, ``U+2013``, ``é``.
        first: Characters that come before others that fit as well: those at hand.
        limit: At most so many.
    """
    wanted = wanted.strip()
    if not wanted:
        return []
    found = _by_code(wanted)
    if len(wanted) <= 2 and not wanted.isascii():
        found += list(wanted)
    words = [f" {_SAME.get(word, word)}" for word in wanted.lower().replace("-", " ").split()]
    words = [word for word in words if word[1:] not in _QUIET_WORDS] or words
    near, capitals = frozenset(first), wanted.isupper()
    ranked = sorted(
        (_rank(words, name, one in near, capitals), one not in near, len(name), one)
        for name, one in _index()
        if all(word in name for word in words)
    )
    return list(dict.fromkeys([*found, *(one for *_, one in ranked)]))[:limit]


def _by_code(wanted: str) -> list[str]:
    match = _CODE.fullmatch(wanted)
    digits = match[1] if match else wanted if _BARE_CODE.fullmatch(wanted) else ""
    number = int(digits, 16) if digits else 0
    there = 0 < number < 0x110000 and unicodedata.category(chr(number)) not in ("Cs", "Cn", "Cc") and number != 0xFEFF
    return [chr(number)] if there or number == 9 else []


def _rank(words: list[str], name: str, near: bool, capitals: bool) -> int:
    """Return how well a name fits, 0 best: whole words first, then Latin and what is at hand, then its case."""
    whole = all(f"{word} " in name for word in words)
    capital = (" capital " in name) != capitals and " capital" not in words and " small" not in words
    # A letter that looks like a Latin one and is none must not come first.
    alike = name.startswith((" cyrillic ", " greek ", " combining "))
    strange = 0 if name.startswith(" latin ") or (near and not alike) else 2 if near else 4
    return (0 if whole else 6) + strange + capital


# Of a project


class Gathering:
    """The characters beyond ASCII in the lines of a project, gathered a slice at a time, so that nobody waits."""

    def __init__(self, project: Project) -> None:
        """Begin with nothing read."""
        self._project = project
        self._after: int | None = 0
        self._read = 0
        self.counts: Counter[str] = Counter()

    @property
    def done(self) -> bool:
        """Tell whether all lines, or as many as are enough, were read."""
        return self._after is None

    def step(self) -> None:
        """Read some more lines."""
        if self._after is None:
            return
        texts, self._after = lettering.texts_after(self._project, self._after, _SLICE)
        self._read += len(texts)
        self.counts.update(_BEYOND.findall("\n".join(texts)))
        if self._read >= _MOST_LINES:
            self._after = None

    def most_used(self) -> list[str]:
        """Return what was found, the most frequent first."""
        return sorted(self.counts, key=lambda one: (-self.counts[one], one))


def pinned(values: Mapping[str, str]) -> list[str]:
    """Return the characters that are pinned in a project, by their code."""
    found = [value for name, value in values.items() if name.startswith(PINNED) and len(value) == 1]
    return sorted(found)


def pin(character: str) -> SetProject:
    """Return the edit that keeps a character with the project."""
    return SetProject({PINNED + f"{ord(character):04X}": character})


def unpin(character: str) -> SetProject:
    """Return the edit that keeps it no longer."""
    return SetProject({PINNED + f"{ord(character):04X}": ""})
