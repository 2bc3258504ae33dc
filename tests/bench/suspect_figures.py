"""What judged pages come to against the truth: recall, precision, alarms on right text, proposals, seconds.

A word is what stands between blanks; it is wrong if it differs from its word of the truth, punctuation and case
included, quotes and dashes of all kinds being the same.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import Levenshtein

from editor.assist.suspects.confusions import Confusion, tally
from editor.assist.suspects.judge import judge
from editor.assist.suspects.proposals import neighbours, proposals
from editor.assist.suspects.rules import points
from editor.assist.suspects.tokens import token
from editor.assist.suspects.values import Engine, Knowledge, Suspect, TextLine
from editor.work.suspects import engine_of, probably_right
from tests.bench.suspect_texts import Text, plain

_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "-", "–": "-", "¬": "-", "\u00ad": "-", "`": "'"})
_BULLET = "~"
_ALIKE = 0.5
_LEAST = -20.0
"""Every word is ranked, so that recall can be read off at any place."""
Word = tuple[float, bool]
"""The score of a word, and whether it is wrong."""


@dataclass(slots=True)
class Judged:
    """The words of pages, and for those read wrong in a letter: what is right, what was proposed, whether marked.

    Pieces of a word, and what else is set against a word quite unlike it, are no words read wrong in a letter.
    ``whole`` counts all words, those outside the counts too. ``misses`` are the words themselves, for the curious.
    """

    words: list[Word] = field(default_factory=list)
    right: list[tuple[str, list[str], bool]] = field(default_factory=list)
    misses: list[tuple[float, str, str | None, tuple[str, ...]]] = field(default_factory=list)
    whole: int = 0
    seconds: float = 0.0
    proposing: float = 0.0

    @property
    def wrong(self) -> int:
        """Return how many words are wrong."""
        return sum(bad for _, bad in self.words)

    def hits(self, count: int, *, marked: bool = False) -> float:
        """Return the share of words whose first proposals hold what is right."""
        asked = [(truth, found) for truth, found, is_marked in self.right if is_marked or not marked]
        return sum(truth in found[:count] for truth, found in asked) / max(len(asked), 1)


def together(parts: Sequence[Judged]) -> Judged:
    """Return several sets as one."""
    out = Judged()
    for part in parts:
        out.words += part.words
        out.right += part.right
        out.misses += part.misses
        out.whole += part.whole
        out.seconds += part.seconds
        out.proposing += part.proposing
    return out


def measure(
    texts: Sequence[Text], knows: Callable[[Text], Knowledge], *, proposing: bool = True, marks: bool = False
) -> Judged:
    """Judge pages and compare what was found with the truth; words in marks of the record only count if asked."""
    out = Judged()
    for text in texts:
        knowledge = knows(text)
        began = time.perf_counter()
        found = judge(text.lines, knowledge, engine_of(text.lines, absolute=text.absolute), least=_LEAST)
        out.seconds += time.perf_counter() - began
        _compare(text, found, knowledge, out, proposing, marks)
    return out


def words_of(line: TextLine) -> list[tuple[int, int, str]]:
    """Return the words of a line between blanks, with their places."""
    out, at = [], 0
    for word in line.text.split():
        start = line.text.index(word, at)
        at = start + len(word)
        out.append((start, at, word))
    return out


def _compare(
    text: Text, found: Sequence[Suspect], knowledge: Knowledge, out: Judged, proposing: bool, marks: bool
) -> None:
    by_line: dict[int, list[Suspect]] = {}
    for suspect in found:
        by_line.setdefault(suspect.line, []).append(suspect)
    names = probably_right(text.lines, knowledge) if proposing else frozenset()
    for line, start, end, word, truth in truths_of(text):
        out.whole += 1
        if truth == _BULLET or (line.group and not marks):
            continue
        here = [s for s in by_line.get(line.id, ()) if s.start < end and start < s.end]
        score = max((s.score for s in here), default=-9.0)
        out.words.append((score, truth != word))
        out.misses.append((score, word, truth, tuple(reason for s in here for reason in s.reasons)))
        letters = truth is not None and any(c.isalpha() for c in word) and bare(word) != bare(truth)
        letters = letters and _alike(word, truth or "")
        if truth and letters and proposing:
            began = time.perf_counter()
            before, behind = neighbours(line.text, Suspect(line.id, start, end, word, 0, ()))
            offered = [bare(one) for one in proposals(word, knowledge, before, behind, names)]
            out.proposing += time.perf_counter() - began
            out.right.append((bare(truth), offered, score >= points().possible))


def truths_of(text: Text) -> Iterator[tuple[TextLine, int, int, str, str | None]]:
    """Yield each word of a page as it was read, with what it should be: itself where it is right, None for nothing.

    A word that is right but was read in another order than the truth's is right: what was set against a word quite
    unlike it is looked for among the words of the truth that nothing stands for, short words beside such a one only.
    """
    words = [(line, *word) for line in text.lines for word in words_of(line)]
    truths = _plain(text.truth).split()
    plain_words = [_plain(word[3]) for word in words]
    aligned = _aligned(plain_words, truths)
    loose = [truth is None or (truth != word and not _alike(word, truth))
             for word, truth in zip(plain_words, aligned, strict=True)]  # fmt: skip
    held = Counter(truth for truth, free in zip(aligned, loose, strict=True) if truth is not None and not free)
    moved = Counter(truths) - held
    found: set[int] = set()
    for shorter in (False, True):
        for at, word in enumerate(plain_words):
            beside = at - 1 in found or at + 1 in found
            if loose[at] and at not in found and moved[word] > 0 and (beside if shorter else len(word) > 2):
                moved[word] -= 1
                found.add(at)
    for at, (line, start, end, word) in enumerate(words):
        truth = aligned[at]
        yield line, start, end, word, word if at in found or truth == plain_words[at] else truth


def _alike(word: str, truth: str) -> bool:
    return Levenshtein.normalized_similarity(word.casefold(), truth.casefold()) >= _ALIKE


def _plain(text: str) -> str:
    return text.translate(_SAME).replace("''", '"')


def bare(word: str) -> str:
    """Return a word without case and outer punctuation."""
    return token(word).core.casefold()


def _aligned(words: list[str], truths: list[str]) -> list[str | None]:
    """Return for each word as read the word of the truth it stands for; itself where it is right, None for none."""
    out: list[str | None] = []
    for op in Levenshtein.opcodes(words, truths):
        count = op.src_end - op.src_start
        if op.tag == "equal":
            out += words[op.src_start : op.src_end]
        elif op.tag == "replace":
            theirs = truths[op.dest_start : op.dest_end]
            out += [theirs[i] if i < len(theirs) else None for i in range(count)]
        else:
            out += [None] * count
    return out


def average_precision(words: Sequence[Word]) -> float:
    """Return the area under the curve of precision and recall; words of one score are met together."""
    total = sum(bad for _, bad in words)
    return sum(p * gained for _, p, gained in _steps(words)) / total if total else 0.0


def _steps(words: Sequence[Word]) -> Iterator[tuple[float, float, int]]:
    """Yield recall, precision and newly found errors as the list is read from the most doubtful word on."""
    total = sum(bad for _, bad in words)
    seen = hits = at = 0
    ranked = sorted(words, key=lambda word: -word[0])
    while at < len(ranked):
        end = at
        while end < len(ranked) and ranked[end][0] == ranked[at][0]:
            end += 1
        gained = sum(bad for _, bad in ranked[at:end])
        seen, hits, at = seen + end - at, hits + gained, end
        yield hits / max(total, 1), hits / seen, gained


def precision_at(words: Sequence[Word], recall: float) -> float:
    """Return the best precision with at least so much recall; words that are not listed at all do not count."""
    return max((p for r, p, _ in _steps(words) if r >= recall), default=0.0)


def recall_at(words: Sequence[Word], precision: float) -> float:
    """Return the most recall with at least so much precision."""
    return max((r for r, p, _ in _steps(words) if p >= precision), default=0.0)


def in_top(words: Sequence[Word], share: float) -> float:
    """Return the share of errors in the most doubtful words; of words of one score as many as fall to the share."""
    ranked = sorted(words, key=lambda word: -word[0])
    room = round(share * len(ranked))
    total = sum(bad for _, bad in words)
    edge = ranked[min(room, len(ranked) - 1)][0]
    above = [bad for score, bad in ranked if score > edge]
    beside = [bad for score, bad in ranked if score == edge]
    found = sum(above) + sum(beside) * (room - len(above)) / max(len(beside), 1)
    return found / max(total, 1)


def band(words: Sequence[Word], floor: float) -> tuple[float, float, float]:
    """Return recall, precision and flagged words per hundred at a score."""
    flagged = [bad for score, bad in words if score >= floor]
    total = sum(bad for _, bad in words)
    return sum(flagged) / max(total, 1), sum(flagged) / max(len(flagged), 1), 100 * len(flagged) / max(len(words), 1)


def marked(text: str, knowledge: Knowledge, floor: float | None = None) -> list[Suspect]:
    """Return the words of a right text that are marked nevertheless."""
    least = points().possible if floor is None else floor
    return [one for one in judge(plain(text.replace(_BULLET, "*")), knowledge, Engine()) if one.score >= least]


def alarms(text: str, knowledge: Knowledge, floor: float | None = None) -> tuple[int, int, int]:
    """Return how many words of a right text are marked, how many once its names are accepted, how many it has."""
    found = marked(text, knowledge, floor)
    names = {one.form.removesuffix("'s") for one in found if one.form and token(one.word).core[:1].isupper()}
    left = marked(text, replace(knowledge, words=knowledge.words | names), floor)
    return len(found), len(left), len(text.split())


def learnt_elsewhere(texts: Sequence[Text], text: Text) -> dict[Confusion, int]:
    """Return what the corrections of the other pages of a set would have taught."""
    others = (other for other in texts if other.page != text.page)
    pairs = ((word, truth) for other in others for *_, word, truth in truths_of(other) if truth)
    return dict(tally(pairs))
