"""Text that goes out or comes in over more than one line: erased, pasted, dropped, and dragged about."""

from __future__ import annotations

import itertools

from PySide6.QtWidgets import QMessageBox

from editor.model.page import PageContent
from editor.ui.transcript import clipboard, replacing
from editor.ui.transcript.acts import Act, Spot, Where, Why, flat, index_of
from editor.ui.transcript.desk import Desk
from editor.ui.transcript.edits import lines_of


class TakingIn(Desk):
    """What the keys and the mouse bring to the text, or take from it, across lines."""

    _drags = itertools.count(1)

    def erase(self, making_way: bool) -> None:
        """Erase what is selected; where it makes way for a letter, the two are one step of undo."""
        where = self.sheet.where()
        merge = self.typist.token(where.start.line) if making_way and where.start is not None else ""
        if making_way:
            self.session.flush()
            with self.typist.own():
                self.act(lambda c, w: self._replaced(c, w, [""]), merge=merge)
        else:
            self.act(lambda c, w: self._replaced(c, w, [""]))

    def _replaced(self, content: PageContent, where: Where, texts: list[str]) -> Act:
        new_id = self.session.project.new_id
        if where.start is None or where.end is None:
            return replacing.onto_page(content, where.region, texts, new_id)
        return replacing.replace(content, where.start, where.end, texts, new_id)

    def _taken_in(self, text: str) -> list[str] | None:
        """Return text from outside as lines, asked about where it is very much."""
        if len(text) > clipboard.ASK_FROM and not self._confirmed(text):
            return None
        texts, count = lines_of(text)
        if count:
            self.say(Why.REPLACED)
        return texts

    def _confirmed(self, text: str) -> bool:
        question = self.tr("This is {count} characters of text. Put all of it on this page?").format(count=len(text))
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
        return QMessageBox.question(self, self.tr("Paste"), question, buttons) == QMessageBox.StandardButton.Yes

    def paste_text(self, text: str) -> None:
        """Put text where the selection is."""
        texts = self._taken_in(text)
        if texts is not None:
            self.act(lambda c, w: self._replaced(c, w, texts))

    def drop(self, text: str, spot: Spot | None, moving: bool) -> None:
        """Put text at a place; where it is what is selected here it is taken away there, as one step of undo."""
        texts = self._taken_in(text)
        if texts is None:
            return
        if spot is None:
            self.act(lambda c, w: self._replaced(c, w, texts))
            return
        new_id = self.session.project.new_id
        erase = self.sheet.where()

        def put(content: PageContent, _: Where) -> Act:
            return replacing.replace(content, spot, spot, texts, new_id)

        def take(content: PageContent, _: Where) -> Act:
            return self._replaced(content, erase, [""])

        if not moving:
            self.act(put)
        elif (order := self._order(spot, erase)) != 0:
            merge = f"drag {next(self._drags)}"
            for make in (put, take) if order > 0 else (take, put):
                self.act(make, merge=merge)

    def _order(self, spot: Spot, where: Where) -> int:
        """Return -1 for a place before the selection, 1 for one behind it, 0 for one in it."""
        content = self.session.content
        if content is None or where.start is None or where.end is None:
            return 0
        lines = flat(content)
        place, start, end = ((index_of(lines, s.line), s.at) for s in (spot, where.start, where.end))
        return -1 if place < start else 1 if place > end else 0
