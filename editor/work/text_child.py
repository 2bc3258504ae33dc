"""The helper process that reads files of text: run by `text_reading`, never imported by it.

A request is a line of JSON on the standard input, ``{"path": ..., "into": ...}``; what was read is written into the
second file in the pieces of `spool`, and the answer is one line on the standard output: ``{"digest": ..., "sizes":
[...]}``, ``{"fault": sentence}`` or, for an error of our own, ``{"bug": traceback}``. When the input ends, so does the
process.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from editor.imaging import aside
from editor.model.faults import Fault


def main(memory: int) -> None:
    """Answer requests until there are no more, within so many bytes of memory."""
    aside.bound(memory)
    with os.fdopen(os.dup(1), "w", encoding="ascii", buffering=1) as answers:
        # A library that prints must not speak into the conversation.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        for line in sys.stdin.buffer:
            request = json.loads(line)
            answers.write(json.dumps(_answer(Path(request["path"]), Path(request["into"]))) + "\n")


def _answer(path: Path, into: Path) -> dict[str, Any]:
    try:
        from editor.work.text_reading import read_into  # under the limit, and where its failing is told

        digest, sizes = read_into(path, into)
    except Fault as fault:
        return {"fault": str(fault)}
    except MemoryError:
        return {"fault": f"{path.name} was not read: it needs more memory than one text may use; split it."}
    except Exception:
        return {"bug": traceback.format_exc()}
    return {"digest": digest, "sizes": sizes}


if __name__ == "__main__":
    main(int(sys.argv[1]))
