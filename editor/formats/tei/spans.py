"""The annotations in the lines of a block as intervals that can be nested, and what goes on from block to block."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from editor.formats.flow import Cut, by_form
from editor.formats.tei.block import Row
from editor.formats.tei.blocks import worded
from editor.formats.tei.dress import Dress, Dresses
from editor.formats.tei.nest import Span
from editor.formats.tei.numbering import tagged
from editor.formats.tei.spanning import SPANNING
from editor.formats.tei.survey import Survey
from editor.model.annotation import NOTE, Annotation

SUBSTITUTION: Final = (-1,)
WHOLE: Final = (98,)
HYPHEN: Final = (99,)
"""The order of our own elements: a substitution is never cut, the number of a line and its hyphen are innermost."""

Run = tuple[int, int]


@dataclass(slots=True)
class Tag:
    """What is made of a span: the words of an annotation, an anchor, or an element of our own.

    ``to`` is the anchor where a spanning element ends, which begins at its span and holds nothing.
    """

    span: Span
    annotation: Annotation | None = None
    dress: Dress | None = None
    element: str = ""
    ident: str = ""
    type: str = ""
    to: str = ""


@dataclass(slots=True)
class Thread:
    """How far an annotation has come.

    Of ``spans`` there are ``done`` in the blocks begun so far, ``blocks`` in number; ``pieces`` are the ids written,
    and ``left`` pieces of these blocks are still to come: furniture inside a paragraph is written before its end.
    """

    spans: int
    done: int = 0
    pieces: list[str] = field(default_factory=list)
    blocks: int = 0
    left: int = 0

    @property
    def goes_on(self) -> bool:
        """Tell whether there is more of it to come."""
        return self.done < self.spans or self.left > 0


@dataclass(slots=True)
class Threads:
    """What the blocks of a record must tell one another and the stand-off part.

    ``joins`` are the annotations written in several blocks: element, ids. ``anchors`` counts the stretches each note is
    anchored at. ``cut`` tells what the hyphen at a line's end is.
    """

    found: Survey
    dresses: Dresses
    joins: list[tuple[str, list[str]]] = field(default_factory=list)
    anchors: dict[int, int] = field(default_factory=dict)
    cut: Cut = by_form
    _open: dict[int, Thread] = field(default_factory=dict)

    def take(self, annotation: Annotation, spans: int) -> Thread:
        """Return the thread of ``annotation`` in the next block, which has ``spans`` more of its spans."""
        thread = self._open.get(annotation.id)
        if thread is None and spans == len(annotation.targets):
            return Thread(spans, spans, blocks=1)
        if thread is None:
            thread = Thread(len(worded(replace(annotation, targets=self.found.targets(annotation)))))
        thread.done += spans
        thread.blocks += 1
        if thread.done < thread.spans:
            self._open[annotation.id] = thread
        else:
            self._open.pop(annotation.id, None)
        return thread


def tags(rows: Sequence[Row], bases: Sequence[int], threads: Threads) -> tuple[list[Tag], dict[int, Thread]]:
    """Return the annotations of ``rows`` as intervals, and the thread of each that has words.

    Args:
        rows: The lines of a block.
        bases: The position of each line's break, and of the block's end.
        threads: What goes on from block to block.
    """
    made: list[Tag] = []
    going: dict[int, Thread] = {}
    breaks = set(bases)
    for annotation, stretches in _stretches(rows, bases):
        if annotation.id in threads.found.spanning:
            made += _ends(annotation, rows, bases, threads)
            continue
        runs = _runs(stretches, breaks)
        if annotation.tag == NOTE:
            made += _anchors(annotation, runs, threads)
            continue
        worn = threads.dresses.of(annotation)
        order = (0 if worn.second else 1, worn.spec.rank)
        going[annotation.id] = threads.take(annotation, len(stretches))
        for start, end in runs:
            span = Span(start, end, order, annotation.id, bare=worn.element == "idno")
            made.append(Tag(span, annotation, worn, worn.element))
    return made, going


def _stretches(rows: Sequence[Row], bases: Sequence[int]) -> list[tuple[Annotation, list[Run]]]:
    """Return each annotation in the block with its spans as positions, in the order they begin."""
    found: dict[int, tuple[Annotation, list[Run]]] = {}
    for row, base in zip(rows, bases, strict=False):
        length = len(row.line.text)
        for annotation, start, end in sorted(row.spans, key=lambda s: (s[1], s[2], s[0].id)):
            low = base + 1 + min(start, length)
            high = max(low, base + 1 + min(end, length))
            found.setdefault(annotation.id, (annotation, []))[1].append((low, high))
    return list(found.values())


def _runs(stretches: Sequence[Run], breaks: Collection[int]) -> list[Run]:
    """Join the stretches that only line breaks divide."""
    runs: list[Run] = []
    for start, end in stretches:
        if runs and start < end and runs[-1][0] < runs[-1][1]:
            before, reached = runs[-1]
            if all(at in breaks for at in range(reached, start)):
                runs[-1] = (before, max(reached, end))
                continue
        if (start, end) not in runs:
            runs.append((start, end))
    return runs


def _ends(annotation: Annotation, rows: Sequence[Row], bases: Sequence[int], threads: Threads) -> Iterator[Tag]:
    """Yield what marks the beginning of a spanning tag and its end, where they are in these rows."""
    first, last = threads.found.spanning[annotation.id]
    end = tagged(annotation.id) + "e"
    for row, base in zip(rows, bases, strict=False):
        if row.line.id == first.line:
            at = base + 1 + first.start
            worn = threads.dresses.of(annotation)
            element = SPANNING[worn.element]
            yield Tag(Span(at, at, (0, 0, 0), annotation.id), annotation, worn, element, tagged(annotation.id), to=end)
        if row.line.id == last.line:
            at = base + 1 + last.end
            yield Tag(Span(at, at, (0, 0, 1), annotation.id), element="anchor", ident=end)


def _anchors(annotation: Annotation, runs: Sequence[Run], threads: Threads) -> Iterator[Tag]:
    for run in runs:
        count = threads.anchors[annotation.id] = threads.anchors.get(annotation.id, 0) + 1
        for index, (at, side) in enumerate(zip(run, "se", strict=True)):
            span = Span(at, at, (0, count, index), annotation.id)
            yield Tag(span, element="anchor", ident=f"{tagged(annotation.id)}{side}{count}")


def numbers(rows: Sequence[Row], bases: Sequence[int], type_: str) -> Iterator[Tag]:
    """Yield a number for each line that has words and no annotation."""
    for row, base in zip(rows, bases, strict=False):
        if row.line.text and not row.spans:
            span = Span(base + 1, base + 1 + len(row.line.text), WHOLE, bare=True)
            yield Tag(span, element="idno", type=type_)


def hyphens(rows: Sequence[Row], bases: Sequence[int], soft: Sequence[bool], made: Sequence[Tag]) -> Iterator[Tag]:
    """Yield the hyphen before each line break that is ``soft``, unless it stands in a number."""
    bare = [tag.span for tag in made if tag.span.bare]
    for at, is_soft in zip(bases, soft, strict=False):
        if is_soft and not any(span.start < at <= span.end for span in bare):
            yield Tag(Span(at - 1, at, HYPHEN), element="pc")


def substitutions(made: Sequence[Tag], apart: Callable[[int, int], bool]) -> Iterator[Tag]:
    """Yield a substitution for each deletion that an addition follows.

    Args:
        made: All other tags of the block.
        apart: Tells whether more than blanks and line breaks stands between two positions.
    """
    lost = [tag for tag in made if tag.element == "del" and tag.span.start < tag.span.end]
    for gone in lost:
        for new in made:
            if new.element != "add" or new.span.start < gone.span.end or new.span.start == new.span.end:
                continue
            whole = (gone.span.start, new.span.end)
            rest = (tag.span for tag in made if tag is not gone and tag is not new)
            if not apart(gone.span.end, new.span.start) and all(_fits(span, gone.span, new.span) for span in rest):
                yield Tag(Span(*whole, SUBSTITUTION), element="subst")
                break


def _fits(span: Span, gone: Span, new: Span) -> bool:
    """Tell whether ``span`` stays wholly outside a substitution, around it, or inside one of its halves."""
    start, end = span.start, span.end
    if end <= gone.start or start >= new.end:
        return True
    if start <= gone.start and end >= new.end:
        return (start, end) != (gone.start, new.end)
    for half in (gone, new):
        if half.start <= start and end <= half.end and (start, end) != (half.start, half.end):
            return start < end or half.start < start < half.end
    return False
