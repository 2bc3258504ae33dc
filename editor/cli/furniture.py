"""The command that looks for furniture in the text: banners, stamps, numbers, lists."""

from __future__ import annotations

from pathlib import Path

import click

from editor.cli.console import Interruption, Meter, page_numbers, put, say
from editor.cli.program import PATH, as_json, document_id, open_project, signed
from editor.work.mark_edits import edits_of
from editor.work.mark_numbers import number_votes
from editor.work.marks import found_in, safe_ones


@click.command()
@click.argument("project", type=PATH)
@click.option("--document", "number", type=int, metavar="N", help="Only this document, by number from 1.")
@click.option("--pages", help="Only these pages, by number in the document or else the project, such as 1-5,8.")
@click.option("--take-safe", is_flag=True, help="Take those of the safe kinds: each becomes a region of its kind.")
@as_json
@signed
def marks(
    project: Path, number: int | None, pages: str | None, take_safe: bool, as_json: bool, name: str | None
) -> int:
    """Print the furniture found in the text.

    Banners, stamps, numbers, routing lists: each comes with its reason. A number that several pages have is voted on,
    and shown with its support. Nothing is changed without --take-safe.
    """
    with open_project(project, name) as opened, Interruption() as stop:
        with Meter("Looking") as meter:
            found = found_in(opened, document_id(opened, number), page_numbers(pages), meter.report, stop.asked)
        safe = safe_ones(found)
        edit = edits_of(opened, safe) if take_safe and not stop.asked() else None
        if edit is not None:
            opened.apply(edit)
    for one in found:
        put(one.record()) if as_json else click.echo(one.sentence())
    for vote in number_votes(found):
        put(vote.record()) if as_json else click.echo(vote.sentence())
    if stop.asked():
        say("Stopped; nothing was taken.")
    elif take_safe:
        say(f"{len(safe)} of {len(found)} marks were taken.")
    return 0 if found else 1
