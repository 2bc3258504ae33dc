"""Commands that look through the text of a project: found, compared, doubted, replaced."""

from __future__ import annotations

from pathlib import Path

import click

from editor.assist.suspects.values import BANDS
from editor.cli.console import Interruption, Meter, page_numbers, put, say
from editor.cli.program import PATH, as_json, document_id, open_project, signed
from editor.model.faults import Fault
from editor.work.compare import Row, compare_with
from editor.work.pattern import Pattern
from editor.work.replace import WHERE, Scope, edit_for, find_all, replacement
from editor.work.search import pattern, scan, words
from editor.work.series import AS_PROPOSED, SameWord
from editor.work.series_listing import places_of, project_knowledge, rules_of
from editor.work.series_tours import TOURS, Tour
from editor.work.suspects import suspects as find_suspects


@click.command()
@click.argument("project", type=PATH)
@click.argument("query")
@click.option("--regex", is_flag=True, help="QUERY is a regular expression.")
@click.option("--case", is_flag=True, help="Capital letters matter.")
@as_json
def search(project: Path, query: str, regex: bool, case: bool, as_json: bool) -> int:
    """Print the places where the text of a project fits a query."""
    found = 0
    with open_project(project, None) as opened:
        hits = scan(opened, pattern(query, regex=regex, case=case)) if regex or case else words(opened, query, 1 << 40)
        for hit in hits:
            found += 1
            if as_json:
                put({"page": hit.page, "line": hit.line, "start": hit.start, "end": hit.end, "text": hit.text})
            else:
                click.echo(f"{hit.line}:{hit.start}-{hit.end}: {hit.text}")
    return 0 if found else 1


@click.command()
@click.argument("project", type=PATH)
@click.argument("word", required=False)
@click.option("--tour", type=click.Choice(TOURS), help="The places of a tour instead of those of a word.")
@as_json
def series(project: Path, word: str | None, tour: str | None, as_json: bool) -> int:
    """Print all places of a word, or of a tour.

    Without either, print what one rule would put right at many places.
    """
    if word is not None and tour is not None:
        raise click.UsageError("A word and a tour are two series; ask for one of them.")
    if word is not None and not word.strip():
        raise Fault("There is nothing to look for.")
    seen = 0
    with open_project(project, None) as opened, Meter("Looking") as meter:
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


@click.command()
@click.argument("project", type=PATH)
@click.option("--page", "number", type=int, required=True, help="The page, by its place in the project from 1.")
@click.option(
    "--with", "reading", type=int, metavar="READING", help="The id of a reading; else the one that came last."
)
@as_json
@signed
def compare(project: Path, number: int, reading: int | None, as_json: bool, name: str | None) -> None:
    """Hold the text of a page against an imported version.

    Nothing is changed.
    """
    with open_project(project, name) as opened:
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


@click.command()
@click.argument("project", type=PATH)
@click.option("--document", "number", type=int, metavar="N", help="Only this document, by number from 1.")
@click.option("--pages", help="Only these pages, by number in the document or else the project, such as 1-5,8.")
@click.option("--band", type=click.Choice(BANDS), default=BANDS[1], show_default=True, help="And what is likelier.")
@as_json
def suspects(project: Path, number: int | None, pages: str | None, band: str, as_json: bool) -> int:
    """Print the words that may have been misread.

    Each comes with its reasons, and with what may stand there.
    """
    seen = 0
    with open_project(project, None) as opened, Meter("Judging") as meter:
        wanted = page_numbers(pages)
        for one in find_suspects(opened, document_id(opened, number), wanted, band, meter.report, say):
            seen += 1
            put(one.record()) if as_json else click.echo(one.sentence())
    return 0 if seen else 1


@click.command()
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
    """Replace FIND by WITH in text, notes or tags.

    All of it is one step to undo.
    """
    wanted = Pattern(find, is_regex=is_regex, case=case, words=whole)
    filled = replacement(wanted, text, is_regex=is_regex, where=where)
    with open_project(project, name) as opened, Interruption() as stop:
        numbers = page_numbers(pages)
        scope = Scope(document_id(opened, number), numbers=frozenset(numbers) if numbers is not None else None)
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
