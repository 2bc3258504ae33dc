"""The versions there are of a page: its text as it is now, and each reading as its source gave it.

Here both become lines of one kind, with their places in pixels of the image, so that any two can be compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.model.geometry import Polygon, scaled
from editor.model.page import PageContent, Share
from editor.model.share import share_from
from editor.model.source import SourceLine, SourcePage, SourceRegion
from editor.store import journal, readers
from editor.store.bygone import PAGE, Bygone, Target, bygone
from editor.store.project import Project
from editor.work.snapshots import snapshots

NOW = 0
"""What stands for the id of a reading where the text as it is now is meant.

A number below it is the page as it was after the entry of the journal of that number: -7 after the seventh.
"""


@dataclass(frozen=True, slots=True)
class VersionRegion:
    """A region of a version: ``id`` where it is one of the project's, ``source`` where it is of a reading."""

    kind: str
    outline: Polygon = ()
    id: int | None = None
    source: SourceRegion | None = None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A line of a version; ``region`` and ``at`` are its places from 0: of its region, and of itself in that.

    ``id``, ``verified`` and ``share`` are of a line of the project, ``number`` and ``source`` of a line of a reading.
    """

    text: str
    region: int
    at: int
    outline: Polygon = ()
    baseline: Polygon = ()
    id: int | None = None
    verified: bool = False
    share: Share | None = None
    number: int | None = None
    source: SourceLine | None = None

    @property
    def name(self) -> str:
        """Return what it is called in its version: the numbers of region and line from 1."""
        return f"{self.region + 1}.{self.at + 1}"


@dataclass(frozen=True, slots=True)
class Version:
    """A page in one version; ``reading`` is its id or NOW, ``source`` says what file it came from and when."""

    page: int
    reading: int
    source: Mapping[str, str] = field(default_factory=dict)
    regions: tuple[VersionRegion, ...] = ()
    lines: tuple[VersionLine, ...] = ()


def versions(project: Project, page_id: int) -> list[tuple[int, dict[str, str]]]:
    """Return what versions there are of a page: the text as it is now, named states, the readings, the oldest first."""
    states = [(-one.rev, {"state": one.name, "when": one.when}) for one in snapshots(project)]
    return [(NOW, {}), *states, *readers.readings(project, page_id)]


def revision(project: Project, rev: int) -> tuple[int, dict[str, str]]:
    """Return the version that a page is after entry ``rev`` of the journal, named or not."""
    named = next((one for one in snapshots(project) if one.rev == rev), None)
    when = named.when if named is not None and named.when else journal.entry(project.connection, rev).when
    return -rev, {"state": named.name if named is not None else "", "when": when}


def version(project: Project, page_id: int, reading: int = NOW) -> Version:
    """Return one version of a page.

    Raises:
        Fault: there is no such page or reading.
    """
    if reading == NOW:
        return as_it_is(readers.content(project, page_id))
    if reading < NOW:
        return as_it_was(project, bygone(project, Target(PAGE, page_id), -reading))
    page = readers.page(project, page_id)
    source = dict(readers.readings(project, page_id)).get(reading, {})
    return as_it_was_read(page_id, reading, source, readers.reading(project, reading), (page.width, page.height))


def as_it_is(content: PageContent) -> Version:
    """Return the text of a page as it is now."""
    regions = tuple(VersionRegion(region.kind, region.outline, region.id) for region in content.regions)
    lines = tuple(
        VersionLine(line.text, at, n, line.outline, line.baseline, line.id, line.verified, line.share)
        for at, region in enumerate(content.regions)
        for n, line in enumerate(region.lines)
    )
    return Version(content.page.id, NOW, {}, regions, lines)


def as_it_was(project: Project, found: Bygone) -> Version:
    """Return a page as a walk back through the journal found it; a page that was not there has no lines."""
    rows = found.of("region")
    order = {region: at for at, region in enumerate(sorted(rows, key=lambda i: (rows[i]["rank"], i)))}
    regions = tuple(VersionRegion(rows[i]["kind"], readers.shape(rows[i]["outline"]), i) for i in order)
    lines: list[VersionLine] = []
    inside: Counter[int] = Counter()
    kept = sorted(found.of("line").values(), key=lambda row: (order[row["region"]], row["rank"], row["id"]))
    for row in kept:
        at = order[row["region"]]
        outline, baseline = readers.shape(row["outline"]), readers.shape(row["baseline"])
        verified, share = bool(row["verified"]), share_from(row["share"])
        lines.append(VersionLine(row["text"], at, inside[at], outline, baseline, row["id"], verified, share))
        inside[at] += 1
    number, source = revision(project, found.rev)
    return Version(found.target.id, number, source, regions, tuple(lines))


def as_it_was_read(
    page_id: int, reading: int, source: Mapping[str, str], page: SourcePage, size: tuple[int, int]
) -> Version:
    """Return a reading of a page, its places brought to the pixels of an image of ``size`` ((0, 0): not known)."""
    scale = page.scale_to(size)
    numbers = {id(line): number for number, line in enumerate(page.lines())}
    regions = tuple(VersionRegion(r.kind, scaled(r.outline, scale), source=r) for r in page.regions)
    lines = tuple(
        VersionLine(
            line.text, at, n, scaled(line.outline, scale), scaled(line.baseline, scale),
            number=numbers[id(line)], source=line,
        )
        for at, region in enumerate(page.regions)
        for n, line in enumerate(region.lines)
    )  # fmt: skip
    return Version(page_id, reading, source, regions, lines)
