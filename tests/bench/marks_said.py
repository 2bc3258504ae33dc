"""What the rules of a tree say of pages: a process of its own, since the rules of two trees do not go into one.

    python tests/bench/marks_said.py TREE <records >hits

A record is a list of pages, a page a list of numbered lines; a hit is a line, where it starts and ends in it, its kind,
and how sure it is. The learnt judge is left out where the tree has one.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module


def said(tree: str, records: list[list[list[tuple[int, str]]]]) -> list[list[tuple[int, int, int, str, float]]]:
    """Return what the rules of a tree say of records."""
    sys.path.insert(0, tree)
    judge, values = import_module("editor.assist.marks.judge"), import_module("editor.assist.marks.values")
    repeat = import_module("editor.assist.marks.repeat")
    if hasattr(judge, "likely"):
        judge.likely.likely = lambda sheet, found: ()
        judge.likely.weighed = lambda sheet, found: found
    out = []
    for record in records:
        pages = [
            values.MarkPage(at, tuple(values.MarkLine(number, text) for number, text in page))
            for at, page in enumerate(record)
        ]
        repetition = repeat.Repetition(pages)
        marks = [mark for page in pages for mark in judge.marks_of(page, repetition.count)]
        out.append([(one.line, one.start, one.end, mark.kind, mark.sure) for mark in marks for one in mark.ranges])
    return out


if __name__ == "__main__":
    json.dump(said(sys.argv[1], json.load(sys.stdin)), sys.stdout)
