"""What words left over, put at lines nobody claimed: by looks, order and elimination, line by line.

What is linked already counts as pinned, and is never moved. Only whole remainders of lines are tried, each on one line.
Words read are not heard again: what they could say has been said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from editor.assist.linking.lines import link_lines
from editor.assist.linking.values import SURE, Link, Linking, Pin, Scan, TextLine
from editor.assist.linking.words import spelling

_LEAST = 3
"""Letters below which a remainder is left alone."""
_MOST = SURE - 0.05
"""Most confidence of such a link: what looks for its words and finds none is not put anywhere unasked."""


def with_rest(texts: Sequence[TextLine], scans: Sequence[Scan], linking: Linking) -> Linking:
    """Return the linking with what else can be placed."""
    found: list[Link] = []
    free = set(linking.textless)
    written = {line.id: line.text for line in texts}
    open_spans = {span for span in linking.placeless if len(spelling(written[span[0]][span[1] : span[2]])) >= _LEAST}
    for page, scan in enumerate(scans):
        here = _texts_on(texts, linking, page)
        if not here or not any(at == page for at, _ in free):
            continue
        pins = [Pin(link.line, link.start, link.end, link.at) for link in linking.links if link.page == page]
        for link in link_lines(here, replace(scan, reading=None), pins).links:
            span, place = (link.line, link.start, link.end), (page, link.at)
            if link.reason != "pinned" and span in open_spans and place in free:
                free.discard(place)
                open_spans.discard(span)
                found.append(replace(link, page=page, confidence=min(link.confidence, _MOST)))
    placed = {(link.line, link.start, link.end) for link in found}
    order = {line.id: place for place, line in enumerate(texts)}
    links = sorted((*linking.links, *found), key=lambda link: (order[link.line], link.start))
    return replace(
        linking,
        links=tuple(links),
        placeless=tuple(span for span in linking.placeless if span not in placed),
        textless=tuple(place for place in linking.textless if place in free),
    )


def _texts_on(texts: Sequence[TextLine], linking: Linking, page: int) -> list[TextLine]:
    """Return the lines that have words on a page, or stand after one that has and have none themselves."""
    pages: dict[int, set[int]] = {}
    for link in linking.links:
        pages.setdefault(link.line, set()).add(link.page)
    found: list[TextLine] = []
    last = min((link.page for link in linking.links), default=0)
    for line in texts:
        on = pages.get(line.id, {last})
        last = max(on)
        if page in on:
            found.append(line)
    return found


def joined(texts: Sequence[TextLine], lines: Linking, flow: Linking) -> Linking:
    """Return what lines found, and for lines of text it is not sure of, what words are sure of."""
    said = {link.line for link in lines.links if link.sure}
    better = {link.line for link in flow.links if link.sure and link.line not in said}
    links = [link for link in lines.links if link.line not in better]
    links += [link for link in flow.links if link.line in better]
    order = {line.id: place for place, line in enumerate(texts)}
    links.sort(key=lambda link: (order[link.line], link.start))
    placeless = [span for span in lines.placeless if span[0] not in better]
    placeless += [span for span in flow.placeless if span[0] in better]
    placeless.sort(key=lambda span: (order[span[0]], span[1]))
    taken = {(link.page, link.at) for link in links}
    every = {*lines.textless, *((link.page, link.at) for link in lines.links)}
    return Linking(tuple(links), tuple(placeless), tuple(sorted(every - taken)), flow.notices)
