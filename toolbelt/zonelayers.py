"""Layers of classes: recognised by their fields, counted in the background, picked by expression.

Reading needs no layer but a snapshot of it (`QgsVectorLayerFeatureSource`), so that it may run in
another thread while the layer is edited or removed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Callable

import numpy as np
from qgis.core import (
    Qgis,
    QgsExpression,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsMapLayer,
    QgsProcessingContext,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)
from qgis.PyQt.QtCore import QMetaType

from ..core.zoning import tally
from ..core.zoning.unitrows import NOWHERE, UnitRows
from . import areas
from .tables import is_null
from .translation import translate

CLASS, SPACE, SUBZONE, AREA, NET = "cp_class", "space", "subzone", "area_ha", "net_tco2"
PLANES = (("u", "v"), ("q_c", "q_p"))
PLACES = ("parent_name", "town", "county", "city", "province", "unit_name", "parent_code", "unit_code")
NO_PLACES = (CLASS, SPACE, SUBZONE, "flags", "limiting", "unit_class")
EVERY = 500  # features between two looks at the cancel button


@dataclass(frozen=True)
class ZoneFields:
    """How a layer says what its units are.

    Attributes
    ----------
    legend
        Legend that fits: ``subzones``, ``sixclass`` or ``spaces``.
    names
        The field with the code, or the fields of space and class, whose combination is the code.
    area
        Field with the area in hectares, for tables without polygons; empty where there is none.
    net
        Field with the net carbon (t CO2e); empty where there is none.
    plane
        Fields with the exceedances of carbon and pollution; empty where there are none.
    zone_class
        Field with the class alone; empty where there is none.
    """

    legend: str
    names: tuple[str, ...]
    area: str = ""
    net: str = ""
    plane: tuple[str, ...] = ()
    zone_class: str = ""

    @property
    def schemes(self) -> tuple[str, ...]:
        """Legends that the layer can be shown by: sub-zones can be shown by their classes, too."""
        return ("subzones", "sixclass") if self.legend == "subzones" else (self.legend,)

    def drawn_by(self, scheme: str) -> str:
        """What a renderer classifies by under one of `schemes`."""
        if scheme == self.legend:
            return self.attribute()
        if self.zone_class:
            return self.zone_class
        # without a hyphen the whole code stays, as ND does
        code = self.attribute()
        return f"substr({code}, strpos({code}, '-') + 1)"

    def expression(self) -> str:
        """QGIS expression of the code; NULL or empty where there is none. Agrees with `code`."""
        columns = [QgsExpression.quotedColumnRef(name) for name in self.names]
        if len(columns) == 1:
            return columns[0]
        space, zone_class = columns
        return (
            f"CASE WHEN coalesce({space}, '') = '' OR coalesce({zone_class}, '') = '' THEN NULL "
            f"WHEN '{tally.NO_DATA}' IN ({space}, {zone_class}) THEN '{tally.NO_DATA}' "
            f"ELSE {space} || '-' || {zone_class} END"
        )

    def attribute(self) -> str:
        """What a renderer classifies by: the field where there is one, else the expression."""
        return self.names[0] if len(self.names) == 1 else self.expression()

    def code(self, values: list) -> str | None:
        """Code of a unit from the values of the fields; None where there is none."""
        texts = [None if is_null(value) else str(value) for value in values]
        return (texts[0] or None) if len(texts) == 1 else tally.combined(*texts)


def recognise(fields: QgsFields) -> ZoneFields | None:
    """How a layer with these fields says what its units are; None where it holds no classes.

    A sub-zone goes before space and class, these before the class alone, and that before the space.
    Only text fields count: a numeric ``space`` is something else.
    """
    names = {field.name().lower(): field.name() for field in fields if field.type() == QMetaType.Type.QString}
    numeric = {field.name().lower(): field.name() for field in fields if field.isNumeric()}
    choices = (
        ("subzones", (SUBZONE,)),
        ("subzones", (SPACE, CLASS)),
        ("sixclass", (CLASS,)),
        ("spaces", (SPACE,)),
    )
    for legend, wanted in choices:
        if all(name in names for name in wanted):
            plane = next((pair for pair in PLANES if all(name in numeric for name in pair)), ())
            return ZoneFields(
                legend,
                tuple(names[name] for name in wanted),
                numeric.get(AREA, ""),
                numeric.get(NET, ""),
                tuple(numeric[name] for name in plane),
                names.get(CLASS, ""),
            )
    return None


def places_of(layer: QgsVectorLayer) -> list[str]:
    """Fields that may name administrative units: texts that are no codes of zones, the likely ones first."""
    fields = fields_of(layer)
    texts = [field.name() for field in layer.fields() if field.type() == QMetaType.Type.QString]
    others = [name for name in texts if name.lower() not in NO_PLACES and name not in (fields.names or ())]
    likely = [name for wanted in PLACES for name in others if name.lower() == wanted]
    return [*likely, *(name for name in others if name not in likely)]


def fields_of(layer: QgsMapLayer | None) -> ZoneFields | None:
    """As `recognise`, for any layer or none; a broken layer holds no classes."""
    if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
        return None
    return recognise(layer.fields())


class Reader:
    """A count that is ready to run in any thread; made in the main thread, where the layer lives.

    Attributes
    ----------
    fields
        How the layer says what its units are.
    described
        Sentence about where the areas come from.

    Parameters
    ----------
    place
        Field that names the administrative unit of each unit; empty for none.
    """

    def __init__(
        self, layer: QgsVectorLayer, fields: ZoneFields, context: QgsProcessingContext, place: str = ""
    ):
        self.fields = fields
        self._place = place if layer.fields().lookupField(place) >= 0 else ""
        self._numbers = [name for name in (fields.net, *fields.plane) if name]
        self._source = QgsVectorLayerFeatureSource(layer)
        self._expected = max(layer.featureCount(), 1)
        self._request = QgsFeatureRequest()
        wanted = [*fields.names, *self._numbers, *([self._place] if self._place else [])]
        if layer.geometryType() == Qgis.GeometryType.Polygon:
            self._area = _area_of_geometry(areas.measure(layer.crs(), context))
            self.described = areas.describe(layer.crs(), context)
        else:
            self._request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
            self._area = _area_in_field(fields.area)
            self.described = _where_areas_come_from(fields.area)
            wanted += [fields.area] if fields.area else []
        self._request.setSubsetOfAttributes(wanted, layer.fields())

    def read(self, progress: Callable[[float], None]) -> UnitRows:
        """The units as columns.

        Parameters
        ----------
        progress
            Called with a fraction 0..1; raises `Cancelled` to stop.
        """
        known = self._source.fields()
        held = [known.lookupField(name) for name in self.fields.names]
        numbers = [known.lookupField(name) for name in self._numbers]
        place = known.lookupField(self._place) if self._place else -1
        ids: list[int] = []
        codes: dict[str | None, int] = {}
        places: dict[str, int] = {}
        code, where, area, cells = [], [], [], []
        for number, feature in enumerate(self._source.getFeatures(self._request)):
            if number % EVERY == 0:
                progress(min(number / self._expected, 1.0))
            attributes = feature.attributes()
            ids.append(feature.id())
            code.append(codes.setdefault(self.fields.code([attributes[at] for at in held]), len(codes)))
            area.append(self._area(feature))
            cells.append([_number(attributes[at]) for at in numbers])
            if place >= 0:
                name = attributes[place]
                where.append(NOWHERE if is_null(name) else places.setdefault(str(name), len(places)))
        columns = np.array(cells, dtype=np.float64).reshape(len(ids), len(numbers)).T
        by_name = dict(zip(self._numbers, columns))
        return UnitRows(
            np.array(ids, dtype=np.int64),
            tuple(codes),
            np.array(code, dtype=np.intp),
            np.array(area, dtype=np.float64),
            *(by_name.get(name, np.empty(0)) for name in (self.fields.net, *(self.fields.plane or ("", "")))),
            tuple(places),
            np.array(where, dtype=np.intp),
        )


def _number(value) -> float:
    return math.nan if is_null(value) else float(value)


def _area_of_geometry(measure: Callable) -> Callable[[QgsFeature], float]:
    return lambda feature: measure(feature.geometry()) if feature.hasGeometry() else math.nan


def _area_in_field(name: str) -> Callable[[QgsFeature], float]:
    def area(feature: QgsFeature) -> float:
        value = feature.attribute(name) if name else None
        return _number(value)

    return area


def _where_areas_come_from(name: str) -> str:
    if name:
        return translate("ZoneLayers", "Areas are taken from the field {field}.").format(field=name)
    return translate("ZoneLayers", "The layer has neither polygons nor a field area_ha, so it has no areas.")


def with_codes(fields: ZoneFields, codes: Iterable[str | None]) -> str:
    """QGIS expression that is true for the units that carry one of *codes*; None and "" stand for no code."""
    wanted = list(codes)
    texts = ", ".join(QgsExpression.quotedString(code) for code in wanted if code)
    code = fields.expression()
    parts = [f"{code} IN ({texts})"] if texts else []
    if not all(wanted):
        parts.append(f"coalesce({code}, '') = ''")
    return " OR ".join(parts) or "false"
