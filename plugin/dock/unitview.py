"""The view of the tab Unit: the list of units, the page about one, its register, the expert's decision."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgsCollapsibleGroupBox, QgsFilterLineEdit
from qgis.PyQt.QtCore import QModelIndex, QSignalBlocker, QSize, Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSizePolicy,
    QTextBrowser,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from ...toolbelt.translation import translate
from . import tables, words
from .grid import Grid
from .roster import UNIT, RosterModel
from .unitregisterbox import RegisterBox

LIST_LINES, PAGE_LINES = 5, 15
MIDDLE = 128  # between a dark and a light ground


class Units(QListView):
    """The list of units, a few lines high; it scrolls."""

    def sizeHint(self):
        line = self.fontMetrics().lineSpacing() + 2
        return QSize(20 * self.fontMetrics().averageCharWidth(), LIST_LINES * line + 2 * self.frameWidth())

    def minimumSizeHint(self):
        return self.sizeHint()


class Sheet(QTextBrowser):
    """The page about a unit; links lead to its sections alone, never out of QGIS."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.anchorClicked.connect(lambda url: self.scrollToAnchor(url.fragment()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def loadResource(self, _kind, _name: QUrl):
        """Nothing: a name in a layer must not make QGIS read a file or call a server."""
        return

    def minimumSizeHint(self):
        return QSize(
            20 * self.fontMetrics().averageCharWidth(), PAGE_LINES * self.fontMetrics().lineSpacing()
        )

    def show_page(self, text: str, same: bool) -> None:
        """Show a page; where it is about the *same* unit, at the place where the user is reading."""
        bar = self.verticalScrollBar()
        place = bar.value() if same else 0
        self.setHtml(text)
        bar.setValue(place)


