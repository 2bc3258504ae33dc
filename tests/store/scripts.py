"""Random scripts of edits: plain draws of numbers and words, read against whatever the project holds by then."""

import json

from hypothesis import strategies as st

from editor.model import edit as e
from editor.model.codec import EDITS
from editor.model.page import STATUSES, Piece, Share, Word

KINDS = [name for name in EDITS if name not in ("restore", "batch")]
WORDS = ["Moscow", "the", "quarantine", "U. S.", "Kimmitt", "e\u0301", "\U0001f600", "—", "11652", "", " "]

draws = st.tuples(
    st.sampled_from([*KINDS, "batch", "undo", "set_line_text", "split_line", "join_lines", "tag_span", "move_line"]),
    st.integers(0, 1 << 16),
    st.integers(0, 1 << 16),
    st.integers(0, 30),
    st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
)
scripts = st.lists(draws, min_size=60, max_size=60)

TABLES = ("document", "page", "region", "line", "annotation", "reading")


def state(project):
    """Return the whole content of a file, row for row, indexes included."""
    rows = project.connection.execute
    out = {t: rows(f"SELECT * FROM {t} ORDER BY id").fetchall() for t in TABLES}
    out["project"] = rows('SELECT "values" FROM project').fetchall()
    out["target"] = rows("SELECT * FROM target ORDER BY thing, annotation").fetchall()
    return out


def check_quotes(project):
    """Hold every annotation against the words it quotes."""
    texts = dict(project.connection.execute("SELECT id, text FROM line"))
    for targets, _quote in project.connection.execute("SELECT targets, quote FROM annotation"):
        for target in json.loads(targets):
            if "line" in target:
                assert texts[target["line"]][target["start"] : target["end"]] == target["quote"]


class Picker:
    """Picks rows of a project by number, so that a script means something whatever happened before."""

    def __init__(self, project):
        self.project = project

    def pick(self, table, number, orphan=False):
        where = " WHERE targets='[]'" if orphan else ""
        ids = [r[0] for r in self.project.connection.execute(f"SELECT id FROM {table}{where} ORDER BY id")]
        return ids[number % len(ids)] if ids else 999

    def after(self, table, number):
        return [e.LAST, None, self.pick(table, number)][number % 3]

    def length(self, line):
        row = self.project.connection.execute("SELECT length(text) FROM line WHERE id=?", (line,)).fetchone()
        return row[0] if row else 0


def box(a, b):
    return ((a % 900, b % 900), (a % 900 + 60, b % 900), (a % 900 + 60, b % 900 + 20), (a % 900, b % 900 + 20))


