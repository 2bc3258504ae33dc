"""Where a project was left: its page and line, remembered on this computer and not in the file."""

from __future__ import annotations

from editor.store import readers
from editor.ui.kit.settings import Settings
from editor.ui.session import Session


def _key(session: Session) -> str:
    return "place/" + str(session.project.path.absolute()).replace("/", "|").replace("\\", "|")


def remember(settings: Settings, session: Session) -> None:
    """Remember the page and line that are shown."""
    if session.page_id is not None:
        settings.put(_key(session), f"{session.page_id} {session.selection.line or 0}")


def go_back(settings: Settings, session: Session) -> None:
    """Show the page and line that were shown last, or else the first page."""
    page, _, line = settings.text(_key(session)).partition(" ")
    if page.isdecimal() and readers.page_of(session.project, int(page)) == int(page):
        session.show_page(int(page))
        if line.isdecimal():
            session.select_line(int(line))
    else:
        session.show_first_page()
