"""Shared by the tests that have QGIS: ``from helpers import RecordingFeedback``."""

from __future__ import annotations

from qgis.core import NULL, QgsFeature, QgsGeometry, QgsProcessingFeedback, QgsVectorLayer

#: Milliseconds that something may take to happen on a busy machine.
WAIT = 60_000


class RecordingFeedback(QgsProcessingFeedback):
    """Keeps what an algorithm says, and cancels itself when told to.

    Parameters
    ----------
    cancel_at
        Percentage at which the run is cancelled, as a user would; ``0`` cancels before the start,
        None never.
    """

    def __init__(self, cancel_at: float | None = None):
        super().__init__(False)
        self.infos: list[str] = []
        self.warnings: list[str] = []
        self.errors: list[str] = []
        self.percentages: list[float] = []
        self._cancel_at = cancel_at
        self.progressChanged.connect(self._progressed)
        if cancel_at == 0:
            self.cancel()

    def _progressed(self, percentage: float) -> None:
        self.percentages.append(percentage)
        if self._cancel_at is not None and percentage >= self._cancel_at:
            self.cancel()

    def pushInfo(self, info):
        self.infos.append(info)

    def pushWarning(self, warning):
        self.warnings.append(warning)

    def reportError(self, error, fatalError=False):
        self.errors.append(error)

    @property
    def text(self) -> str:
        """All that was said, one line each."""
        return "\n".join(self.infos + self.warnings + self.errors)


def make_layer(geometry: str, crs: str, fields: str, rows, name: str) -> QgsVectorLayer:
    """A memory layer from rows of (WKT, attributes); an empty WKT makes a feature without geometry.

    Parameters
    ----------
    geometry
        ``Polygon``, ``Point``, ... or ``None`` for a plain table.
    crs
        Authority id, or an empty text for a layer without CRS.
    fields
        As in the URI of a memory provider: ``field=a:double&field=b:string``.
    """
    layer = QgsVectorLayer(f"{geometry}?crs={crs}&{fields}", name, "memory")
    features = []
    for wkt, attributes in rows:
        feature = QgsFeature(layer.fields())
        if wkt:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes(list(attributes))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def rows_of(layer: QgsVectorLayer | str) -> list[dict]:
    """Attributes of all features as mappings, NULL as None."""
    if isinstance(layer, str):
        layer = QgsVectorLayer(layer, "rows", "ogr")
    names = [field.name() for field in layer.fields()]
    return [
        {name: None if value == NULL else value for name, value in zip(names, feature.attributes())}
        for feature in layer.getFeatures()
    ]


def make_raster(path, cells, crs="EPSG:4547", corner=(500000.0, 3300000.0), cell=(30.0, -30.0), **more):
    """A GeoTIFF from an array; returns its path as text.

    Parameters
    ----------
    crs
        What GDAL takes for a CRS; empty for none.
    corner, cell
        Upper left corner; width and height (negative) of a cell.
    more
        ``nodata``, ``options`` (GDAL creation options), ``transform`` (all six numbers).
    """
    import numpy as np
    from osgeo import gdal, gdal_array, osr

    bands = np.asarray(cells)
    bands = bands[np.newaxis] if bands.ndim == 2 else bands
    code = gdal_array.NumericTypeCodeToGDALTypeCode(bands.dtype.type)
    count, height, width = bands.shape
    options = more.get("options", [])
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, count, code, options)
    flat = (corner[0], cell[0], 0.0, corner[1], 0.0, cell[1])
    dataset.SetGeoTransform(more.get("transform", flat))
    if crs:
        reference = osr.SpatialReference()
        reference.SetFromUserInput(crs)
        dataset.SetProjection(reference.ExportToWkt())
    for number, band in enumerate(bands, start=1):
        if "nodata" in more:
            dataset.GetRasterBand(number).SetNoDataValue(more["nodata"])
        dataset.GetRasterBand(number).WriteArray(band)
    dataset.FlushCache()
    return str(path)
