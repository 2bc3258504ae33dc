"""Our own TEI on its way in: a record as its file tells it, as pages for the import like those of any other format.

Nothing is guessed, since we know what we write; a file that says it is ours and is not as we write it is refused here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from io import BytesIO
from typing import Final

from editor.formats.tally import Tally
from editor.formats.tei import corpus, margins, names, shapes
from editor.formats.tei.corpus import prefixed
from editor.formats.tei.declared import Declared
from editor.formats.tei.forms import Forms
from editor.formats.tei.numbering import drawn, on_page, tagged
from editor.formats.tei.profile import faults
from editor.formats.tei.read import ReadBack
from editor.formats.tei.read import read as read_back
from editor.formats.tei.record import Revision
from editor.formats.tei.units import Bytes
from editor.formats.xml import FormatFault
from editor.model.annotation import Annotation, RegionTarget, SpanTarget
from editor.model.page import Line, PageContent, Region
from editor.model.source import Source, SourceLine, SourcePage, SourceRegion, SourceTag

CHANGES: Final = names.KEPT + "changes"
"""The entry of a record's metadata that keeps the steps of the work a file tells: JSON, four texts each."""
SOFTWARE: Final = names.KEPT + "software"
"""The entry that keeps what programs read the pages first: a JSON list."""


_HEAD: Final = 65_536
_TITLE = re.compile(rb"<title>([^<]*)</title>")


class NotAsWeWrite(FormatFault):
    """Say that a file names this program as its maker but was changed since; it is TEI of somebody else now.

    ``told`` is the sentence for whoever reads it as such.
    """

    def __init__(self, file: str, what: str) -> None:
        super().__init__(file, f"it says that Muniment wrote it, but is not as Muniment writes it. {what}")
        self.told = f"{file} was written by Muniment and changed since, so it was read as TEI of others. {what}"


def read(data: bytes, file: str) -> Source:
    """Return what a TEI file of ours holds.

    Raises:
        NotAsWeWrite: it is not as this program writes it.
    """
    if b"<teiCorpus" not in data[:_HEAD]:
        return _one(data, file, Tally())
    tally = Tally()
    found = [_one(b"".join(record), file, tally) for record in corpus.records(BytesIO(data))]
    if not found:
        raise NotAsWeWrite(file, "There is no record of ours in the corpus.")
    if len(found) == 1:
        return found[0]
    pages = (_page_of(number, page) for number, one in enumerate(found, start=1) for page in one.pages)
    title = _TITLE.search(data[:_HEAD])
    return replace(
        found[0],
        pages=tuple(pages),
        facts=tally.facts(),
        title=unescape(title[1].decode()) if title is not None else "",
        values={},
        messages=(f"{file} holds {len(found)} records; their pages were taken as one document.",),
    )


def _one(data: bytes, file: str, tally: Tally) -> Source:
    found = faults(Bytes(file, data))
    if found:
        raise NotAsWeWrite(file, found[0])
    return _Reader(read_back(Bytes(file, data)), file, tally).source()


def _page_of(number: int, page: SourcePage) -> SourcePage:
    """Return a page with names that no other record of its corpus has."""
    regions = tuple(
        replace(
            region,
            ident=prefixed(number, region.ident),
            continues=prefixed(number, region.continues),
            lines=tuple(replace(line, ident=prefixed(number, line.ident)) for line in region.lines),
            attributes=_named(number, region.attributes),
        )
        for region in page.regions
    )
    return replace(page, ident=prefixed(number, page.ident), regions=regions)


def _named(number: int, attributes: Mapping[str, str]) -> Mapping[str, str]:
    told = attributes.get(margins.TARGET, "")
    return {**attributes, margins.TARGET: prefixed(number, told)} if told else attributes


def kept(values: Mapping[str, str]) -> tuple[tuple[Revision, ...], tuple[str, ...]]:
    """Return the steps of the work and the programs that the metadata of a record keep from the file it came from."""
    try:
        changes = tuple(Revision(*map(str, step)) for step in json.loads(values.get(CHANGES) or "[]"))
        return changes, tuple(map(str, json.loads(values.get(SOFTWARE) or "[]")))
    except (ValueError, TypeError):  # edited by hand
        return (), ()


