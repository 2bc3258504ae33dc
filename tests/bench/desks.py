"""Sessions and panes to measure: real projects, a real theme, no screen."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from editor.model import edit as e
from editor.store.project import Project
from editor.ui.jobs import Jobs
from editor.ui.kit.theme import Theme
from editor.ui.session import Session
from tests.bench import synthetic

TAGS = ("person", "place", "date", "unclear")
SIZE = (620, 900)
"""Of a text pane, as it stands in a window of 1600 x 1000."""


def application() -> QApplication:
    """Return the application, made where there is none."""
    made = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(made, QApplication)
    return made


class Bench:
    """What a pane stands on; kept alive as long as the pane is."""

    def __init__(self, project: Path) -> None:
        """Open a project."""
        self.app = application()
        self.theme = Theme("light")
        self.theme.apply(self.app)
        self.jobs = Jobs()
        self.session = Session(Project.open(project, user="bench"))
        self.session.show_first_page()

    def settle(self, rounds: int = 20) -> None:
        """Let the loop of events do what is due."""
        for _ in range(rounds):
            self.app.processEvents()

    def shown(self, pane: QWidget, width: int = SIZE[0], height: int = SIZE[1]) -> QWidget:
        """Show a pane and let it paint."""
        pane.resize(width, height)
        pane.show()
        self.settle()
        return pane


def project(path: Path, pages: int, lines: int, spans: int, regions: int = 4) -> Path:
    """Return a project of pages with so many lines and spans each."""
    if path.exists():
        return path
    words = synthetic.phrases(synthetic.vocabulary(), 2_000)
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with Project.create(part, user="bench") as made:
        document = made.apply(e.AddDocument("Bench")).id
        assert document is not None
        for page in range(pages):
            made.apply(e.Batch(tuple(_page(made, document, page, lines, spans, regions, words)), "Page"))
    part.rename(path)
    return path


def _page(
    project: Project, document: int, number: int, lines: int, spans: int, regions: int, words: list[str]
) -> list[e.Edit]:
    page = project.new_id()
    out: list[e.Edit] = [e.AddPage(document, label=str(number + 1), width=4960, height=7016, id=page)]
    each, ids, texts = lines // regions, [], []
    for r in range(regions):
        region = project.new_id()
        out.append(e.AddRegion(page, "paragraph", synthetic.box(700, 600 + r * 1450, 3900, 1400), id=region))
        for n in range(each):
            ids.append(project.new_id())
            texts.append(words[(number * 7919 + r * each + n) % len(words)])
            y = 600 + (r * each + n) * 5600 // lines
            out.append(e.AddLine(region, texts[-1], synthetic.box(700, y, 3900, 110), id=ids[-1], confidence=0.9))
    for n in range(spans):
        line = n % len(ids)
        at = texts[line].find(" ") + 1
        end = texts[line].find(" ", at)
        out.append(e.TagSpan(ids[line], at, end if end > at else len(texts[line]), TAGS[n % len(TAGS)]))
    return out
