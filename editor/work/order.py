"""What may be misplaced on a page of a project: the page as plain values, judged in any thread, and what was set aside.

A proposal that was set aside is remembered among the values of the project, one value each, so that undo brings it back
and copies can be merged.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.assist.order.propose import propose
from editor.assist.order.values import Proposal, Sheet
from editor.assist.suspects import lexicon
from editor.assist.suspects.rules import code_of
from editor.model.edit import SetProject
from editor.model.page import PageContent
from editor.model.tagset import TagSet
from editor.store import readers
from editor.store.project import Project
from editor.work.suspects import DEFAULT_LANGUAGE, LANGUAGE

SKIPPED = "skipped:"


@dataclass(frozen=True, slots=True)
class Task:
    """A page to judge, as plain values; ``skipped`` are the keys of what was set aside on it."""

    content: PageContent
    roles: dict[str, str]
    language: str
    skipped: frozenset[str]


def task_of(project: Project, content: PageContent, tagset: TagSet) -> Task:
    """Return what a page is judged by."""
    values = readers.project_values(project)
    before = _key(content.page.id, "")
    skipped = frozenset(name.removeprefix(before) for name in values if name.startswith(before))
    roles = {kind.name: kind.role for kind in tagset.kinds}
    return Task(content, roles, code_of(values.get(LANGUAGE) or DEFAULT_LANGUAGE), skipped)


def judge(task: Task) -> list[Proposal]:
    """Return the proposals for a page, the surest first; loads dictionaries the first time, which takes seconds.

    Raises:
        Abandoned: the loading was given up.
    """
    words = lexicon.lexicon(task.language)
    return [one for one in propose(Sheet(task.content, words, task.roles)) if one.key not in task.skipped]


def skip(page: int, proposal: Proposal) -> SetProject:
    """Return the edit that sets a proposal aside for good."""
    return SetProject({_key(page, proposal.key): "1"})


def _key(page: int, proposal: str) -> str:
    return f"{SKIPPED}{page}:{proposal}"
