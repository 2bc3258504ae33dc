"""How far a project has come: pages by status, the next page that needs a person, the next line nobody has checked."""

from __future__ import annotations

from collections import Counter

from editor.model.page import STATUSES
from editor.store.legible import legible
from editor.store.project import Project

DONE = ("corrected", "checked", "blank")
"""The statuses of pages that nobody has to work on any more, unless a page asks for review."""
_NEEDS = f"(p.needs_review=1 OR p.status NOT IN {DONE})"
CHOICES = {
    "": "1",
    "needing": _NEEDS,
    "review": "p.needs_review=1",
    **{status: f"p.status='{status}'" for status in STATUSES},
}
"""By which pages of a list can be chosen: all, those that need a person, those to be reviewed, those of a status."""


@legible("The list of pages")
def by_status(project: Project, document: int) -> Counter[str]:
    """Return how many pages of a document have which status."""
    rows = project.connection.execute("SELECT status, count(*) FROM page WHERE document=? GROUP BY status", (document,))
    return Counter(dict(rows.fetchall()))


def done_of(pages: Counter[str]) -> int:
    """Return how many of pages by status are done."""
    return sum(pages[status] for status in DONE)


@legible("The list of pages")
def next_needing(project: Project, page: int) -> int | None:
    """Return the next page that needs a person: not done, or to be reviewed; behind the last one comes the first.

    The page itself comes last; None where no page needs anybody.
    """
    walk = "FROM document d CROSS JOIN page p ON p.document=d.id WHERE {place} AND {needs} ORDER BY d.rank, p.rank"
    here = project.connection.execute(
        "SELECT d.rank, p.rank FROM page p JOIN document d ON d.id=p.document WHERE p.id=?", (page,)
    ).fetchone()
    if here is None:
        return None
    for place in ("(d.rank, p.rank) > (?, ?)", "(d.rank, p.rank) <= (?, ?)"):
        sql = f"SELECT p.id {walk.format(place=place, needs=_NEEDS)} LIMIT 1"
        row = project.connection.execute(sql, here).fetchone()
        if row is not None:
            return int(row[0])
    return None


@legible("The list of pages")
def page_behind(project: Project, page: int) -> int | None:
    """Return the next page of the same document; behind its last one comes the first. None without such a page."""
    here = project.connection.execute("SELECT document, rank FROM page WHERE id=?", (page,)).fetchone()
    if here is None:
        return None
    row = project.connection.execute(
        "SELECT id FROM page WHERE document=? AND rank>? ORDER BY rank LIMIT 1", here
    ).fetchone() or project.connection.execute(
        "SELECT id FROM page WHERE document=? ORDER BY rank LIMIT 1", here[:1]
    ).fetchone()  # fmt: skip
    return int(row[0])


@legible("The list of pages")
def first_unverified(project: Project, page: int) -> int | None:
    """Return the first line of a page that no person has checked, None where there is none."""
    row = project.connection.execute(
        "SELECT l.id FROM region r CROSS JOIN line l ON l.region=r.id WHERE r.page=? AND l.verified=0 "
        "ORDER BY r.rank, l.rank LIMIT 1",
        (page,),
    ).fetchone()
    return int(row[0]) if row else None
