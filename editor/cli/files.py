"""Commands that bring files in and out: images, text files and exports."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from editor.cli.console import Interruption, Meter, progress, put, say
from editor.cli.program import PATH, as_json, open_project, signed
from editor.model.page import STATUSES
from editor.store.project import Project
from editor.work import import_files
from editor.work import relink as relinking
from editor.work.export import FIELDS, FORMATS, ROWS, VIEWS, Request, export_project, preview, ranges
from editor.work.inspect import inspect as inspect_file

NAMED = ", ".join(f"{{{field}}}" for field in FIELDS)


@click.command()
@click.argument("files", type=PATH, nargs=-1, required=True)
@as_json
def inspect(files: tuple[Path, ...], as_json: bool) -> int:
    """Tell what is in files, without a project."""
    worst = 0
    for path in files:
        found = inspect_file(path)
        worst = max(worst, int(found["verdict"] == "reject"))
        if as_json:
            put(found)
            continue
        counts = f"{found['pages']} pages, {found['regions']} regions, {found['lines']} lines"
        click.echo(f"{path}: {found['verdict']}, {found['format'] or 'unknown'} {found['version']}, {counts}".rstrip())
        for message in found["messages"]:
            click.echo(f"  {message}")
    return worst


@click.command("import")
@click.argument("project", type=PATH)
@click.argument("sources", type=PATH, nargs=-1, required=True)
@click.option("--document", "title", help="Put the pages into this document, a new one where there is none so called.")
@as_json
@signed
def import_command(project: Path, sources: tuple[Path, ...], title: str | None, as_json: bool, name: str | None) -> int:
    """Read images, folders and text files into a project.

    An edited page is never overwritten. METS, ZIP and PDF are opened; images in ZIP and PDF are put into a folder
    beside the project.
    """
    with open_project(project, name) as opened, Interruption() as stop:
        with Meter("Reading") as meter:
            plan = import_files.plan(list(sources), lambda file, done, of: meter.report(done, of, file), stop.asked)
        with plan:
            if stop.asked():
                say("Stopped; nothing came in.")
                return 1
            taken = list(_taken(opened, plan, title, as_json, stop))
        for sentence in (*plan.messages, *plan.refused):
            say(sentence)
    summary = import_files.summary(plan, taken)
    if as_json:
        put(summary)
    else:
        click.echo("{pages} pages, {lines} lines, {versions} kept as versions to compare.".format(**summary))
    if len(taken) < len(plan.pages):
        say(f"Stopped after {len(taken)} of {len(plan.pages)} pages; muniment undo takes them out again.")
    return 1 if plan.refused or summary["left_out"] or not taken or len(taken) < len(plan.pages) else 0


def _taken(
    opened: Project, plan: import_files.Plan, title: str | None, as_json: bool, stop: Interruption
) -> Iterator[import_files.TakenPage]:
    """Yield the pages as they are taken, each told when it is durable, until Ctrl+C."""
    with contextlib.closing(import_files.take(opened, plan, title)) as pages:
        for page in progress(pages, len(plan.pages), "Importing"):
            if as_json:
                put(page.record())
            elif not sys.stderr.isatty() or not sys.stdout.isatty():  # else the bar says enough
                click.echo(page.sentence())
            if not as_json:
                for message in page.messages:
                    click.echo(f"  {message}")
            yield page
            if stop.asked():
                return


@click.command()
@click.argument("project", type=PATH)
@click.argument("folders", type=PATH, nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Look for every page's image, not only for missing ones.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@as_json
@signed
def relink(
    project: Path, folders: tuple[Path, ...], everything: bool, dry_run: bool, as_json: bool, name: str | None
) -> int:
    """Find images that moved.

    They are looked for in FOLDERS or the project's own: by digest, else by name and size, else by folder.
    """
    with open_project(project, name) as opened, Interruption() as stop:
        with Meter("Looking") as meter:
            found = relinking.look(
                opened, list(folders), everything, lambda file, done, of: meter.report(done, of, file), stop.asked
            )
        if stop.asked():
            say("Stopped; nothing was changed.")
            return 1
        if not dry_run:
            relinking.take(opened, found)
    for one in found:
        if as_json:
            put(one.record())
        else:
            click.echo(one.sentence())
    summary = relinking.summary(found)
    if as_json:
        put(summary)
    else:
        click.echo("{found} found, {missing} still missing.".format(**summary))
    return 1 if summary["missing"] else 0


@click.command()
@click.argument("project", type=PATH)
@click.argument("out", type=PATH)
@click.option("--format", "kind", type=click.Choice(FORMATS), required=True)
@click.option(
    "--document", "documents", type=int, multiple=True, help="Only this document, by number from 1; again for more."
)
@click.option("--pages", help="Only these pages of each document, such as 1-5,8.")
@click.option("--status", type=click.Choice(STATUSES), help="Only pages with this status.")
@click.option("--text", "view", type=click.Choice(VIEWS), default=VIEWS[0], show_default=True, help="Which text.")
@click.option("--table", "rows", type=click.Choice(ROWS), default=ROWS[0], show_default=True, help="What a CSV lists.")
@click.option("--bom", is_flag=True, help="Let a CSV begin with a byte order mark, for spreadsheets.")
@click.option("--name", "pattern", default="", metavar="PATTERN", help=f"Names of the files; fields: {NAMED}.")
@click.option("--manifest", is_flag=True, help="Write the SHA-256 of the files as well, for sha256sum -c.")
@click.option("--dry-run", is_flag=True, help="Only print the names of the files.")
@as_json
def export(project: Path, kind: str, as_json: bool, dry_run: bool, pages: str | None, **asked: Any) -> None:  # noqa: ANN401
    """Write documents to a folder or file.

    Each file is checked, read back and compared before it gets its name.

    A PATTERN is text with fields in braces, such as "{document}-{title}"; a slash makes folders.
    """
    asked["documents"] = asked["documents"] or None
    request = Request(format=kind, pages=ranges(pages or ""), **asked)
    with open_project(project, None) as opened:
        if dry_run:
            for name in preview(opened, request):
                put({"file": name, "format": kind}) if as_json else click.echo(name)
            return
        with Meter("Exporting") as meter:
            for path in export_project(opened, request, meter.report):
                put({"file": str(path), "format": kind}) if as_json else click.echo(str(path))
