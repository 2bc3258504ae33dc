"""The command that links text without places to the scan."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from editor.assist.engines.values import Stopped
from editor.cli.console import Interruption, Meter, page_numbers, put, say
from editor.cli.program import PATH, as_json, document_id, open_project, signed
from editor.model.faults import Fault

if TYPE_CHECKING:
    from editor.work.linking_pages import Begin
    from editor.work.scan_reading import ScanReader


@click.command()
@click.argument("project", type=PATH)
@click.option("--document", "number", type=int, metavar="N", help="Only this document, by number from 1.")
@click.option("--pages", help="Only these pages, by number in the document or else the project, such as 1-5,8.")
@click.option("--no-ocr", is_flag=True, help="Read no scan; link by what lines look like alone.")
@click.option("--engine", metavar="NAME", help="What reads the scans; else the first engine there is.")
@click.option("--language", default="eng", show_default=True, help="What it reads them for; several as eng+fra.")
@click.option("--all", "suggestions", is_flag=True, help="Take the links that are not sure as well.")
@click.option("--again", is_flag=True, help="Also pages that have linked lines: for their text without a place.")
@click.option("--keep-paragraphs", is_flag=True, help="Cut no paragraph at the lines of the scan.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@as_json
@signed
def link(
    project: Path, number: int | None, pages: str | None, no_ocr: bool, engine: str | None, language: str,
    suggestions: bool, again: bool, keep_paragraphs: bool, dry_run: bool, as_json: bool, name: str | None,
) -> int:  # fmt: skip
    """Link text without places to the lines of the scan.

    What is sure is linked, a step to undo a page; pages that are linked are passed over.
    """
    from editor.work import linking_queue as queueing
    from editor.work.linking import require

    require()
    choices = queueing.Choices(suggestions, again, keep_paragraphs)
    totals = {"pages": 0, "linked": 0, "suggested": 0, "placeless": 0, "failed": 0}
    with open_project(project, name) as opened, Interruption() as stop, contextlib.ExitStack() as ending:
        named = queueing.pages_named(opened, document_id(opened, number), page_numbers(pages))
        reader = None if no_ocr else _reader(engine, language)
        if reader is not None:
            ending.enter_context(reader)
        queue = queueing.LinkQueue(tuple(named), choices)
        meter = ending.enter_context(Meter("Linking"))
        for outcome in queueing.link_pages(opened, queue, reader, stop.asked, dry=dry_run):
            meter.report(queue.done, queue.of, outcome.page.label)
            called = named[outcome.page.id]
            if as_json:
                put(outcome.record(called))
            else:
                for sentence in outcome.sentences(called):
                    say(sentence) if outcome.fault else click.echo(sentence)
            totals["pages"] += 1
            totals["linked"] += len(outcome.taken)
            totals["suggested"] += outcome.suggested
            totals["placeless"] += outcome.placeless
            totals["failed"] += bool(outcome.fault)
        stopped = stop.asked()
    _tell(totals, queue.passed_over, stopped=stopped, dry_run=dry_run, as_json=as_json)
    return 1 if stopped or totals["failed"] or (totals["pages"] and not totals["linked"]) else 0


def _reader(engine: str | None, language: str) -> ScanReader | None:
    """Return what reads scans; where nothing does and nothing was named, say so and go without."""
    from editor.assist import engines
    from editor.work.scan_reading import ScanReader
    from editor.work.scan_tasks import how_to_read

    if engine is None and not engines.available():
        say("No engine reads scans here, so lines are linked by what they look like: “muniment[ocr]” brings one.")
        return None
    how = how_to_read(engine, language)
    return ScanReader(how.engine, how.languages)


def _tell(totals: dict[str, int], passed_over: int, *, stopped: bool, dry_run: bool, as_json: bool) -> None:
    if as_json:
        put({**totals, "passed_over": passed_over, "stopped": stopped})
        return
    would = "would be linked" if dry_run else "linked"
    say(
        f"{totals['pages']} pages: {totals['linked']} pieces of text {would}, {totals['suggested']} suggested, "
        f"{totals['placeless']} without a place. {passed_over} pages had nothing left to link."
    )
    if stopped:
        say("Stopped; the same command goes on from here.")


@click.command()
@click.argument("project", type=PATH)
@click.argument("page", type=int)
@click.option("--begin", "begins", multiple=True, metavar="N=LINE:AT", help="Page N begins there; N= takes it out.")
@click.option("--no-ocr", is_flag=True, help="Read no scan; go by what lines look like and how many there are.")
@click.option("--engine", metavar="NAME", help="What reads the scans; else the first engine there is.")
@click.option("--language", default="eng", show_default=True, help="What it reads them for; several as eng+fra.")
@click.option("--dry-run", is_flag=True, help="Only tell where pages begin.")
@as_json
@signed
def divide(
    project: Path, page: int, begins: tuple[str, ...], no_ocr: bool, engine: str | None, language: str,
    dry_run: bool, as_json: bool, name: str | None,
) -> int:  # fmt: skip
    """Divide the text of a page among the scans that it runs over.

    These are the pages behind PAGE, by its place in the project, that have a scan and no text. All of it is one step to
    undo.
    """
    from editor.work import linking_pages as dividing
    from editor.work.linking_queue import pages_named

    with open_project(project, name) as opened, Interruption() as stop, contextlib.ExitStack() as ending:
        numbers = pages_named(opened, None, None)
        text = dividing.one_text(opened, _page_id(numbers, page))
        reader = None if no_ocr else _reader(engine, language)
        if reader is not None:
            ending.enter_context(reader)
        meter = ending.enter_context(Meter("Looking"))
        try:
            seen, proposed = dividing.looked_at(text, reader, stop.asked, meter.report)
        except Stopped:
            say("Stopped; nothing was changed.")
            return 1
        for why_not in filter(None, seen.unread):
            say(f"Looked at, not read: {why_not}")
        found = _corrected(proposed, begins, numbers)
        records = [{"page": numbers[begin.page], **text.record(begin)} for begin in found]
        batch = dividing.give_out_text(text, seen, found, opened.new_id)
        if batch is not None and not dry_run:
            opened.apply(batch)
    for record in records:
        put(record) if as_json else click.echo(_BEGINS.format(**record))
    return 0 if batch is not None else 1


_BEGINS = "Page {page} begins at {line}:{at} “{text}” ({confidence:.0%} sure)."


def _page_id(numbers: dict[int, int], wanted: int) -> int:
    found = next((page for page, number in numbers.items() if number == wanted), None)
    if found is None:
        raise Fault(f"There is no page {wanted}; the project has {len(numbers)}.")
    return found


def _corrected(proposed: list[Begin], said: tuple[str, ...], numbers: dict[int, int]) -> list[Begin]:
    """Return where pages begin, as proposed but where it was said otherwise: ``4=LINE:AT``, or ``4=`` for nowhere."""
    from editor.work.linking_pages import Begin

    found = {begin.page: begin for begin in proposed}
    for one in said:
        match = re.fullmatch(r"(\d+)=(?:(\d+):(\d+))?", one)
        if match is None:
            raise click.BadParameter(f"“{one}” names no place; write for example 4=7301240000012:118.")
        page, line, at = match.groups()
        there = _page_id(numbers, int(page))
        found.pop(there, None)
        if line is not None:
            found[there] = Begin(there, int(line), int(at))
    return sorted(found.values(), key=lambda begin: numbers[begin.page])
