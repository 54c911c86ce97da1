"""A layer that is to be shown: which legend, palette and language, and the layer in that style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingParameterMapLayer,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..cartography import entries, keys, palette, recognition, symbology
from ..core import palettes
from ..core.errors import InputError, Problem, problem
from ..toolbelt import areas, provenance
from ..toolbelt.translation import language, translate
from .parameters import advanced, box, choice, field
from .request import Request

INPUT, LEGEND, FIELD, PALETTE, LANGUAGE = "INPUT", "LEGEND", "FIELD", "PALETTE", "LANGUAGE"
OCCURRING, KEY = "OCCURRING", "KEY"
AUTO, USER = "auto", "user"


@dataclass(frozen=True)
class Shown:
    """A layer in its style.

    Attributes
    ----------
    layer
        A copy of the input; nothing of the project changes with it.
    name, renamed
        Legend, and what it shows, see `symbology.style`.
    legend
        What the layer shows, entries included.
    lang, colours
        Language and palette.
    """

    layer: QgsMapLayer
    name: str
    renamed: dict[str, str]
    legend: entries.Legend
    lang: str
    colours: str


def layer_parameter(label: str = "") -> QgsProcessingParameterMapLayer:
    """The layer that is shown: vector or raster."""
    kinds = [QgsProcessing.SourceType.TypeVectorAnyGeometry, QgsProcessing.SourceType.TypeRaster]
    label = label or translate("ShownLayers", "Layer with classes, sub-zones or other results")
    return QgsProcessingParameterMapLayer(INPUT, label, types=kinds)


def look_parameters() -> tuple:
    """How the layer is shown."""
    titles = {name: entries.legend(name).title for name in entries.names()}
    return (
        choice(
            LEGEND,
            translate("ShownLayers", "Legend"),
            {AUTO: translate("ShownLayers", "by its fields"), **titles},
        ),
        advanced(field(FIELD, translate("ShownLayers", "Field that the legend shows (empty: its own)"))),
        palette_parameter(),
        language_parameter(),
        box(OCCURRING, translate("ShownLayers", "Only the classes that occur"), False),
    )


def palette_parameter():
    """The palette of classes, spaces and sub-zones."""
    known = {one.code: one.name(language()) for one in palettes.palettes()}
    return choice(
        PALETTE,
        translate("ShownLayers", "Palette"),
        {USER: translate("ShownLayers", "as set in the dock"), **known},
    )


def language_parameter():
    """The language of what is written."""
    languages = {
        USER: translate("ShownLayers", "that of QGIS"),
        "zh": translate("ShownLayers", "Chinese"),
        "en": translate("ShownLayers", "English"),
    }
    return choice(LANGUAGE, translate("ShownLayers", "Language"), languages)


def key_parameter():
    """The kind of legend on a sheet."""
    kinds = {
        keys.AUTO: translate("ShownLayers", "matrix for sub-zones, list for others"),
        keys.LISTING: translate("ShownLayers", "list"),
        keys.DIAGRAM: translate("ShownLayers", "with the diagram of the classes"),
    }
    return choice(KEY, translate("ShownLayers", "Kind of legend"), kinds)


def lang_of(request: Request) -> str:
    """Chosen language, ``en`` or ``zh``."""
    chosen = request.choice(LANGUAGE)
    return language() if chosen == USER else chosen


def colours_of(request: Request) -> str:
    """Chosen palette."""
    chosen = request.choice(PALETTE)
    return palette.chosen() if chosen == USER else chosen


def problems(request: Request) -> list[Problem]:
    """Why the layer cannot be shown so."""
    layer = request.layer(INPUT)
    if layer is None or not layer.isValid():
        return []  # QGIS says so itself
    name, called = request.choice(LEGEND), request.layer_name(INPUT)
    fit = recognition.recognise(layer)
    if name == AUTO:
        return [] if fit else [_unrecognised(called)]
    given = request.text(FIELD)
    if isinstance(layer, QgsVectorLayer):
        return _vector_problems(layer, name, given, called, fit)
    if given:
        return [
            problem("{layer} is a raster and has no fields; leave {name} empty.", layer=called, name=FIELD)
        ]
    return []


def _vector_problems(layer, name: str, given: str, called: str, fit) -> list[Problem]:
    if given:
        absent = layer.fields().lookupField(given) < 0
        return [_no_field(called, given)] if absent else []
    if fit and fit.legend == name:
        return []
    wanted = entries.fields_of(name)
    if any(layer.fields().lookupField(column) >= 0 for column in wanted):
        return []
    return [_no_field(called, ", ".join(wanted))]


def _no_field(layer: str, fields: str) -> Problem:
    return problem(
        "The layer {layer} has no field {fields} for this legend. Choose another legend, or the field in "
        "{name}.",
        layer=layer,
        fields=fields,
        name=FIELD,
    )


def _unrecognised(layer: str) -> Problem:
    return problem(
        "Nothing in {layer} tells which legend it needs. Choose it in {name}.", layer=layer, name=LEGEND
    )


def shown(request: Request) -> Shown:
    """A copy of the input in the style that was asked for, noted in the provenance.

    Raises
    ------
    InputError
        The layer has nothing that the legend could show.
    """
    layer = request.layer(INPUT)
    note(request, INPUT, layer)
    fit = recognition.recognise(layer)
    name = fit.legend if request.choice(LEGEND) == AUTO else request.choice(LEGEND)
    renamed = dict(fit.renamed) if fit and fit.legend == name else {}
    if request.text(FIELD):
        renamed = {entries.field_of(name): request.text(FIELD)}
    lang, colours = lang_of(request), colours_of(request)
    copied = layer.clone()
    made = symbology.style(copied, name, renamed, lang, request.yes(OCCURRING), colours)
    if made is None:
        raise InputError(_unrecognised(request.layer_name(INPUT)))
    request.record["standards"].update(legend=name, palette=colours)
    return Shown(copied, name, renamed, made, lang, colours)


def note(request: Request, name: str, layer: QgsMapLayer) -> None:
    """Write what *layer* is into the provenance under the parameter *name*."""
    count = None if isinstance(layer, QgsRasterLayer) else layer.featureCount()
    request.record["inputs"][name] = provenance.describe_layer(layer, count)


def has_polygons(layer: QgsMapLayer) -> bool:
    """Whether *layer* is one of polygons."""
    return isinstance(layer, QgsVectorLayer) and areas.has_polygons(layer)


def known_as(request: Request, layer: QgsMapLayer) -> str:
    """How a later step finds *layer*: its id in the project, else where it is read from."""
    project = request.context.project()
    held = project is not None and project.mapLayer(layer.id()) is not None
    return layer.id() if held else layer.source()


def as_kept(request: Request, layers: Sequence[QgsMapLayer]) -> Sequence[QgsMapLayer]:
    """*layers*, those that are not of the project in the style (and with the aliases) that their file keeps.

    Processing opens files without it, because few algorithms look at styles.
    """
    project = request.context.project()
    for layer in layers:
        if project is None or project.mapLayer(layer.id()) is None:
            layer.loadDefaultStyle()
    return layers
