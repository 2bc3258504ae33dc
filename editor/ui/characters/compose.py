"""Sequences of keys that write a character: begun by a key, shown at the caret, ended by what they write, or by Esc."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from editor.work.characters import sequences, spelt

_SHIFTS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_MOST_SHOWN = 9
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def write(target: QWidget, text: str) -> None:
    """Let a text field take a text as an input method would give it: as typed."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(target, event)


def caret_of(target: QWidget) -> QRect:
    """Return where the caret of a text field is on the screen."""
    found = target.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    place = found.toRect() if isinstance(found, QRectF) else found
    if not isinstance(place, QRect):
        place = QRect(0, 0, 1, target.height())
    viewport = getattr(target, "viewport", lambda: target)()
    return QRect(viewport.mapToGlobal(place.topLeft()), place.size())


class Composer(QObject):
    """Takes the keys of a text field while a sequence is being typed.

    Signals:
        written: a character was written.
        told: a sentence for the status bar.
    """

    written = Signal(str)
    told = Signal(str)

    def __init__(self, parent: QObject) -> None:
        """Wait for ``begin``."""
        super().__init__(parent)
        self.sequences = sequences()
        self._target: QWidget | None = None
        self._typed = ""
        self._bubble: QLabel | None = None

    @property
    def active(self) -> bool:
        """Tell whether a sequence has begun."""
        return self._target is not None

    @property
    def typed(self) -> str:
        """Return the keys so far."""
        return self._typed

    def begin(self, target: QWidget) -> None:
        """Take the next keys of a text field for a sequence; begun again, it begins anew."""
        self.end()
        self._target = target
        target.installEventFilter(self)
        target.destroyed.connect(self._gone)
        self._show()

    def end(self) -> None:
        """Take no more keys."""
        if self._target is not None:
            self._target.removeEventFilter(self)
            self._target.destroyed.disconnect(self._gone)
        self._gone()

    def _gone(self) -> None:
        self._target, self._typed = None, ""
        if self._bubble is not None:
            self._bubble.hide()
            self._bubble.deleteLater()
            self._bubble = None

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the keys of a sequence from the field, and from the window."""
        kind = event.type()
        if isinstance(event, QKeyEvent):
            if event.key() in _SHIFTS:
                return False
            if kind == QEvent.Type.ShortcutOverride:
                ours = not event.modifiers() & _COMMANDS
                event.setAccepted(ours)
                return ours
            return self._take_key(event) if kind == QEvent.Type.KeyPress else False
        if kind in (QEvent.Type.FocusOut, QEvent.Type.MouseButtonPress, QEvent.Type.Hide):
            QTimer.singleShot(0, self, self.end)
        elif kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent) and event.commitString():
            return self._take(event.commitString())
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        key, text = Qt.Key(event.key()), event.text()
        if key == Qt.Key.Key_Escape:
            self.end()
            self.told.emit(self.tr("Nothing was composed."))
        elif key == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
            self._show()
        elif text and text.isprintable() and not event.modifiers() & _COMMANDS:
            return self._take(text)
        else:
            self._conclude()
            return False
        return True

    def _take(self, text: str) -> bool:
        """Take one more key; tell whether it was for the sequence."""
        known = self.sequences
        typed = self._typed + text
        if typed in known.starts:
            self._typed = typed
            self._show()
        elif typed in known.writes:
            self._write(known.writes[typed])
        elif self._typed in known.writes:
            # The shorter of two sequences is meant, and this key is typed behind it.
            self._conclude()
            return False
        else:
            self.end()
            self.told.emit(self.tr("No character is written by {0}: nothing was typed.").format(spelt(typed)))
        return True

    def _conclude(self) -> None:
        """Write what is written so far, if that is something."""
        made = self.sequences.writes.get(self._typed)
        if made is not None:
            self._write(made)
        else:
            self.end()

    def _write(self, text: str) -> None:
        target = self._target
        self.end()
        if target is not None:
            write(target, text)
            self.written.emit(text)

    # Showing

    def _show(self) -> None:
        if self._target is None:
            return
        if self._bubble is None:
            self._bubble = QLabel(self._target.window())
            self._bubble.setObjectName("compose")
            self._bubble.setProperty("role", "bubble")
            self._bubble.setTextFormat(Qt.TextFormat.PlainText)
            self._bubble.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._bubble.setText(self._words())
        self._bubble.adjustSize()
        caret, window = caret_of(self._target), self._target.window()
        at = window.mapFromGlobal(caret.bottomLeft() + QPoint(-6, 6))
        x = min(max(at.x(), 4), max(window.width() - self._bubble.width() - 4, 4))
        y = at.y() if at.y() + self._bubble.height() < window.height() else at.y() - caret.height() - 40
        self._bubble.move(x, y)
        self._bubble.show()
        self._bubble.raise_()

    def _words(self) -> str:
        if not self._typed:
            return self.tr("Compose: a sign and a letter, such as ' e for é, a e for æ. Esc leaves.")
        known = self.sequences
        made = known.writes.get(self._typed, "")
        nexts = [f"{spelt(key)}\u2009{character}" for key, character in known.continuations(self._typed)]
        more = " …" if len(nexts) > _MOST_SHOWN else ""
        return f"{spelt(self._typed)}{f' = {made}' if made else ''}   →   {'   '.join(nexts[:_MOST_SHOWN])}{more}"
