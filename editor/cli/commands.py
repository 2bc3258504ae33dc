"""The commands of ``muniment``: each one reads its words, calls ``work`` and prints what came of it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

import click

import editor
from editor.assist.suspects.values import BANDS
from editor.cli.console import Interruption, Meter, page_numbers, progress, put, say, user
from editor.model.codec import decode
from editor.model.faults import Fault
from editor.model.page import STATUSES
from editor.store import readers
from editor.store import salvage as salvaging
from editor.store.project import Project
from editor.work import backup as keeping
from editor.work import import_files
from editor.work import relink as relinking
from editor.work.check import check_file
from editor.work.compare import Row, compare_with
from editor.work.dump import dump as dump_project
from editor.work.edits import apply_batch, apply_each, undo_to
from editor.work.export import FIELDS, FORMATS, ROWS, VIEWS, Request, export_project, preview, ranges
from editor.work.inspect import inspect as inspect_file
from editor.work.log import log as log_project
from editor.work.measure import measured
from editor.work.new_project import DEFAULT_TAGSET, new_project, sample_project
from editor.work.pattern import Pattern
from editor.work.replace import WHERE, Scope, edit_for, find_all, replacement
from editor.work.search import pattern, scan, words
from editor.work.series import AS_PROPOSED, SameWord
from editor.work.series_listing import places_of, project_knowledge, rules_of
from editor.work.series_tours import TOURS, Tour
from editor.work.statistics import statistics
from editor.work.suspects import suspects as find_suspects

PATH = click.Path(path_type=Path)
NAMED = ", ".join(f"{{{field}}}" for field in FIELDS)
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


def _open(path: Path, name: str | None) -> Project:
    given = name or click.get_current_context().meta.get("user")
    return Project.open(path, user=user(given))


@program.command()
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


@program.command()
@click.argument("project", type=PATH)
@click.option("--title", default="", help="What the project is called; else the name of its file.")
@click.option("--tagset", default=DEFAULT_TAGSET, show_default=True, help="The tag set it starts with.")
@signed
def new(project: Path, title: str, tagset: str, name: str | None) -> None:
    """Make an empty project; refuses to overwrite."""
    with new_project(project, title, tagset=tagset, user=user(name)) as made:
        say(f"{made.path} is ready.")


@program.command()
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


@program.command("import")
@click.argument("project", type=PATH)
@click.argument("sources", type=PATH, nargs=-1, required=True)
@click.option("--document", "title", help="Put the pages into this document, a new one where there is none so called.")
@as_json
@signed
def import_command(project: Path, sources: tuple[Path, ...], title: str | None, as_json: bool, name: str | None) -> int:
    """Read images, folders and text files into a project; an edited page is never overwritten.

    METS, ZIP and PDF are opened; images in ZIP and PDF are put into a folder beside the project.
    """
    with _open(project, name) as opened, Interruption() as stop:
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


@program.command()
@click.argument("project", type=PATH)
@click.argument("folders", type=PATH, nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Look for every page's image, not only for missing ones.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@as_json
@signed
def relink(
    project: Path, folders: tuple[Path, ...], everything: bool, dry_run: bool, as_json: bool, name: str | None
) -> int:
    """Find images that moved, in FOLDERS or the project's own: by digest, else by name and size, else by folder."""
    with _open(project, name) as opened, Interruption() as stop:
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


@program.command()
@click.argument("project", type=PATH)
@click.option("--page", "number", type=int, required=True, help="The page, by its place in the project from 1.")
@click.option(
    "--with", "reading", type=int, metavar="READING", help="The id of a reading; else the one that came last."
)
@as_json
@signed
def compare(project: Path, number: int, reading: int | None, as_json: bool, name: str | None) -> None:
    """Hold the text of a page against a version that was imported; nothing is changed."""
    with _open(project, name) as opened:
        found = compare_with(opened, number, reading)
    summary = found.summary()
    for row in found.rows:
        if as_json and row.differs:
            put(row.record())
        elif row.differs:
            click.echo(f"- {row.left_text}\n+ {row.right_text}" if row.left and row.right else _alone(row))
    if as_json:
        put(summary)
    else:
        click.echo("{differing} of {rows} lines differ.".format(**summary))


def _alone(row: Row) -> str:
    return f"- {row.left_text}" if row.left else f"+ {row.right_text}"


@program.command()
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
    """Write documents to a folder or file: checked, read back and compared before they get their names.

    A PATTERN is text with fields in braces, such as "{document}-{title}"; a slash makes folders.
    """
    asked["documents"] = asked["documents"] or None
    request = Request(format=kind, pages=ranges(pages or ""), **asked)
    with _open(project, None) as opened:
        if dry_run:
            for name in preview(opened, request):
                put({"file": name, "format": kind}) if as_json else click.echo(name)
            return
        with Meter("Exporting") as meter:
            for path in export_project(opened, request, meter.report):
                put({"file": str(path), "format": kind}) if as_json else click.echo(str(path))


