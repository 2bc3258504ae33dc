"""Read every exported file; exit 0 when each is the old or the new one, whole, and the newest promised one is there."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from editor.formats.xml import parse
from tests.faults import acknowledged
from tests.faults.export_saver import FORMATS, LINES, PAGES


def wrong(folder: Path, kind: str, promised: int) -> Iterator[str]:
    """Yield what is wrong with the files of one format."""
    files = sorted(path for path in folder.iterdir() if not path.name.startswith(".")) if folder.is_dir() else []
    for path in files:
        data = path.read_bytes()
        numbers = [int(found) for found in re.findall(rb"number-(\d+)", data)]
        wanted = 2 * LINES if kind == "page" else PAGES * LINES  # PAGE says each line again in its region
        if len(set(numbers)) != 1 or len(numbers) != wanted:
            yield f"{kind}/{path.name} is half: {len(numbers)} lines of {sorted(set(numbers))[:3]}"
        elif numbers[0] < promised:
            yield f"{kind}/{path.name} is of {numbers[0]}, and {promised} was told to be there"
        if path.suffix == ".xml":
            parse(data, path.name)
    if promised and len(files) != (PAGES if kind == "page" else 1):
        yield f"{kind} has the files {[path.name for path in files]}"


def main() -> int:
    """Verify, and print what was found."""
    promised = max(acknowledged.promised(), default=0)
    found = [fault for kind in FORMATS for fault in wrong(acknowledged.folder() / "out" / kind, kind, promised)]
    print("\n".join(found[:10]) if found else f"{promised} exports")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
