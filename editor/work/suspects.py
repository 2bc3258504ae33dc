"""Suspect words of a project: what the lines say, what was corrected before, and the project's own words.

Pages are walked one at a time; nothing is kept of a page that is done. The window asks for the parts: what a page is
judged by is plain values, so that the judging can happen in another thread.
"""

from __future__ import annotations

import functools
import re
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from editor.assist.suspects import judge as judging
from editor.assist.suspects import lexicon
from editor.assist.suspects.confusions import Confusion, Confusions, confused
from editor.assist.suspects.judge import judge
from editor.assist.suspects.proposals import Distances, neighbours, proposals
from editor.assist.suspects.rules import code_of, confusions, points
from editor.assist.suspects.tokens import token, tokens
from editor.assist.suspects.values import BANDS, MARKS, Engine, Knowledge, Suspect, TextLine
from editor.model.edit import SetProject, TagSpan
from editor.model.page import Line, Page, PageContent, Region
from editor.model.tagset import TagSet, read_tagset
from editor.model.text import move_span, splices
from editor.store import corrected, journal, readers
from editor.store.project import Project

WORD = "word:"
"""Before each of the project's own words among the project's values: one value a word, so that copies can be merged."""
LANGUAGE = "language"
DEFAULT_LANGUAGE = "en"
_QUIET_TAGS = frozenset({"sic", "gap", "unclear", "del", "note"})
SIC = "sic"
"""The tag of words that are wrong in the original and stay so."""
_BESIDE = frozenset({"furniture", "note", "figure"})
_BY_HAND = frozenset({"ink", "pencil", "crayon", "stamp", "handwriting", "hand"})
_LANGUAGES = re.compile(r"[,;/&+]|\band\b")
_SLICE = 400
_MOST_LINES = 20_000
"""So many corrected lines teach; those that were added last."""
_MOST_TOUCHED = 2_000
_OFTEN = 3
_BREATH = 0.0002
_MOSTLY = 0.6
_Report = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Found:
    """A suspect with its place in the project."""

    page: int
    number: int
    suspect: Suspect

    def record(self) -> dict[str, Any]:
        """Return it as plain data, as ``muniment suspects --json`` prints it."""
        one = self.suspect
        return {
            "page": self.number,
            "page_id": self.page,
            "line": one.line,
            "start": one.start,
            "end": one.end,
            "word": one.word,
            "probability": round(one.probability, 3),
            "band": one.band,
            "group": one.group,
            "reasons": list(one.reasons),
            "proposals": list(one.proposals),
        }

    def sentence(self) -> str:
        """Return it as a line for people."""
        one = self.suspect
        perhaps = f" Perhaps {', '.join(one.proposals)}." if one.proposals else ""
        return f"{self.number} {one.line} {one.word} {one.probability:.0%} {' '.join(one.reasons)}{perhaps}"


# What the project knows


def own_words(values: dict[str, str]) -> frozenset[str]:
    """Return the words the project was taught, in small letters."""
    return frozenset(name.removeprefix(WORD) for name in values if name.startswith(WORD))


def teach(word: str) -> SetProject | None:
    """Return the edit that teaches the project a word, None where there is no letter in it."""
    core = token(word).core
    if core.casefold().endswith("'s"):
        core = core[:-2]
    return SetProject({WORD + core.casefold(): core}) if any(c.isalpha() for c in core) else None


def forget(word: str) -> SetProject:
    """Return the edit that takes a word away again."""
    return SetProject({WORD + token(word).core.casefold(): ""})


def keep_edit(line: int, start: int, end: int) -> TagSpan:
    """Return the edit that says a word stands so in the original: nothing more is said of it at this place."""
    return TagSpan(line, start, end, SIC)


