"""The view of the tab Export: the form, a preview, how far the export is and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from qgis.PyQt.QtCore import QSignalBlocker, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ...toolbelt.translation import translate
from .exportform import ExportForm, explain
from .exportkinds import KINDS
from .exportpages import Pages


class ExportView(QWidget):
    """The form, the preview, and what becomes of the export.

    Signals
    -------
    page_turned
        Another page of the preview is wanted.
    """

    page_turned = pyqtSignal()

    def __init__(self, parent: QWidget | None, kinds: Mapping[str, str]):
        super().__init__(parent)
        self.setObjectName("CpzoningExport")
        self.form = ExportForm(self, kinds)
        self._make_preview()
        self._make_foot()
        self._lay_out()
        self.form.kind_chosen.connect(self.show_kind)
        self.show_kind(self.form.kind())

    def _make_preview(self) -> None:
        self.pages = Pages(self)
        self.auto_box = QCheckBox(translate("Export", "Pre&view as I choose"), self)
        self.auto_box.setObjectName("autoBox")
        self.auto_box.setChecked(True)
        explain(
            self.auto_box,
            translate("Export", "Make the preview anew after every change; untick it for very large layers"),
        )
        self.page_box = QSpinBox(self)
        self.page_box.setObjectName("pageBox")
        self.page_box.setPrefix(translate("Export", "Page "))
        self.page_box.setRange(1, 1)
        self.page_box.setKeyboardTracking(False)
        explain(self.page_box, translate("Export", "Which page the preview shows"))
        self.page_box.valueChanged.connect(lambda _: self.page_turned.emit())
        self.preview_button = QPushButton(translate("Export", "&Preview now"), self)
        self.preview_button.setObjectName("previewButton")
        explain(self.preview_button, translate("Export", "Make the preview anew"))

    def _make_foot(self) -> None:
        self.progress = QProgressBar(self)
        self.progress.setObjectName("exportProgress")
        self.progress.setRange(0, 100)
        self.cancel_button = QPushButton(translate("Export", "&Cancel"), self)
        self.cancel_button.setObjectName("exportCancelButton")
        explain(self.cancel_button, translate("Export", "Stop; no half file is left behind"))
        self.result = QLabel(self)
        self.result.setObjectName("exportResult")
        self.result.setWordWrap(True)
        self.result.setTextFormat(Qt.TextFormat.RichText)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.result.hide()
        self.dialog_button = QPushButton(translate("Export", "All option&s…"), self)
        self.dialog_button.setObjectName("optionsButton")
        explain(
            self.dialog_button,
            translate("Export", "Open the algorithm, filled in as here, with all it can do"),
        )
        self.export_button = QPushButton(translate("Export", "E&xport"), self)
        self.export_button.setObjectName("exportButton")
        explain(self.export_button, translate("Export", "Write the output in the background"))
        self.show_progress(None)

    def _lay_out(self) -> None:
        above, bar, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.auto_box, 1)
        above.addWidget(self.page_box)
        above.addWidget(self.preview_button)
        bar.addWidget(self.progress, 1)
        bar.addWidget(self.cancel_button)
        foot.addWidget(self.dialog_button)
        foot.addStretch(1)
        foot.addWidget(self.export_button)
        layout = QVBoxLayout(self)
        edges = layout.contentsMargins()
        layout.setContentsMargins(edges.left(), 0, edges.right(), edges.bottom())
        layout.addWidget(self.form)
        layout.addLayout(above)
        layout.addWidget(self.pages, 1)
        layout.addLayout(bar)
        layout.addWidget(self.result)
        layout.addLayout(foot)

    # what is shown

    def show_kind(self, kind: str) -> None:
        """Show what a kind of export asks for."""
        self.form.show_kind(kind)
        self.page_box.setVisible(KINDS[kind].has_pages)
        self.show_pages(0, 1)

    def show_progress(self, percent: float | None, cancelling: bool = False) -> None:
        """Show how far the export is; None where there is none."""
        runs = percent is not None
        self.progress.setVisible(runs)
        self.cancel_button.setVisible(runs)
        self.cancel_button.setEnabled(not cancelling)
        self.progress.setValue(round(percent or 0))
        self.export_button.setEnabled(not runs)

    def show_result(self, text: str) -> None:
        """Show what came of the export, in HTML; hide it where *text* is empty."""
        self.result.setText(text)
        self.result.setVisible(bool(text))

    def show_pages(self, page: int, pages: int) -> None:
        """Show which page of how many is seen, from 0."""
        with QSignalBlocker(self.page_box):
            self.page_box.setRange(1, max(pages, 1))
            self.page_box.setValue(page + 1)
            self.page_box.setSuffix(f" / {pages}")

    def ask_overwrite(self, target: Path, agreed) -> None:
        """Ask before something is replaced, and go on meanwhile; *agreed* is called on yes."""
        text = translate("Export", "{name} exists. Replace it?")
        if target.is_dir():
            text = translate("Export", "The folder {name} has files. Replace those of the same names?")
        buttons = QMessageBox.StandardButton
        box = QMessageBox(
            QMessageBox.Icon.Question,
            translate("Export", "Replace"),
            text.format(name=target.name),
            buttons.Yes | buttons.No,
            self,
        )
        box.setObjectName("CpzoningReplace")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setDefaultButton(buttons.No)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(agreed)
        box.open()
