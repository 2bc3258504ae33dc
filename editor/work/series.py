"""Series: all places like one place, over the project, and the one edit that puts the ticked ones right.

What is looked for are plain values, so that looking can happen in another thread; reading is done by the caller, a
page at a time. Each place found is a Hit with two strings: what stands there, and what it would become.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from editor.assist.suspects import lexicon
from editor.assist.suspects.confusions import Confusion, Confusions, confused
from editor.assist.suspects.proposals import dressed
from editor.assist.suspects.rules import code_of, confusions
from editor.assist.suspects.tokens import Token, token, tokens
from editor.assist.suspects.values import Knowledge
from editor.model import edit as e
from editor.model.page import Line
from editor.model.replacing import Template
from editor.model.text import move_span, splices
from editor.store import asread, passages, readers
from editor.store.asread import ReadLine
from editor.store.passages import Passage
from editor.store.project import Project
from editor.work import replace as replacing
from editor.work.pattern import Pattern
from editor.work.replace import Hit, Outcome
from editor.work.suspects import DEFAULT_LANGUAGE, LANGUAGE, SIC, keep_edit, own_words

AS_PROPOSED = Template((1,))
"""The replacement of a place by what it would become."""
_TITLE = "Correct a series"
_KEPT_TITLE = "As in the original"
_BREATH = 0.0005
_BETWEEN_BREATHS = 50
Stopped = Callable[[], bool]
Look = Callable[[Sequence[ReadLine], Stopped], Iterator[Hit]]
"""Finds the places in the lines of some pages; asks no project and runs in any thread."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place a series starts from.

    Attributes:
        page: Its page.
        line: Its line.
        start: Where it begins, in code points.
        end: Where it ends.
        word: What stands there.
        read: What the machine read there, "" where none did.
    """

    page: int
    line: int
    start: int
    end: int
    word: str
    read: str = ""


def place_at(page: int, line: Line, start: int, end: int) -> Place | None:
    """Return the place selected on a line, or the word at the caret without its punctuation; None where there is none.

    Args:
        page: The id of its page.
        line: The line.
        start: Where the selection begins, in code points.
        end: Where it ends; the same where there is only a caret.
    """
    text = line.text
    if end <= start:
        start, end = _word_around(text, start)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end <= start:
        return None
    return Place(page, line.id, start, end, text[start:end], read_at(text, line.ocr_text, start, end))


def _word_around(text: str, at: int) -> tuple[int, int]:
    found = next((one for one in tokens(text) if one.start <= at <= one.end), None)
    if found is None:
        return at, at
    return _span(found) if found.core else (found.start, found.end)


def _span(one: Token) -> tuple[int, int]:
    return one.start + len(one.lead), one.end - len(one.tail)


def read_at(text: str, read: str | None, start: int, end: int) -> str:
    """Return what the machine read where a span of a text is now, "" where it is not to be told."""
    if read is None or read == text:
        return text[start:end] if read is not None else ""
    moved = move_span((start, end), text, splices(text, read))
    if moved is None or moved[0] == moved[1]:
        return ""
    first, last = moved
    # A letter added or lost at the edge of a word belongs to it.
    if not _joins(text, start):
        while _joins(read, first):
            first -= 1
    if not _joins(text, end):
        while _joins(read, last):
            last += 1
    return read[first:last]


def _joins(text: str, at: int) -> bool:
    """Tell whether a word goes on over a position."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def confusion_of(word: str, correction: str) -> Confusion | None:
    """Return the confusion by which a word would become its correction, None where it takes another change."""
    if not word or not correction or word == correction:
        return None
    return next(confused(word, correction), None)


# What is known, as plain values


@dataclass(frozen=True, slots=True)
class Known:
    """What a project knows of its words: the confusions corrected in it, its own words, its language."""

    learnt: dict[Confusion, int] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    usual: str = DEFAULT_LANGUAGE

    def knowledge(self, language: str = "") -> Knowledge:
        """Return what is known of a language; loads dictionaries the first time, which takes seconds."""
        words = lexicon.lexicon(code_of(language) if language else self.usual)
        if not words.loaded and language:
            words = lexicon.lexicon(self.usual)
        return Knowledge(words, Confusions(confusions(), self.learnt), self.words)


def known(project: Project, learnt: dict[Confusion, int]) -> Known:
    """Return what a project knows of its words."""
    values = readers.project_values(project)
    return Known(dict(learnt), own_words(values), code_of(values.get(LANGUAGE) or DEFAULT_LANGUAGE))


# The three series of a place


@dataclass(frozen=True, slots=True)
class SameWord:
    """Finds a word, or some words, wherever they stand so, whatever their capitals.

    Attributes:
        word: What stands there.
        read: Only where the machine read it as well; "" for everywhere.
    """

    word: str
    read: str = ""

    def __call__(self, lines: Sequence[ReadLine], stopped: Stopped) -> Iterator[Hit]:
        """Yield the places."""
        whole = self.word[0].isalnum() and self.word[-1].isalnum()
        pattern = Pattern(self.word, words=whole)
        for line in gently(lines, stopped):
            text = line.at.text
            for found in pattern.places(text):
                if whole and _in_contraction(text, found.start, found.end):
                    continue
                if kept(line, found.start, found.end):
                    continue
                if self.read and not self._was_read(line, found.start, found.end):
                    continue
                yield hit(line.at, found.start, found.end, text[found.start : found.end])

    def _was_read(self, line: ReadLine, start: int, end: int) -> bool:
        return read_at(line.at.text, line.read, start, end).casefold() == self.read.casefold()


