"""The command line over ``work``: prints and asks for nothing, knows no Qt; a fault is a sentence and exit code 1."""

from __future__ import annotations

from collections.abc import Callable

import click

from editor.cli.commands import program
from editor.cli.console import say
from editor.model.faults import Fault


def main(arguments: list[str], *, open_window: Callable[[list[str]], int]) -> int:
    """Run a command and return its exit code: 0 done, 1 faults found or could not, 2 wrong usage."""
    try:
        result = program.main(arguments, prog_name="muniment", standalone_mode=False, obj=open_window)
    except click.UsageError as error:
        error.show()
        return 2
    except click.Abort:
        say("Stopped; what was done so far is kept.")
        return 1
    except click.ClickException as error:
        error.show()
        return 1
    except Fault as fault:
        say(str(fault))
        return 1
    except BrokenPipeError:
        return 1
    return result if isinstance(result, int) else 0
