"""Control lines as inputs: sea, red lines, basic farmland, urban boundary and planning zones."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingParameterDefinition

from ..core import landuse, planning, vocabulary
from ..core.errors import problem
from ..core.zoning import spaces
from ..toolbelt.overlay import Layer
from ..toolbelt.translation import translate
from . import polygoninputs
from .parameters import advanced, field, source, text
from .run import Run

SEA, MARINE_RED_LINE, MARINE_DEVELOPMENT = "SEA", "MARINE_RED_LINE", "MARINE_DEVELOPMENT"
RED_LINE, CORE_FIELD, CORE_VALUES = "RED_LINE", "CORE_FIELD", "CORE_VALUES"
FARMLAND = "FARMLAND"
URBAN_BOUNDARY, URBAN_TYPE = "URBAN_BOUNDARY", "URBAN_TYPE"
PLANNING_ZONES, ZONE_NAME = "PLANNING_ZONES", "ZONE_NAME"
#: Parameter of each layer of `spaces.LAYERS`, in the same order.
PARAMETERS = (
    SEA,
    MARINE_RED_LINE,
    MARINE_DEVELOPMENT,
    RED_LINE,
    FARMLAND,
    URBAN_BOUNDARY,
    PLANNING_ZONES,
)
#: Those that can be in conflict with each other.
LINES = PARAMETERS[:-1]
CORE_WORDS = "1, true, yes, core, 是, 核心, 核心区, 核心保护区, 自然保护地核心保护区"
SPECIAL_USE_TYPE = "03"
SHOWN = 20


def parameters(zones: bool = True) -> tuple[QgsProcessingParameterDefinition, ...]:
    """The layers, all optional, and the fields that tell their kinds; planning zones where *zones*."""

    def layer(name, label):
        return source(name, label, optional=True)

    lines = (
        layer(SEA, translate("ControlLines", "Sea mask (seaward of the coastline)")),
        layer(MARINE_RED_LINE, translate("ControlLines", "Marine ecological red line")),
        layer(MARINE_DEVELOPMENT, translate("ControlLines", "Marine development and use zones")),
        layer(RED_LINE, translate("ControlLines", "Ecological red line")),
        field(
            CORE_FIELD,
            translate("ControlLines", "Field that tells the core of protected areas"),
            "core",
            RED_LINE,
        ),
        advanced(text(CORE_VALUES, translate("ControlLines", "Values that mean the core"), CORE_WORDS)),
        layer(FARMLAND, translate("ControlLines", "Permanent basic farmland")),
        layer(URBAN_BOUNDARY, translate("ControlLines", "Urban development boundary")),
        field(
            URBAN_TYPE,
            translate("ControlLines", "Field with its kind (03 is the special-use zone)"),
            "GHFQDM",
            URBAN_BOUNDARY,
        ),
    )
    if not zones:
        return lines
    return (
        *lines,
        layer(PLANNING_ZONES, translate("ControlLines", "Planning zones")),
        field(
            ZONE_NAME,
            translate("ControlLines", "Field with the name of the planning zone"),
            "GHFQMC",
            PLANNING_ZONES,
        ),
    )


def problems(request) -> list:
    """What can be refused before work."""
    if request.optional_source(PLANNING_ZONES) is None or request.field(ZONE_NAME):
        return []
    return [
        problem(
            "Choose the field with the names of the planning zones of {layer}.",
            layer=request.layer_name(PLANNING_ZONES),
        )
    ]


def read(run: Run, crs: QgsCoordinateReferenceSystem, names: Sequence[str] = PARAMETERS) -> list[Layer]:
    """The control layers *names* in the order of `spaces.LAYERS`, in the coordinates of *crs*.

    A layer that is not given covers nothing. Planning zones carry the value of their space and count
    only beneath the lines.
    """
    return [_layer(run, key, name, crs) for key, name in zip(spaces.LAYERS, PARAMETERS) if name in names]


def warn_of_far_ones(run: Run, layers: Sequence[Layer], covers: np.ndarray) -> None:
    """Name the control layers that touch nothing, lest a wrong CRS looks like a plan without conflicts.

    Parameters
    ----------
    layers
        As `read` gives all of them.
    covers
        Cover of every piece by every layer, shape (pieces, layers); 0 is none.
    """
    for at, (name, layer) in enumerate(zip(PARAMETERS, layers)):
        if layer.shapes and not (covers[:, at] > 0).any():
            run.warn(
                problem(
                    "The control layer {layer} touches nothing of the land use. Check its CRS and its place.",
                    layer=run.layer_name(name),
                )
            )


def _layer(run: Run, key: str, name: str, crs: QgsCoordinateReferenceSystem) -> Layer:
    if run.optional_source(name) is None:
        return Layer((), (), False)
    kinds = {
        RED_LINE: (CORE_FIELD, _cores),
        URBAN_BOUNDARY: (URBAN_TYPE, _urban),
        PLANNING_ZONES: (ZONE_NAME, _zones),
    }
    parameter, covers_of = kinds.get(name, ("", None))
    chosen = run.field(parameter) if parameter else ""
    shapes, rows = polygoninputs.read(run, name, crs, [chosen] if chosen else [])
    covers = covers_of(run, [row[0] for row in rows]) if chosen else [1] * len(shapes)
    known = [(shape, cover) for shape, cover in zip(shapes, covers) if cover]
    return Layer(
        [shape for shape, _ in known], [cover for _, cover in known], beneath=key == spaces.PLANNING_ZONE
    )


def _cores(run: Run, values: Sequence) -> list[int]:
    wanted = {_folded(word) for word in re.split("[,，;；、]", run.text(CORE_VALUES)) if word.strip()}
    covers = [spaces.RED_LINE_CORE if _folded(value) in wanted else 1 for value in values]
    run.say(
        translate("ControlLines", "{count} of {all} polygons of {layer} are core areas.").format(
            count=covers.count(spaces.RED_LINE_CORE), all=len(covers), layer=run.layer_name(RED_LINE)
        )
    )
    return covers


def _urban(run: Run, values: Sequence) -> list[int]:
    role = next(role for role in planning.onemap_layers() if role.code == "urban_boundary")
    kinds = ["" if value is None else landuse.as_code(value).zfill(2) for value in values]
    strange = Counter(kind or "NULL" for kind in kinds if kind not in role.key_values)
    if strange:
        run.warn(
            problem(
                "These kinds in {layer} are not known and count as ordinary parts of the boundary "
                "(polygons): {kinds}. Known are {known}.",
                layer=run.layer_name(URBAN_BOUNDARY),
                kinds=_counted(strange),
                known=", ".join(role.key_values),
            )
        )
    return [spaces.SPECIAL_USE_ZONE if kind == SPECIAL_USE_TYPE else 1 for kind in kinds]


def _zones(run: Run, values: Sequence) -> list[int]:
    value_of = {space.code: space.value for space in vocabulary.spaces()}
    zones = {name: planning.planning_zone(str(name)) if name is not None else None for name in set(values)}
    strange = Counter("NULL" if name is None else str(name) for name in values if zones[name] is None)
    if strange:
        run.warn(
            problem(
                "These planning zones of {layer} are not known; land use decides there (polygons): {zones}.",
                layer=run.layer_name(PLANNING_ZONES),
                zones=_counted(strange),
            )
        )
    return [value_of[zones[name].space] if zones[name] is not None else 0 for name in values]


def _counted(found: Counter) -> str:
    shown = ", ".join(f"{word} ({count}×)" for word, count in found.most_common(SHOWN))
    return f"{shown} …" if len(found) > SHOWN else shown


def _folded(value) -> str:
    """A value as text for comparison: 1, 1.0, ＂１＂ and true are written in many ways."""
    if value is None:
        return ""
    text_of_it = landuse.as_code(value) if not isinstance(value, bool) else str(value)
    return unicodedata.normalize("NFKC", text_of_it).strip().casefold()
