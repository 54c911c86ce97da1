"""What was asked of an algorithm, and what it tells while it works.

Keeps the reading of parameters, progress, cancel and the log out of the algorithms: they ask a
`Request` for columns, numbers and choices.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Callable

import numpy as np
from qgis.core import (
    Qgis,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingUtils,
    QgsProperty,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..core.errors import Cancelled, InputError, Problem, ScienceError, problem
from ..core.transmission import definitions
from ..core.wording import shown
from ..toolbelt import areas, dbaseencoding, provenance, sheetheaders, tables, textfiles
from ..toolbelt.translation import sentence, translate
from .parameters import CODES, NEEDED, with_indices

SHOWN = 5


class Request:
    """The parameters of one run, its log and its progress."""

    def __init__(
        self, algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext, feedback
    ):
        self.algorithm = algorithm
        self.asked = parameters
        self.parameters = dict(parameters)
        self.context = context
        self.feedback = feedback
        self.unreadable: list[Problem] = []
        #: What indicators are; a register that the run reads lays its own over the plugin's list.
        self.listing = definitions.usual()
        #: The register that stands in for tables; None where none was named.
        self.held = None
        self._called: dict[str, str] = {}
        self._read_as_text: set[tuple[str, str]] = set()
        self._originals = self._readable()
        self._span = (0.0, 1.0)
        self._record: dict | None = None

    # asking

    def source(self, name: str) -> QgsProcessingFeatureSource:
        """Feature source of parameter *name*, noted in the provenance; refuses an unreadable one."""
        source = self.optional_source(name)
        if source is None:
            raise QgsProcessingException(self.algorithm.invalidSourceError(self.parameters, name))
        if name not in self.record["inputs"]:  # a checksum of a large file takes its time
            described = provenance.describe_layer(self.layer(name), source.featureCount())
            self.record["inputs"][name] = {**described, **self._originals.get(name, {})}
        return source

    def _readable(self) -> dict[str, dict]:
        """Let sources that QGIS would misread be read rightly; returns what they were, by parameter.

        These are text tables that are not UTF-8, sheets whose header was taken for data, and dBASE tables in
        GB18030 that do not say so. What cannot be read is kept in ``unreadable``, for the checks to tell.
        """
        originals = {}
        for definition in self.algorithm.parameterDefinitions():
            name = definition.name()
            value = self.parameters.get(name)
            if not isinstance(definition, QgsProcessingParameterFeatureSource) or not _as_it_stands(value):
                continue
            layer = self.layer(name)
            try:
                made = self._read_anew(value, layer)
            except ScienceError as error:
                self.unreadable += error.problems
                continue
            if made is None:
                continue
            path = provenance.file_behind(layer) if layer is not None else Path(value)
            self.parameters[name] = made
            if layer is not None:
                self._called[name] = provenance.name_of(layer)
            originals[name] = {"source": str(path), "sha256": provenance.file_checksum(path)}
        return originals

    def _read_anew(self, value, layer) -> str | None:
        """The source to read instead of *value*; None where it is read rightly as it stands."""
        path = textfiles.of_value(value, layer)
        if path is not None:
            copy = textfiles.in_utf8(path)
            return str(copy) if copy is not None else None
        if sheetheaders.is_headless(layer):
            made = sheetheaders.with_header(layer)
            if made is not None:
                said = translate(
                    "Request",
                    "All cells of the sheet {layer} are text; its first row is the header.",
                )
                self.say(said.format(layer=provenance.name_of(layer)))
            return made
        made = dbaseencoding.readable(layer)
        if made is not None:
            said = translate(
                "Request", "{layer} does not name its encoding (no .cpg file); it was read as {encoding}."
            )
            self.say(said.format(layer=provenance.name_of(layer), encoding=dbaseencoding.ENCODING))
        return made

    def stand_in(self, name: str, called: str, origin: dict) -> None:
        """Note that the table of parameter *name* is *called* so and has its *origin* elsewhere."""
        self._called[name] = called
        self._originals[name] = origin

    def optional_source(self, name: str) -> QgsProcessingFeatureSource | None:
        """Feature source of parameter *name*, or None where it is not given."""
        return self.algorithm.parameterAsSource(self.parameters, name, self.context)

    def layer(self, name: str):
        """Map layer of parameter *name*, for its name and source only (never read in a worker)."""
        value = self.parameters.get(name)
        if hasattr(value, "source") and hasattr(value.source, "staticValue"):
            return QgsProcessingUtils.mapLayerFromString(str(value.source.staticValue()), self.context)
        return self.algorithm.parameterAsLayer(self.parameters, name, self.context)

    def layers(self, name: str) -> list:
        """Map layers of a parameter that takes several."""
        return self.algorithm.parameterAsLayerList(self.parameters, name, self.context)

    def raster(self, name: str) -> QgsRasterLayer:
        """Raster layer of parameter *name*, noted in the provenance; refuses an unreadable one."""
        layer = self.algorithm.parameterAsRasterLayer(self.parameters, name, self.context)
        if layer is None:
            raise QgsProcessingException(self.algorithm.invalidRasterError(self.parameters, name))
        self.record["inputs"][name] = provenance.describe_layer(layer)
        return layer

    def layer_name(self, name: str) -> str:
        """Name of the layer of parameter *name*, as the user knows it."""
        if name in self._called:
            return self._called[name]
        layer = self.layer(name)
        return provenance.name_of(layer) if layer is not None else name

    def given_fields(self, name: str) -> list[str]:
        """Fields that the caller named, or that are the default of a parameter that must be given."""
        definition = self.algorithm.parameterDefinition(name)
        if self._emptied(name):
            return []
        optional = definition.flags() & definition.Flag.FlagOptional and not definition.metadata().get(NEEDED)
        if name not in self.parameters and optional:
            return []
        return [
            field for field in self.algorithm.parameterAsStrings(self.parameters, name, self.context) if field
        ]

    def fields(self, name: str) -> list[str]:
        """Fields of parameter *name*; the default of an optional parameter counts where the layer has it.

        A parameter that was emptied (None, "") has none, even where the default would fit.
        """
        if self._emptied(name):
            return []
        named = self.algorithm.parameterAsStrings(self.parameters, name, self.context)
        given = self.given_fields(name)
        if given:
            return given
        parent = self.algorithm.parameterDefinition(name).parentLayerParameterName()
        source = self.optional_source(parent) if parent else None
        return [field for field in named if source is not None and source.fields().lookupField(field) >= 0]

    def _emptied(self, name: str) -> bool:
        return name in self.parameters and self.parameters[name] in (None, "", [])

    def field(self, name: str) -> str:
        """The one field of parameter *name*, or an empty text."""
        return next(iter(self.fields(name)), "")

    def number(self, name: str, default: float = np.nan) -> float:
        """A number; *default* where an optional one is not given."""
        if (
            self.parameters.get(name) in (None, "")
            and self.algorithm.parameterDefinition(name).defaultValue() is None
        ):
            return default
        return self.algorithm.parameterAsDouble(self.parameters, name, self.context)

    def integer(self, name: str) -> int:
        """A whole number."""
        return self.algorithm.parameterAsInt(self.parameters, name, self.context)

    def choice(self, name: str) -> str:
        """Code of the chosen option."""
        return self.choices(name)[0]

    def choices(self, name: str) -> list[str]:
        """Codes of the chosen options."""
        codes = self.algorithm.parameterDefinition(name).metadata()[CODES]
        asked = with_indices(self.algorithm, self.parameters)
        return [codes[index] for index in self.algorithm.parameterAsEnums(asked, name, self.context)]

    def text(self, name: str) -> str:
        """A text or a file name; empty where not given."""
        return self.algorithm.parameterAsString(self.parameters, name, self.context)

    def yes(self, name: str) -> bool:
        """A box that is ticked or not."""
        return self.algorithm.parameterAsBoolean(self.parameters, name, self.context)

    def matrix(self, name: str) -> list:
        """Cells of a matrix, row after row."""
        return self.algorithm.parameterAsMatrix(self.parameters, name, self.context)

    def _check_place(self, name: str, source: QgsProcessingFeatureSource) -> None:
        """Refuse a layer whose areas cannot be known; warn of one whose areas look meaningless."""
        layer, crs = self.layer_name(name), source.sourceCrs()
        if not crs.isValid():
            raise InputError(
                problem(
                    "The layer {layer} has no coordinate reference system, which areas and overlays need. "
                    "Set it.",
                    layer=layer,
                )
            )
        if areas.look_like_degrees(crs, source.sourceExtent()):
            self.warn(
                problem(
                    "The coordinates of {layer} look like degrees, but its CRS {crs} is in metres, so its "
                    "areas may mean nothing. Check the CRS.",
                    layer=layer,
                    crs=crs.authid(),
                )
            )

    def columns(self, name: str, fields: Sequence[str], area: bool = False) -> tables.Columns:
        """Columns of the source *name*, with areas in hectares where *area* asks for them."""
        source = self.source(name)
        measure, invalid = None, []
        if area:
            self._check_place(name, source)
            measure = self._noting(areas.measure(source.sourceCrs(), self.context), invalid)
            self.say(areas.describe(source.sourceCrs(), self.context))
        whole = self.layer(name) if _as_it_stands(self.parameters.get(name)) else None
        asked = [field for field in fields if field]
        read = tables.read(source, asked, self.progress, measure, whole)
        if invalid:
            raise InputError(
                problem(
                    "The layer {layer} has {count} invalid polygons (feature ids: {ids}), whose areas cannot "
                    "be trusted. Mend them (Fix geometries), or choose a field with the area.",
                    layer=self.layer_name(name),
                    count=len(invalid),
                    ids=", ".join(str(number) for number in read.ids[invalid[:SHOWN]]),
                )
            )
        if area and (read.area_ha == 0).any():
            self._tell_bare(name, read.ids[read.area_ha == 0])
        return read

    def _tell_bare(self, name: str, ids: np.ndarray) -> None:
        self.warn(
            problem(
                "{count} features of {layer} have no polygon, or one without an extent (feature ids: {ids}). "
                "They weigh nothing in sums by area, though their area is only not known.",
                count=len(ids),
                layer=self.layer_name(name),
                ids=shown(ids.tolist()),
            )
        )

    def _noting(self, measure: Callable, invalid: list[int]) -> Callable:
        """*measure*, noting the positions of invalid polygons unless QGIS is set to let them pass."""
        if self.context.invalidGeometryCheck() == Qgis.InvalidGeometryCheck.NoCheck:
            return measure
        seen = count()

        def measured(geometry: QgsGeometry) -> float:
            position = next(seen)
            if not geometry.isEmpty() and not geometry.isGeosValid():
                invalid.append(position)
            return measure(geometry)

        return measured

    def destination(self, name: str) -> str:
        """Where output *name* goes, as text: a path, ``memory:``, ``TEMPORARY_OUTPUT`` or a database."""
        value = self.parameters.get(name)
        if isinstance(value, QgsProcessingOutputLayerDefinition):
            value = value.sink
        if isinstance(value, QgsProperty):
            value = value.staticValue() if value.propertyType() == QgsProperty.Type.StaticProperty else ""
        return str(value or "")

    def wanted(self, name: str) -> bool:
        """Whether an optional output was asked for."""
        return self.parameters.get(name) not in (None, "")

    def numbers(self, table: tables.Columns, field: str, source_name: str) -> np.ndarray:
        """Column *field* as numbers; says how many of them were stored as text."""
        values = tables.numbers(table, field, self.layer_name(source_name))
        if table[field].dtype == object and (source_name, field) not in self._read_as_text:
            self._read_as_text.add((source_name, field))
            count = int(np.isfinite(values).sum())
            self.say(
                translate(
                    "Request", "The field {field} holds {count} numbers stored as text; they were read."
                ).format(field=field, count=count)
            )
        return values

    # telling

    @property
    def record(self) -> dict:
        """The provenance of this run, begun at the first call."""
        if self._record is None:
            self._record = provenance.record(self.algorithm, self.asked, self.context)
        return self._record

    def progress(self, fraction: float) -> None:
        """Report progress of the current stage and stop here when the user cancelled."""
        if self.feedback is None:
            return
        self.look_for_cancel()
        low, high = self._span
        self.feedback.setProgress(100.0 * (low + (high - low) * fraction))

    def look_for_cancel(self, _fraction: float = 0.0) -> None:
        """Stop here when the user cancelled; progress stays as it is."""
        if self.feedback is not None and self.feedback.isCanceled():
            raise Cancelled

    def stage(self, low: float, high: float) -> None:
        """From now on, progress 0..1 means *low*..*high* of the whole run."""
        self._span = (low, high)
        self.progress(0.0)

    def result(self, name: str, value) -> None:
        """Note a figure that came out in the provenance, apart from what decided it."""
        self.record.setdefault("results", {})[name] = value

    def say(self, text: str) -> None:
        """A line for the log."""
        if self.feedback is not None:
            self.feedback.pushInfo(text)

    def warn(self, item) -> None:
        """A warning for the log and the provenance: a `Problem` or a translated text."""
        text = item if isinstance(item, str) else sentence(item)
        self.record["warnings"].append(text)
        if self.feedback is not None:
            self.feedback.pushWarning(text)


def _as_it_stands(value) -> bool:
    """Whether a source parameter asks for all features of a layer or file, without selection or filter."""
    return isinstance(value, (str, QgsVectorLayer))
