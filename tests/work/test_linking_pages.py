"""Scans and their text linked for real: what the files carry afterwards, and many pages in the background."""

import pytest
from PIL import Image, ImageDraw, ImageFont

from editor.assist.engines.values import Stopped
from editor.formats import known
from editor.imaging.facts import ImageFault
from editor.model import edit as e
from editor.model.codec import canonical
from editor.model.faults import Fault
from editor.model.geometry import bounds
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceWord
from editor.store import readers
from editor.store.project import Project
from editor.work import linking, linking_pages
from editor.work.check import check_file, check_project
from editor.work.export import Request, export_project
from editor.work.linking_edits import edits_of
from editor.work.linking_queue import Choices, LinkQueue, link_pages, pages_named
from tests.store.scripts import state

pytest.importorskip("cv2", reason="linking looks at scans with OpenCV, which is not here")

LINES = (
    "MEMORANDUM FOR THE DIRECTOR",
    "The delegation asked that the inspectors be",
    "admitted under the provisions of the treaty",
    "before the end of the month, and no later.",
)
SECOND = (
    "It was agreed that a second delegation should",
    "visit the northern stations during the summer;",
    "their reports would be laid before the council",
    "and the inspectors would be told in writing.",
)
LEFT, TOP, STEP, LETTER = 120, 150, 120, 22


def draw(path, texts=LINES):
    drawn = Image.new("L", (1300, 800), 250)
    pen = ImageDraw.Draw(drawn)
    for row, text in enumerate(texts):
        for column, letter in enumerate(text):
            pen.text((LEFT + LETTER * column, TOP + STEP * row), letter, 20, ImageFont.load_default(38))
    drawn.save(path)


def read(scale=1.0, texts=LINES):
    """Return what an engine would read there."""
    found = []
    for row, text in enumerate(texts):
        words, at = [], 0
        for word in text.split():
            start, at = text.index(word, at), text.index(word, at) + len(word)
            left, top = LEFT + LETTER * start, TOP + STEP * row
            box = tuple(scale * n for n in (left, top, left + LETTER * len(word), top + 40))
            words.append(SourceWord(start, at, box, 0.9))
        found.append(SourceLine(text, row, words=tuple(words)))
    return SourcePage("", round(1300 * scale), round(800 * scale), (SourceRegion("paragraph", lines=tuple(found)),))


class Reader:
    """Reads what is drawn, and counts how often it was asked."""

    producer = "drawn 1"

    def __init__(self, *texts):
        self.asked = 0
        self._texts = texts or [LINES]

    def read(self, path, frame, size, stop):
        self.asked += 1
        return read(1.0, self._texts[(self.asked - 1) % len(self._texts)])


class Failing(Reader):
    """Dies of one scan, and reads the others."""

    def __init__(self, *texts, of):
        super().__init__(*texts)
        self._of = of

    def read(self, path, frame, size, stop):
        read = super().read(path, frame, size, stop)
        if self.asked == self._of:
            raise ImageFault(path, "was not read: OCR died of it.")
        return read


@pytest.fixture
def project(tmp_path):
    draw(tmp_path / "scan.png")
    with Project.create(tmp_path / "p.muniment", user="archivist") as project:
        document = project.apply(e.AddDocument("Memo")).id
        for number in range(3):
            image = "gone.png" if number == 1 else "scan.png"
            page = project.apply(e.AddPage(document, image, f"page {number + 1}", width=1300, height=800)).id
            head = project.apply(e.AddRegion(page, "heading")).id
            project.apply(e.AddLine(head, LINES[0]))
            body = project.apply(e.AddRegion(page, attributes={"reflowed": "true"})).id
            project.apply(e.AddLine(body, " ".join(LINES[1:])))
        project.apply(e.AddPage(document, "scan.png", "blank", width=1300, height=800))
        yield project


def page_ids(project):
    return list(pages_named(project, None, None))


def test_pages_are_linked_one_after_another_and_a_second_run_goes_on(project):
    reader = Reader()
    pages = page_ids(project)
    before = state(project)
    queue = LinkQueue(pages)
    outcomes = link_pages(project, queue, reader)
    first = next(outcomes)
    assert (first.page.label, len(first.taken), first.suggested, first.placeless) == ("page 1", 4, 0, 0)
    assert [line.text for _, line in readers.content(project, pages[0]).lines()] == list(LINES)
    outcomes.close()
    again = LinkQueue(pages)
    rest = list(link_pages(project, again, reader))
    assert [(one.page.label, len(one.taken), bool(one.fault)) for one in rest] == [
        ("page 2", 0, True), ("page 3", 4, False),
    ]  # fmt: skip
    assert "gone.png" in rest[0].fault
    assert (again.done, again.of, again.passed_over, reader.asked) == (4, 4, 2, 2)
    assert check_project(project).sound
    project.undo()
    project.undo()
    assert state(project) == before


