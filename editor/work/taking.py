"""The pages of a plan on their way into a project: which page each is there already, and what is added to it."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from editor.imaging.decode import Checker
from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import readers
from editor.store.project import Project
from editor.work import arriving
from editor.work.before import Before
from editor.work.beside import put_beside
from editor.work.import_plan import LEFT_OUT, Plan, PlannedPage, Record, TakenPage
from editor.work.spool import Leaf
from editor.work.texts import Texts, check_image

_STEP = "Import"
"""What the step is called that undo takes back."""
_REGIONS = 10_000
"""So many names of regions are remembered, for those that continue them on a later page."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page of a plan with its text read and its image taken out where it was in a PDF, or why it cannot come."""

    planned: PlannedPage
    text: Leaf | None
    ready: PlannedPage
    fault: str = ""


class Taking:
    """Add pages to a project one by one, as one step to undo; to be used in a ``with``."""

    def __init__(self, project: Project, plan: Plan, title: str | None = None) -> None:
        """Take the project, the plan, and the document that all pages go into where one is named."""
        self._project = project
        self._plan = plan
        self._title = title
        self._merge = f"import {project.new_id()}"
        self._texts = Texts(plan.digests, plan.spool)
        self._checker = Checker()
        self._drawn: TemporaryDirectory[str] | None = None
        self._documents: dict[int, int] = {}
        self._made: set[int] = set()
        self._told: set[Path] = set()
        self._regions: tuple[Path | None, dict[str, int]] = (None, {})
        self._before = Before(project, plan.digests)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End what helped and remove what it left."""
        self._texts.close()
        self._checker.close()
        if self._drawn is not None:
            self._drawn.cleanup()

    def page(self, planned: PlannedPage) -> TakenPage:
        """Add one page of the plan and return what became of it.

        Raises:
            Fault: the project or its folder of images cannot be written.
        """
        return self.put(self.prepare(planned))

    def prepare(self, planned: PlannedPage) -> Prepared:
        """Read what a page needs; the project is not asked, so another thread may do it, one page after the other.

        An image that is taken out of a PDF is only there until the next page is prepared.
        """
        try:
            text = self._texts.page(planned.text_file, planned.number) if planned.text_file is not None else None
            return Prepared(planned, text, self._with_image(planned))
        except Fault as fault:
            return Prepared(planned, None, planned, f"{planned.label} was left out. {fault}")

    def put(self, prepared: Prepared) -> TakenPage:
        """Add a page that was prepared and return what became of it.

        Raises:
            Fault: the project or its folder of images cannot be written.
        """
        if prepared.fault:
            return TakenPage(prepared.planned, None, LEFT_OUT, (prepared.fault,))
        return self._bring(prepared.planned, prepared.text, prepared.ready)

    def _with_image(self, planned: PlannedPage) -> PlannedPage:
        """Return the page with an image that can be read: as it was looked at, or fresh out of its PDF."""
        if planned.facts is not None:
            check_image(planned.facts)
        if planned.facts is not None or planned.image is None or self._before.by_image(planned) is not None:
            return planned
        self._texts.check(planned.image)
        if self._drawn is None:
            self._drawn = TemporaryDirectory(prefix="muniment-", ignore_cleanup_errors=True)
        folder = Path(self._drawn.name)
        for old in folder.iterdir():
            old.unlink()
        image = self._texts.pdf().image(planned.image, planned.frame, folder, "page")
        return replace(
            planned, image=image, facts=self._checker.check(image), frame=0, keep=planned.keep + image.suffix
        )

    def _bring(self, planned: PlannedPage, text: Leaf | None, ready: PlannedPage) -> TakenPage:
        """Add one page with its text; ``ready`` has its image taken out."""
        document = self._document(planned.record)
        there = self._there(planned, ready, document)
        page_id = there if there is not None else self._project.new_id()
        edits, copied = self._page_edits(ready, document, page_id, there)
        messages: list[str] = []
        outcome = "added" if there is None else "version"
        if text is not None:
            if there is not None and not readers.has_lines(self._project, page_id):
                outcome = "filled"
            edits += self._arrive(ready, text, page_id, outcome != "version", messages)
        try:
            if edits:
                self._project.apply(e.Batch(tuple(edits), _STEP), merge=self._merge)
        except BaseException:
            if copied is not None:
                with contextlib.suppress(OSError):
                    copied.unlink()
            raise
        self._before.note(planned, page_id)
        return TakenPage(planned, page_id, outcome, tuple(messages))

    def _arrive(
        self, planned: PlannedPage, text: Leaf, page_id: int, content: bool, messages: list[str]
    ) -> list[e.Edit]:
        size = planned.size if planned.facts else (0, 0)
        regions = self._continued(planned.text_file, text.alone)
        arrival = arriving.Arrival(text.page, text.source, planned.text_file, size, regions)
        messages += arrival.messages
        edits = [self._dated(edit, planned) for edit in arrival.edits(self._project.new_id, page_id, content=content)]
        if planned.text_file is not None and planned.text_file not in self._told:
            self._told.add(planned.text_file)  # what is odd about a file is said with the first of its pages
            messages += text.source.messages
        return edits

    def _continued(self, file: Path | None, alone: bool) -> dict[str, int]:
        """Return the regions that may be continued: of a file of many pages its own, else of all that came before."""
        wanted = None if alone else file
        if self._regions[0] != wanted or len(self._regions[1]) > _REGIONS:
            self._regions = (wanted, {})
        return self._regions[1]

    # Which document, which page

    def _document(self, record: int) -> int:
        """Return the document that pages with this record go into, made when the first of them comes."""
        told = self._plan.records[record] if record >= 0 and not self._title else None
        wanted = record if told is not None and told.title and told.title != self._plan.title else -1
        if wanted not in self._documents:
            self._documents[wanted] = self._find_document(told if wanted >= 0 else None)
        return self._documents[wanted]

    def _find_document(self, told: Record | None) -> int:
        title = told.title if told is not None else self._title or self._plan.title or "Import"
        taken = set(self._documents.values())
        for document in readers.documents(self._project):
            if document.title == title and document.id not in taken:
                return document.id
        if told is None and len(self._plan.records) == 1:
            told = self._plan.records[0]
        values = dict(told.values) if told is not None else {}
        made = self._project.new_id()
        # Named like the pages that follow: undo takes all of it back and says what that was.
        self._project.apply(e.Batch((e.AddDocument(title, values=values, id=made),), _STEP), merge=self._merge)
        self._made.add(made)
        return made

    def _dated(self, edit: e.Edit, planned: PlannedPage) -> e.Edit:
        """Return a reading with the place it has in its file and the file's digest, by which it is known again."""
        if not isinstance(edit, e.AddReading) or planned.text_file is None:
            return edit
        digest = self._plan.digests.get(planned.text_file, "")
        known = {"page": str(planned.number), "digest": digest, "image": planned.declared}
        return replace(edit, source={**edit.source, **{key: value for key, value in known.items() if value}})

    def _there(self, planned: PlannedPage, ready: PlannedPage, document: int) -> int | None:
        """Return the page that a planned page is already, if any: one with its image, else one its text came to."""
        found = self._before.by_image(planned)
        if found is None and ready.facts is not None and ready.image is not None:
            name = image_path(self._project, ready.image)
            found = self._before.by_digest(ready.facts.digest, ready.frame, name)
        if found is None and document not in self._made:
            found = self._before.by_text(planned, document)
        return found

    def _page_edits(
        self, ready: PlannedPage, document: int, page_id: int, there: int | None
    ) -> tuple[list[e.Edit], Path | None]:
        """Return what makes the page, or gives one without image its image, and the file that was made for it."""
        if there is not None and (ready.facts is None or readers.page(self._project, page_id).image):
            return [], None
        path, name, digest, copied = None, "", "", None
        if ready.image is not None and ready.facts is not None:
            path, digest = ready.image, ready.facts.digest
            if ready.keep:
                path, made = put_beside(self._project, path, ready.keep, digest)
                copied = path if made else None
            name = image_path(self._project, path)
        width, height = ready.size
        if there is not None:
            return [e.SetPageImage(page_id, name, ready.frame, width, height, digest)], copied
        add = e.AddPage(document, name, ready.label, e.LAST, ready.frame, width, height, digest, page_id)
        return [add], copied


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
