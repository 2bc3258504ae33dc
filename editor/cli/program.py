"""``muniment`` itself, and what its commands share: options, how a project is opened."""

from __future__ import annotations

from pathlib import Path

import click

import editor
from editor.cli.console import say, user
from editor.model.faults import Fault
from editor.store import readers
from editor.store.migration import brought_up
from editor.store.project import Project

PATH = click.Path(path_type=Path)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
signed = click.option("--user", "name", metavar="NAME", help="Who signs the journal.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(editor.__version__, prog_name="muniment")
@signed
@click.pass_context
def program(context: click.Context, name: str | None) -> None:
    """Transcribe and annotate archival records beside their scans.

    Without a command, muniment opens its window: muniment [PROJECT].
    """
    context.meta["user"] = name


def open_project(path: Path, name: str | None) -> Project:
    """Open a project; ``name`` signs the journal, else who was named before the command."""
    given = name or click.get_current_context().meta.get("user")
    project = Project.open(path, user=user(given))
    if project.kept is not None:
        say(brought_up(project.path, project.kept))
    return project


def document_id(project: Project, number: int | None) -> int | None:
    """Return the id of a document by its number from 1, None where none is asked for."""
    if number is None:
        return None
    there = readers.documents(project)
    if not 1 <= number <= len(there):
        raise Fault(f"There is no document {number}; the project has {len(there)}.")
    return there[number - 1].id
