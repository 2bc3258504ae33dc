"""Commands on a project as a whole: made, counted, checked, backed up, brought back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from editor.cli.console import put, say, user
from editor.cli.program import PATH, as_json, open_project, signed
from editor.work import backup as keeping
from editor.work import salvaging
from editor.work.check import check_file
from editor.work.export import FORMATS, Request, export_project
from editor.work.measure import measured
from editor.work.new_project import DEFAULT_TAGSET, new_project, sample_project
from editor.work.statistics import statistics
from editor.work.whereabouts import advice


@click.command()
@click.option("--headless", "out", type=PATH, help="Make the sample and write its TEI and text to this folder.")
@signed
@click.pass_obj
def demo(open_window: Callable[[list[str]], int], out: Path | None, name: str | None) -> int:
    """Make the sample project in a fresh folder and open it."""
    folder = _fresh(out / "project" if out else Path.home() / "Muniment sample")
    with sample_project(folder, user=user(name)) as project:
        path = project.path
        if out is not None:
            wanted = [kind for kind in ("tei", "text", "page") if kind in FORMATS]
            written = [file for kind in wanted for file in export_project(project, Request(out, kind))]
    if out is None:
        return open_window([*(("--user", name) if name else ()), str(path)])
    say(f"The sample project is {path}; {len(written)} files were written to {out}.")
    return 0


def _fresh(folder: Path) -> Path:
    number = 2
    fresh = folder
    while fresh.exists():
        fresh = folder.with_name(f"{folder.name} {number}")
        number += 1
    return fresh


@click.command()
@click.argument("project", type=PATH)
@click.option("--title", default="", help="What the project is called; else the name of its file.")
@click.option("--tagset", default=DEFAULT_TAGSET, show_default=True, help="The tag set it starts with.")
@signed
def new(project: Path, title: str, tagset: str, name: str | None) -> None:
    """Make an empty project; refuses to overwrite."""
    with new_project(project, title, tagset=tagset, user=user(name)) as made:
        say(f"{made.path} is ready.")
        if sentence := advice(made.path):
            say(sentence)


@click.command()
@click.argument("project", type=PATH)
@as_json
def stats(project: Path, as_json: bool) -> None:
    """Print counts, and the error rate of the OCR.

    Counted are documents, pages, regions, lines and tags.
    """
    with open_project(project, None) as opened:
        record = statistics(opened).record()
        record["checked_readings"] = {name: one.record() for name, one in measured(opened).items()}
    if as_json:
        put(record)
        return
    for key, value in record.items():
        if isinstance(value, dict):
            value = ", ".join(f"{name} {_told(count)}" for name, count in value.items()) or "none"
        elif isinstance(value, float):
            value = f"{value:.2%}"
        click.echo(f"{key.replace('_', ' ')}: {'unknown' if value is None else value}", file=sys.stdout)


def _told(value: object) -> str:
    """Return a count, or what was measured of one machine, in words."""
    if not isinstance(value, dict):
        return str(value)
    rates = [f"{name.upper()} {value[name]:.2%}" for name in ("cer", "wer") if value[name] is not None]
    return "(" + ", ".join([*rates, f"pages {value['pages']}"]) + ")"


@click.command()
@click.argument("file", type=PATH)
@as_json
def check(file: Path, as_json: bool) -> int:
    """Check a project or an exported file.

    The exit code is 1 where it is unsound.
    """
    report = check_file(file)
    for finding in report.findings:
        if as_json:
            put(finding)
        else:
            place = f" ({finding['where']})" if "where" in finding else ""
            click.echo(f"{finding['severity']}: {finding['text']}{place}")
    if not as_json:
        click.echo(report.verdict)
    return 0 if report.sound else 1


@click.command()
@click.argument("project", type=PATH)
@click.argument("dest", type=PATH, required=False)
@signed
def backup(project: Path, dest: Path | None, name: str | None) -> None:
    """Copy a project; the copy is opened and compared.

    DEST is a file or a folder; else the copy goes to the folder of the project's backups.
    """
    with open_project(project, name) as opened:
        made = keeping.back_up(opened, dest)
    say(f"{made} is made, and whole." if made else "The newest backup has every edit already; no other was made.")


@click.command()
@click.argument("backup", type=PATH)
@click.argument("dest", type=PATH)
def restore(backup: Path, dest: Path) -> None:
    """Make the project DEST of a backup; refuses to overwrite."""
    keeping.restore(backup, dest)
    say(f"{dest} is made from {backup.name}, which stays as it is.")


@click.command()
@click.argument("damaged", type=PATH)
@click.argument("dest", type=PATH)
@as_json
def salvage(damaged: Path, dest: Path, as_json: bool) -> None:
    """Make a project of what can be read of a damaged one.

    What could not be read is listed; DAMAGED is only read, and DEST is made.
    """
    found = salvaging.salvage(damaged, dest)
    if as_json:
        put(found.record())
        return
    for loss in found.losses:
        say(loss)
    say(f"{dest} is made. {salvaging.amount(found)} {salvaging.completeness(found)}")
