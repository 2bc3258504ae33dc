"""The one stylesheet of the window, written from a table of colours.

It styles stock controls by class, and a few things by the name of a role (``property "role"``) that a pane may give
to a label or a button: "faint", "heading", "title", "count".
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from editor.shipped import resource

_SHEET = Template("""
QMainWindow, QDialog { background: $window; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QFrame[role="popup"], TagPopup { background: $surface; border: 1px solid $handle; }
QFrame[role="popup"] QListView { background: $surface; }
QFrame[role="head"] { background: $window; border-bottom: 1px solid $border; }
QMenuBar { background: $window; color: $text; border: none; padding: 2px 4px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $accent_soft; color: $text; }
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 26px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $pale; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::icon { padding-left: 6px; }

QToolBar { background: $window; border: none; padding: 5px 8px; spacing: 2px; }
QFrame[role="tools"] { background: $window; border: none; border-bottom: 1px solid $border; }
QToolBar::separator { background: $border; width: 1px; margin: 5px 5px; }
QToolBar QToolButton { padding: 4px 6px; }
QToolBar QToolButton#qt_toolbar_ext_button { padding: 0; }
QToolBar QToolButton[tight="true"] { padding: 4px 3px; }
QToolButton {
  background: transparent; color: $text; border: 1px solid transparent; border-radius: 5px; padding: 3px 6px; }
QToolButton:hover { background: $raised; }
QToolButton:pressed { background: $accent_soft; }
QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $pale; }
QToolButton::menu-indicator { image: none; }

