"""Short spellings of the parameters that algorithms ask for again and again.

Plain QGIS parameters come out, so the dialog, the modeler and `qgis_process` know them. A choice shows
translated words and is stored as an index; scripts may also write its code ("quota" instead of 1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..core.spelling import listed

CODES = "codes"
#: Of a parameter that must be given unless a register stands in for it.
NEEDED = "needed"
POLYGONS = [QgsProcessing.SourceType.TypeVectorPolygon]
ANY_TABLE = [QgsProcessing.SourceType.TypeVector]


def source(name: str, label: str, kinds=None, optional: bool = False) -> QgsProcessingParameterFeatureSource:
    """A layer or table; polygons unless *kinds* says otherwise."""
    return QgsProcessingParameterFeatureSource(name, label, kinds or POLYGONS, optional=optional)


def field(
    name: str,
    label: str,
    default: str | None = None,
    parent: str = "INPUT",
    many: bool = False,
    optional: bool = True,
) -> QgsProcessingParameterField:
    """A field of the layer *parent*, of any type: numbers that came as text are read at the door."""
    return QgsProcessingParameterField(
        name,
        label,
        defaultValue=default,
        parentLayerParameterName=parent,
        type=QgsProcessingParameterField.DataType.Any,
        allowMultiple=many,
        optional=optional,
    )


def choice(
    name: str,
    label: str,
    options: Mapping[str, str],
    default: str | Sequence[str] | None = None,
    many: bool = False,
    optional: bool = False,
) -> QgsProcessingParameterEnum:
    """One (or several) of *options*, a mapping code -> translated words.

    The first is the default where none is named; of an optional choice of several, none is.
    """
    codes = list(options)
    named = [default] if isinstance(default, str) else list(default or ())
    several = [codes.index(code) for code in named if code in codes] or ([] if optional else [0])
    start = several[0] if several else 0
    parameter = QgsProcessingParameterEnum(
        name,
        label,
        options=list(options.values()),
        allowMultiple=many,
        defaultValue=several if many else start,
        optional=optional,
    )
    parameter.setMetadata({CODES: codes})
    return parameter


def number(
    name: str,
    label: str,
    default: float | None = None,
    minimum: float | None = None,
    maximum: float | None = None,
    whole: bool = False,
) -> QgsProcessingParameterNumber:
    """A number; optional where there is no default."""
    kinds = QgsProcessingParameterNumber.Type
    parameter = QgsProcessingParameterNumber(
        name,
        label,
        type=kinds.Integer if whole else kinds.Double,
        defaultValue=default,
        optional=default is None,
    )
    if minimum is not None:
        parameter.setMinimum(minimum)
    if maximum is not None:
        parameter.setMaximum(maximum)
    return parameter


def text(name: str, label: str, default: str = "") -> QgsProcessingParameterString:
    """A short text, optional."""
    return QgsProcessingParameterString(name, label, defaultValue=default, optional=True)


def box(name: str, label: str, default: bool = False) -> QgsProcessingParameterBoolean:
    """A box to tick."""
    return QgsProcessingParameterBoolean(name, label, defaultValue=default)


def output(name: str, label: str, optional: bool = False) -> QgsProcessingParameterFeatureSink:
    """A layer or table that comes out; an optional one is made only when it is asked for."""
    return QgsProcessingParameterFeatureSink(name, label, optional=optional, createByDefault=not optional)


def raster(name: str, label: str, optional: bool = False) -> QgsProcessingParameterRasterLayer:
    """A raster layer."""
    return QgsProcessingParameterRasterLayer(name, label, optional=optional)


def rasters(name: str, label: str, optional: bool = False) -> QgsProcessingParameterMultipleLayers:
    """Several raster layers."""
    kind = QgsProcessing.SourceType.TypeRaster
    return QgsProcessingParameterMultipleLayers(name, label, kind, optional=optional)


def raster_output(name: str, label: str, optional: bool = False) -> QgsProcessingParameterRasterDestination:
    """A GeoTIFF that comes out; an optional one is made only when it is asked for."""
    return QgsProcessingParameterRasterDestination(
        name, label, optional=optional, createByDefault=not optional
    )


def advanced(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    """The same parameter, folded away under "Advanced"."""
    parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
    return parameter


def needed(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    """The same parameter, left to the checks: it must be given, unless a register stands in for its table."""
    parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagOptional)
    parameter.setMetadata({**parameter.metadata(), NEEDED: True})
    return parameter


def with_indices(algorithm: QgsProcessingAlgorithm, parameters: dict) -> dict:
    """A copy of *parameters* in which codes of choices are replaced by their indices."""
    copied = dict(parameters)
    for definition in algorithm.parameterDefinitions():
        codes = definition.metadata().get(CODES)
        value = parameters.get(definition.name())
        if not codes or not isinstance(value, (str, list, tuple)):
            continue
        indices = [index_of(codes, word) for word in words_of(definition, value)]
        single = isinstance(value, str) and not definition.allowMultiple()
        copied[definition.name()] = indices[0] if single else indices
    return copied


def words_of(definition: QgsProcessingParameterEnum, value) -> list:
    """What was chosen, one by one; of a text for several choices, its parts between commas."""
    if not isinstance(value, str):
        return list(value)
    if not definition.allowMultiple():
        return [value]
    return [word.strip() for word in value.replace(";", ",").split(",") if word.strip()]


def index_of(codes: Sequence[str], word):
    """Index of the code that *word* writes, in whatever case; *word* itself where it writes none."""
    written = listed(word, codes) if isinstance(word, str) else word
    return codes.index(written) if written in codes else word
