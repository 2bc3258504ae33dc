"""Feed numbered edits to ``muniment apply`` until both are killed; ``store_verifier`` holds what is left against it.

What the command prints is its acknowledgement: that it comes only when the edit is durable is what is tried here.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading

from editor.model.codec import encode
from tests.faults import acknowledged
from tests.faults.store_saver import edits_of, go_on
from tests.faults.writing import last_number, text_of


def main() -> None:
    """Apply until killed."""
    with go_on() as project:
        lines = [row[0] for row in project.connection.execute("SELECT id FROM line ORDER BY rank")]
        start, path = last_number(project), project.path
    command = [sys.executable, "-m", "editor", "apply", str(path), "-", "--json"]
    promises = acknowledged.Acknowledgements()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as applying:
        assert applying.stdin is not None and applying.stdout is not None

        def feed() -> None:
            assert applying.stdin is not None
            for number in range(start + 1, start + 100_000):
                applying.stdin.write(encode(edits_of(number, lines)) + "\n")
                applying.stdin.flush()

        threading.Thread(target=feed, daemon=True).start()
        for number, said in enumerate(applying.stdout, start + 1):
            assert "rev" in json.loads(said), said
            promises.add(number, text_of(number))
    raise SystemExit("the command ended by itself")


if __name__ == "__main__":
    main()
