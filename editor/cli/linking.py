"""The command that links text without places to the scan."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from editor.cli.console import Interruption, Meter, page_numbers, put, say
from editor.cli.program import PATH, as_json, document_id, open_project, signed

if TYPE_CHECKING:
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
