"""Two zonings of the same units as inputs: two fields of one layer, or two layers joined by unit code."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProcessingParameterDefinition

from ..core import joining
from ..core.errors import Problem, problem
from ..core.zoning import comparison, sixclass
from ..toolbelt import areas, tables
from ..toolbelt.translation import translate
from . import polygoninputs
from .parameters import ANY_TABLE, field, source
from .request import Request
from .run import Run

INPUT, CLASS_A, CLASS_B = "INPUT", "CLASS_A", "CLASS_B"
OTHER, CLASS_OTHER = "OTHER", "CLASS_OTHER"
UNIT_CODE, UNIT_CODE_OTHER, AREA_FIELD = "UNIT_CODE", "UNIT_CODE_OTHER", "AREA_FIELD"
FIELDS, LAYERS = "fields", "layers"


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """The fields of the first layer, the second layer, and what joins the two."""
    return (
        field(CLASS_A, translate("ZonePairs", "Field with the class (first or earlier)"), "cp_class"),
        field(CLASS_B, translate("ZonePairs", "Field with the other class, in the same layer")),
        source(OTHER, translate("ZonePairs", "or: other (later) layer"), ANY_TABLE, optional=True),
        field(CLASS_OTHER, translate("ZonePairs", "Field with its class"), "cp_class", parent=OTHER),
        field(UNIT_CODE, translate("ZonePairs", "Unit code in the first layer"), "unit_code"),
        field(
            UNIT_CODE_OTHER, translate("ZonePairs", "Unit code in the other layer"), "unit_code", parent=OTHER
        ),
        field(AREA_FIELD, translate("ZonePairs", "Field with the area in ha (empty: measured)")),
    )


def problems(request: Request, way: str) -> list[Problem]:
    """What is missing for the *way* of comparison, `FIELDS` or `LAYERS`."""
    if way == FIELDS:
        found = _lacking(request, INPUT, (CLASS_A, CLASS_B))
        if not found and request.field(CLASS_A) == request.field(CLASS_B):
            found.append(
                problem(
                    "The field {field} is compared with itself. Choose two fields of {layer}.",
                    field=request.field(CLASS_A),
                    layer=request.layer_name(INPUT),
                )
            )
        return found
    if request.optional_source(OTHER) is None:
        return [problem("Choose the other layer in the parameter {name}.", name=OTHER)]
    return [
        *_lacking(request, INPUT, (CLASS_A, UNIT_CODE)),
        *_lacking(request, OTHER, (CLASS_OTHER, UNIT_CODE_OTHER)),
    ]


def _lacking(request: Request, layer: str, names: tuple[str, ...]) -> list[Problem]:
    return [
        problem(
            "Choose the field of {layer} for the parameter {name} ({label}).",
            layer=request.layer_name(layer),
            name=name,
            label=request.algorithm.parameterDefinition(name).description(),
        )
        for name in names
        if not request.field(name)
    ]


def area_fields(request: Request) -> tuple[str, bool]:
    """The field with the area of the first layer, and whether its polygons are measured instead."""
    chosen = request.field(AREA_FIELD)
    return chosen, not chosen and areas.has_polygons(request.optional_source(INPUT))


def area_of(run: Run, table: tables.Columns) -> np.ndarray | None:
    """Hectares of the units of the first layer, or None where they are not known."""
    chosen = run.field(AREA_FIELD)
    area = run.numbers(table, chosen, INPUT) if chosen else table.area_ha
    if area is None:
        run.warn(
            problem(
                "The areas of {layer} are not known, so that measures by area are empty; choose a field with "
                "the area in ha.",
                layer=run.layer_name(INPUT),
            )
        )
    return area


@dataclass(frozen=True)
class Pair:
    """Two classes for each unit of the first layer.

    Attributes
    ----------
    table, other
        Columns of both layers; *other* is None where both classes are fields of one layer.
    code_a, code_b
        Class codes over the units of the first layer; ND in *code_b* where the other layer has no such unit.
    gone
        Mask of those units.
    area_ha
        Hectares, or None.
    units_a, units_b
        Codes of the units of both layers, "" where missing; empty arrays with one layer.
    code_other
        Class codes over the units of the other layer; an empty array with one layer.
    """

    table: tables.Columns
    other: tables.Columns | None
    code_a: np.ndarray
    code_b: np.ndarray
    gone: np.ndarray
    area_ha: np.ndarray | None
    units_a: np.ndarray
    units_b: np.ndarray
    code_other: np.ndarray


def read(run: Run, way: str) -> Pair:
    """Both classes of every unit; says which units only one layer has.

    Raises
    ------
    InputError, UnknownCodesError
        Unit codes that appear twice or do not join, values that are no classes.
    """
    by_field, measured = area_fields(run)
    wanted = [run.field(CLASS_A), by_field]
    wanted += [run.field(CLASS_B)] if way == FIELDS else [run.field(UNIT_CODE)]
    table = run.columns(INPUT, wanted, area=measured)
    code_a = _classes(run, table, CLASS_A, INPUT)
    nothing = np.empty(0, dtype=object)
    if way == FIELDS:
        code_b = _classes(run, table, CLASS_B, INPUT)
        nobody = np.zeros(len(table), dtype=bool)
        none = np.empty(0, dtype=np.uint8)
        return Pair(table, None, code_a, code_b, nobody, area_of(run, table), nothing, nothing, none)
    other = run.columns(OTHER, [run.field(CLASS_OTHER), run.field(UNIT_CODE_OTHER)])
    code_other = _classes(run, other, CLASS_OTHER, OTHER)
    units_a = joining.codes(table[run.field(UNIT_CODE)])
    units_b = joining.codes(other[run.field(UNIT_CODE_OTHER)])
    joined = joining.join(units_a, units_b, run.layer_name(INPUT), run.layer_name(OTHER))
    for remark in joined.remarks:
        run.warn(remark)
    gone = joined.position == joining.NOWHERE
    code_b = np.append(code_other, np.uint8(sixclass.ND))[joined.position]
    return Pair(table, other, code_a, code_b, gone, area_of(run, table), units_a, units_b, code_other)


def _classes(run: Run, table: tables.Columns, name: str, layer: str) -> np.ndarray:
    return comparison.class_codes(table[run.field(name)], run.field(name), run.layer_name(layer))


def shapes(
    run: Run, name: str, code_field: str, units: np.ndarray, crs: QgsCoordinateReferenceSystem
) -> dict[int, QgsGeometry]:
    """Polygons of layer *name* in the coordinates of *crs*, by the row of their unit in *units*.

    Units without a code, and features without a polygon, are left out.
    """
    row_of = {code: row for row, code in enumerate(units.tolist()) if code}
    geometries, cells = polygoninputs.read(run, name, crs, [code_field])
    codes = joining.codes([cell[0] for cell in cells])
    return {row_of[code]: geometry for code, geometry in zip(codes, geometries) if code}