def edit_of(project, draw):
    """Return the edit that one draw stands for; it may well be one that must be refused."""
    kind, a, b, c, text = draw
    pick = Picker(project)
    page, region, line = (pick.pick(t, a) for t in ("page", "region", "line"))
    if kind == "batch":
        inner = (("add_region", a, b, c, text), ("add_line", b, a, c, text), ("set_line_text", a, b, c, text))
        return e.Batch(tuple(edit_of(project, part) for part in inner[: c % 4]), text)
    table = {
        "set_project": lambda: e.SetProject({"hyphens": text}),
        "add_document": lambda: e.AddDocument(text or "D", pick.after("document", b), {"date": text}),
        "set_metadata": lambda: e.SetMetadata(pick.pick("document", a), {"from": text}),
        "move_document": lambda: e.MoveDocument(pick.pick("document", a), pick.after("document", b)),
        "remove_document": lambda: e.RemoveDocument(pick.pick("document", a) if c == 0 else 999),
        "add_page": lambda: e.AddPage(pick.pick("document", a), "a.jpg", text, pick.after("page", b), 0, 1000, 1000),
        "remove_page": lambda: e.RemovePage(page if c < 4 else 999),
        "move_page": lambda: e.MovePage(page, pick.pick("document", b), pick.after("page", b)),
        "set_page_label": lambda: e.SetPageLabel(page, text),
        "set_page_image": lambda: e.SetPageImage(page, text, c, a, b, "d"),
        "set_page_status": lambda: e.SetPageStatus(page, [*STATUSES, "odd"][c % 7], bool(c % 2)),
        "set_page_view": lambda: e.SetPageView(page, {"zoom": c / 8}),
        "add_region": lambda: e.AddRegion(page, "marginalia", box(a, b), pick.after("region", b), text or None),
        "remove_region": lambda: e.RemoveRegion(region if c < 12 else 999),
        "move_region": lambda: e.MoveRegion(
            region, pick.after("region", b), pick.pick("page", b) if c % 3 == 0 else None
        ),
        "set_region_kind": lambda: e.SetRegionKind(region, text),
        "set_region_outline": lambda: e.SetRegionOutline(region, box(b, a)),
        "set_region_hand": lambda: e.SetRegionHand(region, text),
        "set_region_continues": lambda: e.SetRegionContinues(region, pick.pick("region", b) if c % 3 else None),
        "set_region_attributes": lambda: e.SetRegionAttributes(region, {"place": text}),
        "split_region": lambda: (
            e.SplitRegion(region, before_line=pick.pick("line", b)) if c % 2 else e.SplitRegion(region, at_x=b % 900)
        ),
        "join_regions": lambda: e.JoinRegions(region, pick.pick("region", b)),
        "add_line": lambda: e.AddLine(
            region, text, box(a, b), (), pick.after("line", b), text, c / 30, share_of(c, text)
        ),
        "remove_line": lambda: e.RemoveLine(line if c < 15 else 999),
        "move_line": lambda: e.MoveLine(line, pick.pick("region", b), pick.after("line", c)),
        "set_line_text": lambda: e.SetLineText(line, changed(project, line, b, c, text)),
        "set_line_outline": lambda: e.SetLineOutline(line, box(b, a)),
        "set_line_baseline": lambda: e.SetLineBaseline(line, box(b, a)[:2]),
        "set_line_verified": lambda: e.SetLineVerified(line, bool(c % 2)),
        "set_line_attributes": lambda: e.SetLineAttributes(line, {"link": text}),
        "split_line": lambda: e.SplitLine(line, b % (pick.length(line) + 2)),
        "join_lines": lambda: e.JoinLines(line, pick.pick("line", b)),
        "tag_span": lambda: e.TagSpan(line, *sorted((b % (pick.length(line) + 1), c)), "person", {"ref": text}),
        "tag_spans": lambda: e.TagSpans(
            tuple(sorted({(pick.pick("line", a + n), 0, pick.length(pick.pick("line", a + n))) for n in range(c % 4)})),
            "del",
            {"rend": text},
            page if c % 4 == 0 else None,
            text if c % 4 == 0 else "",
        ),
        "tag_region": lambda: e.TagRegion(region, "stamp", {"type": text}),
        "set_annotation": lambda: e.SetAnnotation(pick.pick("annotation", a), {"cert": text}, text or None),
        "remove_annotation": lambda: e.RemoveAnnotation(pick.pick("annotation", a)),
        "anchor_orphan": lambda: e.AnchorOrphan(
            pick.pick("annotation", a, orphan=True), line, 0, min(c, pick.length(line))
        ),
        "add_note": lambda: e.AddNote(note_target(page, region, line, c), text),
        "add_reading": lambda: e.AddReading(page, {"file": text}, "{}"),
    }
    return table[kind]()


def share_of(number, text):
    return Share(7, (Piece(number, 0, len(text)),), (Word(0, len(text), 0.5),)) if text else None


def note_target(page, region, line, number):
    return [e.NoteTarget(page=page), e.NoteTarget(region=region), e.NoteTarget(line=line), e.NoteTarget()][number % 4]


def changed(project, line, at, number, text):
    """Return the line's text with a piece of it replaced, as typing and correcting do."""
    row = project.connection.execute("SELECT text FROM line WHERE id=?", (line,)).fetchone()
    old = row[0] if row else ""
    at %= len(old) + 1
    return [old[:at] + text + old[at + number % 9 :], old[:at] + old[at + number :], text, text + old][number % 4]
