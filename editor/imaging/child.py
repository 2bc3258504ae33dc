"""The helper process that decodes strangers' images: run by `decode`, never imported by it.

A request is a line of JSON on the standard input, ``{"path": ...}``; the answers, a line each on the standard output,
are ``{"page": n}`` before each page is decoded and at the end ``{"facts": ...}``, ``{"fault": reason}`` or, for an
error of our own, ``{"bug": traceback}``. When the input ends, so does the process.
"""

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any, TextIO

from editor.imaging import aside
from editor.imaging.facts import TOO_HUNGRY, ImageFault, to_plain


def main(memory: int) -> None:
    """Answer requests until there are no more, within so many bytes of memory."""
    aside.bound(memory)
    with os.fdopen(os.dup(1), "w", encoding="ascii", buffering=1) as answers:
        # A decoder that prints must not speak into the conversation.
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        for line in sys.stdin.buffer:
            _say(answers, _answer(Path(json.loads(line)["path"]), answers))


def _answer(path: Path, answers: TextIO) -> dict[str, Any]:
    try:
        from editor.imaging.render import examine  # under the limit, and where its failing is told

        facts = examine(path, decode=True, progress=lambda page: _say(answers, {"page": page}))
    except ImageFault as fault:
        return {"fault": fault.reason}
    except MemoryError:
        return {"fault": TOO_HUNGRY}
    except Exception:
        return {"bug": traceback.format_exc()}
    return {"facts": to_plain(facts)}


def _say(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
