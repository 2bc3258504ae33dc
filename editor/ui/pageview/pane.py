"""The pane of the scan: the view with its tools above, the strip of the current line below.

It joins session, pictures, view and strip. It knows no other pane.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from editor.model.change import Change
from editor.model.edit import RemoveLine, RemoveRegion, SetPageView, SetRegionKind
from editor.model.geometry import Point
from editor.model.page import Page
from editor.ui.jobs import Jobs
from editor.ui.kit.theme import Theme
from editor.ui.pageview.camera import STEP
from editor.ui.pageview.imagery import Imagery
from editor.ui.pageview.looking import Looking
from editor.ui.pageview.memory import ViewMemory
from editor.ui.pageview.menu import region_menu
from editor.ui.pageview.missing import MissingImage
from editor.ui.pageview.nopage import NoPage
from editor.ui.pageview.notice import Notice
from editor.ui.pageview.select import SelectTool
from editor.ui.pageview.settings import Tone, ViewSettings
from editor.ui.pageview.shapes import rect_of
from editor.ui.pageview.strip import LineStrip
from editor.ui.pageview.tonebox import ToneBox
from editor.ui.pageview.view import PageView
from editor.ui.session import Selection, Session

_BLANK = (1000, 1400)
"""The size of a page of which nothing is known."""


class PageViewPane(QWidget):
    """Shows the current page's scan with what is drawn on it, and the current line enlarged.

    Signals:
        pointerMoved: the image pixel under the mouse.
        toolChanged: the name of the tool in use.
        zoomChanged: device pixels for a pixel of the image.
        typingWanted: a line was made or chosen that is to be typed.
        importWanted: there is no page, and files are to be brought in.
        relinkWanted: the image is not where it was, and is to be looked for.
    """

    pointerMoved = Signal(float, float)
    toolChanged = Signal(str)
    zoomChanged = Signal(float)
    typingWanted = Signal()
    importWanted = Signal()
    relinkWanted = Signal()

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Show what the session shows."""
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._tone = Tone()
        self._shown: Page | None = None
        self._no_page: NoPage | None = None
        self.view = PageView(session, theme, self, self)
        self.view.setAccessibleName(self.tr("Scan of the page"))
        self.strip = LineStrip(theme, self)
        self.imagery = Imagery(session.project, jobs, self.view.paper.page, self)
        self.looking = Looking(self.view, session, theme, jobs, self.imagery)
        self._memory = ViewMemory(session, self._settings, self)
        self._hint = Notice(self.view, theme, at_top=False)
        self._notice = Notice(self.view, theme, at_top=True)
        self.missing = MissingImage(self.view, theme)
        self.missing.findWanted.connect(self.relinkWanted)
        self._tone_box = ToneBox(self)
        self._tone_box.changed.connect(self._set_tone)
        self._tone_box.levelWanted.connect(self.looking.toggle_level)
        self.looking.shownChanged.connect(lambda: self._tone_box.show_level(self.looking.level))
        self._lay_out()
        self._connect()
        self._restyle()
        if session.content is not None:
            self._page_shown()
        else:
            self._show_whether_empty()

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(self.view)
        self.splitter.addWidget(self.strip)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setCollapsible(0, False)
        self.splitter.setSizes([585, 148])
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.splitter)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        session, view = self._session, self.view
        session.pageShown.connect(self._page_shown)
        session.closing.connect(lambda: self.imagery.show(None, 0, Tone()))
        session.contentChanged.connect(self._content_changed)
        session.projectChanged.connect(self._show_content)
        session.selectionChanged.connect(self._selected)
        session.hovered.connect(view.paper.set_hover)
        view.pointerMoved.connect(self.pointerMoved)
        view.toolChanged.connect(self.toolChanged)
        view.hintChanged.connect(self._show_hint)
        view.typingWanted.connect(self.typingWanted)
        view.menuWanted.connect(self._show_menu)
        view.removeWanted.connect(self.delete_selected)
        view.kindKey.connect(self._kind_key)
        view.escaped = self.looking.close_loupe
        view.camera.zoomChanged.connect(self._zoomed)
        view.camera.turned.connect(
            lambda: view.paper.set_view(view.transform(), view.camera.rotation, view.camera.side_room())
        )
        view.camera.moved.connect(self._memory.changed)
        self.imagery.sized.connect(self._sized)
        self.imagery.levelsChanged.connect(self._levels_changed)
        self.imagery.told.connect(self._notice.say)
        self.imagery.told.connect(lambda _sentence: self.missing.say(""))
        self.imagery.missed.connect(self._say_missing)
        self._theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        ground = self._theme.colour("scan_background")
        self.view.setBackgroundBrush(ground)
        accent = self._theme.colour("accent").name()
        self.view.setStyleSheet(
            f"QGraphicsView {{ border: 1px solid {ground.name()}; }} QGraphicsView:focus {{ border-color: {accent}; }}"
            f"QScrollBar, QAbstractScrollArea::corner {{ background: {ground.name()}; }}"
        )
        self.view.paper.restyle()
        self.strip.restyle()
        self._hint.restyle()
        self._notice.restyle()
        self.missing.restyle()

    # What the session tells

    def _page_shown(self) -> None:
        content = self._session.content
        self._session.hover()
        self.view.tool.cancel()
        self.view.end_nudging()
        page = content.page if content is not None else None
        self._shown = page
        self._show_whether_empty()
        settings = self._memory.recall()
        self._tone = settings.tone
        self.looking.set_tone(self._tone)
        self._show_content()
        camera = self.view.camera
        camera.set_page(self.view.paper.page.boundingRect())
        camera.set_up(settings.fit, settings.zoom, settings.rotation, settings.centre, settings.tilt)
        self.looking.page_shown()
        width = camera.zoom * self.view.paper.page.boundingRect().width() * self.devicePixelRatioF()
        self.imagery.show(page, round(width), self._tone)

    def _show_whether_empty(self) -> None:
        empty = self._session.content is None
        if empty and self._no_page is None:
            self._no_page = NoPage(self)
            self._no_page.importWanted.connect(self.importWanted)
            self._column.addWidget(self._no_page)
        if self._no_page is not None:
            self._no_page.setVisible(empty)
            self.splitter.setVisible(not empty)
            self.setFocusProxy(self._no_page if empty else self.view)

    def _show_content(self) -> None:
        content = self._session.content
        self.view.paper.set_content(content, self._session.tagset, self._page_size())
        self.view.content_shown()
        self._show_line()

    def _page_size(self) -> tuple[float, float]:
        page = self._session.content.page if self._session.content is not None else None
        if page is None:
            return 0, 0
        if page.width and page.height:
            return page.width, page.height
        known = self.view.paper.page.boundingRect()
        if self._shown is page and known.width() and self.imagery.levels:
            return known.width(), known.height()
        regions = self._session.content.regions if self._session.content is not None else ()
        boxes = [rect_of(region.outline) for region in regions if region.outline]
        return max((b.right() for b in boxes), default=_BLANK[0]), max((b.bottom() for b in boxes), default=_BLANK[1])

    def _content_changed(self, change: Change) -> None:
        content = self._session.content
        if content is None or isinstance(change.edit, SetPageView):
            return
        page, was = content.page, self._shown
        if was is None or (page.image, page.frame, page.width, page.height) != (
            was.image, was.frame, was.width, was.height,
        ):  # fmt: skip
            self._page_shown()
            return
        self._shown = page
        self._show_content()

    def _selected(self, selection: Selection, by: object) -> None:
        self.view.paper.set_selection(selection)
        self._show_line()
        if by is not self:
            self.view.end_nudging()
            shape = self.view.paper.layout.shape(selection)
            if shape:
                self.view.camera.bring_into_sight(rect_of(shape))
            self.looking.follow(selection)

    def _show_line(self) -> None:
        selection = self._session.selection
        line = self._session.line(selection.line) if selection.line is not None else None
        region = self._session.region(line.region) if line is not None else None
        self.strip.show_line(region, line, (selection.start, selection.end), self._session.content)

    # What the picture tells

    def _say_missing(self, sentence: str) -> None:
        self._notice.say("")
        self.missing.say(sentence)

    def _sized(self, width: int, height: int) -> None:
        page = self._shown
        if page is not None and not (page.width and page.height):
            self.view.paper.set_page_size(width, height)
            self.view.camera.set_page(self.view.paper.page.boundingRect())

    def _levels_changed(self) -> None:
        self.strip.cut.set_levels(self.imagery.levels, self.view.paper.page.boundingRect())
        self.looking.show_levels()

    # What is remembered of the view

    def _settings(self) -> ViewSettings:
        camera = self.view.camera
        return ViewSettings(camera.fit, camera.zoom, camera.rotation, self._tone, camera.centre(), camera.tilt)

    def _zoomed(self, zoom: float) -> None:
        self.zoomChanged.emit(zoom * self.devicePixelRatioF())

    @property
    def zoom(self) -> float:
        """Return the device pixels for a pixel of the image."""
        return self.view.camera.zoom * self.devicePixelRatioF()

    def _set_tone(self, tone: Tone) -> None:
        self._tone = tone
        self.imagery.set_tone(tone)
        self.looking.set_tone(tone)
        self._memory.changed()

    # What can be done: the table of actions calls these

    def set_tool(self, name: str) -> None:
        """Take the tool "select", "rectangle", "polygon", "line" or "order"."""
        self.view.set_tool(name)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def tool(self) -> str:
        """Return the name of the tool in use."""
        return self.view.tool.name

    def set_drawing_kind(self, kind: str) -> None:
        """Draw regions of this kind from now on."""
        self.view.kind = kind
        self._show_hint(self.view.tool.hint())

    def zoom_in(self) -> None:
        """Enlarge the scan by a step."""
        self.view.camera.zoom_by(STEP)

    def zoom_out(self) -> None:
        """Make the scan smaller by a step."""
        self.view.camera.zoom_by(1 / STEP)

    def fit_width(self) -> None:
        """Make the page as wide as the view."""
        self.view.camera.fit_width()

    def fit_page(self) -> None:
        """Show the whole page."""
        self.view.camera.fit_page()

    def actual_size(self) -> None:
        """Show a pixel of the image as a pixel of the screen."""
        self.view.camera.actual_size()

    def rotate_view(self) -> None:
        """Turn the view clockwise by 90 degrees; the page stays as it is."""
        self.view.camera.rotate(90)

    def toggle_regions(self) -> None:
        """Show or hide the regions."""
        self.view.paper.show_regions(not self.view.paper.regions_shown)

    def toggle_lines(self) -> None:
        """Show the outlines of all lines, or only those of the selected region."""
        self.view.paper.show_lines(not self.view.paper.lines_shown)

    def toggle_order(self) -> None:
        """Show or hide the reading order."""
        self.view.paper.show_order(not self.view.paper.order_shown)

    @property
    def regions_shown(self) -> bool:
        """Tell whether the regions are shown."""
        return self.view.paper.regions_shown

    @property
    def lines_shown(self) -> bool:
        """Tell whether the outlines of all lines are shown."""
        return self.view.paper.lines_shown

    @property
    def order_shown(self) -> bool:
        """Tell whether the reading order is shown."""
        return self.view.paper.order_shown

    def show_tone(self) -> None:
        """Open the sliders of brightness, contrast, gamma and sharpness."""
        self._tone_box.set_tone(self._tone)
        self._tone_box.open_at(self.view.mapToGlobal(QPoint(self.view.viewport().width() - 8, 8)))

    def reset_tone(self) -> None:
        """Show the scan as it is."""
        self._tone_box.set_tone(Tone())
        self._set_tone(Tone())

    def new_region_here(self) -> None:
        """Make a region below the selected one, which arrow keys move and size and Enter lets be typed into."""
        self._make_region(None)

    def _make_region(self, at: Point | None) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.view.new_region_here(at):
            self.looking.told.emit(
                self.tr("Arrow keys move the region, with Ctrl they size it; Enter begins its text.")
            )

    def delete_selected(self) -> None:
        """Remove the active point of the outline, or the selected line, or the selected region."""
        tool = self.view.tool
        if isinstance(tool, SelectTool) and tool.remove_point():
            return
        selection = self._session.selection
        if selection.line is not None:
            self._session.do(RemoveLine(selection.line))
        elif selection.region is not None:
            self._session.do(RemoveRegion(selection.region))

    # Kinds

    def _kind_key(self, key: str) -> None:
        kind = next((kind.name for kind in self._session.tagset.kinds if kind.key.lower() == key.lower()), None)
        if kind is None:
            return
        region = self.view.paper.picked_region
        if not isinstance(self.view.tool, SelectTool):
            self.set_drawing_kind(kind)
        elif region is not None and region.kind != kind:
            self._session.do(SetRegionKind(region.id, kind))

    def _show_hint(self, hint: str) -> None:
        if self.tool in ("rectangle", "polygon", "line"):
            kind = self._session.tagset.kind(self.view.kind)
            hint = self.tr("{kind}: {hint}. A kind's key before it changes the kind, Esc ends.").format(
                kind=kind.label, hint=hint
            )
        self._tell_hint(hint)

    def _tell_hint(self, hint: str) -> None:
        """Say what the tool expects: in the strip, or over the scan where the strip is folded away."""
        folded = self.splitter.sizes()[1] == 0
        self._hint.say(hint if folded else "")
        self.strip.show_hint(hint)

    def _show_menu(self, pick: Selection, at: QPoint) -> None:
        if pick.region is not None and pick.region != self._session.selection.region:
            self._session.select(Selection(pick.region), self)
        menu = region_menu(self._session, pick, self)
        if pick.region is None and self._session.content is not None:
            spot = self.view.mapToScene(self.view.viewport().mapFromGlobal(at))
            make = menu.addAction(self.tr("New region here"))
            make.triggered.connect(lambda: self._make_region((spot.x(), spot.y())))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
