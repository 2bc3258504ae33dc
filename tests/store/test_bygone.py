"""What was comes back: a page, region, line or document as after any entry, exactly, and undo takes that back."""

import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import journal, readers
from editor.store.bygone import DOCUMENT, LINE, PAGE, REGION, Target, bygone
from editor.store.wayback import way_back
from tests.store.scripts import check_quotes, draws, edit_of, state
from tests.store.test_property import FASTEST, seeded

SCRIPTS = int(os.environ.get("MUNIMENT_SCRIPTS", "60"))


def page_state(project, page):
    """Return what a page shows: its facts, regions, lines, tags on them, tray; places on other pages left out."""
    try:
        content = readers.content(project, page)
    except Fault:
        return None
    things = {page, *(r.id for r in content.regions), *(line.id for _, line in content.lines())}
    regions = {r[0] for r in project.connection.execute("SELECT id FROM region")}
    marks = []
    for a in content.annotations:
        row = project.connection.execute("SELECT targets FROM annotation WHERE id=?", (a.id,)).fetchone()
        spots = [t for t in json.loads(row[0]) if (t.get("line") or t.get("region") or t.get("page")) in things]
        marks.append((a.id, a.tag, dict(a.attributes), spots))
    orphans = project.connection.execute(
        "SELECT id, tag, attributes, quote FROM annotation WHERE targets='[]' AND home=? ORDER BY id", (page,)
    ).fetchall()
    shown = [
        (r.id, r.kind, r.outline, r.hand, r.continues if r.continues in regions else None, dict(r.attributes), r.lines)
        for r in content.regions
    ]
    facts = content.page
    return (facts.label, facts.status, facts.needs_review), shown, marks, orphans


def loosened(then, project, page):
    """Return a state of then without what cannot come back: what a region continued that is gone or continues it."""
    links = dict(project.connection.execute("SELECT id, continues FROM region"))
    facts, shown, marks, orphans = then
    shown = [(*r[:4], r[4] if r[4] in links and links.get(r[0]) == r[4] else links.get(r[0]), *r[5:]) for r in shown]
    return facts, shown, marks, orphans


def run(project, script):
    states = {}
    for draw in script:
        try:
            change = project.undo() if draw[0] == "undo" else project.apply(edit_of(project, draw))
        except Fault:
            continue
        if change is not None:
            pages = [r[0] for r in project.connection.execute("SELECT id FROM page")]
            states[change.rev] = {page: page_state(project, page) for page in pages}
    return states


@settings(max_examples=SCRIPTS, suppress_health_check=list(HealthCheck), deadline=None)
@given(script=st.lists(draws, min_size=25, max_size=40), number=st.integers(0, 1 << 16))
def test_a_page_comes_back_as_it_was_and_undo_takes_that_back(script, number):
    folder = Path(tempfile.mkdtemp(dir=FASTEST))
    try:
        with seeded(folder, "p.muniment") as project:
            project.connection.execute("PRAGMA synchronous=0")
            states = run(project, script)
            if not states:
                return
            rev = sorted(states)[number % len(states)]
            for page, then in states[rev].items():
                check_restore(project, page, rev, then)
    finally:
        shutil.rmtree(folder)


def check_restore(project, page, rev, then):
    before = state(project)
    found = bygone(project, Target(PAGE, page), rev)
    assert found.was_there
    try:
        back = way_back(project, found)
    except Fault as fault:
        assert "is gone" in str(fault)
        return
    if not back.changed:
        return
    project.apply(back.edit)
    check_quotes(project)
    is_ = page_state(project, page)
    was = loosened(then, project, page)
    anchored = {row[0] for row in project.connection.execute("SELECT id FROM annotation WHERE targets<>'[]'")}
    # What was in the tray then and stands on another page by now stays there.
    assert is_[:3] == was[:3]
    assert is_[3] == [orphan for orphan in was[3] if orphan[0] not in anchored]
    project.connection.execute("INSERT INTO line_fts (line_fts, rank) VALUES ('integrity-check', 1)")
    project.undo()
    assert state(project) == before


