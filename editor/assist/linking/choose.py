"""Which way of linking fits a text: line by line, or words wherever they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from editor.assist.linking.flow import link_flow
from editor.assist.linking.values import Linking, Pin, Scan, TextLine


def link(
    texts: Sequence[TextLine],
    scans: Sequence[Scan],
    pins: Sequence[Pin] = (),
    stop: Callable[[], bool] | None = None,
) -> Linking:
    """Return where on the scans ``texts`` stand, by the method that fits them and the evidence there is."""
    return link_flow(texts, scans, pins, stop)
