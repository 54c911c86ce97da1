"""Numbers of polygons on the cells of a raster, window by window.

A cell belongs to the polygon that holds its centre; where polygons overlap, to the later one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from osgeo import gdal, ogr, osr
from qgis.core import QgsGeometry

from .rasters import Grid, Window


class Zones:
    """Polygons in the CRS of a raster, ready to be drawn into any window from any thread.

    Parameters
    ----------
    geometries
        Polygons; number 1, 2, 3 ... in this order.
    grid
        The raster's grid.
    """

    def __init__(self, geometries: Sequence[QgsGeometry], grid: Grid):
        self._grid = grid
        self._shapes = [bytes(geometry.asWkb()) for geometry in geometries]
        boxes = [geometry.boundingBox() for geometry in geometries]
        edges = [(b.xMinimum(), b.yMinimum(), b.xMaximum(), b.yMaximum()) for b in boxes]
        self._boxes = np.array(edges, dtype=np.float64).reshape(-1, 4)

    def __len__(self) -> int:
        return len(self._shapes)

    def numbers(self, window: Window) -> np.ndarray:
        """Number of the polygon of every cell of a window, int32; 0 where there is none."""
        dataset = gdal.GetDriverByName("MEM").Create("", window.width, window.height, 1, gdal.GDT_Int32)
        dataset.SetGeoTransform(self._shifted(window))
        near = self._near(window)
        if len(near):
            folder = ogr.GetDriverByName("Memory").CreateDataSource("zones")
            layer = folder.CreateLayer(
                "zones", osr.SpatialReference(self._grid.wkt) if self._grid.wkt else None
            )
            layer.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
            for position in near.tolist():
                feature = ogr.Feature(layer.GetLayerDefn())
                feature.SetField(0, position + 1)
                feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(self._shapes[position]))
                layer.CreateFeature(feature)
            gdal.RasterizeLayer(dataset, [1], layer, options=["ATTRIBUTE=number"])
        return dataset.ReadAsArray()

    def _shifted(self, window: Window) -> tuple[float, ...]:
        a = self._grid.transform
        return (
            a[0] + window.x * a[1] + window.y * a[2],
            *a[1:3],
            a[3] + window.x * a[4] + window.y * a[5],
            *a[4:6],
        )

    def _near(self, window: Window) -> np.ndarray:
        """Positions of the polygons whose box touches the window."""
        a = self._shifted(window)
        corners = [(a[0] + c * a[1] + r * a[2], a[3] + c * a[4] + r * a[5])
                   for c in (0, window.width) for r in (0, window.height)]  # fmt: skip
        (left, right), (low, high) = ((min(axis), max(axis)) for axis in zip(*corners))
        b = self._boxes
        return np.flatnonzero((b[:, 0] <= right) & (b[:, 2] >= left) & (b[:, 1] <= high) & (b[:, 3] >= low))
