"""Areas on the ellipsoid, whatever way the CRS names it."""

from __future__ import annotations

import math

import pytest
from helpers import make_layer
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
)

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.toolbelt import areas

SQUARE = QgsGeometry.fromWkt(
    "POLYGON((-500000 3900000,-490000 3900000,-490000 3910000,-500000 3910000,-500000 3900000))"
)
ALBERS = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +units=m +no_defs "


def hectares(crs, geometry=SQUARE):
    return areas.measure(crs, QgsProcessingContext())(geometry)


@pytest.mark.parametrize(
    ("ellipsoid", "name"),
    [
        ("+datum=WGS84", "EPSG:7030"),
        ("+a=6378137 +b=6356752.314245179", "EPSG:7030"),
        ("+ellps=krass", "EPSG:7024"),
        ("+ellps=GRS80", "EPSG:7019"),
    ],
)
def test_an_equal_area_projection_measures_itself(ellipsoid, name):
    """Ellipsoids that come as bare axes once gave NaN."""
    crs = QgsCoordinateReferenceSystem.fromProj(ALBERS + ellipsoid)
    # edges are straight on the map, not on the ellipsoid
    assert hectares(crs) == pytest.approx(10000.0, rel=1e-4)
    assert name in areas.describe(crs, QgsProcessingContext())


def test_the_log_calls_an_ellipsoid_by_its_name():
    for code, name in (("EPSG:4547", "CGCS2000"), ("EPSG:4326", "WGS 84"), ("EPSG:2436", "Krassowsky")):
        assert name in areas.describe(QgsCoordinateReferenceSystem(code), QgsProcessingContext()), code


def test_an_unknown_ellipsoid_is_said():
    crs = QgsCoordinateReferenceSystem.fromProj(ALBERS + "+a=6378000 +b=6356000")
    assert hectares(crs) == pytest.approx(10000.0, rel=1e-12)
    assert "no ellipsoid is known" in areas.describe(crs, QgsProcessingContext())


def test_degrees_on_an_unknown_ellipsoid_are_refused():
    crs = QgsCoordinateReferenceSystem.fromProj("+proj=longlat +a=6378000 +b=6356000 +no_defs")
    with pytest.raises(InputError, match="PARAMETER"):
        areas.measure(crs, QgsProcessingContext())


def test_degrees_become_hectares():
    degree = QgsGeometry.fromWkt("POLYGON((114 0,115 0,115 1,114 1,114 0))")
    # the integral between the parallels (WGS84) is 1 230 846.4 ha; the upper edge is a geodesic, which bulges
    # poleward by L² tan(lat) / 8R = 4.24 m and so adds two thirds of that over 111.3 km: 31.4 ha
    assert hectares(QgsCoordinateReferenceSystem("EPSG:4326"), degree) == pytest.approx(1230877.8, rel=1e-5)


def test_an_empty_geometry_measures_nothing():
    assert hectares(QgsCoordinateReferenceSystem("EPSG:4547"), QgsGeometry()) == 0.0


def test_features_are_measured_by_id():
    rows = [("POLYGON((0 0,100 0,100 100,0 100,0 0))", ()), ("", ())]
    layer = make_layer("Polygon", "EPSG:4547", "field=a:string", rows, "two")
    source = QgsProcessingFeatureSource(layer, QgsProcessingContext())
    found = areas.of_features(source, [1], lambda geometry: geometry.area())
    assert found == {1: 10000.0}
    assert not any(math.isnan(value) for value in found.values())


def test_polygons_are_told_from_points_and_tables():
    def of(kind):
        return QgsProcessingFeatureSource(
            make_layer(kind, "EPSG:4547", "field=a:string", [], "x"), QgsProcessingContext()
        )

    assert [areas.has_polygons(of(kind)) for kind in ("Polygon", "MultiPolygonZ", "Point", "None")] == [
        True,
        True,
        False,
        False,
    ]
    assert not areas.has_polygons(None)
