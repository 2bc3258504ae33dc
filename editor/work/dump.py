"""The content of a project as plain records, in reading order: for diffs, scripts and tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from editor.model.annotation import Annotation
from editor.model.codec import to_json
from editor.model.page import Document, Line, Page, PageContent, Region
from editor.store import readers
from editor.store.project import Project

Record = dict[str, Any]


def dump(project: Project, pages: set[int] | None = None) -> Iterator[Record]:
    """Yield documents, pages, regions, lines and annotations; ``pages`` are numbers from 1 over the whole project."""
    number = 0
    seen: set[int] = set()
    for document in readers.documents(project):
        yield _document(document)
        for page in readers.pages(project, document.id):
            number += 1
            if pages is None or number in pages:
                yield from _content(readers.content(project, page.id), page, seen)
    for orphan in readers.orphans(project):
        yield _annotation(orphan)


def _content(content: PageContent, page: Page, seen: set[int]) -> Iterator[Record]:
    yield _page(page)
    for region in content.regions:
        yield _region(region)
        for line in region.lines:
            yield _line(line)
    for annotation in content.annotations:
        if annotation.id not in seen:
            seen.add(annotation.id)
            yield _annotation(annotation)


def _document(document: Document) -> Record:
    values = dict(document.values)
    return {"type": "document", "id": document.id, "seq": document.seq, "title": document.title, "values": values}


def _page(page: Page) -> Record:
    record = {"type": "page", "id": page.id, "document": page.document, "seq": page.seq, "label": page.label}
    image = {"image": page.image, "frame": page.frame, "width": page.width, "height": page.height}
    return {**record, **image, "status": page.status, "needs_review": page.needs_review}


def _region(region: Region) -> Record:
    record = {"type": "region", "id": region.id, "page": region.page, "seq": region.seq, "kind": region.kind}
    rest = {"hand": region.hand, "continues": region.continues, "attributes": dict(region.attributes)}
    return {**record, "outline": to_json(region.outline), **rest}


def _line(line: Line) -> Record:
    return {
        "type": "line",
        "id": line.id,
        "region": line.region,
        "seq": line.seq,
        "text": line.text,
        "ocr_text": line.ocr_text,
        "outline": to_json(line.outline),
        "baseline": to_json(line.baseline),
        "confidence": line.confidence,
        "verified": line.verified,
    }


def _annotation(annotation: Annotation) -> Record:
    record = {"type": "annotation", "id": annotation.id, "tag": annotation.tag}
    targets = [to_json(target) for target in annotation.targets]
    return {**record, "attributes": dict(annotation.attributes), "targets": targets, **_orphan(annotation)}


def _orphan(annotation: Annotation) -> Record:
    return {"orphan": True, "quote": annotation.quote} if annotation.orphan else {"orphan": False}
