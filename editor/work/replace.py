"""Finding and replacing: what is looked for where, the places found, and the one edit that replaces those wanted.

It reads a page at a time and keeps nothing but what was found. It changes nothing itself: ``edit_for`` gives the edit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from editor.model import edit as e
from editor.model.faults import Fault
from editor.model.replacing import Template, literal, replaced, shifted, template
from editor.model.text import fault_of
from editor.store import passages, readers
from editor.store.passages import Passage
from editor.store.project import Project
from editor.work.pattern import Pattern

WHERE = ("text", "notes", "tags")
"""What is looked through: the lines, the notes, or the values of the attributes of tags."""
_READ = {"text": passages.lines_of, "notes": passages.notes_of, "tags": passages.tag_values_of}


@dataclass(frozen=True, slots=True)
class Scope:
    """How far to look, from one region to the whole project; ids.

    Attributes:
        document: Only this document.
        page: Only this page.
        region: Only this region of ``page``.
        numbers: Only these pages, by their place, from 1, in ``document``, or else in the project.
    """

    document: int | None = None
    page: int | None = None
    region: int | None = None
    numbers: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found, in code points of its passage, with the strings of the pattern's groups."""

    at: Passage
    start: int
    end: int
    groups: tuple[str, ...]

    def record(self, wanted: Template) -> dict[str, str | int | None]:
        """Return the hit and what comes in its place, for JSON."""
        at = {"page": self.at.page, "line": self.at.line, "annotation": self.at.annotation, "key": self.at.key}
        words = {"old": self.groups[0], "new": wanted.fill(self.groups), "text": self.at.text}
        return {**at, "start": self.start, "end": self.end, **words}

    def sentence(self, wanted: Template) -> str:
        """Return the same for a person."""
        thing = self.at.line if self.at.annotation is None else self.at.annotation
        return f"{thing}:{self.start}-{self.end}: {self.groups[0]} → {wanted.fill(self.groups)}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be replaced, and what is not.

    Attributes:
        edit: One step; None where nothing is left to do.
        places: How many places it replaces.
        things: In how many lines, notes or tags.
        verified: Places left alone because their lines are verified.
        changed: Places left alone because their text is another now, or gone.
        same: Places that read so already.
    """

    edit: e.Batch | None
    places: int = 0
    things: int = 0
    verified: int = 0
    changed: int = 0
    same: int = 0

    def sentence(self, verb: str) -> str:
        """Return what is, or would be, replaced and what was left alone."""
        left = f"; {self.verified} in verified lines left alone" if self.verified else ""
        return f"{self.places} places {verb}, changing {self.things} texts{left}."


def replacement(pattern: Pattern, text: str, *, is_regex: bool, where: str = "text") -> Template:
    """Return the template of a replacement.

    Raises:
        Fault: it names groups that are not there, or holds what a line cannot.
    """
    made = template(text, pattern.groups, pattern.names) if is_regex else literal(text)
    for part in made.parts:
        if isinstance(part, str) and (reason := _fault(part, where)):
            raise Fault(f"The replacement {reason}.")
    return made


def _fault(text: str, where: str) -> str | None:
    return (
        fault_of(text) if where == "text" else next((bad for part in text.split("\n") if (bad := fault_of(part))), None)
    )


def pages_of(project: Project, scope: Scope) -> Iterator[int]:
    """Yield the ids of the pages to look at, in order."""
    if scope.page is not None:
        yield scope.page
        return
    for number, page in enumerate(passages.page_ids(project, scope.document), start=1):
        if scope.numbers is None or number in scope.numbers:
            yield page


def page_count(project: Project, scope: Scope) -> int:
    """Return how many pages there are to look at."""
    if scope.page is not None:
        return 1
    count = readers.page_count(project, scope.document)
    return count if scope.numbers is None else sum(1 for number in scope.numbers if 1 <= number <= count)


def read(project: Project, scope: Scope, where: str = "text") -> Iterator[list[Passage]]:
    """Yield the passages to look through, a list a page."""
    for page in pages_of(project, scope):
        yield _READ[where](project, page, scope.region)


def hits_in(pattern: Pattern, texts: Iterable[Passage], stopped: Callable[[], bool] = lambda: False) -> Iterator[Hit]:
    """Yield the places in these passages, until ``stopped`` says so; it asks no project and may run in any thread.

    Raises:
        TooComplex: the engine gave up.
    """
    for passage in texts:
        if stopped():
            return
        for place in pattern.places(passage.text):
            yield Hit(passage, place.start, place.end, place.groups)


def edit_for(project: Project, hits: Sequence[Hit], wanted: Template, *, verified: bool = False) -> Outcome:
    """Return the one edit that replaces these hits.

    Verified lines are left alone unless ``verified``; a text that is no longer what it was when it was looked through
    is left alone too. Lines lose their verified mark with their text, as in every edit.

    Raises:
        Fault: a text would hold what it cannot.
    """
    count = {"places": 0, "things": 0, "verified": 0, "changed": 0, "same": 0}
    edits: list[e.Edit] = []
    lines = _by(hits, lambda hit: hit.at.line if hit.at.annotation is None else None)
    now = passages.lines_now(project, lines)
    for line, found in lines.items():
        text, checked = now.get(line, (None, False))
        if text != found[0].at.text:
            count["changed"] += len(found)
        elif checked and not verified:
            count["verified"] += len(found)
        elif (new := _new(found, wanted, count)) != text:
            edits.append(e.SetLineText(line, new))
    edits += _annotation_edits(project, hits, wanted, count)
    count["things"] = len(edits)
    return Outcome(e.Batch(tuple(edits), "Replace") if edits else None, **count)


def _annotation_edits(
    project: Project, hits: Sequence[Hit], wanted: Template, count: dict[str, int]
) -> Iterator[e.Edit]:
    annotations = _by(hits, lambda hit: hit.at.annotation)
    now = passages.attributes_now(project, annotations)
    for annotation, of_it in annotations.items():
        old = now.get(annotation, {})
        new = dict(old)
        for key in dict.fromkeys(hit.at.key for hit in of_it):
            found = [hit for hit in of_it if hit.at.key == key]
            if old.get(key) != found[0].at.text:
                count["changed"] += len(found)
            else:
                new[key] = _new(found, wanted, count)
        if new != old:
            yield e.SetAnnotation(annotation, new)


def _by(hits: Iterable[Hit], key: Callable[[Hit], int | None]) -> dict[int, list[Hit]]:
    found: dict[int, list[Hit]] = {}
    for hit in hits:
        if (of := key(hit)) is not None:
            found.setdefault(of, []).append(hit)
    return found


def _new(found: Sequence[Hit], wanted: Template, count: dict[str, int]) -> str:
    """Return the text of a passage with these hits replaced."""
    places = [(hit.start, hit.end, wanted.fill(hit.groups)) for hit in found]
    same = sum(1 for hit, (_, _, new) in zip(found, places, strict=True) if hit.groups[0] == new)
    count["same"] += same
    count["places"] += len(places) - same
    new = replaced(found[0].at.text, places)
    if reason := _fault(new, "text" if found[0].at.annotation is None else "notes"):
        raise Fault(f"The new text “{new[:60]}” {reason}; nothing was replaced.")
    return new


def remaining(left: Iterable[Hit], done: Iterable[Hit], wanted: Template) -> list[Hit]:
    """Return the hits that were not replaced as they are when ``done`` were: some stand in the same texts."""
    places: dict[Passage, list[tuple[int, int, str]]] = {}
    for hit in done:
        places.setdefault(hit.at, []).append((hit.start, hit.end, wanted.fill(hit.groups)))
    found = []
    for hit in left:
        before = places.get(hit.at, ())
        at = replace(hit.at, text=replaced(hit.at.text, before), verified=False) if before else hit.at
        found.append(Hit(at, shifted(hit.start, before), shifted(hit.end, before), hit.groups))
    return found


def find_all(
    project: Project, pattern: Pattern, scope: Scope, where: str = "text", *, most: int = 100_000,
    report: Callable[[int, int, str], None] = lambda done, of, what: None, stopped: Callable[[], bool] = lambda: False,
) -> list[Hit]:  # fmt: skip
    """Return every place, in reading order, for callers that can wait.

    Raises:
        TooComplex: the engine gave up.
        Fault: there are more than ``most`` places.
    """
    found: list[Hit] = []
    count = page_count(project, scope)
    for done, texts in enumerate(read(project, scope, where), start=1):
        found += hits_in(pattern, texts, stopped)
        if len(found) > most:
            raise Fault(f"There are more than {most:,} places; look at fewer pages at a time. Nothing was replaced.")
        if stopped():
            break
        report(done, count, "")
    return found