def same_reading(read: str) -> SameWord:
    """Return what finds a word where the machine read it and nobody has changed it."""
    return SameWord(read, read)


def _in_contraction(text: str, start: int, end: int) -> bool:
    """Tell whether an apostrophe makes a longer word of it: ``don`` in ``don't``."""
    before = start > 1 and text[start - 1] in "'’" and text[start - 2].isalnum()
    behind = end + 1 < len(text) and text[end] in "'’" and text[end + 1].isalnum()
    return before or behind


@dataclass(frozen=True, slots=True)
class SameConfusion:
    """Finds words in no dictionary which one confusion turns into a word.

    Where what was read is no letter, as ``''``, every place is one.
    """

    read: str
    truth: str
    known: Known = field(default_factory=Known)

    def __call__(self, lines: Sequence[ReadLine], stopped: Stopped) -> Iterator[Hit]:
        """Yield the places."""
        if not any(c.isalnum() for c in self.read):
            yield from self._marks(lines, stopped)
            return
        for line in gently(lines, stopped):
            if self.read.casefold() not in line.at.text.casefold():
                continue
            knowledge = self.known.knowledge(line.language)
            for one in tokens(line.at.text):
                start, end = _span(one)
                word = line.at.text[start:end]
                made = self._made(word, knowledge)
                if made and not quiet(line, start, end):
                    yield hit(line.at, start, end, made)

    def _marks(self, lines: Sequence[ReadLine], stopped: Stopped) -> Iterator[Hit]:
        for line in gently(lines, stopped):
            text, at = line.at.text, -1
            while (at := text.find(self.read, at + 1)) >= 0:
                end = at + len(self.read)
                if self.read[0] in (text[at - 1 : at], text[end : end + 1]):
                    continue  # a longer run is something else
                if not quiet(line, at, end):
                    yield hit(line.at, at, end, self.truth)

    def _made(self, word: str, knowledge: Knowledge) -> str:
        if not knowledge.lexicon.loaded or not word or knowledge.knows(word):
            return ""
        made = [
            dressed(word[:at] + self.truth + word[at + len(self.read) :], token(word))
            for at in range(len(word))
            if word[at : at + len(self.read)].casefold() == self.read.casefold()
        ]
        right = [one for one in made if knowledge.knows(one)]
        return max(right, key=knowledge.lexicon.frequency, default="")


# What they share


def gently(lines: Sequence[ReadLine], stopped: Stopped) -> Iterator[ReadLine]:
    """Yield lines until ``stopped`` says so, with a breath now and then: whoever types needs the interpreter too."""
    for count, line in enumerate(lines):
        if stopped():
            return
        if count % _BETWEEN_BREATHS == _BETWEEN_BREATHS - 1:
            time.sleep(_BREATH)
        yield line


def hit(at: Passage, start: int, end: int, becomes: str) -> Hit:
    """Return a place with what stands there and what it would become."""
    return Hit(at, start, end, (at.text[start:end], becomes))


def kept(line: ReadLine, start: int, end: int) -> bool:
    """Tell whether a span was said to be so in the original."""
    return any(tag == SIC and a < end and start < b for tag, a, b in line.quiet)


def quiet(line: ReadLine, start: int, end: int) -> bool:
    """Tell whether a span has a tag that explains what looks odd in it."""
    return any(a < end and start < b for _, a, b in line.quiet)


@functools.lru_cache(maxsize=2048)
def becoming(old: str, word: str, correction: str) -> str:
    """Return what a place becomes that reads ``old`` when ``word`` is corrected, in the capitals of the place.

    Without a correction it stays as it is; where only capitals are corrected, so do places with others.
    """
    if not correction:
        return old
    if old == word or correction.casefold() == word.casefold():
        return correction if old == word else old
    return dressed(correction, token(old)) if token(old).core == old else correction


# The edits


def edit_for(project: Project, hits: Sequence[Hit], *, verified: bool = False) -> Outcome:
    """Return the one edit that makes these places what they would become.

    Verified lines are left alone unless ``verified``; a line that is no longer what it was is left alone too.

    Raises:
        Fault: a text would hold what it cannot.
    """
    outcome = replacing.edit_for(project, hits, AS_PROPOSED, verified=verified)
    return outcome if outcome.edit is None else replace(outcome, edit=replace(outcome.edit, title=_TITLE))


@dataclass(frozen=True, slots=True)
class Kept:
    """The edit that says of places that the original has them so; None where nothing is left to say."""

    edit: e.Batch | None
    places: int = 0
    changed: int = 0
    same: int = 0


def keep(project: Project, spans: Collection[tuple[int, int, int, str]]) -> Kept:
    """Return the edit that marks places as they are in the original, and so quiet there and nowhere else.

    Args:
        project: An open project.
        spans: Line, start, end and what stands there; where something else stands now, nothing is marked.
    """
    lines = list(dict.fromkeys(line for line, _, _, _ in spans))
    now = passages.lines_now(project, lines)
    marked = asread.spans_of(project, lines, SIC)
    edits: list[e.Edit] = []
    changed = same = 0
    for line, start, end, word in spans:
        there = marked.setdefault(line, set())
        if now.get(line, ("", False))[0][start:end] != word or start >= end:
            changed += 1
        elif (start, end) in there:
            same += 1
        else:
            there.add((start, end))
            edits.append(keep_edit(line, start, end))
    return Kept(e.Batch(tuple(edits), _KEPT_TITLE) if edits else None, len(edits), changed, same)
