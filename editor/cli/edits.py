"""Commands for scripts: the content, the journal, edits applied and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from editor.cli.console import page_numbers, put
from editor.cli.program import PATH, as_json, open_project, signed
from editor.model.codec import decode
from editor.model.faults import Fault
from editor.work.dump import dump as dump_project
from editor.work.edits import apply_batch, apply_each, undo_to
from editor.work.log import log as log_project


@click.command()
@click.argument("project", type=PATH)
@click.option("--pages", help="Only these pages, by number over the whole project, such as 1-5,8.")
def dump(project: Path, pages: str | None) -> None:
    """Print the content as JSON lines in reading order."""
    with open_project(project, None) as opened:
        for record in dump_project(opened, page_numbers(pages)):
            put(record)


@click.command()
@click.argument("project", type=PATH)
@click.option("--since", type=int, default=0, help="Only entries after this rev.")
@click.option("--page", type=int, help="Only what touched this page, by number over the whole project.")
def log(project: Path, since: int, page: int | None) -> None:
    """Print the journal as JSON lines; apply can replay its edits."""
    with open_project(project, None) as opened:
        for record in log_project(opened, since, page):
            put(record)


@click.command()
@click.argument("project", type=PATH)
@click.argument("edits", type=click.File("r", encoding="utf-8"))
@click.option("--batch", is_flag=True, help="All or none, as one step to undo.")
@as_json
@signed
def apply(project: Path, edits: TextIO, batch: bool, as_json: bool, name: str | None) -> int:
    """Apply edits from a file of JSON lines.

    EDITS is the file, - for stdin. Each edit is acknowledged when it is durable.
    """
    with open_project(project, name) as opened:
        values = (decode(text) for text in edits if text.strip())
        changes = apply_batch(opened, values) if batch else apply_each(opened, values)
        try:
            for change in changes:
                if as_json:
                    put({"rev": change.rev, "id": change.id})
                else:
                    click.echo(f"{change.rev}" + (f" {change.id}" if change.id is not None else ""))
        except Fault as fault:
            if not as_json:
                raise
            put({"error": str(fault)})
            return 1
    return 0


@click.command()
@click.argument("project", type=PATH)
@click.option("--to", "rev", type=int, help="Back to the state after this rev; else one step.")
@as_json
@signed
def undo(project: Path, rev: int | None, as_json: bool, name: str | None) -> int:
    """Take edits back; that is journaled too."""
    with open_project(project, name) as opened:
        changes = list(undo_to(opened, rev))
        for change in changes:
            if as_json:
                put({"rev": change.rev, "id": None})
        if not as_json:
            click.echo(f"{len(changes)} steps taken back.")
    return 0 if changes else 1
