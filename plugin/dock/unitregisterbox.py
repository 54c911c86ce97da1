"""The controls of the tab Unit that say which register knows targets, warnings and tasks of its units."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget, QgsProviderConnectionComboBox
from qgis.PyQt.QtCore import QSignalBlocker, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from ...toolbelt.register.postgis import NAMESPACE, PROVIDER
from ...toolbelt.translation import translate
from .unitregister import Place


class RegisterBox(QgsCollapsibleGroupBox):
    """A group that is folded until a register is wanted.

    Signals
    -------
    changed
        Another register, or another field of codes, was chosen.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget):
        super().__init__(translate("Unit", "Register with targets, warnings and tasks"), parent)
        self.setObjectName("registerGroup")
        self.setCollapsed(True)
        self.file_box = QgsFileWidget(self)
        self.file_box.setObjectName("registerFile")
        self.file_box.setFilter(translate("Unit", "GeoPackage (*.gpkg)"))
        self.file_box.setDialogTitle(translate("Unit", "Register"))
        self.file_box.lineEdit().setPlaceholderText(translate("Unit", "none"))
        self.connection_box = QgsProviderConnectionComboBox(PROVIDER, self)
        self.connection_box.setObjectName("registerConnection")
        self.connection_box.setAllowEmptyConnection(True)
        self.schema_box = QLineEdit(NAMESPACE, self)
        self.schema_box.setObjectName("registerSchema")
        self.code_box = QComboBox(self)
        self.code_box.setObjectName("registerCode")
        rows = (
            (
                translate("Unit", "&GeoPackage"),
                self.file_box,
                translate("Unit", "File of the register, as createregister makes it"),
            ),
            (
                translate("Unit", "or c&onnection"),
                self.connection_box,
                translate("Unit", "PostgreSQL connection of QGIS whose database holds the register"),
            ),
            (
                translate("Unit", "Sche&ma"),
                self.schema_box,
                translate("Unit", "Schema of the register in that database"),
            ),
            (
                translate("Unit", "Field of co&des"),
                self.code_box,
                translate("Unit", "Field of the layer with the code that the unit has in the register"),
            ),
        )
        form = QFormLayout(self)
        for text, box, tip in rows:
            form.addRow(text, box)
            box.setToolTip(tip)
            box.setWhatsThis(tip)
            box.setAccessibleName(tip)
        self.file_box.lineEdit().setToolTip(self.file_box.toolTip())
        self.controls = (self.file_box.lineEdit(), self.connection_box, self.schema_box, self.code_box)
        self.connection_box.setConnection("")
        self.file_box.fileChanged.connect(self._on_file)
        self.connection_box.connectionChanged.connect(self._on_connection)
        self.schema_box.editingFinished.connect(self.changed)
        self.code_box.activated.connect(self.changed)

    def place(self) -> Place:
        """The register that is chosen."""
        return Place(
            self.file_box.filePath().strip(),
            self.connection_box.currentConnection(),
            self.schema_box.text().strip(),
            self.code_box.currentData() or "",
        )

    def show_place(self, place: Place) -> None:
        """Show a register without telling anybody."""
        for box in (self.file_box, self.connection_box, self.schema_box):
            box.blockSignals(True)
        self.file_box.setFilePath(place.file)
        self.connection_box.setConnection("" if place.file else place.connection)
        self.schema_box.setText(place.namespace or NAMESPACE)
        for box in (self.file_box, self.connection_box, self.schema_box):
            box.blockSignals(False)
        if place.chosen:
            self.setCollapsed(False)

    def show_codes(self, names: list[str], chosen: str) -> None:
        """Offer the fields that may hold codes."""
        with QSignalBlocker(self.code_box):
            self.code_box.clear()
            for name in names:
                self.code_box.addItem(name, name)
            self.code_box.setCurrentIndex(max(self.code_box.findData(chosen), 0) if names else -1)

    # a register is in one place

    def _on_file(self, path: str) -> None:
        if path and self.connection_box.currentConnection():
            with QSignalBlocker(self.connection_box):
                self.connection_box.setConnection("")
        self.changed.emit()

    def _on_connection(self, name: str) -> None:
        if name and self.file_box.filePath():
            with QSignalBlocker(self.file_box):
                self.file_box.setFilePath("")
        self.changed.emit()
