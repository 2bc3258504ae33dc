"""What is to be written, and under which names: documents, pages, status, folder, pattern. Writes nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.model.page import STATUSES
from editor.store import readers
from editor.ui.kit.settings import Settings
from editor.ui.session import Session
from editor.work.export import FIELDS, Request, ranges
from editor.work.export_kinds import KINDS


class ExportChoices(QWidget):
    """The fields beside the list of formats.

    Signals:
        changed: Something else is asked for.
    """

    changed = Signal()

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        """Take the session whose documents are offered, and what was chosen last."""
        super().__init__(parent)
        self._settings = settings
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setHorizontalSpacing(14)
        self._form.setVerticalSpacing(8)
        self._add_documents(session)
        self._add_pages()
        self._add_options()
        self._add_folder(session)
        self._add_names()

    # The fields

    def _add_documents(self, session: Session) -> None:
        documents = readers.documents(session.project)
        self.all_documents = QCheckBox(self.tr("All documents"), self)
        self.all_documents.setChecked(True)
        self.documents = QListWidget(self)
        self.documents.setAccessibleName(self.tr("Documents"))
        self.documents.setUniformItemSizes(True)
        here = session.content.page.document if session.content is not None else None
        for document in documents:
            item = QListWidgetItem(f"{document.seq}  {document.title}".replace("\n", " "), self.documents)
            item.setData(Qt.ItemDataRole.UserRole, document.seq)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if document.id == here else Qt.CheckState.Unchecked)
            if document.id == here:
                self.documents.setCurrentItem(item)
        self.documents.setProperty("role", "entries")
        self.documents.ensurePolished()
        row = max(self.documents.sizeHintForRow(0), 17)
        self.documents.setFixedHeight(row * min(max(len(documents), 2), 5) + 4)
        box = QVBoxLayout()
        box.setSpacing(4)
        box.addWidget(self.all_documents)
        box.addWidget(self.documents)
        self._form.addRow(self.tr("Documents"), box)
        self._form.setRowVisible(box, len(documents) > 1)
        self.documents.setVisible(False)
        self.all_documents.toggled.connect(self._offer_documents)
        self.documents.itemChanged.connect(self.changed)

    def _offer_documents(self, everything: bool) -> None:
        self.documents.setVisible(not everything)
        self.changed.emit()

    def _add_pages(self) -> None:
        self.pages = QLineEdit(self)
        self.pages.setPlaceholderText(self.tr("all, or such as 1-5, 8"))
        self.pages.textChanged.connect(self.changed)
        self.status = QComboBox(self)
        self.status.addItem(self.tr("any"), None)
        for status, label in self._statuses().items():
            self.status.addItem(label, status)
        self.status.currentIndexChanged.connect(self.changed)
        self._form.addRow(self.tr("&Pages"), self.pages)
        self._form.addRow(self.tr("&Status of the pages"), self.status)

    def _statuses(self) -> dict[str, str]:
        labels = {
            "not_started": self.tr("not started"),
            "in_progress": self.tr("in progress"),
            "corrected": self.tr("corrected"),
            "checked": self.tr("checked"),
            "problem": self.tr("problem"),
            "blank": self.tr("blank"),
        }
        return {status: labels[status] for status in STATUSES}

    def _add_options(self) -> None:
        self.view = QComboBox(self)
        self.view.addItem(self.tr("line by line, as it stands on the page"), "diplomatic")
        self.view.addItem(self.tr("for reading, in paragraphs"), "reading")
        self.view.addItem(self.tr("as the machine read it"), "raw")
        self.view.currentIndexChanged.connect(self.changed)
        self._form.addRow(self.tr("Te&xt"), self.view)
        self.rows = QComboBox(self)
        self.rows.addItem(self.tr("tags and notes"), "annotations")
        self.rows.addItem(self.tr("lines"), "lines")
        self.rows.currentIndexChanged.connect(self.changed)
        self._form.addRow(self.tr("&Rows"), self.rows)
        self.bom = QCheckBox(self.tr("Marked as UTF-8, as spreadsheets want it"), self)
        self.bom.setChecked(self._settings.flag("export/bom", True))
        self.bom.toggled.connect(self.changed)
        self._formulas = _faint(
            self.tr(
                "A cell that begins with = + - @ or a tab gets an apostrophe first, so that no spreadsheet takes it "
                "for a formula."
            ),
            self,
        )
        self._form.addRow("", self.bom)
        self._form.addRow("", self._formulas)

    def _add_folder(self, session: Session) -> None:
        before = self._settings.text("export/folder", str(session.project.path.parent / "export"))
        self.folder = QLineEdit(before, self)
        self.folder.setAccessibleName(self.tr("Folder"))
        self.folder.textChanged.connect(self.changed)
        browse = QPushButton(self.tr("Choose…"), self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.folder, 1)
        where.addWidget(browse)
        label = QLabel(self.tr("F&older"), self)
        label.setBuddy(self.folder)
        self._form.addRow(label, where)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder to Write to"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _add_names(self) -> None:
        self.pattern = QLineEdit(self)
        self.pattern.textChanged.connect(self.changed)
        self._fields = _faint("", self)
        self.manifest = QCheckBox(self.tr("With a list of checksums (manifest-sha256.txt)"), self)
        self.manifest.setChecked(self._settings.flag("export/manifest"))
        self.manifest.toggled.connect(self.changed)
        self._form.addRow(self.tr("&Names"), self.pattern)
        self._form.addRow("", self._fields)
        self._form.addRow("", self.manifest)
        self.names = _faint("", self)
        self.names.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.names.setAccessibleName(self.tr("Files to be written"))
        self.names.setMinimumHeight(self.names.fontMetrics().lineSpacing() * 6)
        self.names.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.names.setContentsMargins(0, 5, 0, 0)
        self._form.addRow(self.tr("To be written"), self.names)

    # The answer

    def fit(self, kind: str) -> None:
        """Show what concerns a format, and how its files are named if nothing is said."""
        known = KINDS[kind]
        self._form.setRowVisible(self.view, known.viewed)
        for widget in (self.rows, self.bom, self._formulas):
            self._form.setRowVisible(widget, known.tabular)
        self.pattern.setPlaceholderText(known.pattern)
        fields = " ".join(f"{{{name}}}" for name, per in FIELDS.items() if known.per in per)
        self._fields.setText(self.tr("Fields: {0}; / makes folders").format(fields))

    def request(self, kind: str) -> Request:
        """Return what is asked for.

        Raises:
            Fault: the pages are no numbers.
        """
        return Request(
            out=Path(self.folder.text().strip()).expanduser(),
            format=kind,
            documents=self._chosen_documents(),
            pages=ranges(self.pages.text()),
            view=self.view.currentData() if KINDS[kind].viewed else "diplomatic",
            status=self.status.currentData(),
            pattern=self.pattern.text(),
            manifest=self.manifest.isChecked(),
            rows=self.rows.currentData() if KINDS[kind].tabular else "annotations",
            bom=self.bom.isChecked(),
        )

    def _chosen_documents(self) -> frozenset[int] | None:
        if self.all_documents.isChecked():
            return None
        items = (self.documents.item(row) for row in range(self.documents.count()))
        chosen = (item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked)
        return frozenset(chosen)

    def remember(self) -> None:
        """Keep what is likely to be wanted again."""
        self._settings.put("export/folder", str(Path(self.folder.text().strip()).expanduser()))
        self._settings.put("export/manifest", self.manifest.isChecked())
        self._settings.put("export/bom", self.bom.isChecked())


def _faint(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "faint")
    label.setWordWrap(True)
    return label
