"""A program started to be measured: it ends itself the moment that is to be seen which it was started for.

``python -m tests.bench.child SIGHT PROGRAM [ARGUMENT...]``: SIGHT is ``window``, ``page`` (of a large
scan), ``desk`` (Muniment with a project open, painted) or ``memory`` (a page, once all has come to rest); PROGRAM is
``bare``, ``muniment`` or the path of a script. Prints the processor time of the process and, from ``BENCH_BEGAN``,
the seconds by the clock; for ``memory``, the megabytes in use and at most.
"""

from __future__ import annotations

import os
import runpy
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel


def done(*_: object) -> None:
    """Say how long it took and end without a farewell."""
    cpu, wall = time.process_time(), time.monotonic() - float(os.environ["BENCH_BEGAN"])
    os.write(1, f"{cpu} {wall}\n".encode())
    os._exit(0)


def bare() -> None:
    """Show the least a window can be."""
    app = QApplication(sys.argv[:1])
    window = QLabel("x")
    window.resize(1600, 1000)
    window.show()
    app.exec()


def watch(sight: str) -> object:
    """Return what waits for the sight."""
    if sight in ("window", "desk"):
        from tests.bench.sight import Painted

        return Painted(done, desk=sight == "desk")
    from tests.bench.sight import PageSeen

    return PageSeen(rest if sight == "memory" else done)


def rest(*_: object) -> None:
    """Wait until nothing goes on any more, then say how much memory is in use."""
    used = [time.process_time()]

    def look() -> None:
        used.append(time.process_time())
        if len(used) > 8 and used[-1] - used[-8] < 0.05:
            status = Path("/proc/self/status").read_text().splitlines()
            kilobytes = [next(int(x.split()[1]) for x in status if x.startswith(name)) for name in ("VmRSS", "VmHWM")]
            os.write(1, f"{kilobytes[0] / 1024} {kilobytes[1] / 1024}\n".encode())
            os._exit(0)

    looking = QTimer(QApplication.instance(), interval=250)
    looking.timeout.connect(look)
    looking.start()


def main() -> None:
    """Start the program with a watch in its loop of events."""
    sight, program, *arguments = sys.argv[1:]
    run = QApplication.exec

    def hooked(*_: object) -> int:
        waiting = watch(sight)
        QTimer.singleShot(120_000, lambda: os._exit(9))
        code = int(run())
        del waiting
        return code

    QApplication.exec = hooked  # type: ignore[method-assign,assignment]
    if program == "bare":
        bare()
    elif program == "muniment":
        from editor.start import main as start

        start(arguments)
    else:
        sys.argv = [program, *arguments]
        runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    main()
