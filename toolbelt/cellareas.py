"""Areas of the cells of a raster, row by row: by latitude where it is in degrees, else in the plane."""

from __future__ import annotations

import math

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProcessingContext, QgsRectangle

from ..core.errors import InputError, Problem, problem
from ..core.geodesy import band_areas
from .areas import SQUARE_METRES_PER_HECTARE, measure
from .rasters import Grid
from .translation import translate

#: A plane area may differ so much from the one on the ellipsoid before it is told.
_PLANE_ERROR = 0.01
_POLE = math.pi / 2


def row_areas_ha(grid: Grid, name: str) -> np.ndarray:
    """Area of one cell of every row, hectares.

    Parameters
    ----------
    grid
        The raster's grid.
    name
        The raster, for messages.

    Raises
    ------
    InputError
        The raster has no CRS, is rotated in degrees, or does not lie on the globe.
    """
    crs = grid.crs
    if crs is None:
        raise InputError(
            problem(
                "The raster {name} has no CRS, so its areas are unknown. Assign its projection first.",
                name=name,
            )
        )
    if not crs.IsGeographic():
        a = grid.transform
        cell = abs(a[1] * a[5] - a[2] * a[4]) * crs.GetLinearUnits() ** 2
        return np.full(grid.height, cell / SQUARE_METRES_PER_HECTARE)
    if grid.is_rotated:
        raise InputError(
            problem("The raster {name} is rotated in degrees. Warp it to an unrotated grid first.", name=name)
        )
    unit = crs.GetAngularUnits()
    edges = (grid.transform[3] + grid.transform[5] * np.arange(grid.height + 1)) * unit
    width = grid.transform[1] * unit
    # the last numbers of a file that ends at the pole may lie a rounding beyond it
    if np.abs(edges).max() > _POLE + 1e-9 or abs(width) * grid.width > 2 * math.pi + 1e-9:
        raise InputError(
            problem(
                "The raster {name} reaches beyond the poles or around the globe more than once. Correct its "
                "georeference.",
                name=name,
            )
        )
    edges = np.clip(edges, -_POLE, _POLE)
    areas = band_areas(edges, width, crs.GetSemiMajor(), crs.GetSemiMinor())
    return areas / SQUARE_METRES_PER_HECTARE


def describe(grid: Grid) -> str:
    """Sentence for the log: how cells were measured."""
    crs = grid.crs
    if crs is not None and crs.IsGeographic():
        return translate("CellAreas", "Cells are measured on the ellipsoid of {crs}, by latitude.").format(
            crs=crs.GetName()
        )
    return translate("CellAreas", "Cells are measured in the plane of {crs}.").format(
        crs=crs.GetName() if crs is not None else "—"
    )


def plane_error(grid: Grid, name: str, context: QgsProcessingContext) -> list[Problem]:
    """A warning where plane areas of the raster differ from those on the ellipsoid by more than a percent."""
    crs = grid.crs
    if crs is None or crs.IsGeographic():
        return []
    area = measure(QgsCoordinateReferenceSystem.fromWkt(grid.wkt), context)
    plane = float(row_areas_ha(grid, name)[0])
    a = grid.transform
    worst = 0.0
    for column in (0, grid.width // 2, grid.width - 1):
        for row in (0, grid.height // 2, grid.height - 1):
            x, y = a[0] + column * a[1] + row * a[2], a[3] + column * a[4] + row * a[5]
            true = area(QgsGeometry.fromRect(QgsRectangle(x, y, x + abs(a[1]), y + abs(a[5]))))
            if math.isfinite(true) and true > 0:
                worst = max(worst, abs(plane / true - 1.0))
    if worst <= _PLANE_ERROR:
        return []
    return [
        problem(
            "In its projection the areas of the raster {name} are wrong by up to {share} %. Warp it to an "
            "equal-area projection, or to degrees.",
            name=name,
            share=f"{100 * worst:.3g}",
        )
    ]
