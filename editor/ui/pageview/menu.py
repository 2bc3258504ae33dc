"""The menu of a region: its kinds with their keys, its place in the reading order, joining and removing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QAction, QActionGroup, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from editor.model.edit import Edit, JoinRegions, RemoveLine, RemoveRegion, SetRegionKind
from editor.model.page import Region
from editor.ui.pageview.order import number_edit
from editor.ui.session import Selection, Session

translate = QCoreApplication.translate


def region_menu(session: Session, pick: Selection, parent: QWidget) -> QMenu:
    """Return the menu of a region, or of a line in it; it belongs to ``parent``."""
    menu = QMenu(parent)
    region = session.region(pick.region) if pick.region is not None else None
    content = session.content
    if region is None or content is None:
        nothing = menu.addAction(translate("RegionMenu", "No region here: draw one with the tools Region or Polygon"))
        nothing.setEnabled(False)
        return menu
    _add_kinds(menu, session, region)
    menu.addSeparator()
    order = [other.id for other in content.regions]
    _add_order(menu, session, region.id, order)
    menu.addSeparator()
    place = order.index(region.id)
    join = menu.addAction(translate("RegionMenu", "Join with previous region"))
    join.setEnabled(place > 0)
    _does(session, join, JoinRegions(order[place - 1], region.id))
    if pick.line is not None:
        _does(session, menu.addAction(translate("RegionMenu", "Remove line")), RemoveLine(pick.line))
    remove = menu.addAction(translate("RegionMenu", "Remove region"))
    if pick.line is None:
        remove.setText(remove.text() + "\tDel")
    _does(session, remove, RemoveRegion(region.id))
    return menu


def _does(session: Session, action: QAction, edit: Edit | None) -> None:
    if edit is None:
        action.setEnabled(False)
    else:
        action.triggered.connect(lambda: session.do(edit))


def _add_kinds(menu: QMenu, session: Session, region: Region) -> None:
    group = QActionGroup(menu)
    kinds = list(session.tagset.kinds)
    if all(kind.name != region.kind for kind in kinds):
        kinds.insert(0, session.tagset.kind(region.kind))
    for kind in kinds:
        words = kind.label.replace("&", "&&")
        action = QAction(
            swatch(kind.colour, kind.name == region.kind), f"{words}\t{kind.key.upper()}" if kind.key else words, group
        )
        action.setCheckable(True)
        action.setChecked(kind.name == region.kind)
        if kind.name == region.kind:
            font = menu.font()
            font.setBold(True)
            action.setFont(font)
        _does(session, action, SetRegionKind(region.id, kind.name))
        menu.addAction(action)


def _add_order(menu: QMenu, session: Session, region: int, order: list[int]) -> None:
    place = order.index(region) + 1
    title = translate("RegionMenu", "Change reading order")
    for words, number in (
        (translate("RegionMenu", "Read first"), 1),
        (translate("RegionMenu", "Read earlier"), place - 1),
        (translate("RegionMenu", "Read later"), place + 1),
    ):
        possible = 1 <= number <= len(order) and number != place
        _does(session, menu.addAction(words), number_edit(order, region, number, title) if possible else None)


def swatch(colour: str, ticked: bool) -> QIcon:
    """Return a small square of a colour, with a tick where it is the one in use."""
    picture = QPixmap(32, 32)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(1, 1, 14, 14, 3, 3)
    if ticked:
        painter.setPen(QPen(Qt.GlobalColor.white, 2))
        painter.drawPolyline([QPointF(4, 8.5), QPointF(7, 11.5), QPointF(12, 5)])
    painter.end()
    return QIcon(picture)