class Learning:
    """The confusions this project's corrections have taught; kept up to date by the journal, a slice at a time."""

    def __init__(self) -> None:
        """Begin with nothing learnt."""
        self.counts: Counter[Confusion] = Counter()
        self._lines: dict[int, tuple[Confusion, ...]] = {}
        self._after: int | None = 0
        self._rev = -1

    @property
    def done(self) -> bool:
        """Tell whether every line has been looked at once."""
        return self._after is None

    def step(self, project: Project) -> bool:
        """Look at a few more lines, or at what changed since; tell whether something new was learnt."""
        if self._rev < 0:
            self._rev = journal.last_rev(project.connection)
        if self._after is None:
            return self._catch_up(project)
        found, self._after = corrected.corrected_after(project, self._after, _SLICE)
        for one in found:
            self._put(one.line, one)
        return bool(found)

    def whole(self, project: Project) -> Counter[Confusion]:
        """Look at all lines and return what they teach."""
        while not self.done:
            self.step(project)
        self.step(project)
        return self.counts

    def _catch_up(self, project: Project) -> bool:
        rev = journal.last_rev(project.connection)
        if rev == self._rev:
            return False
        touched = corrected.touched_since(project, self._rev, _MOST_TOUCHED)
        self._rev = rev
        if touched is None:
            self._after = 0
            return False
        now = {one.line: one for one in corrected.corrected_of(project, touched)}
        before = self.counts.copy()
        for line in touched:
            self._put(line, now.get(line))
        return before != self.counts

    def _put(self, line: int, one: corrected.Corrected | None) -> None:
        for confusion in self._lines.pop(line, ()):
            self.counts[confusion] -= 1
            if self.counts[confusion] <= 0:
                del self.counts[confusion]
        taught = tuple(confused(one.read, one.text)) if one is not None else ()
        if taught:
            if len(self._lines) >= _MOST_LINES:
                self._put(next(iter(self._lines)), None)
            self._lines[line] = taught
            self.counts.update(taught)


# What a page is judged by


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page to judge, as plain values: lines by language, and what the project knows."""

    lines: tuple[tuple[str, tuple[TextLine, ...]], ...]
    absolute: bool
    words: frozenset[str]
    learnt: dict[Confusion, int]
    usual: str = DEFAULT_LANGUAGE
    only: frozenset[int] | None = None
    known: Judged | None = None


class Judged(NamedTuple):
    """What came of judging a page: suspects, what is missing to judge it better, and what holds for all its lines.

    ``names`` are words in no dictionary that are probably right.
    """

    found: list[Suspect]
    missing: str = ""
    engine: Engine | None = None
    names: frozenset[str] = frozenset()


def task_of(
    project: Project,
    content: PageContent,
    learnt: dict[Confusion, int],
    only: Collection[int] | None = None,
    known: Judged | None = None,
) -> PageTask:
    """Return what is needed to judge a page elsewhere.

    Args:
        project: An open project.
        content: The page.
        learnt: The confusions of its corrections.
        only: The lines that are to be judged; only these and their neighbours are looked at.
        known: What came of judging the whole page, where only some lines are judged again.
    """
    return task_from(content, grounds_of(project, content.page), learnt, only, known)


class Grounds(NamedTuple):
    """What a page is judged by that does not stand on it: the project's values, its language, its readings."""

    values: dict[str, str]
    usual: str
    absolute: bool


def grounds_of(project: Project, page: Page) -> Grounds:
    """Return what a page is judged by beside its content."""
    values = readers.project_values(project)
    return Grounds(values, _usual(project, page, values), _absolute(project, page))


def task_from(
    content: PageContent,
    grounds: Grounds,
    learnt: dict[Confusion, int],
    only: Collection[int] | None = None,
    known: Judged | None = None,
) -> PageTask:
    """Return what is needed to judge a page, as ``task_of`` does; it asks no file, so any thread may."""
    usual = grounds.usual
    tagset = _tagset(grounds.values.get("tagset") or 'name = "plain"')
    groups = {region.id: group_of(region, tagset) for region in content.regions}
    by_language: dict[str, list[TextLine]] = {}
    quiet = _quiet_spans(content)
    every = list(content.lines())
    wanted = range(len(every)) if only is None else _with_neighbours([line.id for _, line in every], only)
    for place in wanted:
        region, line = every[place]
        code = code_of(region.attributes.get(LANGUAGE) or usual)
        by_language.setdefault(code, []).append(text_line(line, tuple(quiet.get(line.id, ())), groups[region.id]))
    lines = tuple((code, tuple(lines)) for code, lines in by_language.items())
    marked = frozenset(only) if only is not None else None
    return PageTask(lines, grounds.absolute, own_words(grounds.values), dict(learnt), usual, marked, known)


