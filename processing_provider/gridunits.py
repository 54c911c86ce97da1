"""Units and point sources on a grid: read, placed, and told where they are not as they should be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ..core import joining
from ..core.carbon import gridding
from ..core.errors import InputError, Problem, problem, raise_if_any
from ..toolbelt import cellareas, points, polygons
from ..toolbelt.proxygrid import Spots, cells_of
from ..toolbelt.rasters import Grid
from . import polygoninputs
from .run import Run


@dataclass(frozen=True)
class Units:
    """Polygons with totals (NaN: unknown) and labels for messages, in the coordinates of the grid."""

    shapes: list[QgsGeometry]
    total: np.ndarray
    labels: np.ndarray

    def named(self, mask) -> dict[str, object]:
        """Number and labels of the units of a mask, for a sentence."""
        return {"count": int(np.count_nonzero(mask)), "units": polygons.listed(self.labels[mask].tolist())}


@dataclass(frozen=True)
class Placed:
    """Amounts in single cells, and the position of the unit of each (-1: none)."""

    row: np.ndarray
    column: np.ndarray
    amount: np.ndarray
    unit: np.ndarray

    def on_grid(self, other: Placed) -> Spots:
        """These and others for the grid; an unknown amount is none."""
        pairs = ((getattr(self, name), getattr(other, name)) for name in ("row", "column", "amount"))
        row, column, amount = (np.concatenate(pair) for pair in pairs)
        return Spots(row, column, np.nan_to_num(amount))


def nothing() -> Placed:
    """No point sources."""
    none = np.zeros(0, dtype=np.int64)
    return Placed(none, none, np.zeros(0), none)


def crs_of(grid: Grid, name: str) -> QgsCoordinateReferenceSystem:
    """CRS of a grid; refuses a raster without one, on which nothing can be placed."""
    crs = QgsCoordinateReferenceSystem.fromWkt(grid.wkt)
    if not crs.isValid():
        raise InputError(
            problem(
                "The raster {name} has no CRS, so its areas are unknown. Assign its projection first.",
                name=name,
            )
        )
    return crs


def read_units(run: Run, name: str, total: str, code: str, grid: Grid) -> Units:
    """Units of the source *name*; *total* and *code* are parameters with fields."""
    fields = [run.field(total), *filter(None, [run.field(code)])]
    shapes, rows = polygoninputs.read(run, name, crs_of(grid, "—"), fields)
    table = polygoninputs.as_columns(run, name, fields, rows)
    amounts = run.numbers(table, fields[0], name)
    infinite = np.isinf(amounts)
    labels = np.arange(1, len(table) + 1).astype(str).astype(object)
    faults = []
    if run.field(code):
        labels = joining.codes(table[fields[1]])
        faults += joining.duplicates(labels, run.layer_name(name))
    if infinite.any():
        faults.append(
            problem(
                "{count} totals in the field {field} are infinite ({units}). Correct them.",
                count=int(infinite.sum()),
                field=fields[0],
                units=polygons.listed(labels[infinite].tolist()),
            )
        )
    raise_if_any(faults, InputError)
    return Units(shapes, amounts, labels)


def areas_of_rows(run: Run, grid: Grid, name: str) -> np.ndarray:
    """Hectares of a cell of every row; says how they were measured, warns where the plane is wrong."""
    run.say(cellareas.describe(grid))
    for remark in cellareas.plane_error(grid, name, run.context):
        run.warn(remark)
    return cellareas.row_areas_ha(grid, name)


def read_points(run: Run, name: str, amount: str, code: str, grid: Grid, units: Units) -> Placed:
    """Point sources of the source *name* in their cells and units, by their code or their place.

    Raises
    ------
    InputError
        Points beside the grid, amounts that are negative or infinite.
    """
    source = run.source(name)
    found = points.read(source, run.layer_name(name), crs_of(grid, "—"), run.context)
    table = run.columns(name, [amount, code])
    amounts = run.numbers(table, amount, name)
    row, column, inside = cells_of(grid, found.x, found.y)
    faults = _misplaced(found.ids[~inside], run.layer_name(name))
    faults += _bad_amounts(found.ids[(amounts < 0) | np.isinf(amounts)], run.layer_name(name))
    if code:
        at = {label: number for number, label in enumerate(units.labels.tolist()) if label}
        codes = joining.codes(table[code])
        unit = np.array([at.get(one, points.NOWHERE) for one in codes.tolist()], dtype=np.int64)
    else:
        unit = points.holders(found, units.shapes, units.labels.tolist())
    raise_if_any(faults, InputError)
    return Placed(row, column, amounts, unit)


def _misplaced(ids: np.ndarray, layer: str) -> list[Problem]:
    if not len(ids):
        return []
    return [
        problem(
            "{count} point sources of {layer} lie beside the raster (feature ids: {ids}). Take a raster that "
            "covers them, or correct their places.",
            count=len(ids),
            layer=layer,
            ids=polygons.listed(ids.tolist()),
        )
    ]


def _bad_amounts(ids: np.ndarray, layer: str) -> list[Problem]:
    if not len(ids):
        return []
    return [
        problem(
            "{count} amounts of point sources of {layer} are negative or infinite (feature ids: {ids}). "
            "Correct them.",
            count=len(ids),
            layer=layer,
            ids=polygons.listed(ids.tolist()),
        )
    ]


def lone_cells(units: Units, which: np.ndarray, rest: np.ndarray, grid: Grid) -> Placed:
    """The rest of units that hold no centre of a cell, in the cell of a point on each.

    Raises
    ------
    InputError
        Units that lie beside the grid, whose totals would be lost.
    """
    spots = [units.shapes[one].pointOnSurface().asPoint() for one in which.tolist()]
    row, column, inside = cells_of(grid, [spot.x() for spot in spots], [spot.y() for spot in spots])
    if not inside.all():
        raise InputError(
            problem(
                "{count} units lie beside the raster, so that their totals would be lost: {units}. Take a "
                "raster that covers them, or leave them out.",
                count=int((~inside).sum()),
                units=polygons.listed(units.labels[which[~inside]].tolist()),
            )
        )
    return Placed(row, column, rest[which], which)


def tell(run: Run, units: Units, rates: gridding.Rates, spots: Placed) -> None:
    """What was not spread as asked."""
    even, lone, unknown = (
        rates.method == way for way in (gridding.EVEN, gridding.ONE_CELL, gridding.UNKNOWN)
    )
    if even.any():
        run.warn(
            problem(
                "In {count} units all proxies are zero; their totals are spread evenly: {units}.",
                **units.named(even),
            )
        )
    if lone.any():
        run.warn(
            problem(
                "{count} units hold no centre of a cell; their totals lie in one cell each: {units}.",
                **units.named(lone),
            )
        )
    if unknown.any():
        run.warn(
            problem(
                "{count} units have no total; their cells are NoData, not zero: {units}.",
                **units.named(unknown),
            )
        )
    missing = int(np.isnan(spots.amount).sum())
    if missing:
        run.warn(problem("{count} point sources have no amount; they are left out.", count=missing))
