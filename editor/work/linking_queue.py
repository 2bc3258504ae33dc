"""Page after page linked in the background: what is sure is linked at once, what is not is left for a person to see.

The state is the project itself. A queue that is made anew passes over the pages that are linked, so that a run that was
stopped goes on where it was. Nothing is kept of a page that is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from editor.assist.engines.values import Stopped
from editor.assist.linking.values import Link, Notice
from editor.model import edit as e
from editor.model.faults import Fault
from editor.model.geometry import bounds
from editor.model.page import LINK, Page
from editor.store import readers
from editor.store.project import Project
from editor.work.linking import LinkTask, PageProposal, PageTask, Proposal, Reads, Stop, evidence, find, task_of
from editor.work.linking_edits import edits_of
from editor.work.linking_repairs import in_question

_QUOTED = 40
"""So many letters of a line are told where it is named."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a run is to do.

    ``suggestions``: take also the links that are not sure. ``again``: look again at pages that have linked lines, for
    the text on them that has no place yet. ``keep_paragraphs``: cut no paragraph at the lines of the scan.
    """

    suggestions: bool = False
    again: bool = False
    keep_paragraphs: bool = False


class LinkQueue:
    """The pages that are still to be linked, one at a time.

    ``next`` and ``edits`` are for the thread that has the project, ``work`` is for any.
    """

    def __init__(self, pages: Sequence[int], choices: Choices | None = None) -> None:
        """Take the ids of the pages."""
        self.choices = choices or Choices()
        self.of = len(pages)
        self.done = 0
        self.passed_over = 0
        self._left = iter(pages)

    def next(self, project: Project) -> LinkTask | None:
        """Return what is known of the next page that has something to link, None after the last."""
        for page in self._left:
            self.done += 1
            task = task_of(project, [page])
            if self._is_wanted(task.pages[0]):
                return task
            self.passed_over += 1
        return None

    def _is_wanted(self, task: PageTask) -> bool:
        is_linked = any(LINK in line.attributes for line in task.placed())
        return bool(task.loose()) and (self.choices.again or self.choices.suggestions or not is_linked)

    @staticmethod
    def work(task: LinkTask, reader: Reads | None = None, stop: Stop | None = None) -> Proposal:
        """Return what is proposed for a task.

        Raises:
            Fault: its scan cannot be looked at.
            Stopped: ``stop`` said so.
        """
        return find(task, evidence(task, reader, stop), stop=stop)

    def chosen(self, page: PageProposal) -> tuple[Link, ...]:
        """Return the links of a page that the run makes: none that the archivist made before.

        Lines whose order is in question wait as well, unless all suggestions are taken.
        """
        wait = frozenset() if self.choices.suggestions else in_question(page.linking.notices)
        mine = {line.id for line in page.task.loose()} - wait
        links = (link for link in page.linking.links if link.line in mine)
        return tuple(link for link in links if link.sure or self.choices.suggestions)

    def edits(self, proposal: Proposal, new_id: Callable[[], int]) -> list[e.Batch]:
        """Return what makes the links of a proposal: a step to undo for each page."""
        chosen = frozenset(link for page in proposal.pages for link in self.chosen(page))
        return edits_of(proposal, new_id, chosen, keep_paragraphs=self.choices.keep_paragraphs)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a page: its proposal and the links that were taken, or the sentence that says why nothing did."""

    page: Page
    proposal: PageProposal | None = None
    taken: frozenset[Link] = frozenset()
    fault: str = ""

    @property
    def suggested(self) -> int:
        """Return how many links were left for a person to see."""
        return 0 if self.proposal is None else len(_new_links(self.proposal)) - len(self.taken)

    @property
    def placeless(self) -> int:
        """Return how many pieces of text found no place at all."""
        return 0 if self.proposal is None else len(self.proposal.linking.placeless)

    def record(self, number: int) -> dict[str, Any]:
        """Return it as plain data, as ``muniment link --json`` prints it; ``number`` is what the page is called by."""
        out: dict[str, Any] = {"page": number, "page_id": self.page.id, "label": self.page.label}
        if self.proposal is None:
            return {**out, "fault": self.fault}
        linking, texts = self.proposal.linking, _texts(self.proposal)
        boxes = [bounds(line.outline) for line in self.proposal.layout.lines]
        return {
            **out,
            "unread": self.proposal.unread,
            "linked": len(self.taken),
            "suggested": self.suggested,
            "links": [
                {**_part(texts, link.line, link.start, link.end), "box": boxes[link.at], "reason": link.reason,
                 "confidence": round(link.confidence, 3), "taken": link in self.taken}
                for link in _new_links(self.proposal)
            ],
            "placeless": [_part(texts, line, start, end) for line, start, end in linking.placeless],
            "textless": [boxes[at] for _, at in linking.textless],
            "notices": [_notice(texts, notice) for notice in linking.notices],
        }  # fmt: skip

    def sentences(self, number: int) -> Iterator[str]:
        """Yield it as lines for people."""
        if self.proposal is None:
            yield f"Page {number}: {self.fault}"
            return
        linking, texts = self.proposal.linking, _texts(self.proposal)
        yield (
            f"Page {number}: {len(self.taken)} linked, {self.suggested} suggested, {self.placeless} without a place; "
            f"{len(linking.textless)} lines of the scan without text."
        )
        if self.proposal.unread:
            yield f"  Linked by what its lines look like alone: {self.proposal.unread}"
        for notice in linking.notices:
            yield f"  {_sentence(texts, notice)}"