QPushButton { background: $surface; color: $text; border: 1px solid $border; border-radius: 5px; padding: 5px 14px; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus { border-color: $accent; }
QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:default:hover { border-color: $text; }
QPushButton:default:focus { border: 2px solid $ring; padding: 4px 13px; }
QPushButton:disabled { color: $pale; background: $window; border-color: $border; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
  background: $surface; color: $text; border: 1px solid $border; border-radius: 5px;
  selection-background-color: $selection; selection-color: $text; }
QLineEdit, QAbstractSpinBox, QComboBox { padding: 4px 7px; min-height: 17px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {
  border: none; padding: 0; background: transparent; }
ShortList::item, QListView[role="entries"]::item { padding: 3px 2px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
  border-color: $accent; }
QTextEdit[role="sheet"], QTextEdit[role="sheet"]:focus { border: none; border-radius: 0; }
QToolButton[role="chip"] { padding: 1px 2px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: $pale; background: $window; }
QComboBox { padding-right: 22px; }
QComboBox::drop-down { border: none; width: 22px; subcontrol-origin: padding; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("$arrow_down"); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; padding: 3px; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; }
QComboBoxPrivateContainer { background: $surface; border: none; }
QComboBox QAbstractItemView::item { min-height: 22px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 18px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url("$arrow_up"); width: 9px; height: 9px; }
QAbstractSpinBox::down-arrow { image: url("$arrow_down"); width: 9px; height: 9px; }

QCheckBox, QRadioButton { spacing: 7px; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
  width: 13px; height: 13px; border: 1px solid $pale; background: $surface; border-radius: 3px; }
QRadioButton::indicator { border-radius: 7px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; width: 11px; height: 11px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$tick"); }
QRadioButton::indicator:checked { width: 5px; height: 5px; background: $surface; border: 5px solid $accent; }
QCheckBox::indicator:checked:focus { border: 2px solid $ring; }
QRadioButton::indicator:checked:focus { width: 5px; height: 5px; border: 5px solid $ring; }
QCheckBox::indicator:checked:disabled, QAbstractItemView::indicator:checked:disabled { background: $pale;
  border-color: $pale; }
QRadioButton::indicator:checked:disabled { border-color: $pale; }

QTabWidget::pane { border: none; border-top: 1px solid $border; background: $window; }
QTabBar { background: $window; }
QTabBar::tab { background: transparent; color: $faint; padding: 7px 9px 6px 9px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { color: $accent; }
QTabBar::tab:selected:focus { background: $accent_soft; border: 1px solid $accent; border-bottom-width: 2px;
  padding: 6px 8px 6px 8px; }

QStatusBar { background: $window; color: $faint; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $faint; padding: 3px 8px; }
QStatusBar QLabel[role="ok"] { color: $ok; }
QStatusBar QLabel[role="warning"] { color: $warning; }

QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $accent; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QAbstractItemView { background: $window; color: $text; border: 1px solid transparent; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; alternate-background-color: $raised; }
QListView:focus, QTableView:focus, QTreeView:focus { border-color: $accent; }
QHeaderView { border: none; }
QSlider { border: 1px solid transparent; border-radius: 4px; }
QSlider:focus { border-color: $accent; }
QHeaderView::section {
  background: $window; color: $faint; border: none; border-bottom: 1px solid $border; padding: 5px 8px; }
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: $window; border: none; }
QScrollArea { border: 1px solid transparent; }
QScrollArea:focus { border-color: $accent; }

QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $handle; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 3px 5px; }
QProgressBar { background: $raised; border: none; border-radius: 3px; max-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QGroupBox { border: none; border-top: 1px solid $border; margin-top: 18px; padding-top: 8px; color: $faint; }
QGroupBox::title { subcontrol-origin: margin; left: 0; top: 2px; }

QLabel[role="name"] { font-weight: 700; padding: 4px 8px 4px 14px; color: $text; }
QLabel[role="file"] { padding: 4px 16px; color: $faint; }
QPushButton[role="way"] { text-align: left; padding: 9px 14px; }
QLabel[role="bubble"] { background: $surface; color: $text; border: 1px solid $accent; border-radius: 4px;
  padding: 3px 7px; }
QLabel[role="faint"] { color: $faint; }
QLabel[role="title"] { font-size: 20pt; font-weight: 300; color: $text; }
QLabel[role="heading"] { font-weight: 600; color: $text; }
QLabel[role="error"] { color: $error; }
QFrame[role="line"] { background: $border; max-height: 1px; min-height: 1px; border: none; }
QFrame[role="banner"] { background: $warning_soft; border: none; border-bottom: 1px solid $border; }
QFrame[role="banner"][kind="error"] { background: $error_soft; }
QFrame[role="card"] { background: $ok_soft; border: 1px solid $ok_line; border-radius: 5px; }
QFrame[role="card"][current="true"] { border-color: $ok; }
QFrame[role="card"] QLabel { background: transparent; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; padding: 0 3px; color: $text; }
QPushButton[role="link"][kind="accept"] { color: $ok; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border-color: $accent; }
QFrame[role="drop"] { border: 1px dashed $handle; border-radius: 8px; background: transparent; }
QFrame[role="drop-hint"] { border: 4px solid $accent; background: $veil; }
QFrame[role="drop-hint"] QLabel { color: $accent; font-size: 14pt; background: transparent; }
""")


def stylesheet(colours: Mapping[str, str]) -> str:
    """Return the stylesheet in ``colours``: the names of LIGHT and DARK in editor.ui.kit.theme."""
    dark = colours["window"] < "#8"
    return _SHEET.substitute(
        colours,
        ok_soft="#22352a" if dark else "#f1f6ec",
        ok_line="#3c5c46" if dark else "#c3d9ab",
        pale="#70757d" if dark else "#a8a9ab",
        veil="rgba(31, 33, 37, 215)" if dark else "rgba(251, 250, 248, 215)",
        ring="#ffffff" if dark else colours["text"],
        handle="#555b65" if dark else "#c9c5bd",
        tick=resource(f"icons/tick-{'dark' if dark else 'light'}.svg").as_posix(),
        arrow_down=resource("icons/arrow-down.svg").as_posix(),
        arrow_up=resource("icons/arrow-up.svg").as_posix(),
    )
