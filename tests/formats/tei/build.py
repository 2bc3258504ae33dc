"""Records built by hand for the tests: each thing gets the next free id, as in a project."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from editor.formats.flow import fullest
from editor.formats.tei.record import Record, Revision
from editor.formats.tei.write import write
from editor.model.annotation import Annotation, PageTarget, RegionTarget, SpanTarget, Target
from editor.model.geometry import rectangle
from editor.model.page import Document, Line, Page, PageContent, Region
from editor.model.tagset import TagSet

SHARED = Path(__file__).resolve().parents[4] / "shared"


class Desk:
    """Makes pages, regions, lines and annotations."""

    def __init__(self) -> None:
        self.ids = count(1001)
        self.contents: list[PageContent] = []
        self.tags: list[Annotation] = []
        self.orphans: list[Annotation] = []

    def page(self, label: str = "", **kw: object) -> Page:
        seq = len(self.contents) + 1
        made = Page(next(self.ids), 1, seq, label or f"page {seq}", f"images/p{seq:04}.jpg", width=1700, height=2200)
        made = replace(made, **kw)
        self.contents.append(PageContent(made))
        return made

    def region(self, kind: str, *texts: str, drawn: bool = True, **kw: object) -> Region:
        content = self.contents[-1]
        ident, seq = next(self.ids), len(content.regions) + 1
        top = 100 * seq
        lines = tuple(self.line(ident, number, text, top, drawn) for number, text in enumerate(texts, start=1))
        outline = rectangle((100, top, 1500, top + 90)) if drawn else ()
        made = replace(Region(ident, content.page.id, seq, kind, outline, lines=lines), **kw)
        self.contents[-1] = replace(content, regions=(*content.regions, made))
        return made

    def line(self, region: int, seq: int, text: str, top: int, drawn: bool) -> Line:
        low = top + 20 * seq
        outline = ((100, low), (1500, low - 4), (1500, low + 16), (100, low + 20.5)) if drawn else ()
        baseline = ((100, low + 15), (1500, low + 11)) if drawn else ()
        return Line(next(self.ids), region, seq, text, outline=outline, baseline=baseline)

    def tag(self, name: str, /, *targets: Target, **attributes: str) -> Annotation:
        return self.mark(name, targets, attributes)

    def mark(self, name: str, targets: Sequence[Target], attributes: Mapping[str, str], quote: str = "") -> Annotation:
        made = Annotation(next(self.ids), name, dict(attributes), tuple(targets), quote)
        (self.tags if made.targets else self.orphans).append(made)
        return made

    def pages(self) -> list[PageContent]:
        """Return the pages as a project gives them: each with all annotations that point into it."""
        found = []
        for content in self.contents:
            here = {content.page.id, *(region.id for region in content.regions)}
            here |= {line.id for _, line in content.lines()}
            tied = [tag for tag in self.tags if any(_thing(target) in here for target in tag.targets)]
            found.append(replace(content, annotations=tuple(tied)))
        return found

    def record(self, tagset: TagSet | None = None, values: Mapping[str, str] | None = None, **kw: object) -> Record:
        pages = self.pages()
        document = Document(1, 1, "A memorandum", dict(values or {}))
        made = Record(document, tagset or fullest(), lambda: iter(pages), orphans=tuple(self.orphans))
        return replace(made, **kw)


def words(region: Region, quote: str, line: int = 1) -> SpanTarget:
    """Return the target that quotes ``quote`` in a line of ``region``."""
    found = region.lines[line - 1]
    start = found.text.index(quote)
    return SpanTarget(found.id, start, start + len(quote), quote)


def whole(region: Region) -> RegionTarget:
    return RegionTarget(region.id)


def written(record: Record) -> str:
    out = io.BytesIO()
    write(out, record)
    return out.getvalue().decode()


def body(record: Record) -> str:
    """Return what stands between the first page break and the end of the body."""
    text = written(record)
    return text[text.index("<pb ") : text.index("</body>")]


REVISIONS = (
    Revision("2026-11-19T08:00:00Z", "engine-x", "Imported.", "machine"),
    Revision("2026-11-20T09:30:00Z", "A. Archivist", "Corrected the lines.", "corrected"),
)

__all__ = ["REVISIONS", "SHARED", "Desk", "PageTarget", "RegionTarget", "body", "whole", "words", "written"]


def _thing(target: Target) -> int:
    if isinstance(target, SpanTarget):
        return target.line
    return target.region if isinstance(target, RegionTarget) else target.page
