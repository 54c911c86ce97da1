"""The view of the tab Map: it shows what it is told and says what the user did, and knows no layer."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt import uic
from qgis.PyQt.QtCore import QEvent, QSignalBlocker, QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QApplication, QFileDialog, QTableView, QToolBar, QWidget

from ...toolbelt.translation import translate
from . import models, tables, words

FORM = Path(__file__).with_name("map.ui")


class MapView(QWidget):
    """The live legend of the layer.

    Signals
    -------
    marked
        Codes that the user has marked, a list; empty when the marks were cleared.
    picked
        Codes whose units the user wants to see.
    look_changed
        Another quantity, area unit or colour theme: the tables are to be shown again.
    """

    marked = pyqtSignal(list)
    picked = pyqtSignal(list)
    look_changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None, icon_size: QSize | None = None):
        super().__init__(parent)
        self.ui = uic.loadUi(str(FORM), self, __package__)
        self.actions_bar = self._make_bar(icon_size)
        self.layout().insertWidget(0, self.actions_bar)
        self._make_choices()
        self._make_tables()
        self._marking = False
        self.show_nothing()

    def _make_bar(self, icon_size: QSize | None) -> QToolBar:
        bar = QToolBar(self)
        bar.setObjectName("CpzoningDockBar")
        if icon_size is not None:
            bar.setIconSize(icon_size)
        self.follow_action = _action(bar, "Follow", "/mActionLink.svg", checkable=True)
        self.follow_action.setText(translate("ZoneDock", "Follow the active layer"))
        self.only_marked_action = _action(bar, "OnlyMarked", "/mActionFilter2.svg", checkable=True)
        self.only_marked_action.setText(translate("ZoneDock", "Show only marked classes on the map"))
        self.pick_action = _action(bar, "Pick", "/mActionZoomToSelected.svg")
        self.pick_action.setText(translate("ZoneDock", "Select the units of marked classes and zoom to them"))
        self.clear_action = _action(bar, "Clear", "/mActionShowAllLayers.svg")
        self.clear_action.setText(translate("ZoneDock", "Clear the marks and show all classes"))
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
        self.pick_action.triggered.connect(lambda: self.picked.emit(self.marks()))
        self.clear_action.triggered.connect(self.clear_marks)
        return bar

    def _make_choices(self) -> None:
        for code, name in words.area_units().items():
            self.ui.unitBox.addItem(name, code)
        for code in models.QUANTITIES:
            self.ui.quantityBox.addItem("", code)
        self._name_quantities()
        self.ui.unitBox.currentIndexChanged.connect(self._on_look)
        self.ui.quantityBox.currentIndexChanged.connect(self._on_look)

    def _make_tables(self) -> None:
        for table in (self.ui.table, self.ui.apart):
            keys = tables.Keys(table)
            keys.picked.connect(self.pick_action.trigger)
            keys.cleared.connect(self.clear_marks)
            keys.copied.connect(self.copy_action.trigger)
            table.installEventFilter(keys)
            table.doubleClicked.connect(lambda index: self.picked.emit(list(index.model().codes_at(index))))
        self.ui.progressBar.hide()

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

    def show_counts(self, counted: models.Counted, described: str) -> None:
        """Figures of a layer, and a sentence about where its areas come from."""
        marks = self.marks()
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
        self.set_marks(marks)

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
                (table.show_list if is_list else table.show_matrix)(model)
                table.selectionModel().selectionChanged.connect(lambda *_, t=table: self._selected(t))
            if old is not None:
                old.deleteLater()
            table.setVisible(model is not None)

    def _layer_actions(self) -> tuple[QAction, ...]:
        return (
            self.pick_action,
            self.clear_action,
            self.only_marked_action,
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

    # marks

    def marks(self) -> list[str]:
        """Codes of the marked cells, each once."""
        codes: dict[str, None] = {}
        for table in self.filled_tables():
            for index in table.selectionModel().selectedIndexes():
                codes.update(dict.fromkeys(table.model().codes_at(index)))
        return list(codes)

    def set_marks(self, codes) -> None:
        """Mark the cells of *codes* without a word to anybody."""
        wanted = set(codes)
        self._marking = True
        for table in self.filled_tables():
            model, selection = table.model(), table.selectionModel()
            selection.clear()
            for row in range(model.rowCount()):
                for column in range(model.columnCount()):
                    index = model.index(row, column)
                    held = model.codes_at(index)
                    if len(held) == 1 and held[0] in wanted:
                        selection.select(index, selection.SelectionFlag.Select)
        self._marking = False

    def clear_marks(self) -> None:
        """Take all marks away."""
        self.set_marks(())
        self.marked.emit([])

    def filled_tables(self) -> list[QTableView]:
        """The tables that show something."""
        return [table for table in (self.ui.table, self.ui.apart) if table.model() is not None]

    def _selected(self, table) -> None:
        if self._marking:
            return
        # as in one table: a plain click elsewhere takes the mark along
        if not QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            for other in self.filled_tables():
                if other is not table:
                    with QSignalBlocker(other.selectionModel()):
                        other.clearSelection()
                    other.viewport().update()
        self.marked.emit(self.marks())

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
