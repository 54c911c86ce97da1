"""The form of the tab Export: what, from which layers, how, where to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qgis.core import Qgis, QgsMapLayer
from qgis.gui import QgsFieldComboBox, QgsFileWidget, QgsFilterLineEdit, QgsMapLayerComboBox
from qgis.PyQt.QtCore import QSignalBlocker, Qt, pyqtSignal, pyqtSlot
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QWidget,
)

from ...toolbelt.translation import translate
from . import exportkinds, words
from .exportkinds import KINDS, OF_DASHBOARD, Choice

ID = Qt.ItemDataRole.UserRole
LIST_LINES = 5
LETTERS = 12


class ExportForm(QWidget):
    """What the user chooses; layers are known by their ids alone.

    Signals
    -------
    changed
        Another choice of what is exported.
    kind_chosen
        Another kind of export.
    layer_chosen
        The user chose another layer.
    """

    changed = pyqtSignal()
    kind_chosen = pyqtSignal(str)
    layer_chosen = pyqtSignal()

    def __init__(self, parent: QWidget, kinds: Mapping[str, str]):
        super().__init__(parent)
        self._lines: list[tuple[str, QLabel, QWidget, list[tuple[str, QWidget]]]] = []
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._make_what(kinds)
        self._make_sources()
        self._make_look()
        self._make_place()
        self.show_kind()

    def _make_what(self, kinds: Mapping[str, str]) -> None:
        self.kind_box = self._combo(
            "kindBox", kinds, translate("Export", "What is made; each is also an algorithm of the toolbox")
        )
        self.kind_box.activated.connect(self._on_kind)
        self._row("", translate("Export", "&What"), self.kind_box)
        self.layer_box = self._layers(
            "exportLayerBox",
            translate("Export", "The layer that is shown; it follows the one of the panel"),
            Qgis.LayerFilter.VectorLayer | Qgis.LayerFilter.RasterLayer,
        )
        self.layer_box.layerChanged.connect(self._on_layer)
        self._row(exportkinds.LAYER, translate("Export", "&Layer"), self.layer_box)
        self.layer_list = QListWidget(self)
        self.layer_list.setObjectName("exportLayers")
        self.layer_list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.layer_list.setMaximumHeight(LIST_LINES * self.fontMetrics().lineSpacing() + 8)
        explain(
            self.layer_list, translate("Export", "Layers and tables that go in; tick them with the space bar")
        )
        self.layer_list.itemChanged.connect(self._changed)
        self._row(exportkinds.LAYERS, translate("Export", "La&yers"), self.layer_list)
        self.title_edit = QgsFilterLineEdit(self)
        self.title_edit.setObjectName("titleEdit")
        explain(
            self.title_edit,
            translate(
                "Export", "Title on the sheet, kept with the layer; the map of the tab Map bears it too"
            ),
        )
        self.title_edit.textEdited.connect(self._changed)
        self.title_edit.valueChanged.connect(self._changed)
        self._row(exportkinds.TITLE, translate("Export", "&Title"), self.title_edit)

    def _make_sources(self) -> None:
        self.units_box = self._layers(
            "unitsBox",
            translate("Export", "Boundaries and names of administrative units; an atlas has a page for each"),
            Qgis.LayerFilter.PolygonLayer,
            empty=True,
        )
        self.unit_name_box = QgsFieldComboBox(self)
        self.unit_name_box.setObjectName("unitNameBox")
        self.unit_name_box.setAllowEmptyFieldName(True)
        explain(self.unit_name_box, translate("Export", "Field with the name of the unit"))
        self.units_box.layerChanged.connect(self._on_units)
        self.unit_name_box.fieldChanged.connect(self._changed)
        self._row(exportkinds.UNITS, translate("Export", "&Units"), self.units_box, self.unit_name_box)
        labels = {
            "INPUT": translate("Export", "Val&ues"),
            "UNITS": translate("Export", "Hie&rarchy"),
            "AREAS": translate("Export", "Pol&ygons"),
            "WARNINGS": translate("Export", "Warn&ings"),
            "TASKS": translate("Export", "Tas&ks"),
        }
        tips = {
            "INPUT": translate(
                "Export", "Values of indicators, from the register: unit_code, value, year, kind"
            ),
            "UNITS": translate("Export", "Units with their parents; without it, administrative codes tell"),
            "AREAS": translate("Export", "Polygons of the units, for the map of warnings"),
            "WARNINGS": translate("Export", "Warnings, the output of earlywarning"),
            "TASKS": translate("Export", "Tasks, the output of feedbackregister"),
        }
        self.source_boxes = {}
        for name, label in labels.items():
            kinds = Qgis.LayerFilter.PolygonLayer if name == "AREAS" else Qgis.LayerFilter.VectorLayer
            box = self._layers(f"source{name.title()}Box", tips[name], kinds, empty=True)
            box.layerChanged.connect(self._changed)
            self.source_boxes[name] = box
            self._row(exportkinds.SOURCES, label, box)

    def _make_look(self) -> None:
        self.format_box = self._combo("formatBox", {}, translate("Export", "Format of the file"))
        self.paper_box = self._combo(
            "paperBox", {"a4": "A4", "a3": "A3"}, translate("Export", "Size of the sheet")
        )
        self._pair(translate("Export", "&Format"), self.format_box, exportkinds.PAPER, self.paper_box)
        self.language_box = self._combo(
            "languageBox",
            {"zh": translate("Export", "Chinese"), "en": translate("Export", "English")},
            translate("Export", "Language of what is written"),
        )
        self.palette_box = self._combo(
            "exportPaletteBox",
            words.palettes(),
            translate("Export", "Colours of the classes; the print palette is for black-and-white print"),
        )
        self._pair(translate("Export", "Lan&guage"), self.language_box, exportkinds.PALETTE, self.palette_box)
        for box in (self.format_box, self.paper_box, self.language_box, self.palette_box):
            box.activated.connect(self._changed)

    def _make_place(self) -> None:
        self.folder_box = QgsFileWidget(self)
        self.folder_box.setObjectName("folderBox")
        self.folder_box.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder_box.setDialogTitle(translate("Export", "Folder of the output"))
        for widget in (self.folder_box, self.folder_box.lineEdit()):
            explain(widget, translate("Export", "Folder that the output goes to"))
        self._row("", translate("Export", "Fol&der"), self.folder_box)
        self.name_edit = QgsFilterLineEdit(self)
        self.name_edit.setObjectName("nameEdit")
        explain(
            self.name_edit, translate("Export", "Name of the file, or of the folder where there are several")
        )
        self._row("", translate("Export", "&Name"), self.name_edit)

    # pieces
    def _combo(self, name: str, options: Mapping[str, str], tip: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        for code, label in options.items():
            box.addItem(label, code)
        _narrow(box)
        explain(box, tip)
        return box

    def _layers(self, name: str, tip: str, kinds, empty: bool = False) -> QgsMapLayerComboBox:
        box = QgsMapLayerComboBox(self)
        box.setObjectName(name)
        box.setFilters(Qgis.LayerFilters(kinds))
        box.setAllowEmptyLayer(empty)
        _narrow(box)
        explain(box, tip)
        return box

    def _row(self, row: str, text: str, *widgets: QWidget) -> None:
        """A line of the form, with one widget or several of the same row."""
        self._line(text, [(row, widget) for widget in widgets], row)

    def _pair(self, text: str, first: QWidget, row: str, second: QWidget) -> None:
        """A line whose second widget may be hidden alone."""
        self._line(text, [("", first), (row, second)], "")

    def _line(self, text: str, widgets: list[tuple[str, QWidget]], row: str) -> None:
        label, field = QLabel(text, self), QWidget(self)
        label.setBuddy(widgets[0][1])
        inside = QHBoxLayout(field)
        inside.setContentsMargins(0, 0, 0, 0)
        for _, widget in widgets:
            inside.addWidget(widget, 1)
        self._lines.append((row, label, field, widgets))

    # what is shown

    def kind(self) -> str:
        """The kind of export that is chosen."""
        return self.kind_box.currentData()

    def show_kind(self, kind: str = "") -> None:
        """Show what the kind asks for."""
        if kind:
            self.kind_box.setCurrentIndex(self.kind_box.findData(kind))
        chosen = KINDS[self.kind()]
        # lines are taken out and not only hidden: a form leaves gaps for hidden ones
        while self.form.rowCount():
            self.form.takeRow(0)
        for line, label, field, widgets in self._lines:
            seen = not line or line in chosen.rows
            if seen:
                self.form.addRow(label, field)
            label.setVisible(seen)
            field.setVisible(seen)
            for row, widget in widgets:
                widget.setVisible(seen and (not row or row in chosen.rows))
        self.format_box.clear()
        for suffix in chosen.formats:
            self.format_box.addItem(suffix.upper(), suffix)

    def show_layers(self, known: Iterable[QgsMapLayer], others: Sequence[QgsMapLayer]) -> None:
        """Offer the layers that have a legend of ours, and for tables all layers."""
        known = list(known)
        self.layer_box.setExceptedLayerList([one for one in others if one not in known])
        ticked = set(self.ticked())
        with QSignalBlocker(self.layer_list):
            self.layer_list.clear()
            for layer in others:
                item = QListWidgetItem(layer.name(), self.layer_list)
                item.setData(ID, layer.id())
                item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsSelectable)
                item.setCheckState(Qt.CheckState.Checked if layer.id() in ticked else Qt.CheckState.Unchecked)
        for name, fields in OF_DASHBOARD.items():
            _offer(self.source_boxes[name], others, fields)

    def show_title(self, title: str, usual: str) -> None:
        """Show the title of the layer, and that which stands on the sheet without one."""
        with QSignalBlocker(self.title_edit):
            self.title_edit.setText(title)
        self.title_edit.setPlaceholderText(usual)

    def show_look(self, lang: str, palette: str) -> None:
        """Show a language and a palette."""
        self.language_box.setCurrentIndex(self.language_box.findData(lang))
        self.palette_box.setCurrentIndex(max(self.palette_box.findData(palette), 0))

    def ticked(self) -> list[str]:
        """Ids of the layers that are ticked, in their order."""
        items = [self.layer_list.item(row) for row in range(self.layer_list.count())]
        return [item.data(ID) for item in items if item.checkState() == Qt.CheckState.Checked]

    def tick(self, ids: Iterable[str]) -> None:
        """Tick these layers and no others."""
        wanted = set(ids)
        with QSignalBlocker(self.layer_list):
            for row in range(self.layer_list.count()):
                item = self.layer_list.item(row)
                item.setCheckState(
                    Qt.CheckState.Checked if item.data(ID) in wanted else Qt.CheckState.Unchecked
                )

    def choice(self) -> Choice:
        """All that is chosen."""
        units = self.units_box.currentLayer()
        sources = [(name, _id_of(box)) for name, box in self.source_boxes.items()]
        return Choice(
            kind=self.kind(),
            suffix=self.format_box.currentData(),
            layer=_id_of(self.layer_box),
            units=units.id() if units is not None else "",
            unit_name=self.unit_name_box.currentField(),
            layers=tuple(self.ticked()),
            sources=tuple((name, one) for name, one in sources if one),
            title=self.title_edit.text().strip(),
            paper=self.paper_box.currentData(),
            palette=self.palette_box.currentData(),
            lang=self.language_box.currentData(),
            folder=self.folder_box.filePath(),
            name=self.name_edit.text(),
        )

    # slots of Qt's own: they end with the form, and layers that are just going are not handed to Python

    @pyqtSlot()
    def _on_kind(self) -> None:
        self.kind_chosen.emit(self.kind())

    @pyqtSlot()
    def _on_layer(self) -> None:
        self.layer_chosen.emit()

    @pyqtSlot()
    def _on_units(self) -> None:
        layer = self.units_box.currentLayer()
        self.unit_name_box.setLayer(layer)
        if layer is not None:
            self.unit_name_box.setField("unit_name" if layer.fields().lookupField("unit_name") >= 0 else "")
        self._changed()

    @pyqtSlot()
    def _changed(self) -> None:
        self.changed.emit()


def explain(widget: QWidget, tip: str) -> None:
    """Say what a widget is for, to eyes and to screen readers."""
    widget.setToolTip(tip)
    widget.setAccessibleName(tip)


def _narrow(box: QComboBox) -> None:
    """Let the panel be narrow, whatever a layer is called."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(LETTERS)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def _id_of(box: QgsMapLayerComboBox) -> str:
    layer = box.currentLayer()
    return layer.id() if layer is not None else ""


def _offer(box: QgsMapLayerComboBox, layers: Iterable[QgsMapLayer], fields: Sequence[str]) -> None:
    """Offer those layers that have the fields, the first where none is chosen yet and there is one."""

    def has(layer) -> bool:
        return hasattr(layer, "fields") and all(layer.fields().lookupField(name) >= 0 for name in fields)

    box.setExceptedLayerList([layer for layer in layers if not has(layer)])
