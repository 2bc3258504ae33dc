"""Bringing files into a project: first a plan, which only reads; then the taking, a page a transaction, one undo step.

A page that is there already is never overwritten: what comes for it is kept beside it as a reading to compare.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

from editor.store.project import Project
from editor.work.gather import Gathering, Report, sort
from editor.work.import_plan import BY_HAND, LEFT_OUT, Plan, PlannedPage, Record, TakenPage, summary
from editor.work.taking import Taking, image_path

__all__ = [
    "BY_HAND",
    "LEFT_OUT",
    "Plan",
    "PlannedPage",
    "Record",
    "Report",
    "TakenPage",
    "image_path",
    "plan",
    "sort",
    "summary",
    "take",
]


def plan(sources: list[Path], report: Report | None = None, stopped: Callable[[], bool] = lambda: False) -> Plan:
    """Read files and folders and return what would come of them; nothing is written but what archives hold.

    Args:
        sources: Files and folders, in any mixture.
        report: Told of each file before it is read.
        stopped: Asked between files; what was read by then is the plan.

    Returns:
        The plan, which owns the folder that archives were unpacked into: use it in a ``with``, or close it.
    """
    gathering = Gathering(sources, report, stopped)
    try:
        return gathering.plan()
    except BaseException:
        gathering.close()
        raise


def take(project: Project, plan: Plan, title: str | None = None) -> Generator[TakenPage, None, None]:
    """Add the planned pages, a transaction each, yielding what became of each; together they are one step to undo.

    Args:
        project: Where they go.
        plan: What ``plan`` returned.
        title: The document they go into, a new one where none is so called; else those that the files tell of, else
            one named after the source.
    """
    with Taking(project, plan, title) as taking:
        for planned in plan.pages:
            yield taking.page(planned)