def _texts(page: PageProposal) -> dict[int, str]:
    return {line.id: line.text for _, line in page.task.content.lines()}


def _new_links(page: PageProposal) -> list[Link]:
    """Return the links of text that had no place."""
    loose = {line.id for line in page.task.loose()}
    return [link for link in page.linking.links if link.line in loose]


def _part(texts: dict[int, str], line: int, start: int, end: int) -> dict[str, Any]:
    return {"line": line, "start": start, "end": end, "text": texts[line][start:end]}


def _notice(texts: dict[int, str], notice: Notice) -> dict[str, Any]:
    out: dict[str, Any] = {"kind": notice.kind, "line": notice.line, "text": texts[notice.line]}
    if notice.kind == "order":
        return {**out, "start": notice.start, "end": notice.end, "repair": notice.repair}
    return {**out, "at": notice.at}


def _sentence(texts: dict[int, str], notice: Notice) -> str:
    text = texts[notice.line]
    named = text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
    if notice.kind == "columns":
        return f"“{named}” goes on in another column at “{text[notice.at :][:_QUOTED]}”."
    if notice.kind == "order":
        return f"“{named}” stands in another order on the scan: “{notice.repair}”."
    if notice.kind == "page":
        return f"“{text[notice.at :][:_QUOTED]}” begins a new page."
    return f"“{named}” stands elsewhere on the scan than in the text."


def link_pages(
    project: Project, queue: LinkQueue, reader: Reads | None = None, stop: Stop | None = None, *, dry: bool = False
) -> Iterator[Outcome]:
    """Link the pages of a queue, yielding what came of each when it is durable; stops between two of them.

    Args:
        project: Where they are.
        queue: The pages.
        reader: Reads the words of pages that no reading tells them of.
        stop: Asked all the time whether to give up; the page at hand is then left as it was.
        dry: Only tell what would be done.
    """
    while not (stop is not None and stop()) and (task := queue.next(project)) is not None:
        page = task.pages[0].content.page
        try:
            proposal = queue.work(task, reader, stop)
        except Stopped:
            return
        except Fault as fault:
            yield Outcome(page, fault=str(fault))
            continue
        if not dry:
            for batch in queue.edits(proposal, project.new_id):
                project.apply(batch)
        found = proposal.pages[0]
        yield Outcome(page, found, frozenset(queue.chosen(found)))


def pages_named(project: Project, document: int | None, numbers: set[int] | None) -> dict[int, int]:
    """Return the ids of pages with their numbers from 1 in a document, or else in the project."""
    there = readers.all_pages(project) if document is None else readers.pages(project, document)
    counted = enumerate(there, start=1)
    return {page.id: number for number, page in counted if numbers is None or number in numbers}