def first_language(said: str) -> str:
    """Return the first of the languages that a record names, "" where it names none."""
    return _LANGUAGES.split(said)[0].strip()


def _usual(project: Project, page: Page, values: dict[str, str]) -> str:
    """Return the language of a page where its regions say none: that of its record, or else of the project."""
    said = readers.document(project, page.document).values.get(LANGUAGE, "")
    return code_of(first_language(said) or values.get(LANGUAGE) or DEFAULT_LANGUAGE)


@functools.lru_cache(maxsize=2)
def _tagset(text: str) -> TagSet:
    return read_tagset(text)


def group_of(region: Region, tagset: TagSet) -> str:
    """Return MARKS for a region that is no running text, or is written or stamped by hand, else ""."""
    if tagset.kind(region.kind).role in _BESIDE:
        return MARKS
    hand = next((hand for hand in tagset.hands if hand.name == region.hand), None)
    written = hand.medium or hand.name if hand is not None else region.hand or ""
    return MARKS if written in _BY_HAND else ""


def _with_neighbours(ids: Sequence[int], only: Collection[int]) -> list[int]:
    """Return the places of lines and of those beside them."""
    places = {place + step for place, one in enumerate(ids) if one in only for step in (-1, 0, 1)}
    return sorted(place for place in places if 0 <= place < len(ids))


def _quiet_spans(content: PageContent) -> dict[int, list[tuple[int, int]]]:
    out: dict[int, list[tuple[int, int]]] = {}
    for annotation in content.annotations:
        if annotation.tag in _QUIET_TAGS:
            for span in annotation.spans:
                out.setdefault(span.line, []).append((span.start, span.end))
    return out


def _absolute(project: Project, page: Page) -> bool:
    named = points().absolute
    sources = [" ".join(source.values()) for _, source in readers.readings(project, page.id)]
    return any(name in source.casefold() for source in sources for name in named)


def text_line(line: Line, quiet: tuple[tuple[int, int], ...] = (), group: str = "") -> TextLine:
    """Return a line as it is judged: with the confidences of the words nobody has changed."""
    sure = []
    if line.share is not None and line.ocr_text is not None:
        changes = splices(line.ocr_text, line.text)
        for word in line.share.words:
            read = line.ocr_text[word.start : word.end]
            moved = (word.start, word.end) if not changes else move_span((word.start, word.end), line.ocr_text, changes)
            if word.confidence is not None and moved is not None and line.text[moved[0] : moved[1]] == read:
                sure.append((*moved, word.confidence))
    return TextLine(line.id, line.text, tuple(sure), line.confidence, quiet, line.region, line.verified, group)


def engine_of(lines: Sequence[TextLine], *, absolute: bool) -> Engine:
    """Return how far the confidences of a page can be taken: as they are, or else by their rank on it."""
    found = sorted(confidence for line in lines for _, _, confidence in line.sure)
    if absolute or not found or found[0] == found[-1]:
        return Engine(absolute)
    ranks = [(found[int(share * (len(found) - 1))], gain) for share, gain in points().ranks]
    return Engine(False, tuple(ranks))


