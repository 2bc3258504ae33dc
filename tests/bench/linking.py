"""The bench of linking: ``python tests/bench/linking.py [--only lines|links|flow|pages|jfk|speed] [--aside]``.

It prints tables with the figures beside the targets, first of what the methods were tuned on and, when asked for in so
many words, of what was held aside. ``--misses`` names what went wrong. Readings of pages are kept in a temporary
folder; the machine's threads are held to one.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

for _variable in ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import cv2  # noqa: E402

from editor.assist.linking.choose import link  # noqa: E402
from editor.assist.linking.flow import link_flow  # noqa: E402
from editor.assist.linking.lines import link_lines  # noqa: E402
from editor.assist.linking.values import Linking, Scan, TextLine  # noqa: E402
from tests.bench import linking_jfk, linking_speed  # noqa: E402
from tests.bench.drawn_pages import Missing  # noqa: E402
from tests.bench.linking_evidence import bench_pages, evidence  # noqa: E402
from tests.bench.linking_sets import SHARED, Found, Linked, TruePage, lines_found, lines_linked  # noqa: E402
from tests.bench.linking_texts import (  # noqa: E402
    SHUFFLED,
    Ends,
    Letters,
    PlainText,
    ends_found,
    instruction,
    letters_linked,
    memo,
    merged,
    reflowed,
    repaired,
    shuffled,
)

DRAWN = ("seeds, 300 dpi", "seeds, 2 degrees", "seeds, other noise", "drawn")
LINES = {
    **dict.fromkeys(("seeds", *DRAWN), (0.98, 0.97)),
    **dict.fromkeys(("isri", "isri, keyed", "ehri"), (0.95, 0.85)),
    **dict.fromkeys(("hooker", "cremma", "stanford", "tapuscorpus"), (0.85, 0.0)),
}
"""Recall and precision to reach (those of mixed hands are the ones of joined handwriting)."""

LINKS = {
    **dict.fromkeys(("seeds", *DRAWN), ((92, 1), (96, 1))),
    **dict.fromkeys(("isri", "isri, keyed"), ((90, 1.5), (93, 2))),
    "ehri": ((90, 1.5), (98, 0.5)),
}
"""Per cent right and wrong of links made by themselves, without and with OCR."""

CURSIVE = ("hooker", "cremma", "stanford", "tapuscorpus")
WAYS: dict[str, Callable[[Sequence[TextLine], Sequence[Scan]], Linking]] = {
    "choose": lambda texts, scans: link(texts, scans),
    "lines": lambda texts, scans: link_lines(texts, scans[0]),
    "flow": lambda texts, scans: link_flow(texts, scans),
}
FLOW_SETS = ("seeds", "seeds, 2 degrees", "seeds, 300 dpi")


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=TABLES, action="append")
    parser.add_argument("--aside", action="store_true", help="what was held aside, to be looked at once, at the end")
    parser.add_argument("--misses", action="store_true", help="name what went wrong")
    parser.add_argument("--by", choices=WAYS, default="choose", help="how the lines of the table of links are linked")
    parser.add_argument("--sets", help="names of sets, with semicolons")
    parser.add_argument("--overlays", type=Path, help="a folder to draw the pages of the table jfk into")
    given = parser.parse_args()
    if not SHARED.exists():
        sys.exit(f"There is nothing to measure on: {SHARED} is not there.")
    cv2.setNumThreads(1)
    for table in given.only or TABLES:
        print(f"\n## {table}, {'held aside' if given.aside else 'tuned'}", flush=True)
        for line in TABLES[table](given):
            print(line, flush=True)


def _sets(given: argparse.Namespace, names: Sequence[str]) -> Iterator[tuple[str, tuple[TruePage, ...]]]:
    """Return the sets asked for that have pages; say why one has none."""
    wanted = given.sets.split(";") if given.sets else names
    for name in names:
        if name not in wanted or (given.aside and name == "seeds"):
            continue
        try:
            yield name, bench_pages(name, given.aside)
        except Missing as missing:
            print(f"{name}: left out, {missing}")


def _lines(given: argparse.Namespace) -> Iterator[str]:
    yield f"{'set':20} pages lines  found  recall (target)  precision (target)"
    for name, pages in _sets(given, list(LINES)):
        told = Found()
        for page in pages:
            told.add(lines_found(page, evidence(page).layout))
        recall, precision = LINES[name]
        yield (
            f"{name:20} {len(pages):5} {told.true:5} {told.found:6}   {told.recall:.3f} ({recall:.2f}) "
            f"{_met(told.recall >= recall)}  {told.precision:.3f} ({precision:.2f}) {_met(told.precision >= precision)}"
        )
        yield from _misses(given, told.missed)


def _links(given: argparse.Namespace) -> Iterator[str]:
    yield f"{'set':20} OCR lines | sure: right (target) wrong (target) | all: right wrong | by hand: lines sure all"
    for name, pages in _sets(given, [*LINKS, *CURSIVE]):
        for ocr in (False, True):
            told = Linked()
            for page in pages:
                told.add(_linked(page, WAYS[given.by], ocr))
            yield _row_of_links(name, ocr, told)
            yield from _misses(given, told.misses)


def _linked(page: TruePage, way: Callable[[Sequence[TextLine], Sequence[Scan]], Linking], ocr: bool) -> Linked:
    seen = evidence(page)
    found = way([TextLine(at, text, block) for at, text, block in page.texts], [seen.scan(ocr)])
    return lines_linked(page, seen.layout, [(e.line, e.start, e.end, e.at, e.sure) for e in found.links])


def _row_of_links(name: str, ocr: bool, told: Linked) -> str:
    def share(count: int, of: int = told.lines) -> float:
        return 100 * count / of if of else 0.0

    right, wrong = share(told.sure_right), share(told.sure_wrong)
    aim = LINKS.get(name, ((None, None), (None, None)))[ocr]
    goals = [f"({each:g})" if each is not None else "(suggest)" for each in aim]
    met = "" if aim[0] is None else _met(right >= aim[0] and wrong <= aim[1])
    hand = told.hand
    by_hand = (
        f"{hand:4} {share(told.hand_sure_right, hand):5.1f}/{share(told.hand_sure_wrong, hand):.1f}"
        f" {share(told.hand_right, hand):5.1f}/{share(told.hand_wrong, hand):.1f}"
    )
    return (
        f"{name:20} {'yes' if ocr else 'no ':3} {told.lines:5} | "
        f"{right:5.1f} {goals[0]} {wrong:4.1f} {goals[1]} {met:4} | "
        f"{share(told.right):5.1f} {share(told.wrong):4.1f} | {by_hand if hand else ''}"
    )


def _flow(given: argparse.Namespace) -> Iterator[str]:
    yield (
        f"{'text':32} OCR letters | typed: right (target) wrong | all: right (target) wrong | sure: right wrong | "
        "page ends right/true, other | notices"
    )
    for name, texts in _texts(given):
        for ocr in (False, True):
            letters, ends, notices = Letters(), Ends(), list[str]()
            for text in texts:
                seen = [evidence(page) for page in text.pages]
                lines = [TextLine(at, line, text.blocks[at]) for at, line in enumerate(text.lines) if line.strip()]
                found = link(lines, [each.scan(ocr) for each in seen])
                links = [(e.line, e.start, e.end, e.page, e.at, e.sure) for e in found.links]
                letters.add(letters_linked(text, [each.layout for each in seen], links))
                ends.add(ends_found(text, [(e.line, e.at) for e in found.notices if e.kind == "page"]))
                notices += [f"{e.kind} in line {e.line + 1}: {e.repair!r}" for e in found.notices if e.kind != "page"]
                if text.name == "instruction":
                    taken = [(e.line, e.start, e.end, e.repair) for e in found.notices if e.kind == "order"]
                    taken += [change for e in found.notices if e.kind == "order" for change in e.also]
                    notices.append(f"reads as it should when repaired: {SHUFFLED in repaired(text.lines, taken)}")
            yield _row_of_letters(name, ocr, letters, ends, notices)
            yield from _misses(given, [*letters.misses, *ends.misses, *notices])


def _texts(given: argparse.Namespace) -> Iterator[tuple[str, list[PlainText]]]:
    for name, pages in _sets(given, FLOW_SETS):
        yield f"memo, {name}", [memo(pages)]
        yield f"instruction, {name}", [instruction(pages)]
    for _, pages in _sets(given, ("drawn",)):
        for make in (reflowed, shuffled, merged):
            yield f"drawn, {make.__name__}", [make(record, seed) for seed, record in enumerate(_by_record(pages))]


def _row_of_letters(name: str, ocr: bool, told: Letters, ends: Ends, notices: Sequence[str]) -> str:
    def share(count: int, of: int) -> float:
        return 100 * count / of if of else 0.0

    typed, right = share(told.typed_right, told.typed), share(told.right, told.all)
    of_typed = 98 if ocr else 90
    of_all = "(95)" if ocr and name.startswith("memo") else "    "
    kinds: dict[str, object] = {
        kind: sum(notice.startswith(kind) for notice in notices) for kind in ("columns", "order", "elsewhere")
    }
    if name.startswith("memo"):
        told_of = ", ".join(notice.split()[3].rstrip(":") for notice in notices if notice.startswith("columns"))
        kinds["columns in lines"] = told_of
    if name.startswith("instruction"):
        kinds["repaired"] = notices[-1].endswith("True")
    return (
        f"{name:32} {'yes' if ocr else 'no ':3} {told.all:7} | {typed:5.1f} ({of_typed}) {_met(typed >= of_typed)} "
        f"{share(told.typed_wrong, told.typed):4.1f} | {right:5.1f} {of_all} {share(told.wrong, told.all):4.1f} | "
        f"{share(told.sure_right, told.all):5.1f} {share(told.sure_wrong, told.all):4.1f} | "
        f"{ends.right}/{ends.true}, {ends.other} | {kinds}"
    )


def _pages(given: argparse.Namespace) -> Iterator[str]:
    yield f"{'text over its scans':32} OCR | page ends found/true, others told"
    for name, text in _records(given):
        for ocr in (False, True):
            lines = [TextLine(at, line, text.blocks[at]) for at, line in enumerate(text.lines) if line.strip()]
            found = link(lines, [evidence(page).scan(ocr) for page in text.pages])
            ends = ends_found(text, [(e.line, e.at) for e in found.notices if e.kind == "page"])
            met = _met(ends.right == ends.true and not ends.other)
            yield f"{name:32} {'yes' if ocr else 'no ':3} | {ends.right}/{ends.true}, {ends.other} {met}"
            yield from _misses(given, ends.misses)


def _records(given: argparse.Namespace) -> Iterator[tuple[str, PlainText]]:
    for name, pages in _sets(given, FLOW_SETS):
        yield f"instruction, {name}", instruction(pages)
    for _, pages in _sets(given, ("drawn records",)):
        for record in _by_record(pages):
            yield f"{record[0].name.rsplit('-', 1)[0]}, {len(record)} pages", reflowed(record)


def _by_record(pages: Sequence[TruePage]) -> list[list[TruePage]]:
    records: dict[str, list[TruePage]] = {}
    for page in pages:
        records.setdefault(page.name.rsplit("-", 1)[0], []).append(page)
    return list(records.values())


def _met(met: bool) -> str:
    return "met " if met else "MISS"


def _misses(given: argparse.Namespace, misses: Sequence[str]) -> Iterator[str]:
    if given.misses:
        yield from (f"    {miss}" for miss in misses)


TABLES: dict[str, Callable[[argparse.Namespace], Iterator[str]]] = {
    "lines": _lines,
    "links": _links,
    "flow": _flow,
    "pages": _pages,
    "jfk": linking_jfk.table,
    "speed": linking_speed.table,
}

if __name__ == "__main__":
    main()
