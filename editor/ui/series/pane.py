"""The pane of series: all places like one, what one rule puts right, tours; ticked and corrected in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.assist.suspects import lexicon
from editor.assist.suspects.confusions import Confusion
from editor.store import readers
from editor.store.asread import ReadLine, walk
from editor.ui.find.places import PlacesPane
from editor.ui.jobs import Jobs
from editor.ui.kit.pieces import push_button
from editor.ui.kit.theme import Theme
from editor.ui.series.rulefinder import RuleFinder
from editor.ui.session import Session
from editor.work import series as work
from editor.work.replace import Hit, Outcome, remaining
from editor.work.series_rules import ByRule, Rule
from editor.work.series_tours import CHECKS, TOURS, Tour

_OFFERED = 3
"""Rules that are offered above the list; the others stand in the choice."""
_OF_PLACE = ("word", "reading", "confusion")


class SeriesPane(PlacesPane):
    """A series: what it is of, what the places should be, and the list of them."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        theme: Theme,
        known: Callable[[], work.Known],
        rule_finder: RuleFinder,
        parent: QWidget | None = None,
    ) -> None:
        """Take the session, what tells what its project knows, and what finds rules."""
        super().__init__(session, jobs, theme, parent)
        self._known = known
        self.rule_finder = rule_finder
        self._place: work.Place | None = None
        self._rules: list[Rule] = []
        self._look: work.Look | None = None
        self._build()
        rule_finder.found.connect(self._offer_rules)
        self._fill("word")
        self._offer_rules(rule_finder.rules)
        self._say_how()

    # What it is made of

    def _build(self) -> None:
        self.kind = self.choice(self.tr("Which places"), {})
        self.kind.setMinimumWidth(260)
        self.text = self.field(self.tr("What it should be"), self.tr("What these places should be"))
        self.text.textEdited.connect(self._typed)
        self.text.returnPressed.connect(self._entered)
        self.make_list(self.tr("Places of the series"))
        self.keep = push_button(self, self.tr("As in the &Original"), self.keep_ticked)
        self.keep.setToolTip(
            self.tr("Mark what is ticked as it stands in the original; nothing is said of it there any more")
        )
        self.keep_take_key((self.kind, self.text, self.view))
        self.offers = QWidget(self)
        self._offer_row = QHBoxLayout(self.offers)
        self._offer_row.setContentsMargins(12, 6, 12, 0)
        self._offer_row.setSpacing(8)
        self.offers.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.offers)
        layout.addLayout(self.row((self.kind, self.text, self.verified), (12, 6, 12, 2), (self.text,), 1))
        second = (self.said, self.stop, self.all, self.none, self.keep, self.go)
        layout.addLayout(self.row(second, (12, 2, 12, 5), (self.said,), 0))
        layout.addWidget(self.view, 1)

    # What the window asks for

    def start_from(self, place: work.Place, proposal: str = "", *, doubted: bool = False) -> None:
        """Look for all places like one; ``proposal`` is what it may be, ``doubted`` whether it may be wrong.

        Where it was put right already, what the machine read there is looked for elsewhere.
        """
        self._place = place
        corrected = bool(place.read) and place.read != place.word and not doubted
        self.text.setText(place.word if corrected else proposal)
        self._fill("reading" if corrected else "word")
        self.search()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def start_tour(self, name: str) -> None:
        """Look for the places of a tour."""
        self._fill(f"tour:{name}")
        self.search()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def search(self) -> None:
        """Look for the places of the series chosen, now."""
        self.begin()
        self._look = self._look_for(self._key)
        self.text.setVisible(self._key in _OF_PLACE)
        if self._look is None:
            self._say_how()
            return
        self.stop.show()
        self.say(self.tr("Looking…"))
        project = self._session.project
        first = self._place.page if self._place is not None and self._key in _OF_PLACE else None
        if first is not None and readers.page_key(project, first) is None:
            first = None
        self._sweep.begin(walk(project, first), readers.page_count(project), _patient(self._look))

    def keep_current(self) -> None:
        """Say that the place shown in the list stands so in the original."""
        hit = self.model.row(self.view.currentIndex())
        self._keep([] if hit is None else [hit])

    def keep_ticked(self) -> None:
        """Say that what is ticked stands so in the original."""
        self._keep(self.model.ticked())

    # What the list asks for

    def becomes(self, hit: Hit) -> str:
        """Return what would stand in a place."""
        place, text = self._place, self.text.text().strip()
        if place is None or self._key not in ("word", "reading"):
            return hit.groups[1]
        return work.becoming(hit.groups[0], place.word if self._key == "word" else place.read, text)

    def can_take(self) -> bool:
        """Tell whether a series is being looked at."""
        return self._look is not None

    def outcome(self, hits: list[Hit]) -> Outcome:
        """Return the edit that makes these places what they should be."""
        return work.edit_for(self._session.project, self._as_shown(hits), verified=self.verified.isChecked())

    def left(self, hits: list[Hit], done: list[Hit]) -> list[Hit]:
        """Return places that were not changed as they are when those of ``done`` were."""
        return remaining(hits, self._as_shown(done), work.AS_PROPOSED)

    def _as_shown(self, hits: list[Hit]) -> list[Hit]:
        return [replace(hit, groups=(hit.groups[0], self.becomes(hit))) for hit in hits]

    def go_text(self, count: int) -> str:
        """Return what the button says."""
        deleting = self._key == "tour:specks"
        if not count:
            return self.tr("&Delete") if deleting else self.tr("&Correct")
        return (self.tr("&Delete {0}") if deleting else self.tr("&Correct {0}")).format(f"{count:,}")

    def stale_text(self) -> str:
        """Return how to look anew when the text has changed: not every series has a field to type in."""
        return self.tr("the text has changed: Enter on the choice looks again")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter on the choice look again."""
        if self.kind.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.search()
        else:
            super().keyPressEvent(event)

    def done_text(self, outcome: Outcome) -> str:
        """Return how many were corrected."""
        if self._key == "tour:specks":
            sentence = self.tr("Deleted: {0} · texts changed: {1} · Undo takes all of it back.")
        else:
            sentence = self.tr("Corrected: {0} · texts changed: {1} · Undo takes all of it back.")
        return sentence.format(f"{outcome.places:,}", f"{outcome.things:,}")

    def take(self) -> None:
        """Correct what is ticked, as one step; then look for rules again."""
        super().take()
        self.rule_finder.soon()

    def count(self) -> None:
        """Say how many there are; without a correction, that one is wanted."""
        super().count()
        rows = self.model.rowCount()
        self.keep.setEnabled(rows > 0)
        if rows and not self._sweep.running and self._key in ("word", "reading") and not self.text.text().strip():
            self.say(self.tr("{0} · type what they should be").format(self.said.text()))
        elif rows and not self._sweep.running and self._key.partition(":")[2] in CHECKS:
            self.say(self.tr("{0} · Enter leads to each; nothing is proposed").format(self.said.text()))

    # Inside

    @property
    def _key(self) -> str:
        return str(self.kind.currentData() or "")

    def _confusion(self) -> Confusion | None:
        place = self._place
        if place is None:
            return None
        read = place.read if place.read and place.read != place.word else place.word
        return work.confusion_of(read, self.text.text().strip())

    def _look_for(self, key: str) -> work.Look | None:
        place, (what, _, which) = self._place, key.partition(":")
        if what == "rule":
            return ByRule(self._rules[int(which)], self._known())
        if what == "tour":
            return Tour(which, self._known())
        if place is None:
            return None
        if what == "reading":
            return work.same_reading(place.read) if place.read else None
        if what == "confusion":
            confusion = self._confusion()
            return work.SameConfusion(*confusion, self._known()) if confusion is not None else None
        return work.SameWord(place.word)

    def _fill(self, key: str) -> None:
        """Fill the choice anew and choose one."""
        names = self._names_of_place()
        self.kind.blockSignals(True)
        self.kind.clear()
        for name, text in names.items():
            self.kind.addItem(text, name)
        model = self.kind.model()
        assert isinstance(model, QStandardItemModel)
        for row, able in enumerate(self._able()):
            model.item(row).setEnabled(able)
        if self._rules:
            self.kind.insertSeparator(self.kind.count())
        for number, rule in enumerate(self._rules):
            self.kind.addItem(self._said_of(rule), f"rule:{number}")
        self.kind.insertSeparator(self.kind.count())
        for name in TOURS:
            self.kind.addItem(self._tours()[name], f"tour:{name}")
        self.kind.setCurrentIndex(max(self.kind.findData(key), 0))
        self.kind.blockSignals(False)

    def _able(self) -> tuple[bool, bool, bool]:
        place = self._place
        return place is not None, place is not None and bool(place.read), self._confusion() is not None

    def _names_of_place(self) -> dict[str, str]:
        place, confusion = self._place, self._confusion()
        word, read = (place.word, place.read) if place is not None else ("", "")
        return {
            "word": self.tr("Same word: {0}").format(word) if word else self.tr("Same word"),
            "reading": self.tr("Same reading: {0}").format(read) if read else self.tr("Same reading"),
            "confusion": self.tr("Same confusion: {0} → {1}").format(*confusion) if confusion is not None
            else self.tr("Same confusion"),
        }  # fmt: skip

    def _tours(self) -> dict[str, str]:
        return {
            "words": self.tr("Doubled words"),
            "stops": self.tr("Doubled stops"),
            "numbers": self.tr("Numbers and dates"),
            "specks": self.tr("Specks"),
            "capitals": self.tr("Words in capitals"),
            "small": self.tr("Small doubtful words"),
        }

    def _typed(self) -> None:
        """Show what the places would become; where another confusion is meant, look for it."""
        if self._key == "confusion":
            self._name_again()
            self._pause.start()
        else:
            self._name_again()
            self.show_anew()

    def _name_again(self) -> None:
        model = self.kind.model()
        assert isinstance(model, QStandardItemModel)
        for row, (text, able) in enumerate(zip(self._names_of_place().values(), self._able(), strict=True)):
            self.kind.setItemText(row, text)
            model.item(row).setEnabled(able or self._key == _OF_PLACE[row])

    def _entered(self) -> None:
        if self.model.rowCount() and not self._sentence and not self.busy:
            self.view.go_into()
        else:
            self.search()

    def _say_how(self) -> None:
        if self._key == "confusion":
            self.say(self.tr("Type what the word should be: one confusion must lead to it."))
        else:
            self.say(self.tr("Put the caret on a word and press Ctrl+Shift+L, or choose a tour."))
        self._offer(0)

    def _add(self, hits: list[Hit], pages: int, of: int) -> None:
        super()._add(hits, pages, of)
        if self._key.partition(":")[2] in CHECKS:
            self.model.untick(hits)

    def _finish(self, sentence: str, failed: bool = False) -> None:
        if self._key.partition(":")[0] in ("confusion", "rule") and not self.model.rowCount() and not failed:
            usual = self._known().usual
            missing = lexicon.lexicon(usual).missing if lexicon.is_loaded(usual) else ""
            sentence = sentence or missing
        super()._finish(sentence, failed)

    # Rules

    def _offer_rules(self, rules: list[Rule]) -> None:
        """Offer the rules that were found."""
        key = self._key
        chosen = self._rules[int(key.partition(":")[2])] if key.startswith("rule:") else None
        if chosen is not None and all((one.read, one.truth) != (chosen.read, chosen.truth) for one in rules):
            rules = [chosen, *rules]  # it is still being looked at
        self._rules = rules
        place = next((n for n, one in enumerate(rules) if chosen is not None and one.read == chosen.read
                      and one.truth == chosen.truth), None)  # fmt: skip
        self._fill(key if place is None else f"rule:{place}")
        while (item := self._offer_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        head = QLabel(self.tr("One rule for many:"), self.offers)
        head.setProperty("role", "faint")
        self._offer_row.addWidget(head)
        for number, rule in enumerate(rules[:_OFFERED]):
            self._offer_row.addWidget(self._offer_of(number, rule))
        self._offer_row.addStretch(1)
        self.offers.setVisible(bool(rules))

    def _offer_of(self, number: int, rule: Rule) -> QPushButton:
        button = push_button(self, self._said_of(rule), lambda: self.show_rule(number))
        button.setToolTip(self.tr("Show the places, ticked; nothing is changed before you say so"))
        return button

    def _said_of(self, rule: Rule) -> str:
        said = self.tr("{0} → {1}: {2} times") if rule.word else self.tr("{0} → {1} would put {2} words right")
        return said.format(rule.read, rule.truth, rule.places)

    def show_rule(self, number: int) -> None:
        """Show the places that a rule puts right, all ticked."""
        self._fill(f"rule:{number}")
        self.search()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # As in the original

    def _keep(self, hits: list[Hit]) -> None:
        if self.busy:
            return
        self._session.flush()
        spans = [(hit.at.line or 0, *_bare(hit)) for hit in hits if hit.groups[0].strip()]
        kept = work.keep(self._session.project, spans)
        if kept.edit is None:
            self.say(self.tr("Nothing is ticked that could be kept as it is."))
            return
        self._mine = True
        try:
            if self._session.do(kept.edit) is None:
                return
        finally:
            self._mine = False
        gone, row, off = {id(hit) for hit in hits}, self.view.currentIndex().row(), self.model.unticked()
        self.model.put([hit for hit in self.model.rows() if id(hit) not in gone])
        self.model.untick(off)
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(min(max(row, 0), self.model.rowCount() - 1)))
        sentence = self.tr("Kept as in the original: {0} · Undo takes all of it back.").format(kept.places)
        self.say(sentence)
        self.told.emit(sentence)


def _bare(hit: Hit) -> tuple[int, int, str]:
    """Return a place without the blanks at its ends."""
    old = hit.groups[0]
    start = hit.start + len(old) - len(old.lstrip())
    return start, start + len(old.strip()), old.strip()


def _patient(look: work.Look) -> work.Look:
    """Return what looks and finds nothing where the dictionaries are let go of, because the window closes."""

    def looked(lines: Sequence[ReadLine], stopped: work.Stopped) -> Iterator[Hit]:
        try:
            yield from look(lines, stopped)
        except lexicon.Abandoned:
            return

    return looked
