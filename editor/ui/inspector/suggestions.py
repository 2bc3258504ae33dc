"""The suggestions for the page as cards: the evidence in a sentence, and what can be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor.assist.order.values import Proposal
from editor.ui.inspector.parts import Column, faint, plain
from editor.ui.ordering import Ordering

_MOST = 6
"""Cards shown at once; the others come up when these are done."""


class Card(QFrame):
    """One suggestion."""

    def __init__(self, proposal: Proposal, ordering: Ordering, parent: QWidget | None = None) -> None:
        """Show ``proposal``."""
        super().__init__(parent)
        self.proposal = proposal
        self._ordering = ordering
        self.setProperty("role", "card")
        self.setProperty("current", proposal == ordering.current)
        self.setAccessibleName(proposal.sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(3)
        column.addWidget(plain(proposal.sentence, self))
        row = QHBoxLayout()
        row.setSpacing(0)
        self.accept = self._button(self.tr("Accept F4"), self.tr("Do what is suggested; Undo takes it back"), "accept")
        self.skip = self._button(self.tr("Skip"), self.tr("Do not suggest this again for this page"), "skip")
        self.accept.clicked.connect(partial(ordering.accept, proposal))
        self.skip.clicked.connect(partial(ordering.skip, proposal))
        for part in (self.accept, faint("·", self), self.skip):
            row.addWidget(part)
        row.addStretch(1)
        column.addLayout(row)

    def _button(self, text: str, tip: str, role: str) -> QPushButton:
        made = QPushButton(text, self)
        made.setProperty("role", "link")
        made.setProperty("kind", role)
        made.setToolTip(tip)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        return made

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose on the scan and in the text what it is about."""
        self._ordering.go_to(self.proposal)


class Suggestions(Column):
    """The cards of a page, hidden while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._ordering: Ordering | None = None
        self.cards: list[Card] = []
        self.setVisible(False)

    def use(self, ordering: Ordering) -> None:
        """Show what ``ordering`` finds."""
        self._ordering = ordering
        ordering.found.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Make the cards anew."""
        if self._ordering is None:
            return
        kept = self._kept_focus()
        self.clear()
        found = self._ordering.proposals
        self.setVisible(bool(found))
        if not found:
            self.cards = []
            return
        self.column.addWidget(faint(self.tr("Suggestions on this page"), self))
        first = found.index(self._ordering.current) if self._ordering.current in found else 0
        shown = found[max(0, min(first, len(found) - _MOST)) :][:_MOST]
        self.cards = [Card(one, self._ordering, self) for one in shown]
        for card in self.cards:
            self.column.addWidget(card)
        if len(found) > len(shown):
            self.column.addWidget(faint(self.tr("and {0} more").format(len(found) - len(shown)), self))
        if kept:
            self.cards[0].accept.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kept_focus(self) -> bool:
        at = self.window().focusWidget()
        return isinstance(at, QPushButton) and self.isAncestorOf(at)
