"""The helper process that reads scans: run by `scan_reading`, never imported by it.

A request is a line of JSON on the standard input with ``path``, ``frame``, ``size``, ``engine`` and ``languages``; the
answer is one line on the standard output: ``{"reading": page}``, ``{"fault": sentence}``, ``{"unreadable": reason}``
or, for an error of our own, ``{"bug": traceback}``. When the input ends, so does the process.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from editor.imaging import aside
from editor.imaging.facts import TOO_HUNGRY, ImageFault
from editor.model.codec import canonical
from editor.model.faults import Fault

_NICE = 5
"""How far this process stands back behind others: whoever types comes first."""


def main(memory: int) -> None:
    """Answer requests until there are no more, within so many bytes of memory."""
    aside.bound(memory)
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICE)
    with os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1) as answers:
        # A library that prints must not speak into the conversation.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        for line in sys.stdin.buffer:
            answers.write(canonical(_answer(json.loads(line))) + "\n")


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    try:
        from editor.work.scan_reading import read_page  # under the limit, and where its failing is told

        size = tuple(request["size"]) if request["size"] else None
        page = read_page(Path(request["path"]), request["frame"], size, request["engine"], tuple(request["languages"]))
    except ImageFault as fault:
        return {"unreadable": fault.reason}
    except Fault as fault:
        return {"fault": str(fault)}
    except MemoryError:
        return {"unreadable": TOO_HUNGRY}
    except Exception:
        return {"bug": traceback.format_exc()}
    return {"reading": page}


if __name__ == "__main__":
    main(int(sys.argv[1]))