def _some(project, table):
    return [row[0] for row in project.connection.execute(f"SELECT id FROM {table} ORDER BY id")]


def test_a_region_that_was_moved_to_another_page_comes_back_with_its_lines_as_they_were(tmp_path):
    with seeded(tmp_path, "p.muniment") as project:
        (page, other, *_), line = _some(project, "page"), _some(project, "line")[2]
        region = readers.line(project, line).region
        rev, then = journal.last_rev(project.connection), page_state(project, page)
        project.apply(e.SplitLine(line, 0))
        project.apply(e.MoveRegion(region, None, other))
        assert region not in [one[0] for one in page_state(project, page)[1]]
        check_restore(project, page, rev, then)
        project.redo()
        assert page_state(project, page)[1] == then[1]


def test_a_region_whose_page_is_gone_says_so(tmp_path):
    with seeded(tmp_path, "p.muniment") as project:
        (page, other, *_), region = _some(project, "page"), _some(project, "region")[0]
        rev = journal.last_rev(project.connection)
        project.apply(e.MoveRegion(region, None, other))
        project.apply(e.RemovePage(page))
        with pytest.raises(Fault, match="The page this region was in is gone"):
            way_back(project, bygone(project, Target(REGION, region), rev))


def spots_in(project, things):
    """Return every tag that stands on one of these things, with the places it has there."""
    rows = project.connection.execute("SELECT id, tag, targets FROM annotation WHERE targets<>'[]' ORDER BY id")
    found = []
    for row_id, tag, targets in rows.fetchall():
        places = [t for t in json.loads(targets) if (t.get("line") or t.get("region") or t.get("page")) in things]
        if places:
            found.append((row_id, tag, places))
    return found


def part_states(project):
    """Return every region with its lines and tags, every line with its tags, every document with its pages."""
    regions, lines, documents = {}, {}, {}
    for page in readers.all_pages(project):
        content = readers.content(project, page.id)
        for r in content.regions:
            facts = r.kind, r.outline, r.hand, dict(r.attributes), r.lines
            regions[r.id] = facts, spots_in(project, {r.id, *(line.id for line in r.lines)})
            for line in r.lines:
                lines[line.id] = line.text, line.ocr_text, line.outline, line.verified, spots_in(project, {line.id})
    for d in readers.documents(project):
        pages = [(p.id, p.label, p.status) for p in readers.pages(project, d.id)]
        documents[d.id] = d.title, dict(d.values), pages
    return {REGION: regions, LINE: lines, DOCUMENT: documents}


@settings(max_examples=SCRIPTS, suppress_health_check=list(HealthCheck), deadline=None)
@given(script=st.lists(draws, min_size=20, max_size=30), number=st.integers(0, 1 << 16))
def test_a_region_a_line_and_a_document_come_back(script, number):
    folder = Path(tempfile.mkdtemp(dir=FASTEST))
    try:
        with seeded(folder, "p.muniment") as project:
            project.connection.execute("PRAGMA synchronous=0")
            revs = [c.rev for c in (applied(project, draw) for draw in script[: number % 12]) if c is not None]
            states, rev = part_states(project), journal.last_rev(project.connection)
            assert not revs or rev == revs[-1]
            for draw in script[number % 12 :]:
                applied(project, draw)
            for kind, things in states.items():
                for thing, then in things.items():
                    check_part(project, Target(kind, thing), rev, then)
    finally:
        shutil.rmtree(folder)


def applied(project, draw):
    try:
        return project.undo() if draw[0] == "undo" else project.apply(edit_of(project, draw))
    except Fault:
        return None


def check_part(project, target, rev, then):
    before = state(project)
    try:
        back = way_back(project, bygone(project, target, rev))
    except Fault as fault:
        assert "is gone" in str(fault)
        return
    if back.changed:
        project.apply(back.edit)
    check_quotes(project)
    is_ = part_states(project)[target.kind][target.id]
    if target.kind == DOCUMENT:
        assert is_[:2] == then[:2]
        assert [page for page in is_[2] if page[0] not in back.stay] == then[2]
    else:
        assert is_ == then
    if back.changed:
        project.undo()
    assert state(project) == before
