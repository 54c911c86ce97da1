"""The view of the tab Map: it shows what it is told and says what the user did, and knows no layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from qgis.core import Qgis, QgsApplication
from qgis.PyQt import uic
from qgis.PyQt.QtCore import QEvent, QSignalBlocker, QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAction,
    QApplication,
    QComboBox,
    QFileDialog,
    QMenu,
    QTableView,
    QToolBar,
    QWidget,
)

from ...cartography import livelegend
from ...toolbelt.translation import translate
from . import clipboard, models, tables, words

FORM = Path(__file__).with_name("map.ui")
MOST_PLACES = 2000  # more than anybody reads; a longer list would be slow to open


class MapView(QWidget):
    """The live legend of the layer.

    Signals
    -------
    toggled, picked, isolated
        Codes that the user wants to be shown or hidden, to select and see, to see alone.
    recolouring
        A code whose colour the user wants to change.
    look_changed
        Another quantity, area unit or colour theme: the tables are to be shown again.
    scheme_chosen, palette_chosen, place_field_chosen, place_chosen
        The user chose another legend, palette, field of administrative units, unit ("" for all).
    """

    toggled = pyqtSignal(list)
    picked = pyqtSignal(list)
    isolated = pyqtSignal(list)
    recolouring = pyqtSignal(str)
    look_changed = pyqtSignal()
    scheme_chosen = pyqtSignal(str)
    palette_chosen = pyqtSignal(str)
    place_field_chosen = pyqtSignal(str)
    place_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None, icon_size: QSize | None = None):
        super().__init__(parent)
        self.ui = uic.loadUi(str(FORM), self, __package__)
        self.actions_bar = self._make_bar(icon_size)
        self.layout().insertWidget(0, self.actions_bar)
        self._look = livelegend.Look()
        self._doubled = False
        self._make_choices()
        self._make_tables()
        self.show_nothing()

    def _make_bar(self, icon_size: QSize | None) -> QToolBar:
        bar = QToolBar(self)
        bar.setObjectName("CpzoningDockBar")
        if icon_size is not None:
            bar.setIconSize(icon_size)
        self.follow_action = _action(bar, "Follow", "/mActionLink.svg", checkable=True)
        self.follow_action.setText(translate("ZoneDock", "Follow the active layer"))
        self.only_action = _action(bar, "OnlySelected", "/mActionFilter2.svg")
        self.only_action.setText(translate("ZoneDock", "Show only the selected classes on the map"))
        self.all_action = _action(bar, "ShowAll", "/mActionShowAllLayers.svg")
        self.all_action.setText(translate("ZoneDock", "Show all classes on the map"))
        self.pick_action = _action(bar, "Pick", "/mActionZoomToSelected.svg")
        self.pick_action.setText(
            translate("ZoneDock", "Select the units of the selected classes and zoom to them")
        )
        bar.addSeparator()
        self.style_action = _action(bar, "Style", "/rendererCategorizedSymbol.svg")
        self.style_action.setText(translate("ZoneDock", "Apply the colours of the zones"))
        self.export_action = _action(bar, "Export", "/mActionSaveMapAsImage.svg")
        self.export_action.setText(translate("ZoneDock", "Export a map with its legend…"))
        self.layout_action = _action(bar, "Layout", "/mActionNewLayout.svg")
        self.layout_action.setText(translate("ZoneDock", "Open the map as a print layout, to work on it"))
        self.copy_action = _action(bar, "Copy", "/mActionEditCopy.svg")
        self.copy_action.setText(translate("ZoneDock", "Copy the table"))
        bar.addSeparator()
        self.refresh_action = _action(bar, "Refresh", "/mActionRefresh.svg")
        self.refresh_action.setText(translate("ZoneDock", "Count again"))
        self.pick_action.triggered.connect(lambda: self.picked.emit(self.selected_codes()))
        self.only_action.triggered.connect(lambda: self.isolated.emit(self.selected_codes()))
        return bar

    def _make_choices(self) -> None:
        ui = self.ui
        for code, name in words.area_units().items():
            ui.unitBox.addItem(name, code)
        for code in models.QUANTITIES:
            ui.quantityBox.addItem("", code)
        for code, name in words.palettes().items():
            ui.paletteBox.addItem(name, code)
        self._name_quantities()
        ui.unitBox.currentIndexChanged.connect(self._on_look)
        ui.quantityBox.currentIndexChanged.connect(self._on_look)
        ui.schemeBox.activated.connect(lambda _: self.scheme_chosen.emit(ui.schemeBox.currentData()))
        ui.paletteBox.activated.connect(lambda _: self.palette_chosen.emit(ui.paletteBox.currentData()))
        ui.placeFieldBox.activated.connect(
            lambda _: self.place_field_chosen.emit(ui.placeFieldBox.currentData())
        )
        ui.placeBox.activated.connect(lambda _: self.place_chosen.emit(ui.placeBox.currentData() or ""))
        ui.placeBox.lineEdit().returnPressed.connect(
            lambda: self.place_chosen.emit(ui.placeBox.currentText().strip())
        )
        ui.otherBox.setFilters(Qgis.LayerFilter.SpatialLayer)

    def _make_tables(self) -> None:
        for table in (self.ui.table, self.ui.apart):
            keys = tables.Keys(table)
            keys.picked.connect(self.pick_action.trigger)
            keys.toggled.connect(lambda: self.toggled.emit(self.selected_codes()))
            keys.cleared.connect(self.all_action.trigger)
            keys.copied.connect(self.copy_action.trigger)
            table.installEventFilter(keys)
            table.pressed.connect(self._on_pressed)
            table.clicked.connect(self._on_clicked)
            table.doubleClicked.connect(self._on_doubled)
            table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            table.customContextMenuRequested.connect(lambda place, t=table: self._show_menu(t, place))
        self.ui.progressBar.hide()
        # at the place of another, until figures tell which of the two is wanted
        self.ui.unitLabel.hide()

    # what is shown

    def show_nothing(self) -> None:
        """Nothing, for a project without zones."""
        for action in self._layer_actions():
            action.setEnabled(False)

    def show_layer(self) -> None:
        """A layer, without figures as long as they are not known."""
        for action in self._layer_actions():
            action.setEnabled(True)
        self.copy_action.setEnabled(False)
        self._set_models(None, None)
        self.ui.summaryLabel.clear()

    def show_schemes(self, schemes: Sequence[str], scheme: str) -> None:
        """The legends that the layer can be shown by, and the one that it is."""
        names = words.schemes()
        _fill(self.ui.schemeBox, {code: names[code] for code in schemes}, scheme)
        self.ui.schemeBox.setEnabled(len(schemes) > 1)

    def show_palette(self, palette: str) -> None:
        """The palette in use."""
        self.ui.paletteBox.setCurrentIndex(max(self.ui.paletteBox.findData(palette), 0))

    def show_place_fields(self, names: Sequence[str], chosen: str) -> None:
        """Fields that may name administrative units."""
        whole = translate("ZoneDock", "the whole layer")
        _fill(self.ui.placeFieldBox, {"": whole, **{name: name for name in names}}, chosen)
        self.ui.placeBox.setEnabled(bool(chosen))

    def show_places(self, names: Sequence[str], chosen: str) -> None:
        """Administrative units, of which only `MOST_PLACES` are listed; any name can be typed."""
        everywhere = translate("ZoneDock", "all") if names else ""
        listed = sorted(names)[:MOST_PLACES]
        _fill(self.ui.placeBox, {"": everywhere, **{name: name for name in listed}}, chosen)
        if chosen and chosen not in listed:
            self.ui.placeBox.setEditText(chosen)

    def show_counts(self, counted: models.Counted, described: str) -> None:
        """Figures of a layer, and a sentence about where its areas come from."""
        selected = self.selected_codes()
        is_matrix = counted.legend == "subzones"
        title = (
            translate("ZoneDock", "Space") if counted.legend == "spaces" else translate("ZoneDock", "Class")
        )
        main = (
            models.matrix(counted, self)
            if is_matrix
            else models.listing(counted, models.known_lines(counted), title, True, self)
        )
        lines = models.apart_lines(counted)
        apart = models.listing(counted, lines, translate("ZoneDock", "Without a class"), False, self)
        self._set_models(main, apart, is_matrix)
        self.ui.quantityLabel.setVisible(is_matrix)
        self.ui.quantityBox.setVisible(is_matrix)
        self.ui.unitLabel.setVisible(counted.has_areas and not is_matrix)
        self.ui.unitBox.setVisible(counted.has_areas)
        self.ui.apart.setVisible(bool(lines))
        everything = counted.sentence(counted.tally.total, shares=False)
        self.ui.summaryLabel.setText(f"{everything}\n{described}")
        self.copy_action.setEnabled(True)
        self.select_codes(selected)

    def show_look(self, look: livelegend.Look) -> None:
        """Colours and what is hidden, as the map has them."""
        self._look = look
        for table in self.filled_tables():
            table.model().set_look(look)
            table.viewport().update()
        self.only_action.setEnabled(look.drawn)
        self.all_action.setEnabled(look.drawn)

    def show_progress(self, percentage: float | None) -> None:
        """Progress of the count; None when there is none."""
        self.ui.progressBar.setVisible(percentage is not None)
        if percentage is not None:
            self.ui.progressBar.setValue(int(percentage))

    def show_fault(self, text: str) -> None:
        """Why there are no figures."""
        self._set_models(None, None)
        self.ui.summaryLabel.setText(text)

    def _set_models(self, main, apart, is_matrix: bool = False) -> None:
        for table, model, is_list in ((self.ui.table, main, not is_matrix), (self.ui.apart, apart, True)):
            old = table.model()
            if model is None:
                table.setModel(None)
            else:
                model.set_look(self._look)
                (table.show_list if is_list else table.show_matrix)(model)
            if old is not None:
                old.deleteLater()
            table.setVisible(model is not None)

    def _layer_actions(self) -> tuple[QAction, ...]:
        return (
            self.pick_action,
            self.only_action,
            self.all_action,
            self.style_action,
            self.export_action,
            self.layout_action,
            self.copy_action,
            self.refresh_action,
        )

    # choices

    def quantity(self) -> str:
        """What the cells of the matrix show."""
        return self.ui.quantityBox.currentData()

    def area_unit(self) -> str:
        """``ha`` or ``km2``."""
        return self.ui.unitBox.currentData()

    def set_look(self, quantity: str, area_unit: str) -> None:
        """Choose quantity and unit; one that is not known leaves the choice as it is."""
        for box, code in ((self.ui.quantityBox, quantity), (self.ui.unitBox, area_unit)):
            position = box.findData(code)
            if position >= 0:
                box.setCurrentIndex(position)

    def _on_look(self) -> None:
        self._name_quantities()
        self.look_changed.emit()

    def _name_quantities(self) -> None:
        """The box belongs to the matrix of sub-zones, which are pieces."""
        names = models.quantity_names(self.area_unit(), in_pieces=True)
        for position, code in enumerate(models.QUANTITIES):
            self.ui.quantityBox.setItemText(position, names[code])

    def changeEvent(self, event):
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.look_changed.emit()

    # cells

    def filled_tables(self) -> list[QTableView]:
        """The tables that show something."""
        return [table for table in (self.ui.table, self.ui.apart) if table.model() is not None]

    def selected_codes(self) -> list[str]:
        """Codes of the selected cells, each once."""
        codes: dict[str, None] = {}
        for table in self.filled_tables():
            for index in table.selectionModel().selectedIndexes():
                codes.update(dict.fromkeys(table.model().codes_at(index)))
        return list(codes)

    def select_codes(self, codes) -> None:
        """Select the cells of *codes*."""
        wanted = set(codes)
        for table in self.filled_tables():
            model, selection = table.model(), table.selectionModel()
            selection.clear()
            for row in range(model.rowCount()):
                for column in range(model.columnCount()):
                    index = model.index(row, column)
                    held = model.codes_at(index)
                    if len(held) == 1 and held[0] in wanted:
                        selection.select(index, selection.SelectionFlag.Select)

    def _on_pressed(self, index) -> None:
        self._doubled = False
        # as in one table: a plain click elsewhere takes the selection along
        if not QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            for other in self.filled_tables():
                if other.model() is not index.model():
                    other.clearSelection()

    def _on_clicked(self, index) -> None:
        several = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        # Qt sends another click after a double click
        if not self._doubled and not QApplication.keyboardModifiers() & several:
            self.toggled.emit(list(index.model().codes_at(index)))

    def _on_doubled(self, index) -> None:
        self._doubled = True
        self.picked.emit(list(index.model().codes_at(index)))

    def _show_menu(self, table: QTableView, place) -> None:
        index = table.indexAt(place)
        index = index if index.isValid() else table.currentIndex()
        if not index.isValid():
            return
        menu = self.menu_of(table, index)
        menu.popup(table.viewport().mapToGlobal(place))

    def menu_of(self, table: QTableView, index) -> QMenu:
        """The menu of a cell; it deletes itself when it is closed."""
        model, codes = table.model(), list(table.model().codes_at(index))
        menu = QMenu(self)
        menu.setObjectName("CpzoningCellMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def add(text: str, slot, enabled: bool = True):
            action = menu.addAction(text)
            action.setEnabled(enabled)
            action.triggered.connect(lambda *_: slot())

        drawn = self._look.drawn
        add(translate("ZoneDock", "Show or hide"), lambda: self.toggled.emit(codes), drawn)
        add(translate("ZoneDock", "Show only this"), lambda: self.isolated.emit(codes), drawn)
        add(translate("ZoneDock", "Select and zoom"), lambda: self.picked.emit(codes))
        menu.addSeparator()
        add(
            translate("ZoneDock", "Change the colour…"),
            lambda: self.recolouring.emit(codes[0]),
            drawn and len(codes) == 1,
        )
        add(translate("ZoneDock", "Colours of the palette"), self.style_action.trigger, drawn)
        menu.addSeparator()
        text = tables.cell_text(model, index)
        add(translate("ZoneDock", "Copy the cell"), lambda: clipboard.put([[[text]]]))
        add(translate("ZoneDock", "Copy the table"), self.copy_action.trigger)
        return menu

    # asking

    def ask_export_path(self, suggestion: str) -> str:
        """File for an exported map; empty when the user thinks better of it."""
        kinds = ";;".join(
            (
                translate("ZoneDock", "PDF document (*.pdf)"),
                translate("ZoneDock", "PNG image (*.png)"),
            )
        )
        path, kind = QFileDialog.getSaveFileName(
            self, translate("ZoneDock", "Export a map"), suggestion, kinds
        )
        if path and not Path(path).suffix:
            path += ".png" if "*.png" in kind else ".pdf"
        return path


def _action(bar: QToolBar, name: str, icon: str, checkable: bool = False) -> QAction:
    action = QAction(QgsApplication.getThemeIcon(icon), "", bar)
    action.setObjectName(f"CpzoningDock{name}")
    action.setCheckable(checkable)
    bar.addAction(action)
    return action


def _fill(box: QComboBox, choices: Mapping[str, str], chosen: str) -> None:
    """Offer *choices* (code -> name) without telling anybody."""
    with QSignalBlocker(box):
        box.clear()
        for code, name in choices.items():
            box.addItem(name, code)
        box.setCurrentIndex(max(box.findData(chosen), 0))
