"""The front door: window or command line.

``muniment`` and ``python -m editor`` both enter here. The first word decides: the name of a command, or a question
about the program itself, goes to the command line; a project or nothing opens the window. This module stands above
both, so that neither knows the other, and it imports neither until it has chosen: the window must not wait for the
command line's libraries, nor a script for Qt. A packed program has no other door, so its helper processes come through
this one as well. It refuses to understand any argument beyond that choice.
"""

import sys
from collections.abc import Callable, Sequence

COMMANDS = frozenset(
    {
        "apply",
        "backup",
        "check",
        "compare",
        "demo",
        "divide",
        "dump",
        "export",
        "import",
        "inspect",
        "link",
        "log",
        "marks",
        "new",
        "ocr",
        "relink",
        "replace",
        "restore",
        "salvage",
        "search",
        "series",
        "stats",
        "suspects",
        "undo",
    }
)
"""The names of the command line's commands, here so that the window can be chosen without loading them."""

QUESTIONS = frozenset({"-h", "--help", "--version"})
"""Options about the program itself, answered by the command line."""

OPTIONS_WITH_VALUE = frozenset({"--user"})
"""Options before the first word whose next argument is theirs and not the first word."""


def names_command(arguments: Sequence[str]) -> bool:
    """Tell whether ``arguments`` ask for the command line rather than the window.

    A project whose file bears the name of a command is opened by a path, ``./check``, or after ``--``.
    """
    rest = iter(arguments)
    for argument in rest:
        if argument in QUESTIONS:
            return True
        if argument == "--":
            return False
        if argument in OPTIONS_WITH_VALUE:
            next(rest, None)
        elif not argument.startswith("-"):
            return argument in COMMANDS
    return False


def helper_of(arguments: Sequence[str]) -> Callable[[], None] | None:
    """Return what a packed program was started to do as a helper of its own, None where it was started by somebody.

    `editor.imaging.aside` starts it with an option and a number of bytes, and nothing else. Each import stands by
    itself, so that what packs the program finds the helpers.
    """
    if not getattr(sys, "frozen", False) or len(arguments) != 2 or not arguments[1].isdecimal():
        return None
    option, memory = arguments[0], int(arguments[1])
    if option == "--decode-images":
        from editor.imaging.child import main as decode

        return lambda: decode(memory)
    if option == "--read-pdf":
        from editor.imaging.pdf_child import main as read_pdf

        return lambda: read_pdf(memory)
    if option == "--read-scans":
        from editor.work.scan_child import main as read_scans

        return lambda: read_scans(memory)
    if option == "--read-texts":
        from editor.work.text_child import main as read_texts

        return lambda: read_texts(memory)
    return None


def open_window(arguments: list[str]) -> int:
    """Open the window on the project named in ``arguments``, or its start page, and return the exit code."""
    from editor.ui.app import main as window

    return window(arguments)


def main(argv: list[str] | None = None) -> int:
    """Run Muniment and return its exit code.

    Args:
        argv: The arguments without the program's name; those of the process when left out.
    """
    arguments = sys.argv[1:] if argv is None else argv
    helper = helper_of(arguments)
    if helper is not None:
        helper()
        return 0
    if not names_command(arguments):
        return open_window(arguments)
    from editor.cli import main as command_line

    # The command line is handed the window because one of its commands, demo, ends in one.
    return command_line(arguments, open_window=open_window)
