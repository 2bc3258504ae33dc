"""Series, tours and rules of a whole project, for callers that can wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from editor.assist.suspects import lexicon
from editor.store import readers
from editor.store.asread import walk
from editor.store.project import Project
from editor.work.learning import Learning
from editor.work.replace import Hit
from editor.work.series import Known, Look, known
from editor.work.series_rules import MOST_LINES, Rule, Tally

_Report = Callable[[int, int, str], None]


def project_knowledge(project: Project) -> Known:
    """Return what a project knows of its words, all its corrections looked at."""
    return known(project, dict(Learning().whole(project)))


def places_of(project: Project, look: Look, report: _Report = lambda done, of, what: None) -> Iterator[Hit]:
    """Yield all places of a series in reading order."""
    total = readers.page_count(project)
    for done, lines in enumerate(walk(project), start=1):
        yield from look(lines, lambda: False)
        report(done, total, "")


def rules_of(
    project: Project,
    report: _Report = lambda done, of, what: None,
    missing: Callable[[str], None] = lambda sentence: None,
) -> list[Rule]:
    """Return what one change would put right at many places, counted over so many lines and no more.

    Args:
        project: An open project.
        report: Told how far it is: pages done, of how many, nothing.
        missing: Told once what is missing to count better.
    """
    knowledge = project_knowledge(project)
    tally, total, seen = Tally(knowledge), readers.page_count(project), 0
    for done, lines in enumerate(walk(project), start=1):
        tally.see(lines)
        report(done, total, "")
        seen += len(lines)
        if seen >= MOST_LINES:
            break
    lacking = lexicon.lexicon(knowledge.usual).missing
    if lacking:
        missing(lacking)
    return tally.rules()
