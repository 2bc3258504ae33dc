"""The helper process that reads strangers' PDFs: run by `pdf`, never imported by it.

A request is a line of JSON on the standard input with ``do``: ``open`` (path), ``page`` (number from 0, first line) or
``image`` (number, folder, stem), the last two for the file opened last. The answer is one line on the standard output:
what was found, ``{"fault": reason}`` or, for an error of our own, ``{"bug": traceback}``. When the input ends, so does
the process.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.imaging import aside
from editor.imaging.facts import TOO_HUNGRY

if TYPE_CHECKING:
    from editor.imaging import pdf_open


def main(memory: int) -> None:
    """Answer requests until there are no more, within so many bytes of memory."""
    aside.bound(memory)
    with os.fdopen(os.dup(1), "w", encoding="ascii", buffering=1) as answers:
        # A library that prints must not speak into the conversation.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        desk: dict[str, pdf_open.Opened] = {}
        for line in sys.stdin.buffer:
            answers.write(json.dumps(_answer(desk, json.loads(line))) + "\n")


def _answer(desk: dict[str, pdf_open.Opened], request: dict[str, Any]) -> dict[str, Any]:
    try:
        from editor.imaging import pdf_open  # under the limit, and where its failing is told
    except ImportError:
        return {"missing": True}
    try:
        if request["do"] == "open":
            desk.clear()
            desk["file"] = pdf_open.Opened(Path(request["path"]))
            return desk["file"].about()
        if request["do"] == "page":
            return desk["file"].page(request["number"], request["line"])
        return desk["file"].image(request["number"], Path(request["folder"]), request["stem"])
    except pdf_open.Unreadable as fault:
        return {"fault": str(fault)}
    except MemoryError:
        return {"fault": TOO_HUNGRY}
    except OSError as error:
        return {"fault": f"cannot be read: {error.strerror or error}."}
    except Exception:
        return {"bug": traceback.format_exc()}


if __name__ == "__main__":
    main(int(sys.argv[1]))