class _Reader:
    """Makes the pages of one file."""

    def __init__(self, back: ReadBack, file: str, tally: Tally) -> None:
        self._back = back
        self._file = file
        self._forms = Forms()
        self._tally = tally

    def source(self) -> Source:
        """Return the file."""
        orphans = tuple(SourceTag(a.tag, 0, 0, a.attributes, quote=a.quote) for a in self._back.orphans)
        pages = []
        for number, content in enumerate(self._back.pages):
            pages.append(self._page(content, orphans if number == 0 else ()))
        header = self._back.header
        return Source(
            file=self._file,
            format="TEI",
            version=header.version,
            producer="Muniment " + header.version,
            pages=tuple(pages),
            facts=self._tally.facts(),
            title=self._back.document.title,
            values={**self._back.document.values, **dict(_history(header))},
        )

    def _page(self, content: PageContent, orphans: tuple[SourceTag, ...]) -> SourcePage:
        page = content.page
        on = _spread(content.annotations, on_page(page.id))
        self._tally.regions += len(content.regions)
        return SourcePage(
            image=page.image,
            width=page.width,
            height=page.height,
            regions=tuple(self._region(region, content, on) for region in content.regions),
            label=page.label,
            ident=drawn(page.id),
            attributes={"frame": str(page.frame)} if page.frame else {},
            tags=(*on.get(page.id, ()), *orphans),
        )

    def _region(self, region: Region, content: PageContent, on: Mapping[int, list[SourceTag]]) -> SourceRegion:
        return SourceRegion(
            kind=region.kind,
            outline=region.outline,
            lines=tuple(self._line(line, on.get(line.id, ())) for line in region.lines),
            ident=drawn(region.id),
            hand=region.hand,
            tags=tuple(on.get(region.id, ())),
            attributes=dict(self._attributes(region, content)),
            continues=drawn(region.continues) if region.continues is not None else "",
        )

    def _attributes(self, region: Region, content: PageContent) -> Iterator[tuple[str, str]]:
        """Yield what a region says of itself, but for what we worked out from where it stands when we wrote it."""
        bare = {key: value for key, value in region.attributes.items() if key not in ("place", margins.TARGET)}
        yield from bare.items()
        unsaid = Region(region.id, region.page, region.seq, region.kind, region.outline)
        form = self._forms.block(region.kind)
        where = region.attributes.get("place", "")
        if where and where != shapes.place(unsaid, content.page, margin=form.element == "note"):
            yield "place", where
        told = int(region.attributes.get(margins.TARGET, "0"))
        if told and told != margins.nearest(region, content, self._forms.runs):
            yield margins.TARGET, drawn(told)

    def _line(self, line: Line, tags: Iterable[SourceTag]) -> SourceLine:
        return SourceLine(
            text=line.text,
            number=self._tally.line(line.text),
            outline=line.outline,
            baseline=line.baseline,
            confidence=line.confidence,
            tags=tuple(tags),
            ident=drawn(line.id),
            attributes=line.attributes,
            verified=line.verified,
        )


def _spread(annotations: Iterable[Annotation], page: int) -> dict[int, list[SourceTag]]:
    """Return the tags of a page by the id of the line, region or page they stand on."""
    found: dict[int, list[SourceTag]] = {}
    for annotation in annotations:
        key = tagged(annotation.id) if len(annotation.targets) > 1 else ""
        for target in annotation.targets:
            if isinstance(target, SpanTarget):
                thing, start, end = target.line, target.start, target.end
            else:
                thing = target.region if isinstance(target, RegionTarget) else target.page
                start = end = 0
            if on_page(thing) == page:
                tag = SourceTag(annotation.tag, start, end, annotation.attributes, key)
                found.setdefault(thing, []).append(tag)
    return found


def _history(header: Declared) -> Iterator[tuple[str, str]]:
    """Yield, as metadata, what the file says of its making, so that a later file can go on from there."""
    if header.changes:
        steps = [(step.when, step.who, step.what, step.status) for step in header.changes]
        yield CHANGES, json.dumps(steps, ensure_ascii=False)
    if header.software:
        yield SOFTWARE, json.dumps(header.software, ensure_ascii=False)