def judge_page(task: PageTask, *, proposing: bool = True) -> Judged:
    """Judge a page and return its suspects with their proposals, and what is missing to judge it better.

    Loads dictionaries the first time, which takes seconds: not for the thread of a window.
    """
    out: list[Suspect] = []
    missing = []
    learnt = Confusions(confusions(), task.learnt)
    every = [line for _, lines in task.lines for line in lines]
    engine = task.known.engine if task.known is not None else engine_of(every, absolute=task.absolute)
    names = task.known.names if task.known is not None else frozenset()
    for code, lines in task.lines:
        words = _lexicon(code, task.usual, lines)
        missing.append(words.missing)
        knowledge = Knowledge(words, learnt, task.words)
        found = judge(lines, knowledge, engine, task.only)
        if proposing and found:
            kept: Distances = {}
            names |= probably_right(lines, knowledge)
            texts = {line.id: line.text for line in lines}
            found = [_with_proposals(one, texts[one.line], knowledge, names, kept) for one in found]
        out += found
    order = {line.id: place for place, line in enumerate(every)}
    out.sort(key=lambda one: (order[one.line], one.start))
    return Judged(out, " ".join(dict.fromkeys(sentence for sentence in missing if sentence)), engine, names)


def _lexicon(code: str, usual: str, lines: Sequence[TextLine]) -> lexicon.Lexicon:
    """Return the lexicon of a language; where there is none and the words are of the usual language, that one.

    Machines name the language they were told to read, whatever they read.
    """
    words = lexicon.lexicon(code)
    if words.loaded or code == usual:
        return words
    other = lexicon.lexicon(usual)
    cores = [one.core for line in lines for one in tokens(line.text) if one.core.isalpha()]
    known = sum(other.knows(core) for core in cores) if other.loaded else 0
    return other if cores and known >= _MOSTLY * len(cores) else words


def _with_proposals(one: Suspect, text: str, knowledge: Knowledge, near: Collection[str], kept: Distances) -> Suspect:
    time.sleep(_BREATH)  # whoever types needs the interpreter too
    return replace(one, proposals=tuple(proposals(one.word, knowledge, *neighbours(text, one), near, kept=kept)))


def probably_right(lines: Sequence[TextLine], knowledge: Knowledge) -> frozenset[str]:
    """Return the words of a page that are in no dictionary and stand there twice or in a verified line: names."""
    counts: Counter[str] = Counter()
    for line in lines:
        for one in tokens(line.text):
            if len(one.core) > 3 and one.core.isalpha() and not knowledge.knows(one.core):
                counts[one.core.casefold()] += 2 if line.verified else 1
    return frozenset(word for word, count in counts.items() if count > 1)


def settled(project: Project, found: Sequence[Suspect]) -> list[Suspect]:
    """Quiet unknown words that stand in several lines of the project, and drop what is then not worth listing."""
    often: dict[str, bool] = {}
    out = []
    for suspect in found:
        form = suspect.form
        if form and form not in often:
            often[form] = corrected.lines_with_word(project, form, _OFTEN) >= _OFTEN
        out.append(judging.quieted(suspect) if form and often[form] else suspect)
    return judging.listed(out)


# The whole project


def suspects(
    project: Project,
    document: int | None = None,
    numbers: Collection[int] | None = None,
    band: str = BANDS[1],
    report: _Report | None = None,
    missing: Callable[[str], None] | None = None,
) -> Iterator[Found]:
    """Yield the suspects of pages in reading order.

    Args:
        project: An open project.
        document: The id of a document; else all.
        numbers: Pages by number from 1, in the document or else in the project.
        band: The least doubtful band wanted, one of BANDS.
        report: Told how far it is: pages done, of how many, the page's name.
        missing: Told once what is missing to judge better.
    """
    wanted = BANDS[: BANDS.index(band) + 1]
    learnt = Learning().whole(project)
    pages = readers.pages(project, document) if document is not None else readers.all_pages(project)
    total, told = readers.page_count(project, document), ""
    for number, page in enumerate(pages, start=1):
        if numbers is not None and number not in numbers:
            continue
        if report is not None:
            report(number, total, page.label)
        judged = judge_page(task_of(project, readers.content(project, page.id), dict(learnt)))
        lacking = judged.missing
        if missing is not None and lacking and lacking != told:
            told = lacking
            missing(lacking)
        yield from (Found(page.id, number, one) for one in settled(project, judged.found) if one.band in wanted)
