"""Is it sound? A project's file, journal and content, or an exported TEI file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from editor.formats.tei import corpus, profile
from editor.model.check import Problem, problems
from editor.model.faults import Fault
from editor.model.page import PageContent
from editor.store import gate, journal, readers, replaying
from editor.store.migration import OLDER, newest_copy
from editor.store.project import Project
from editor.store.schema import VERSION
from editor.work.export import tagset_of

Finding = dict[str, Any]
_HEAD = 65_536
_OLDER = {"severity": "warning", "kind": "older", "text": OLDER}


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; ``sound`` is about the file itself, not about work still to do."""

    sound: bool
    verdict: str
    findings: tuple[Finding, ...]


def check_file(path: Path) -> Report:
    """Check a project or an exported file."""
    if path.suffix in (".xml", ".tei"):
        return _check_tei(path)
    try:
        version = gate.inspect(path, thorough=True)
    except Fault as fault:
        return Report(False, f"{path.name} was not opened.", (_error(str(fault)),))
    with tempfile.TemporaryDirectory(prefix="muniment-check-") as folder:
        older = version < VERSION
        with Project.open(newest_copy(path, Path(folder)) if older else path) as project:
            try:
                report = check_project(project)
            except Fault as fault:
                return Report(False, f"{path.name} is damaged.", (_error(str(fault)),))
    return replace(report, findings=(*report.findings, _OLDER)) if older else report


def _check_tei(path: Path) -> Report:
    faults = tuple(_error(fault) for fault in _faults(path))
    verdict = f"{path.name} has {_counted(len(faults), 'fault')}." if faults else f"{path.name} is valid."
    return Report(not faults, verdict, faults)


def _faults(path: Path) -> Iterator[str]:
    """Yield what is wrong with a TEI file; with a corpus of ours, what is wrong with each record as its own file."""
    with path.open("rb") as file:
        if b"<teiCorpus" not in file.read(_HEAD):
            yield from profile.faults(path)
            return
        file.seek(0)
        with tempfile.TemporaryDirectory(prefix="muniment-check-") as folder:
            for number, lines in enumerate(corpus.records(file), start=1):
                one = Path(folder) / f"{number}.xml"
                with one.open("wb") as out:
                    out.writelines(lines)
                yield from (f"Record {number}: {fault}" for fault in profile.faults(one))


def _error(text: str) -> Finding:
    return {"severity": "error", "kind": "unsound", "text": text}


def check_project(project: Project) -> Report:
    """Check an open project: damage, the journal's chain and what it tells, quotes, and the archivist's problems."""
    unsound = [_error(text) for text in gate.integrity(project.connection)]
    trouble = journal.trouble(project.connection)
    if trouble is not None:
        unsound.append(_error(trouble))
    unsound += [_error(text) for text in replaying.differences(project)]
    tagset = tagset_of(project)
    found: list[Finding] = []
    for page in readers.all_pages(project):
        content = readers.content(project, page.id)
        texts = {line.id: line.text for _, line in content.lines()}
        for annotation in content.annotations:
            for span in annotation.spans:
                if span.line in texts and texts[span.line][span.start : span.end] != span.quote:
                    unsound.append(_error(f"The tag {annotation.id} does not quote its words “{span.quote}”."))
        found += [_finding(problem, content) for problem in problems(content, tagset)]
    for orphan in readers.orphans(project):
        text = f"The {orphan.tag} on “{orphan.quote}” lies in the tray: its words are gone."
        found.append({"severity": "warning", "kind": "orphan", "text": text, "annotation": orphan.id})
    verdict = f"{project.path.name} is sound" if not unsound else f"{project.path.name} is damaged"
    return Report(not unsound, f"{verdict}; worth a look: {_counted(len(found), 'thing')}.", (*unsound, *found))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _finding(problem: Problem, content: PageContent) -> Finding:
    place = {"page": problem.page, "region": problem.region, "line": problem.line, "where": _where(problem, content)}
    span = {"start": problem.start, "end": problem.end} if problem.end else {}
    return {"severity": problem.severity, "kind": problem.kind, "text": problem.text, **place, **span}


def _where(problem: Problem, content: PageContent) -> str:
    """Return where a problem is as the window numbers it: page, region, line."""
    label = content.page.label
    for region in content.regions:
        for line in region.lines:
            if line.id == problem.line:
                return f"{label} {region.seq}.{line.seq}"
        if region.id == problem.region and problem.line is None:
            return f"{label} {region.seq}"
    return label
