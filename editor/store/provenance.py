"""How a document came to be, out of its journal and readings: who worked on it when, and what read its pages first."""

from __future__ import annotations

from editor.store.legible import legible
from editor.store.project import Project

_THINGS_OF_DOCUMENT = (
    "SELECT id FROM page WHERE document=?1 UNION ALL "
    "SELECT r.id FROM page p JOIN region r ON r.page=p.id WHERE p.document=?1 UNION ALL "
    "SELECT l.id FROM page p JOIN region r ON r.page=p.id JOIN line l ON l.region=r.id WHERE p.document=?1"
)


_READINGS_OF_DOCUMENT = "SELECT g.id FROM reading g JOIN page p ON p.id=g.page WHERE p.document=?1"
_OURS = "json_extract(g.source, '$.format')='TEI' AND json_extract(g.source, '$.producer') LIKE 'Muniment %'"
"""A reading of a file that this program wrote itself, which tells on its own how it came to be."""


@legible("The journal")
def days_of_work(project: Project, document_id: int) -> list[tuple[str, str, int]]:
    """Return who changed a document on which day (ISO), and in how many edits, oldest first; imports do not count."""
    rows = project.connection.execute(
        'SELECT substr(j."when", 1, 10), j.user, count(*) FROM journal j WHERE j.rev IN '
        f"(SELECT t.rev FROM touch t WHERE t.thing IN ({_THINGS_OF_DOCUMENT})) AND j.rev NOT IN "
        f"(SELECT min(t.rev) FROM touch t WHERE t.thing IN ({_READINGS_OF_DOCUMENT}) GROUP BY t.thing) "
        "GROUP BY 1, 2 ORDER BY 1, min(j.rev)",
        (document_id,),
    )
    return rows.fetchall()


@legible("The journal")
def days_of_import(project: Project, document_id: int) -> list[tuple[str, str, int]]:
    """Return who brought in pages of a document on which day (ISO), and how many, oldest first.

    What came from a file that this program wrote is left out: the file tells it.
    """
    rows = project.connection.execute(
        'SELECT substr(j."when", 1, 10), j.user, count(DISTINCT g.page) FROM journal j JOIN touch t ON t.rev=j.rev '
        f"JOIN reading g ON g.id=t.thing WHERE g.id IN ({_READINGS_OF_DOCUMENT}) AND NOT coalesce({_OURS}, 0) "
        "AND j.rev=(SELECT min(o.rev) FROM touch o WHERE o.thing=g.id) GROUP BY 1, 2 ORDER BY 1, min(j.rev)",
        (document_id,),
    )
    return rows.fetchall()


@legible("The journal")
def begun(project: Project, document_id: int) -> int | None:
    """Return the first entry of the journal that touched a document, None where there is none."""
    row = project.connection.execute("SELECT min(rev) FROM touch WHERE thing=?", (document_id,)).fetchone()
    return int(row[0]) if row[0] is not None else None


@legible("The journal")
def producers(project: Project, document_id: int) -> list[str]:
    """Return what programs read the pages of a document first, each once; this one reads none."""
    rows = project.connection.execute(
        "SELECT coalesce(json_extract(g.source, '$.producer'), '') FROM reading g JOIN page p ON p.id=g.page "
        f"WHERE p.document=? AND NOT coalesce({_OURS}, 0) GROUP BY 1 ORDER BY min(g.id)",
        (document_id,),
    )
    return [row[0] for row in rows.fetchall() if row[0]]
