"""How many characters of a text that was reflowed stand on their true line of the scan.

The truth comes from another aligner than the product's: the true lines and the text are compared letter by letter, and
what moved is looked for word by word among the true words that are left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from editor.assist.linking.values import Linking, TextLine
from editor.model.found import Layout
from tests.bench.linking_sets import TruePage, on_line

Truth = dict[tuple[int, int], tuple[int, int]]
"""For a character (line, offset) the page and the line of that page it stands on."""

Span = tuple[int, int, int]
"""Line, start and end of a word of the text."""
TrueWord = tuple[int, int, int]
"""Page, line and place of a word that stands on a scan."""

_SAME_WORD = 0.5
_CHANCE = 10
_SHORT = 3
"""Words shorter than this moved only along with others."""
_MOVED = 70


def texts_of(path: Path) -> list[TextLine]:
    """Return the lines of a plain text file by their number, in blocks parted by blank lines."""
    found: list[TextLine] = []
    block = 0
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line.strip():
            found.append(TextLine(number, line, block))
        else:
            block += 1
    return found


def truth_of(texts: Sequence[TextLine], pages: Sequence[TruePage]) -> Truth:
    """Return where each character of ``texts`` stands; those that stand nowhere are left out."""
    chars = {line.id: line.text for line in texts}
    letters = [(line.id, at, char) for line in texts for at, char in enumerate(line.text) if not char.isspace()]
    true = [
        (page, row, word, char)
        for page, each in enumerate(pages)
        for row, line in enumerate(each.lines)
        for word, spelled in enumerate(line.text.split())
        for char in spelled
    ]
    pairs: dict[tuple[int, int], int] = {}
    one, other = "".join(char for *_, char in letters), "".join(char for *_, char in true)
    for step in Levenshtein.opcodes(one, other):
        if step.tag in ("equal", "replace"):
            for offset in range(min(step.src_end - step.src_start, step.dest_end - step.dest_start)):
                pairs[letters[step.src_start + offset][:2]] = step.dest_start + offset
    places, left = _whole_words(texts, pairs, [each[3] for each in true], [each[:3] for each in true])
    used = {place for hits in places.values() for place, times in Counter(hits).items() if 2 * times > len(hits)}
    found: Truth = {}
    for (line, start, end), hits in places.items():
        near = Counter(place[:2] for place in reversed(hits)).most_common(1)[0][0]
        halves = "-" in chars[line][start:end]
        for at in range(start, end):
            near = true[pairs[line, at]][:2] if halves and (line, at) in pairs else near
            found[line, at] = near
    return found | dict(_moved(texts, left, pages, used))


def _whole_words(
    texts: Sequence[TextLine], pairs: dict[tuple[int, int], int], spelled: Sequence[str], places: Sequence[TrueWord]
) -> tuple[dict[Span, list[TrueWord]], list[Span]]:
    """Return the words of the text that were found as words, with their true words, and those that were not.

    A few letters found alone, among words that were not, are chance.
    """
    by_id = {line.id: line.text for line in texts}
    found: dict[Span, list[TrueWord]] = {}
    left: list[Span] = []
    words = list(_words(texts))
    good = []
    for line, start, end in words:
        hits = [at for at in range(start, end) if (line, at) in pairs]
        good.append(sum(by_id[line][at] == spelled[pairs[line, at]] for at in hits) >= _SAME_WORD * (end - start))
    for is_good, run in groupby(range(len(words)), key=lambda place: (good[place], words[place][0])):
        each = [words[place] for place in run]
        if is_good[0] and sum(end - start for _, start, end in each) >= _CHANCE:
            for line, start, end in each:
                found[line, start, end] = [places[pairs[line, at]] for at in range(start, end) if (line, at) in pairs]
        else:
            left += each
    return found, left


def _words(texts: Sequence[TextLine]) -> Iterator[Span]:
    for line in texts:
        for word in re.finditer(r"\S+", line.text):
            yield line.id, word.start(), word.end()


def _moved(
    texts: Sequence[TextLine],
    left: Sequence[Span],
    pages: Sequence[TruePage],
    used: set[TrueWord],
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the places of words that moved: the true word left that is most alike, near that of the word before."""
    by_id = {line.id: line.text for line in texts}
    free = {
        (page, row, word): spelled
        for page, each in enumerate(pages)
        for row, line in enumerate(each.lines)
        for word, spelled in enumerate(line.text.split())
        if (page, row, word) not in used
    }
    score = {
        (word, place): fuzz.ratio(by_id[word[0]][word[1] : word[2]].lower(), spelled.lower())
        for word in left
        for place, spelled in free.items()
    }
    found: dict[Span, tuple[int, int]] = {}
    for _ in range(2):
        for word, place in sorted(score, key=lambda pair: -score[pair]):
            near = [found[other] for other in left if other[0] == word[0] and other in found]
            wanted = word[2] - word[1] >= _SHORT or place[:2] in near
            if score[word, place] >= _MOVED and word not in found and place in free and wanted:
                found[word] = place[:2]
                del free[place]
    for (line, start, end), there in found.items():
        for at in range(start, end):
            yield (line, at), there


@dataclass(slots=True)
class Characters:
    """Characters of a text without blanks: on their true line, elsewhere, without a place; those on none are apart."""

    true: int = 0
    right: int = 0
    wrong: int = 0
    sure_right: int = 0
    sure_wrong: int = 0
    foreign: int = 0
    foreign_linked: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def unlinked(self) -> int:
        """Return how many have no place."""
        return self.true - self.right - self.wrong


def characters_linked(
    texts: Sequence[TextLine], pages: Sequence[TruePage], layouts: Sequence[Layout], linking: Linking
) -> Characters:
    """Judge a linking by its characters; any line with the same text is right, and any piece of the line."""
    truth = truth_of(texts, pages)
    by_id = {line.id: line.text for line in texts}
    counted = Characters(len(truth))
    counted.foreign = sum(not char.isspace() for line in texts for char in line.text) - len(truth)
    for link in linking.links:
        outline = layouts[link.page].lines[link.at].outline
        strayed = ""
        for at in range(link.start, link.end):
            if by_id[link.line][at].isspace():
                continue
            if (link.line, at) not in truth:
                counted.foreign_linked += 1
                continue
            right = _stands(truth[link.line, at], link.page, outline, pages)
            counted.right, counted.wrong = counted.right + right, counted.wrong + (not right)
            counted.sure_right, counted.sure_wrong = (
                counted.sure_right + (right and link.sure),
                counted.sure_wrong + (link.sure and not right),
            )
            strayed += "" if right else by_id[link.line][at]
        if strayed:
            counted.misses.append(f"line {link.line}: {strayed!r} at {link.page + 1}/{link.at} ({link.confidence:.2f})")
    return counted


def _stands(
    true: tuple[int, int], page: int, outline: tuple[tuple[float, float], ...], pages: Sequence[TruePage]
) -> bool:
    text = pages[true[0]].lines[true[1]].text
    if on_line(outline, pages[true[0]].lines[true[1]].outline) and true[0] == page:
        return True
    return any(line.text == text and on_line(outline, line.outline) for line in pages[page].lines)