@program.command()
@click.argument("project", type=PATH)
@click.argument("edits", type=click.File("r", encoding="utf-8"))
@click.option("--batch", is_flag=True, help="All or none, as one step to undo.")
@as_json
@signed
def apply(project: Path, edits: TextIO, batch: bool, as_json: bool, name: str | None) -> int:
    """Apply edits from a file of JSON lines (-: stdin), each acknowledged when it is durable."""
    with _open(project, name) as opened:
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


@program.command()
@click.argument("project", type=PATH)
@click.option("--pages", help="Only these pages, by number over the whole project, such as 1-5,8.")
def dump(project: Path, pages: str | None) -> None:
    """Print the content as JSON lines in reading order."""
    with _open(project, None) as opened:
        for record in dump_project(opened, page_numbers(pages)):
            put(record)


@program.command()
@click.argument("project", type=PATH)
@click.option("--since", type=int, default=0, help="Only entries after this rev.")
@click.option("--page", type=int, help="Only what touched this page, by number over the whole project.")
def log(project: Path, since: int, page: int | None) -> None:
    """Print the journal as JSON lines; apply can replay its edits."""
    with _open(project, None) as opened:
        for record in log_project(opened, since, page):
            put(record)


@program.command()
@click.argument("project", type=PATH)
@click.option("--to", "rev", type=int, help="Back to the state after this rev; else one step.")
@as_json
@signed
def undo(project: Path, rev: int | None, as_json: bool, name: str | None) -> int:
    """Take edits back; that is journaled too."""
    with _open(project, name) as opened:
        changes = list(undo_to(opened, rev))
        for change in changes:
            if as_json:
                put({"rev": change.rev, "id": None})
        if not as_json:
            click.echo(f"{len(changes)} steps taken back.")
    return 0 if changes else 1


@program.command()
@click.argument("project", type=PATH)
@click.argument("query")
@click.option("--regex", is_flag=True, help="QUERY is a regular expression.")
@click.option("--case", is_flag=True, help="Capital letters matter.")
@as_json
def search(project: Path, query: str, regex: bool, case: bool, as_json: bool) -> int:
    """Print the places where the text of a project fits a query."""
    found = 0
    with _open(project, None) as opened:
        hits = scan(opened, pattern(query, regex=regex, case=case)) if regex or case else words(opened, query, 1 << 40)
        for hit in hits:
            found += 1
            if as_json:
                put({"page": hit.page, "line": hit.line, "start": hit.start, "end": hit.end, "text": hit.text})
            else:
                click.echo(f"{hit.line}:{hit.start}-{hit.end}: {hit.text}")
    return 0 if found else 1


@program.command()
@click.argument("project", type=PATH)
@click.argument("word", required=False)
@click.option("--tour", type=click.Choice(TOURS), help="The places of a tour instead of those of a word.")
@as_json
def series(project: Path, word: str | None, tour: str | None, as_json: bool) -> int:
    """Print all places of WORD, or of a tour; without either, what one rule would put right at many places."""
    if word is not None and tour is not None:
        raise click.UsageError("A word and a tour are two series; ask for one of them.")
    if word is not None and not word.strip():
        raise Fault("There is nothing to look for.")
    seen = 0
    with _open(project, None) as opened, Meter("Looking") as meter:
        if word is None and tour is None:
            for rule in rules_of(opened, meter.report, say):
                seen += 1
                put(rule.record()) if as_json else click.echo(rule.sentence())
            return 0 if seen else 1
        look = SameWord(word.strip()) if word is not None else Tour(tour or "", project_knowledge(opened))
        for hit in places_of(opened, look, meter.report):
            seen += 1
            put(hit.record(AS_PROPOSED)) if as_json else click.echo(hit.sentence(AS_PROPOSED))
    return 0 if seen else 1


