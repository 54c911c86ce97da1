"""The units of a layer by name: read off the interface thread, searched, and listed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsFeatureRequest, QgsVectorLayer, QgsVectorLayerFeatureSource
from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, Qt
from qgis.PyQt.QtGui import QColor

from ...core.zoning import expert
from ...toolbelt import zonelayers
from ...toolbelt.tables import is_null

ROLE = Qt.ItemDataRole
UNIT = ROLE.UserRole
NOWHERE = QModelIndex()
NAMES = ("unit_name", "name", "name_zh", "name_en", "unit_code", "code")


def name_field(layer: QgsVectorLayer) -> str:
    """The field that most likely names the units of *layer*; empty where none does."""
    known = {field.name().lower(): field.name() for field in layer.fields()}
    likely = next((known[name] for name in NAMES if name in known), "")
    return likely or (layer.displayField() if layer.displayField() in zonelayers.places_of(layer) else "")


@dataclass(frozen=True)
class Roster:
    """One element per unit, in the order of the layer.

    Attributes
    ----------
    ids
        Feature ids, int64.
    names
        What people call the units; the feature id where the field of names is empty.
    codes
        Class or sub-zone as it was computed; "" where there is none.
    held
        Class number that an expert has set, `expert.NONE` where none has.
    classes
        Class number as it was computed, `expert.NONE` where there is none.
    folded
        The names as a search compares them.
    """

    ids: np.ndarray
    names: list[str]
    codes: list[str]
    held: np.ndarray
    classes: np.ndarray
    folded: list[str]

    @classmethod
    def of(cls, ids: list[int], names: list[str], codes: list[str], held: list[str]) -> Roster:
        """A roster of columns that were read; *held* are codes, "" where no expert has decided."""
        numbers = expert.numbers(held), expert.numbers(codes)
        return cls(np.array(ids, dtype=np.int64), names, codes, *numbers, [name.casefold() for name in names])

    def __len__(self) -> int:
        return len(self.ids)

    def found(self, text: str) -> np.ndarray:
        """Positions of the units whose name or code holds *text*, whatever its case; all for none.

        >>> made = Roster.of([7, 8], ["Lin'an", "Tonglu"], ["U-S", "SC"], ["", ""])
        >>> made.found("TON").tolist(), made.found("s").tolist()
        ([1], [0])
        """
        wanted = text.strip().casefold()
        if not wanted:
            return np.arange(len(self))
        # a class finds its sub-zones, too, but S is not part of SC
        coded = {
            code: wanted in (code.casefold(), code.casefold().rpartition("-")[2]) for code in set(self.codes)
        }
        held = [coded[code] or wanted in name for name, code in zip(self.folded, self.codes)]
        return np.flatnonzero(held)

    def at(self, identifier: int) -> int:
        """Position of the unit with a feature id; -1 where there is none."""
        places = np.flatnonzero(self.ids == identifier)
        return int(places[0]) if len(places) else -1


class RosterReader:
    """Reads a roster in any thread; made in the main thread, where the layer lives.

    Parameters
    ----------
    name
        Field with the names of the units; empty for the feature ids.
    """

    def __init__(self, layer: QgsVectorLayer, fields: zonelayers.ZoneFields, name: str):
        self._fields, self._name = fields, name
        self._source = QgsVectorLayerFeatureSource(layer)
        self._expected = max(layer.featureCount(), 1)
        wanted = [one for one in (*fields.names, name, expert.CLASS) if layer.fields().lookupField(one) >= 0]
        self._request = QgsFeatureRequest()
        self._request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
        self._request.setSubsetOfAttributes(wanted, layer.fields())

    def read(self, progress) -> Roster:
        """The units; *progress* is called with a fraction and may raise `Cancelled`."""
        known = self._source.fields()
        places = [known.lookupField(name) for name in self._fields.names]
        name, theirs = (known.lookupField(one) if one else -1 for one in (self._name, expert.CLASS))
        ids, names, codes, held = [], [], [], []
        for number, feature in enumerate(self._source.getFeatures(self._request)):
            if number % zonelayers.EVERY == 0:
                progress(min(number / self._expected, 1.0))
            cells = feature.attributes()
            ids.append(feature.id())
            called = cells[name] if name >= 0 else None
            names.append(str(feature.id()) if is_null(called) or not str(called).strip() else str(called))
            codes.append(self._fields.code([cells[at] for at in places]) or "")
            held.append("" if theirs < 0 or is_null(cells[theirs]) else str(cells[theirs]))
        return Roster.of(ids, names, codes, held)


class RosterModel(QAbstractListModel):
    """Those units of a roster whose name was searched for."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.roster = Roster.of([], [], [], [])
        self._shown = np.empty(0, dtype=np.intp)
        self._colours: dict[str, str] = {}

    def show(self, roster: Roster, text: str, colours: dict[str, str]) -> None:
        """List the units of *roster* that *text* finds, with the colours of their classes."""
        self.beginResetModel()
        self.roster, self._shown, self._colours = roster, roster.found(text), colours
        self.endResetModel()

    def rowCount(self, parent=NOWHERE):
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index, role=ROLE.DisplayRole):
        if not index.isValid():
            return None
        at = int(self._shown[index.row()])
        if role == UNIT:
            return int(self.roster.ids[at])
        if role == ROLE.DisplayRole:
            return f"{_on_a_line(self.roster.names[at])}  ·  {self._code(at)}"
        if role == ROLE.DecorationRole:
            colour = self._colours.get(self.roster.codes[at].rpartition("-")[2])
            return QColor(colour) if colour else None
        return None

    def _code(self, at: int) -> str:
        code, held = self.roster.codes[at] or "–", self.roster.held[at]
        return code if held == expert.NONE else f"{code} → {expert.CODES[held]}"

    def row_of(self, identifier: int) -> int:
        """Row of the unit with a feature id; -1 where it is not listed."""
        rows = np.flatnonzero(self.roster.ids[self._shown] == identifier)
        return int(rows[0]) if len(rows) else -1


def _on_a_line(name: str) -> str:
    return " ".join(name.split())