class UnitView(QWidget):
    """All controls of the tab.

    Signals
    -------
    picked
        Feature id of a unit that was chosen in the list.
    searched
        The user looks for units by another text.
    named
        Another field names the units.
    decided, withdrawn
        The buttons of the expert.
    """

    picked = pyqtSignal(object)
    searched = pyqtSignal(str)
    named = pyqtSignal(str)
    decided = pyqtSignal()
    withdrawn = pyqtSignal()

    def __init__(self, parent: QWidget | None = None, icon_size: QSize | None = None):
        super().__init__(parent)
        self.setObjectName("CpzoningUnit")
        self._quiet = False
        self.bar = QToolBar(self)
        if icon_size is not None:
            self.bar.setIconSize(icon_size)
        self._make_actions()
        self._make_list()
        self.page = Sheet(self)
        self.page.setObjectName("unitPage")
        self.page.setAccessibleName(translate("Unit", "Page about the unit"))
        self._explain(
            self.page,
            translate(
                "Unit",
                "Why the unit has its class, where the numbers come from, what is to be done, and how the "
                "layer was made. The links above lead to the sections.",
            ),
        )
        self.register = RegisterBox(self)
        self._make_expert()
        self._lay_out()

    @staticmethod
    def _explain(widget: QWidget, text: str) -> None:
        widget.setToolTip(text)
        widget.setWhatsThis(text)

    def _make_actions(self) -> None:
        def action(name: str, icon: str, text: str, keys: str = ""):
            made = self.bar.addAction(QgsApplication.getThemeIcon(icon), text)
            made.setObjectName(f"CpzoningUnit{name}")
            if keys:
                made.setShortcut(QKeySequence(keys))
                made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                made.setToolTip(
                    f"{text} ({made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
                )
                self.addAction(made)
            made.setWhatsThis(text)
            return made

        self.pick_action = action(
            "Pick", "/mActionIdentify.svg", translate("Unit", "Pick a unit on the map"), "Alt+I"
        )
        self.pick_action.setCheckable(True)
        self.previous_action = action(
            "Previous", "/mActionArrowLeft.svg", translate("Unit", "Previous unit of the list"), "Alt+Left"
        )
        self.next_action = action(
            "Next", "/mActionArrowRight.svg", translate("Unit", "Next unit of the list"), "Alt+Right"
        )
        self.follow_action = action(
            "Follow", "/mIconSelected.svg", translate("Unit", "Follow the selection on the map")
        )
        self.follow_action.setCheckable(True)
        self.bar.addSeparator()
        self.zoom_action = action("Zoom", "/mActionZoomTo.svg", translate("Unit", "Zoom the map to the unit"))
        self.select_action = action(
            "Select", "/mActionSelectRectangle.svg", translate("Unit", "Select the unit on the map")
        )
        self.copy_action = action("Copy", "/mActionEditCopy.svg", translate("Unit", "Copy the page"))
        self.bar.addSeparator()
        self.undo_action = action(
            "Undo", "/mActionUndo.svg", translate("Unit", "Undo the last edit of the layer")
        )
        self.effective_action = action(
            "Effective",
            "/mActionStyleManager.svg",
            translate("Unit", "Show the classes that experts have set on the map; else the computed ones"),
        )
        self.effective_action.setCheckable(True)

    def _make_list(self) -> None:
        self.search_box = QgsFilterLineEdit(self)
        self.search_box.setObjectName("searchBox")
        self.search_box.setShowSearchIcon(True)
        self.search_box.setPlaceholderText(translate("Unit", "Search units…"))
        self._explain(
            self.search_box,
            translate("Unit", "Part of a name, or a class such as SCP; Enter goes to the first unit found"),
        )
        self.search_box.textChanged.connect(self.searched)
        self.search_box.returnPressed.connect(self.pick_first)
        self.name_box = QComboBox(self)
        self.name_box.setObjectName("nameBox")
        self.name_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.name_box.setMinimumContentsLength(8)
        self.name_box.setAccessibleName(translate("Unit", "Field with the names of the units"))
        self._explain(self.name_box, translate("Unit", "Field with the names of the units"))
        self.name_box.activated.connect(lambda at: self.named.emit(self.name_box.itemData(at)))
        self.model = RosterModel(self)
        self.units = Units(self)
        self.units.setObjectName("unitList")
        self.units.setModel(self.model)
        self.units.setUniformItemSizes(True)
        self.units.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.units.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.units.setAccessibleName(translate("Unit", "Units of the layer"))
        self._explain(
            self.units,
            translate(
                "Unit",
                "Units with their computed class; an arrow leads to the class that an expert has set. The "
                "arrow keys go from unit to unit.",
            ),
        )
        self.units.selectionModel().currentChanged.connect(self._on_current)

    def _make_expert(self) -> None:
        self.expert = QgsCollapsibleGroupBox(translate("Unit", "Expert's decision"), self)
        self.expert.setObjectName("expertGroup")
        self.expert.setCollapsed(True)
        self.class_box = QComboBox(self.expert)
        self.class_box.setObjectName("classBox")
        self.class_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.class_box.setMinimumContentsLength(12)
        self._explain(
            self.class_box,
            translate("Unit", "Class that the unit is to have; the computed class stays as it is"),
        )
        self.reason_box = QLineEdit(self.expert)
        self.reason_box.setObjectName("reasonBox")
        self.reason_box.setPlaceholderText(translate("Unit", "mandatory"))
        self._explain(
            self.reason_box,
            translate("Unit", "Why the class is set or withdrawn by hand; it is kept in the log of the unit"),
        )
        self.who_box = QLineEdit(self.expert)
        self.who_box.setObjectName("whoBox")
        self._explain(self.who_box, translate("Unit", "Who decides; kept in the log of the unit"))
        self.set_button = QPushButton(translate("Unit", "&Set class"), self.expert)
        self.set_button.setObjectName("setButton")
        self._explain(
            self.set_button,
            translate(
                "Unit", "Write class, reason, name and time into fields of their own; save the edits then"
            ),
        )
        self.set_button.clicked.connect(self.decided)
        self.withdraw_button = QPushButton(translate("Unit", "With&draw"), self.expert)
        self.withdraw_button.setObjectName("withdrawButton")
        self._explain(
            self.withdraw_button,
            translate("Unit", "Return to the computed class; the log keeps both decisions"),
        )
        self.withdraw_button.clicked.connect(self.withdrawn)
        self.expert_text = QLabel(self.expert)
        self.expert_text.setObjectName("expertText")
        self.expert_text.setWordWrap(True)
        self.table = tables.ZoneTable(self.expert)
        self.table.setObjectName("totalsTable")
        self.table.setAccessibleName(translate("Unit", "Units and areas by class, computed and decided"))
        self._explain(
            self.table,
            translate(
                "Unit", "Computed: as the zoning gave it. Decided: with the classes that experts have set."
            ),
        )
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.expert_controls = (
            self.class_box,
            self.reason_box,
            self.who_box,
            self.set_button,
            self.withdraw_button,
        )

    def _lay_out(self) -> None:
        search = QHBoxLayout()
        search.addWidget(self.search_box, 3)
        search.addWidget(self.name_box, 2)
        inside = QVBoxLayout(self.expert)
        form = QFormLayout()
        for text, box in (
            (translate("Unit", "C&lass"), self.class_box),
            (translate("Unit", "&Reason"), self.reason_box),
            (translate("Unit", "W&ho"), self.who_box),
        ):
            form.addRow(text, box)
        buttons = QGridLayout()
        buttons.setColumnStretch(0, 1)
        buttons.addWidget(self.set_button, 0, 1)
        buttons.addWidget(self.withdraw_button, 0, 2)
        inside.addLayout(form)
        inside.addLayout(buttons)
        inside.addWidget(self.expert_text)
        inside.addWidget(self.table)
        layout = QVBoxLayout(self)
        edges = layout.contentsMargins()
        layout.setContentsMargins(edges.left(), 0, edges.right(), edges.bottom())
        layout.addWidget(self.bar)
        layout.addLayout(search)
        layout.addWidget(self.units)
        layout.addWidget(self.page, 1)
        layout.addWidget(self.register)
        layout.addWidget(self.expert)
        order = (
            self.search_box,
            self.name_box,
            self.units,
            self.page,
            *self.register.controls,
            *self.expert_controls,
            self.table,
        )
        for first, second in zip(order, order[1:]):
            self.setTabOrder(first, second)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and not self._quiet:
            self.picked.emit(now.data(UNIT))

    def pick_first(self) -> None:
        """Go to the first unit of the list."""
        if self.model.rowCount():
            self.units.setCurrentIndex(self.model.index(0))

    def step(self, rows: int) -> None:
        """Go some rows down the list, or up; to the first unit where none is chosen yet."""
        count, now = self.model.rowCount(), self.units.currentIndex()
        if count:
            row = min(max(now.row() + rows, 0), count - 1) if now.isValid() else 0
            self.units.setCurrentIndex(self.model.index(row))

    def show_current(self, identifier: int | None) -> None:
        """Mark a unit in the list without telling anybody; none where it is not listed."""
        row = -1 if identifier is None else self.model.row_of(identifier)
        # the signals of the selection model are not blocked: the list itself needs them to be drawn
        self._quiet = True
        self.units.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        self._quiet = False

    def show_name_fields(self, names: list[str], chosen: str) -> None:
        """Offer the fields that may name the units, and the number of the feature."""
        with QSignalBlocker(self.name_box):
            self.name_box.clear()
            for name in names:
                self.name_box.addItem(name, name)
            self.name_box.addItem(translate("Unit", "Number of the feature"), "")
            self.name_box.setCurrentIndex(max(self.name_box.findData(chosen), 0))

    def suit_theme(self) -> None:
        """Write lines so that they can be read: style sheets of dark themes leave their text black."""
        theme = QApplication.palette()
        is_dark = bool(QApplication.instance().styleSheet()) and theme.base().color().lightness() < MIDDLE
        # a palette does not help against the style sheet of the theme
        look = f"color: {words.ink(theme).name()};" if is_dark else ""
        for box in (self.reason_box, self.who_box, self.search_box, *self.register.findChildren(QLineEdit)):
            box.setStyleSheet(look)

    def show_totals(self, grid: Grid) -> None:
        """Show units and areas by class, computed and decided."""
        old = self.table.model()
        self.table.show_list(grid)
        if old is not None:
            old.deleteLater()