@program.command()
@click.argument("project", type=PATH)
@click.argument("find")
@click.argument("text", metavar="WITH")
@click.option("--regex", "is_regex", is_flag=True, help="FIND is a regular expression; WITH may name its groups: \\1.")
@click.option("--case", is_flag=True, help="Capital letters matter.")
@click.option("--words", "whole", is_flag=True, help="Only whole words.")
@click.option("--in", "where", type=click.Choice(WHERE), default=WHERE[0], show_default=True, help="Where to look.")
@click.option("--document", "number", type=int, metavar="N", help="Only this document, by number from 1.")
@click.option("--pages", help="Only these pages, by number in the document or else the project, such as 1-5,8.")
@click.option("--verified", is_flag=True, help="Verified lines too; they are left alone otherwise.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@as_json
@signed
def replace(
    project: Path, find: str, text: str, is_regex: bool, case: bool, whole: bool, where: str, number: int | None,
    pages: str | None, verified: bool, dry_run: bool, as_json: bool, name: str | None,
) -> int:  # fmt: skip
    """Replace FIND by WITH in the text, the notes or the tags of a project, as one step to undo."""
    wanted = Pattern(find, is_regex=is_regex, case=case, words=whole)
    filled = replacement(wanted, text, is_regex=is_regex, where=where)
    with _open(project, name) as opened, Interruption() as stop:
        numbers = page_numbers(pages)
        scope = Scope(_document(opened, number), numbers=frozenset(numbers) if numbers is not None else None)
        with Meter("Looking") as meter:
            hits = find_all(opened, wanted, scope, where, report=meter.report, stopped=stop.asked)
        if stop.asked():
            say("Stopped; nothing was changed.")
            return 1
        done = edit_for(opened, hits, filled, verified=verified)
        if done.edit is not None and not dry_run:
            opened.apply(done.edit)
    for hit in hits if as_json or dry_run else ():
        if verified or not hit.at.verified:
            put(hit.record(filled)) if as_json else click.echo(hit.sentence(filled))
    if as_json:
        put({"places": done.places, "changed": done.things, "verified": done.verified, "same": done.same})
    else:
        click.echo(done.sentence("would be replaced" if dry_run else "replaced"))
    return 0 if done.places else 1


def _document(project: Project, number: int | None) -> int | None:
    """Return the id of a document by its number from 1, None where none is asked for."""
    if number is None:
        return None
    there = readers.documents(project)
    if not 1 <= number <= len(there):
        raise Fault(f"There is no document {number}; the project has {len(there)}.")
    return there[number - 1].id


@program.command()
@click.argument("project", type=PATH)
@click.option("--document", "number", type=int, metavar="N", help="Only this document, by number from 1.")
@click.option("--pages", help="Only these pages, by number in the document or else the project, such as 1-5,8.")
@click.option("--band", type=click.Choice(BANDS), default=BANDS[1], show_default=True, help="And what is likelier.")
@as_json
def suspects(project: Path, number: int | None, pages: str | None, band: str, as_json: bool) -> int:
    """Print the words of a project that may have been misread, why, and what may stand there."""
    seen = 0
    with _open(project, None) as opened, Meter("Judging") as meter:
        wanted = page_numbers(pages)
        for one in find_suspects(opened, _document(opened, number), wanted, band, meter.report, say):
            seen += 1
            put(one.record()) if as_json else click.echo(one.sentence())
    return 0 if seen else 1


@program.command()
@click.argument("file", type=PATH)
@as_json
def check(file: Path, as_json: bool) -> int:
    """Check a project or an exported file; exit code 1 where it is unsound."""
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


@program.command()
@click.argument("project", type=PATH)
@click.argument("dest", type=PATH, required=False)
@signed
def backup(project: Path, dest: Path | None, name: str | None) -> None:
    """Copy a project to DEST, a file or a folder, or to the folder of its backups; the copy is opened and compared."""
    with _open(project, name) as opened:
        made = keeping.back_up(opened, dest)
    say(f"{made} is made, and whole." if made else "The newest backup has every edit already; no other was made.")


@program.command()
@click.argument("backup", type=PATH)
@click.argument("dest", type=PATH)
def restore(backup: Path, dest: Path) -> None:
    """Make the project DEST of a backup; refuses to overwrite."""
    keeping.restore(backup, dest)
    say(f"{dest} is made from {backup.name}, which stays as it is.")


def _told(value: object) -> str:
    """Return a count, or what was measured of one machine, in words."""
    if not isinstance(value, dict):
        return str(value)
    rates = [f"{name.upper()} {value[name]:.2%}" for name in ("cer", "wer") if value[name] is not None]
    return "(" + ", ".join([*rates, f"pages {value['pages']}"]) + ")"


@program.command()
@click.argument("damaged", type=PATH)
@click.argument("dest", type=PATH)
@as_json
def salvage(damaged: Path, dest: Path, as_json: bool) -> None:
    """Make the project DEST of what can be read of a damaged one, and list what could not; it is only read."""
    found = salvaging.salvage(damaged, dest)
    if as_json:
        put(found.record())
        return
    for loss in found.losses:
        say(loss)
    whole = "Everything the journal tells of is there." if found.whole else "What could not be read is listed above."
    say(f"{dest} is made: {found.documents} documents, {found.pages} pages, {found.lines} lines. {whole}")


@program.command()
@click.argument("project", type=PATH)
@as_json
def stats(project: Path, as_json: bool) -> None:
    """Print counts: documents, pages, regions, lines, tags, and the error rate of the OCR."""
    with _open(project, None) as opened:
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
