"""Bringing pages in: rows to the database against ``executemany`` of the same rows, files against parsing them."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from editor.model.source import Source, SourceLine, SourcePage, SourceRegion
from editor.store.file import transaction
from editor.store.project import Project
from tests.bench import synthetic
from tests.bench.measure import NotHere, Row, against, in_turns

ROWS = ("import-rows", "import-files")
PAGES = 60
TABLES = ("document", "page", "reading", "region", "line", "journal", "touch", "step")


def source_pages(number: int) -> list[SourcePage]:
    """Return pages of forty lines in four regions, as a reader of files gives them."""
    choice, texts = random.Random(7).choice, synthetic.phrases(synthetic.vocabulary(), 5_000)
    each = synthetic.LINES // synthetic.REGIONS
    out = []
    for page in range(number):
        regions = []
        for r in range(synthetic.REGIONS):
            rows = [(n, 600 + n * 140) for n in range(r * each, (r + 1) * each)]
            lines = tuple(
                SourceLine(
                    choice(texts) + " " + choice(texts),
                    n,
                    synthetic.box(700, y, 3900, 110),
                    ((700, y + 80), (4600, y + 83)),
                    0.9,
                    ident=f"r{r}l{n}",
                )
                for n, y in rows
            )
            regions.append(SourceRegion("paragraph", synthetic.box(700, 600 + r * 1450, 3900, 1400), lines, f"r{r}"))
        out.append(SourcePage("", 4960, 7016, tuple(regions), str(page + 1)))
    return out


def page_xml(page: SourcePage) -> str:
    """Return a page as PAGE XML."""

    def points(polygon: tuple[tuple[float, float], ...]) -> str:
        return " ".join(f"{x:.0f},{y:.0f}" for x, y in polygon)

    out = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Metadata><Creator>bench'
        "</Creator><Created>2026-01-01T00:00:00</Created><LastChange>2026-01-01T00:00:00</LastChange></Metadata>"
        f'<Page imageFilename="{page.label}.jpg" imageWidth="{page.width}" imageHeight="{page.height}">\n'
    ]
    for region in page.regions:
        out.append(f'<TextRegion id="{region.ident}" type="paragraph"><Coords points="{points(region.outline)}"/>\n')
        for line in region.lines:
            out.append(
                f'<TextLine id="{line.ident}"><Coords points="{points(line.outline)}"/>'
                f'<Baseline points="{points(line.baseline)}"/><TextEquiv conf="0.9"><Unicode>{escape(line.text)}'
                "</Unicode></TextEquiv></TextLine>\n"
            )
        out.append("</TextRegion>\n")
    return "".join(out) + "</Page></PcGts>\n"


def fresh(work: Path, name: str) -> Project:
    """Return a new, empty project."""
    path = work / f"{name}.muniment"
    path.unlink(missing_ok=True)
    return Project.create(path, user="bench")


def taken_in(work: Path, pages: list[SourcePage]) -> Callable[[], None]:
    """Return what takes pages into an empty project, as an import does."""
    from editor.work.import_files import Plan, PlannedPage
    from editor.work.taking import Taking

    source = Source("bench.xml", "PAGE", "2019-07-15", "bench", tuple(pages))
    planned = [PlannedPage(page.label, number=n) for n, page in enumerate(pages)]

    def act() -> None:
        with fresh(work, "import-mine") as project:
            taking = Taking(project, Plan())
            for page in planned:
                taking.bring(page, source)

    return act


def rows_of(path: Path) -> list[dict[str, list[tuple[object, ...]]]]:
    """Return the rows that an import of pages wrote, table by table, for each page."""
    out: list[dict[str, list[tuple[object, ...]]]] = []
    with Project.open(path) as project:
        ask = project.connection.execute
        for rev in (row[0] for row in ask("SELECT rev FROM journal WHERE rev>1 ORDER BY rev")):
            mine = "(SELECT thing FROM touch WHERE rev=?)"
            page = {t: ask(f"SELECT * FROM {t} WHERE id IN {mine}", (rev,)).fetchall() for t in TABLES[:5]}
            page |= {t: ask(f"SELECT * FROM {t} WHERE rev=?", (rev,)).fetchall() for t in TABLES[5:]}
            page["line_fts"] = [(row[0], row[3]) for row in page["line"]]
            out.append(page)
    return out


def written_raw(work: Path, pages: list[dict[str, list[tuple[object, ...]]]]) -> Callable[[], None]:
    """Return what writes the same rows into an empty project with ``executemany``, a transaction a page."""

    def act() -> None:
        with fresh(work, "import-raw") as project:
            for page in pages:
                with transaction(project.connection):
                    _insert(project.connection, page)

    return act


def _insert(connection: sqlite3.Connection, page: dict[str, list[tuple[object, ...]]]) -> None:
    for table, rows in page.items():
        if not rows:
            continue
        columns = " (rowid, text)" if table == "line_fts" else ""
        connection.executemany(f"INSERT INTO {table}{columns} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield the rows."""
    pages = source_pages(PAGES)
    ours = taken_in(work, pages)
    ours()
    raw = written_raw(work, rows_of(work / "import-mine.muniment"))
    yield against("import-rows", 1.3, in_turns({"value": ours, "yardstick": raw}, rounds))
    yield _files(work, pages, rounds)


def _files(work: Path, pages: list[SourcePage], rounds: int) -> Row:
    try:
        from editor.formats import known
        from editor.work.import_files import plan, take
    except ImportError as missing:
        raise NotHere(str(missing)) from missing
    folder = work / "page-xml"
    folder.mkdir(exist_ok=True)
    for page in pages:
        (folder / f"p{page.label:0>4}.xml").write_text(page_xml(page), encoding="utf-8")
    files = sorted(folder.iterdir())

    def ours() -> None:
        with fresh(work, "import-mine") as project:
            for _ in take(project, plan([folder])):
                pass

    def parsing() -> None:
        for path in files:
            known.read(path)

    return against("import-files", 1.6, in_turns({"value": ours, "yardstick": parsing}, rounds))
