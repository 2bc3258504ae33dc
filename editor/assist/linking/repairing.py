"""The text as it is once a repair that was offered is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from editor.assist.linking.values import Notice, TextLine


def repaired(texts: Sequence[TextLine], notice: Notice) -> list[TextLine]:
    """Return ``texts`` with the changes of an ``order`` notice; a line all of whose words moved stays, empty."""
    changes = [(notice.line, notice.start, notice.end, notice.repair), *notice.also]
    found = {line.id: line for line in texts}
    for number, start, end, text in sorted(changes, key=lambda change: change[1], reverse=True):
        line = found[number]
        found[number] = replace(line, text=line.text[:start] + text + line.text[end:])
    return [found[line.id] for line in texts]
