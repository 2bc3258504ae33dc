"""The pages of a plan on their way into a project: which page each is there already, and what is added to it."""

from __future__ import annotations

import os
from pathlib import Path

from editor.model import edit as e
from editor.model.faults import Fault
from editor.model.source import Source
from editor.store import readers
from editor.store.project import Project
from editor.work import arriving
from editor.work.import_plan import LEFT_OUT, Plan, PlannedPage, TakenPage
from editor.work.texts import Texts, check_image


class Taking:
    """Add pages to a project one by one, as one step to undo."""

    def __init__(self, project: Project, plan: Plan, title: str | None = None) -> None:
        """Take the project, the plan, and the document that all pages go into where one is named."""
        self._project = project
        self._plan = plan
        self._title = title
        self._merge = f"import {project.new_id()}"
        self._texts = Texts(plan.digests)
        self._documents: dict[int, int] = {}
        self._mine: dict[tuple[Path, int], int] = {}
        self._pages: set[int] = set()
        self._told: set[Path] = set()

    def page(self, planned: PlannedPage) -> TakenPage:
        """Add one page of the plan and return what became of it."""
        try:
            if planned.facts is not None:
                check_image(planned.facts)
            source = self._texts.source(planned.text_file) if planned.text_file is not None else None
        except Fault as fault:
            return TakenPage(planned, None, LEFT_OUT, (f"{planned.label} was left out. {fault}",))
        return self.bring(planned, source)

    def bring(self, planned: PlannedPage, source: Source | None) -> TakenPage:
        """Add one page with the text that ``source`` has at ``planned.number``."""
        document = self._document(planned.record)
        there = self._there(planned)
        page_id = there if there is not None else self._project.new_id()
        edits: list[e.Edit] = []
        messages: list[str] = []
        if there is None:
            edits.append(self._add_page(planned, document, page_id))
        outcome = "added"
        if source is not None:
            has_text = there is not None and readers.has_lines(self._project, page_id)
            outcome = "added" if there is None else "version" if has_text else "filled"
            size = planned.size if planned.facts else (0, 0)
            arrival = arriving.Arrival(source.pages[planned.number], source, planned.text_file, size)
            messages += arrival.messages
            edits += arrival.edits(self._project.new_id, page_id, content=outcome != "version")
            messages += self._first_told(planned, source)
        if edits:
            self._project.apply(e.Batch(tuple(edits), "Import"), merge=self._merge)
        self._pages.add(page_id)
        if planned.image is not None:
            self._mine[planned.image, planned.frame] = page_id
        return TakenPage(planned, page_id, outcome if edits else "version", tuple(messages))

    def _first_told(self, planned: PlannedPage, source: Source) -> tuple[str, ...]:
        """Return the messages of a file with the first page that comes from it, and with no other."""
        if planned.text_file is None or planned.text_file in self._told:
            return ()
        self._told.add(planned.text_file)
        return source.messages

    def _document(self, record: int) -> int:
        """Return the document that pages with this record go into, made when the first of them comes."""
        wanted = -1 if self._title else record
        if wanted not in self._documents:
            self._documents[wanted] = self._find_document(wanted)
        return self._documents[wanted]

    def _find_document(self, record: int) -> int:
        told = self._plan.records[record] if record >= 0 else None
        title = self._title or (told.title if told is not None else "") or self._plan.title or "Import"
        taken = set(self._documents.values())
        for document in readers.documents(self._project):
            if document.title == title and document.id not in taken:
                return document.id
        if told is None and self._title and len(self._plan.records) == 1:
            told = self._plan.records[0]
        values = dict(told.values) if told is not None else {}
        made = self._project.apply(e.AddDocument(title, values=values), merge=self._merge).id
        assert made is not None
        return made

    def _there(self, planned: PlannedPage) -> int | None:
        """Return the page that a planned page is already, if any.

        Two files of one import that are alike byte for byte, two blank sheets say, are two pages all the same.
        """
        if planned.facts is None or planned.image is None:
            return None
        if (own := self._mine.get((planned.image, planned.frame))) is not None:
            return own
        name = image_path(self._project, planned.image)
        found = readers.pages_with_image(self._project, planned.facts.digest, planned.frame, name)
        return next((page for page in found if page not in self._pages), None)

    def _add_page(self, planned: PlannedPage, document: int, page_id: int) -> e.AddPage:
        width, height = planned.size
        image = image_path(self._project, planned.image) if planned.image else ""
        digest = planned.facts.digest if planned.facts else ""
        return e.AddPage(document, image, planned.label, e.LAST, planned.frame, width, height, digest, page_id)


def image_path(project: Project, image: Path) -> str:
    """Return how a project names an image: relative to its own folder where both lie under one, with slashes."""
    folder, image = project.path.resolve().parent, image.resolve()
    try:
        common = os.path.commonpath([folder, image])
    except ValueError:
        return str(image)
    if len(Path(common).parts) < 2:
        return str(image)
    return Path(os.path.relpath(image, folder)).as_posix()
