"""The form of a region: its kind, its hand, its place in the reading order, what it continues."""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QWidget

from editor.model import edit as e
from editor.model.page import PageContent, Region
from editor.store import readers
from editor.ui.inspector.parts import Column, combo, fill
from editor.ui.inspector.scope import region_names
from editor.ui.kit.swatch import swatch
from editor.ui.kit.theme import Theme
from editor.ui.session import Session

_MOST = 300
"""So many regions of the page before are offered to be continued."""
_END = 24
"""So many letters of its end tell a region of the page before."""


class OrderBox(QSpinBox):
    """A number whose arrow up means earlier, as on the page, and so one less."""

    def stepBy(self, steps: int) -> None:
        """Go the other way."""
        super().stepBy(-steps)

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        """Tell which arrow leads somewhere."""
        way, none = QAbstractSpinBox.StepEnabledFlag, QAbstractSpinBox.StepEnabledFlag.StepNone
        up = way.StepUpEnabled if self.value() > self.minimum() else none
        return up | (way.StepDownEnabled if self.value() < self.maximum() else none)


class RegionForm(Column):
    """Shows and changes what a region is."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._region: Region | None = None
        self._content: PageContent | None = None
        self._before: tuple[int, PageContent | None, dict[int, str]] | None = None
        self.caption(self.tr("Kind"))
        self.kind = combo(self.tr("Kind of region"), self)
        self.kind.activated.connect(self._set_kind)
        self.column.addWidget(self.kind)
        self.caption(self.tr("Hand"))
        self.hand = combo(self.tr("Hand"), self)
        self.hand.activated.connect(self._set_hand)
        self.column.addWidget(self.hand)
        self._add_order()
        self.caption(self.tr("Continues"))
        self.continues = combo(self.tr("The region this one continues"), self)
        self.continues.activated.connect(self._set_continues)
        self.column.addWidget(self.continues)
        self.recolour()

    def _add_order(self) -> None:
        self.caption(self.tr("Reading order"))
        self.order = OrderBox(self)
        self.order.setAccessibleName(self.tr("Place in the reading order"))
        self.order.setKeyboardTracking(False)
        self.order.valueChanged.connect(self._set_order)
        self.column.addWidget(self.order)

    def recolour(self) -> None:
        """Take the colours of the theme anew."""
        self.kind.clear()

    def forget(self) -> None:
        """Read the page before anew when it is needed next."""
        self._before = None

    # Showing

    def show_region(self, region: Region, content: PageContent) -> None:
        """Show a region of a page."""
        self._region, self._content = region, content
        self._show_kind(region)
        hands = [(self.tr("not said"), ""), *((hand.label, hand.name) for hand in self._session.tagset.hands)]
        if region.hand and region.hand not in {name for _, name in hands}:
            hands.append((region.hand, region.hand))
        fill(self.hand, hands, region.hand or "")
        count = len(content.regions)
        with QSignalBlocker(self.order):
            self.order.setRange(1, count)
            self.order.setSuffix(self.tr(" of {count}").format(count=count))
            self.order.setValue(region.seq)
        fill(self.continues, self._choices(region, content), region.continues)

    def _show_kind(self, region: Region) -> None:
        kinds = list(self._session.tagset.kinds)
        if region.kind not in {kind.name for kind in kinds}:
            kinds.append(self._session.tagset.kind(region.kind))
        if [self.kind.itemData(i) for i in range(self.kind.count())] != [kind.name for kind in kinds]:
            self.kind.clear()
            for kind in kinds:
                colours = self._theme.soft(kind.colour), self._theme.kind_colour(kind.colour)
                self.kind.addItem(swatch(*colours), kind.label, kind.name)
        self.kind.setCurrentIndex(self.kind.findData(region.kind))

    def _choices(self, region: Region, content: PageContent) -> list[tuple[str, object]]:
        """Return what a region may continue: the running text of the page before, its end first."""
        choices: list[tuple[str, object]] = [(self.tr("nothing"), None)]
        before, names = self._page_before(content)
        running = (
            each
            for each in reversed(before.regions if before is not None else ())
            if each.lines and self._session.tagset.kind(each.kind).role == "body"
        )
        for each in islice(running, _MOST):
            choices.append((self._end_of(each, names[each.id], before.page.label if before else ""), each.id))
        if region.continues not in [value for _, value in choices]:
            choices.append((self.tr("another region"), region.continues))
        return choices

    def _page_before(self, content: PageContent) -> tuple[PageContent | None, dict[int, str]]:
        """Return the page before and what its regions are called, read once for a page that is shown."""
        if self._before is None or self._before[0] != content.page.id:
            beside = readers.page_beside(self._session.project, content.page.id, -1)
            before = readers.content(self._session.project, beside) if beside is not None else None
            names = region_names(before, self._session.tagset) if before is not None else {}
            self._before = (content.page.id, before, names)
        return self._before[1], self._before[2]

    def _end_of(self, region: Region, name: str, page: str) -> str:
        words = region.lines[-1].text
        end = "… " + words[-_END:] if len(words) > _END else words
        return self.tr("{region} of {page}: {end}").format(region=name, page=page, end=end)

    # Changing

    def _set_kind(self, index: int) -> None:
        kind = self.kind.itemData(index)
        if self._region is not None and kind != self._region.kind:
            self._session.do(e.SetRegionKind(self._region.id, kind))

    def _set_hand(self, index: int) -> None:
        hand = self.hand.itemData(index) or None
        if self._region is not None and hand != self._region.hand:
            self._session.do(e.SetRegionHand(self._region.id, hand))

    def _set_order(self, place: int) -> None:
        if self._region is not None and self._content is not None and place != self._region.seq:
            others = [each.id for each in self._content.regions if each.id != self._region.id]
            self._session.do(e.MoveRegion(self._region.id, after=others[place - 2] if place > 1 else None))

    def _set_continues(self, index: int) -> None:
        continued = self.continues.itemData(index)
        if self._region is not None and continued != self._region.continues:
            self._session.do(e.SetRegionContinues(self._region.id, continued))