def test_a_run_that_is_stopped_leaves_the_page_at_hand_as_it_was(project):
    reader, pages = Reader(), page_ids(project)
    before = state(project)
    assert list(link_pages(project, LinkQueue(pages), reader, lambda: reader.asked > 0)) == []
    assert state(project) == before
    assert list(link_pages(project, LinkQueue(pages), reader, lambda: True)) == []
    assert reader.asked == 1


def test_what_was_read_is_kept_and_found_the_next_time_whatever_its_size(project):
    reader, (page, *_) = Reader(), page_ids(project)
    next(link_pages(project, LinkQueue([page]), reader))
    task = linking.task_of(project, [page])
    assert task.pages[0].reading is not None
    assert linking.evidence(task, reader).read == (None,)
    ((_, source),) = readers.readings(project, page)
    assert (source["format"], source["producer"], source["file"]) == ("ocr", "drawn 1", "scan.png")
    project.apply(e.AddReading(page, {}, canonical(read(2.0))))
    newest = linking.task_of(project, [page]).pages[0].reading
    assert newest.lines()[0].words[0].box == read().lines()[0].words[0].box
    assert reader.asked == 1


def test_suggestions_are_taken_where_that_is_wanted_and_linked_pages_looked_at_again(project):
    reader, (page, *_) = Reader(), page_ids(project)
    next(link_pages(project, LinkQueue([page]), reader))
    region = readers.content(project, page).regions[0].id
    project.apply(e.AddLine(region, "Not on this page"))
    assert list(link_pages(project, LinkQueue([page]), reader)) == []
    (again,) = link_pages(project, LinkQueue([page], Choices(again=True)), reader)
    assert [line.text for line in again.proposal.task.loose()] == ["Not on this page"]
    assert not any(link.line == again.proposal.task.loose()[0].id and link.sure for link in again.taken)


@pytest.mark.parametrize("kind", ["tei", "page", "alto", "hocr"])
def test_the_files_carry_the_outlines_and_nothing_of_how_sure_they_are(project, tmp_path, kind):
    pages = page_ids(project)
    list(link_pages(project, LinkQueue(pages[:1]), Reader()))
    files = list(export_project(project, Request(tmp_path / "out", kind, pages={1})))
    wanted = [bounds(line.outline) for _, line in readers.content(project, pages[0]).lines()]
    path = next(path for path in files if LINES[1] in path.read_text(encoding="utf-8") or kind == "alto")
    if kind == "tei":
        assert check_file(path).sound
    source = known.read_data(path.read_bytes(), path.name, path.suffix)
    lines = source.pages[0].lines()
    assert [line.text for line in lines] == list(LINES)
    for line, box in zip(lines, wanted, strict=True):
        assert bounds(line.outline) == pytest.approx(box, abs=1.01)
        assert "link" not in line.attributes
    assert '"link"' not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("scanned", [True, False])
def test_one_text_is_given_out_over_the_scans_it_was_read_from(tmp_path, scanned):
    """The pages of one text begin where the words of their scans begin; what was read is kept, all in one step."""
    other = [line.replace("delegation", "ambassador").replace("inspectors", "observers") for line in SECOND]
    with Project.create(tmp_path / "p.muniment") as project:
        document = project.apply(e.AddDocument("Memo")).id
        text = project.apply(e.AddPage(document, "", "text", width=0, height=0)).id if not scanned else None
        pages = []
        for number, texts in enumerate((LINES, other)):
            draw(tmp_path / f"{number}.png", texts)
            pages.append(project.apply(e.AddPage(document, f"{number}.png", f"{number}", width=1300, height=800)).id)
        text = text or pages[0]
        body = project.apply(e.AddRegion(text, attributes={"reflowed": "true"})).id
        project.apply(e.AddLine(body, " ".join([*LINES, *other])))
        before = state(project)
        one = linking_pages.one_text(project, text)
        assert [page.id for page in one.scans.pages] == pages
        reader = Reader(LINES, other)
        evidence = linking.evidence(one.scans, reader)
        begins = linking_pages.begins_of(one, evidence)
        assert [begin.page for begin in begins] == (pages[1:] if scanned else pages)
        assert begins[-1].at == len(" ".join(LINES)) + 1
        project.apply(linking_pages.give_out_text(one, evidence, begins, project.new_id))
        got = [[line.text for _, line in readers.content(project, page).lines()] for page in pages]
        assert got == [[" ".join(LINES)], [" ".join(other)]]
        assert [len(outcome.taken) for outcome in link_pages(project, LinkQueue(pages), reader)] == [4, 4]
        assert (reader.asked, check_project(project).sound) == (2, True)
        for _ in range(3):
            project.undo()
        assert state(project) == before
        with pytest.raises(Fault, match="no text to give out"):
            linking_pages.one_text(project, pages[1])
        for page in pages[1:] if scanned else pages:
            project.apply(e.AddLine(project.apply(e.AddRegion(page)).id, "text"))
        with pytest.raises(Fault, match="no page with a scan"):
            linking_pages.one_text(project, text)


