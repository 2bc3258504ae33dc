"""Real declassified scans with an independent text: do words go where the text layer of the PDF has them?"""

from __future__ import annotations

import argparse
from collections.abc import Iterator


def table(given: argparse.Namespace) -> Iterator[str]:
    """Print a row per document."""
    yield "not built yet"
