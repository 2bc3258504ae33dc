"""Commands on the images of pages: read by an engine of OCR."""

from __future__ import annotations

from pathlib import Path

import click

from editor.cli.console import Interruption, Meter, page_numbers, put, say
from editor.cli.program import PATH, as_json, document_id, open_project, signed
from editor.work.scan_course import read_scans
from editor.work.scan_reading import ScanReader
from editor.work.scan_tasks import LEFT_OUT, Wanted, how_to_read


@click.command()
@click.argument("project", type=PATH)
@click.option("--document", "number", type=int, metavar="N", help="Only this document, by number from 1.")
@click.option(
    "--pages",
    help="Only these pages, by number in the document or else the project, such as 1-5,8; those with text too.",
)
@click.option("--engine", metavar="NAME", help="What reads them, for example tesseract; else the first there is.")
@click.option("--language", default="eng", show_default=True, help="Of the text; several as eng+fra.")
@as_json
@signed
def ocr(
    project: Path, number: int | None, pages: str | None, engine: str | None, language: str, as_json: bool,
    name: str | None,
) -> int:  # fmt: skip
    """Read the scans of pages without text.

    A page that has text keeps it, and what is read becomes a version to compare. What was read in the same way is not
    read again; Ctrl+C stops, and the same command goes on.
    """
    how = how_to_read(engine, language)
    numbers = page_numbers(pages)
    done, failed = 0, 0
    with (
        open_project(project, name) as opened,
        ScanReader(how.engine, how.languages) as reader,
        Interruption() as stop,
        Meter("Reading") as meter,
    ):
        wanted = Wanted(numbers=numbers, document=document_id(opened, number))
        for one in read_scans(opened, reader, how, wanted, meter.report, stop.asked):
            done, failed = done + 1, failed + (one.outcome == LEFT_OUT)
            put(one.record()) if as_json else click.echo(one.sentence())
        stopped = stop.asked()
    if as_json:
        put({"summary": True, "pages": done - failed, "left_out": failed, "stopped": stopped, "by": how.producer})
    elif stopped:
        say(f"Stopped after {done} pages; the same command goes on.")
    elif not done:
        say("There is no page to read: all have text, or were read in the same way before.")
    return 1 if failed or stopped else 0