def two_scans(project, tmp_path):
    """Return the text of two scans, on the first of them."""
    (document,) = readers.documents(project)
    pages = []
    for number, texts in enumerate((LINES, SECOND)):
        draw(tmp_path / f"{number}.png", texts)
        pages.append(project.apply(e.AddPage(document.id, f"{number}.png", f"{number}", width=1300, height=800)).id)
    body = project.apply(e.AddRegion(pages[0], attributes={"reflowed": "true"})).id
    project.apply(e.AddLine(body, " ".join([*LINES, *SECOND])))
    return linking_pages.one_text(project, pages[0])


def test_a_scan_that_an_engine_fails_on_is_linked_by_what_it_looks_like(project):
    first, _, third, _ = page_ids(project)
    outcomes = list(link_pages(project, LinkQueue([first, third]), Failing(of=1)))
    assert [one.proposal.unread for one in outcomes] == ["scan.png was not read: OCR died of it.", ""]
    assert [len(one.taken) > 0 for one in outcomes] == [True, True]
    assert {link.reason for link in outcomes[0].taken} <= {"looks", "between"}
    assert "OCR died of it" in "\n".join(outcomes[0].sentences(1))
    assert [one.record(1)["unread"] != "" for one in outcomes] == [True, False]


def test_one_text_finds_its_pages_though_an_engine_fails_on_one_of_its_scans(project, tmp_path):
    one = two_scans(project, tmp_path)
    seen, begins = linking_pages.looked_at(one, Failing(LINES, SECOND, of=2))
    assert [read is not None for read in seen.read] == [True, False]
    assert [bool(why_not) for why_not in seen.unread] == [False, True]
    assert [(begin.page, begin.at) for begin in begins] == [(one.scans.pages[1].id, len(" ".join(LINES)) + 1)]


def test_looking_for_pages_is_given_up_whenever_it_is_asked_to(project, tmp_path):
    one, asked = two_scans(project, tmp_path), []
    linking_pages.looked_at(one, None, lambda: bool(asked.append(None)))
    left = iter(range(len(asked) - 1))
    with pytest.raises(Stopped):
        linking_pages.looked_at(one, None, lambda: next(left, None) is None)


def test_a_page_of_the_seeds_keeps_every_letter_and_one_undo_takes_all_of_it_back(project, scans):
    name = "instruction-2"
    data = (scans / f"{name}.xml").read_bytes()
    (source,) = known.read_data(data, f"{name}.xml", ".xml").pages
    (document,) = readers.documents(project)
    size = {"width": source.width, "height": source.height}
    page = project.apply(e.AddPage(document.id, str(scans / f"{name}.jpg"), name, **size)).id
    wanted = []
    for given in source.regions:
        region = project.apply(e.AddRegion(page, given.kind, attributes={"reflowed": "true"})).id
        wanted.append(" ".join(line.text for line in given.lines))
        project.apply(e.AddLine(region, wanted[-1]))
    before = state(project)
    task = linking.task_of(project, [page])
    proposal = linking.find(task, linking.evidence(task))
    (batch,) = edits_of(proposal, project.new_id, proposal.pages[0].linking.links)
    project.apply(batch)
    content = readers.content(project, page)
    assert " ".join(line.text for _, line in content.lines()).split() == " ".join(wanted).split()
    assert sum(not linking.is_loose(line) for _, line in content.lines()) > 0.8 * len(source.lines())
    assert check_project(project).sound
    project.undo()
    assert state(project) == before


def test_without_what_looks_at_scans_a_sentence_says_what_to_install(project, monkeypatch):
    monkeypatch.setattr(linking, "_NEEDS", ("no_such_package",))
    with pytest.raises(Fault, match=r"muniment\[link\]"):
        linking.evidence(linking.task_of(project, page_ids(project)[:1]))
