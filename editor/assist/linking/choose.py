"""Which way of linking fits a text: line by line where it is cut as the scan is, words wherever they are elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from editor.assist.linking.elsewhere import elsewhere
from editor.assist.linking.flow import link_flow
from editor.assist.linking.lines import link_lines
from editor.assist.linking.offered import as_filed, offered, offered_pins
from editor.assist.linking.rest import joined, with_rest
from editor.assist.linking.values import Linking, Pin, Scan, TextLine
from editor.model.geometry import bounds

_ALONE = 0.8
"""The share of the linked text that stands line on line if the text is cut as the scan is."""
_READ = 0.8
"""Where words are sure of less than this share of the text, they are a poor witness of how it is cut as well."""
_WHOLE = 0.9
_LONG = 1.5
"""Lines of text so many times longer than the scan's widest are reflowed ..."""
_REFLOWED = 0.1
"""... and this share of the text in such lines makes all of it reflowed."""


def link(
    texts: Sequence[TextLine],
    scans: Sequence[Scan],
    pins: Sequence[Pin] = (),
    stop: Callable[[], bool] | None = None,
) -> Linking:
    """Return where on the scans ``texts`` stand, by the method that fits them and the evidence there is.

    Debris of the scans gets text only where it is pinned there or an engine read some, and is no place without text.
    """
    offers = [
        offered(scan, frozenset(pin.at for pin in pins if pin.page == page)) for page, scan in enumerate(scans)
    ]  # fmt: skip
    found = _linked(texts, [offer.scan for offer in offers], offered_pins(pins, offers), stop)
    found = as_filed(found, offers)
    return replace(found, notices=(*found.notices, *elsewhere(texts, scans, found)))


def _linked(
    texts: Sequence[TextLine], scans: Sequence[Scan], pins: Sequence[Pin], stop: Callable[[], bool] | None
) -> Linking:
    if len(scans) == 1 and scans[0].reading is None and not _reflowed(texts, scans[0]):
        return link_lines(texts, scans[0], pins)
    flow = link_flow(texts, scans, pins, stop)
    if len(scans) == 1:
        by_line = _line_by_line(texts, flow)
        if by_line or (_sure(flow) < _READ * _letters(texts) and not _reflowed(texts, scans[0])):
            lines = link_lines(texts, scans[0], pins)
            if by_line or _sure(lines) >= _sure(flow):
                return joined(texts, lines, flow)
    return with_rest(texts, scans, flow)


def _letters(texts: Sequence[TextLine]) -> int:
    return sum(len(line.text.strip()) for line in texts)


def _sure(linking: Linking) -> int:
    """Return how many letters have a place for sure."""
    return sum(link.end - link.start for link in linking.links if link.sure)


def _reflowed(texts: Sequence[TextLine], scan: Scan) -> bool:
    """Tell whether much of the text stands in lines longer than those of the scan, going by the sum of both."""
    boxes = [bounds(line.outline) for line in scan.layout.lines]
    wide = [max(box[2] - box[0], box[3] - box[1]) for box in boxes]
    letters = sum(len(line.text) for line in texts)
    if not letters or not wide:
        return False
    longest = max(wide) * letters / max(sum(wide), 1.0)
    return sum(len(line.text) for line in texts if len(line.text) > _LONG * longest) > _REFLOWED * letters


def _line_by_line(texts: Sequence[TextLine], flow: Linking) -> bool:
    """Tell whether nearly every line of text that has a place stands there whole and alone."""
    sizes = {line.id: len(line.text.strip()) for line in texts}
    by_line = Counter(link.line for link in flow.links)
    by_place = Counter((link.page, link.at) for link in flow.links)
    linked = sum(link.end - link.start for link in flow.links)
    alone = sum(
        link.end - link.start
        for link in flow.links
        if by_line[link.line] == 1
        and by_place[link.page, link.at] == 1
        and link.end - link.start >= _WHOLE * sizes[link.line]
    )
    return alone >= _ALONE * linked
