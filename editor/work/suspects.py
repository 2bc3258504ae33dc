"""Suspect words of a project: what the lines say, what was corrected before, and the project's own words.

Pages are walked one at a time; nothing is kept of a page that is done. The window asks for the parts: what a page is
judged by is plain values, so that the judging can happen in another thread.
"""

from __future__ import annotations

import functools
import math
import re
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from editor.assist.suspects import judge as judging
from editor.assist.suspects import lexicon
from editor.assist.suspects.confusions import Confusion, Confusions
from editor.assist.suspects.judge import judge
from editor.assist.suspects.proposals import Distances, neighbours, proposals
from editor.assist.suspects.rules import code_of, confusions, points
from editor.assist.suspects.tokens import token, tokens
from editor.assist.suspects.values import BANDS, MARKS, Engine, Knowledge, Suspect, TextLine
from editor.model.edit import SetProject, TagSpan
from editor.model.page import Line, Page, PageContent, Region
from editor.model.tagset import TagSet, read_tagset
from editor.model.text import move_span, splices
from editor.store import corrected, readers
from editor.store.project import Project
from editor.work.learning import Learning

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
_OFTEN = 3
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
    """What came of judging a page: suspects, what is missing to judge it better, and what holds for all its lines."""

    found: list[Suspect]
    missing: str = ""
    engine: Engine | None = None


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


def judge_page(task: PageTask, stop: Callable[[], bool] = lambda: False) -> Judged:
    """Judge a page and return its suspects, and what is missing to judge it better; proposals are another matter.

    Loads dictionaries the first time, which takes seconds: not for the thread of a window. ``stop`` is asked at each
    word.

    Raises:
        Abandoned: ``stop`` said so, or the loading was given up.
    """
    out: list[Suspect] = []
    missing = []
    every = [line for _, lines in task.lines for line in lines]
    engine = task.known.engine if task.known is not None else engine_of(every, absolute=task.absolute)
    for lines, knowledge in _known(task):
        missing.append(knowledge.lexicon.missing)
        out += judge(lines, knowledge, engine, task.only, stop=stop)
    order = {line.id: place for place, line in enumerate(every)}
    out.sort(key=lambda one: (order[one.line], one.start))
    return Judged(out, " ".join(dict.fromkeys(sentence for sentence in missing if sentence)), engine)


def propose(
    task: PageTask, found: Sequence[Suspect], stop: Callable[[], bool] = lambda: False, seconds: float = math.inf
) -> list[Suspect]:
    """Return suspects of a page with their proposals, as many of the first as the time is enough for, at least one.

    Args:
        task: The whole page, with all its lines.
        found: What came of judging it; those wanted first stand first.
        stop: Asked before each.
        seconds: How long it may take; half of it is left to others, for whoever types needs the interpreter too.
    """
    out: list[Suspect] = []
    places = {line.id: (lines, knowledge) for lines, knowledge in _known(task) for line in lines}
    texts = {line.id: line.text for _, lines in task.lines for line in lines}
    kept: dict[int, tuple[frozenset[str], Distances]] = {}
    end = time.monotonic() + seconds
    for one in found:
        if stop() or (out and time.monotonic() > end):
            break
        lines, knowledge = places[one.line]
        begun = time.monotonic()
        if id(knowledge) not in kept:
            kept[id(knowledge)] = probably_right(lines, knowledge), {}
        near, distances = kept[id(knowledge)]
        beside = neighbours(texts[one.line], one)
        out.append(replace(one, proposals=tuple(proposals(one.word, knowledge, *beside, near, kept=distances))))
        if seconds < math.inf:
            time.sleep(time.monotonic() - begun)
    return out


def _known(task: PageTask) -> list[tuple[tuple[TextLine, ...], Knowledge]]:
    """Return the lines of each language with what is known of it."""
    learnt = Confusions(confusions(), task.learnt)
    return [(lines, Knowledge(_lexicon(code, task.usual, lines), learnt, task.words)) for code, lines in task.lines]


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
        task = task_of(project, readers.content(project, page.id), dict(learnt))
        judged = judge_page(task)
        lacking = judged.missing
        if missing is not None and lacking and lacking != told:
            told = lacking
            missing(lacking)
        found = [one for one in settled(project, judged.found) if one.band in wanted]
        yield from (Found(page.id, number, one) for one in propose(task, found))
