"""The sample as it is first seen: every part of the window at its place, and the picture the README shows."""

from __future__ import annotations

from editor.work.new_project import sample_project
from tests.journeys.desk import Desk, Steps, desk

__all__ = ["desk"]

LINE = "tried to reach the grain office"


def test_the_sample_is_seen_whole(desk: Desk):
    with sample_project(desk.folder / "home", user="Archivist") as project:
        path = project.path

    def at_the_desk() -> Steps:
        yield desk.painted
        desk.ready()
        yield lambda: desk.session.selection.line is not None
        parts = desk.window.desk
        yield lambda: parts.view.imagery.levels
        line = next(line for _, line in desk.session.content.lines() if line.text.startswith(LINE))
        desk.session.select_line(line.id, by=None)
        yield 800
        below = parts.below
        titles = [below.tabText(n).split()[0] for n in range(below.count())]
        assert titles == ["Problems", "Search", "Replace", "Series", "Linking", "Marks"]
        assert parts.frame.panes_shown() == (True, True, True)
        assert not desk.window.banner.isVisible()
        desk.picture("window")

    desk.run(at_the_desk(), str(path))
