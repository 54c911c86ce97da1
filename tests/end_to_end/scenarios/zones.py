"""A small map for the scenarios: every sub-zone once, and all that has none."""

from __future__ import annotations

from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

from carbon_pollution_zoning.core import vocabulary

SIDE = 1000.0
# net carbon (t CO2e/yr) and pollution exceedance, for a benchmark of 10 t/ha: the classes in order, and ND
UNITS = [
    (-500.0, -0.5),
    (500.0, -0.5),
    (-500.0, 0.5),
    (2000.0, 0.5),
    (500.0, 2.0),
    (2000.0, 2.0),
    (None, 0.5),
]
LEFT, BOTTOM = 500_000.0, 3_300_000.0


def sub_zones(name: str) -> QgsVectorLayer:
    """24 squares of 1 km2, the sub-zones by rows of spaces; two are twice there; ND, NULL and X-S apart."""
    layer = QgsVectorLayer(
        "MultiPolygon?crs=EPSG:4547&field=unit_name:string&field=space:string&field=cp_class:string"
        "&field=subzone:string",
        name,
        "memory",
    )
    codes = [zone.code for zone in vocabulary.subzones()]
    features = []
    for number, code in enumerate([*codes, "U-SCP", "U-SCP", "ND", None, "X-S"]):
        row, column = divmod(number, 6)
        x, y = LEFT + SIDE * column, BOTTOM - SIDE * row
        feature = QgsFeature(layer.fields())
        square = f"MULTIPOLYGON((({x} {y},{x + SIDE} {y},{x + SIDE} {y - SIDE},{x} {y - SIDE},{x} {y})))"
        feature.setGeometry(QgsGeometry.fromWkt(square))
        space, _, zone_class = (code or "").partition("-")
        feature.setAttributes([f"单元 {number + 1}", space or None, zone_class or None, code])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def units(name: str) -> QgsVectorLayer:
    """Seven squares of 1 km2 with carbon and pollution, one for each class and one without data."""
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:4547&field=net_tco2:double&field=q_p:double&field=area:double", name, "memory"
    )
    features = []
    for number, (net, exceedance) in enumerate(UNITS):
        x = LEFT + SIDE * number
        feature = QgsFeature(layer.fields())
        square = f"POLYGON(({x} 0,{x + SIDE} 0,{x + SIDE} {SIDE},{x} {SIDE},{x} 0))"
        feature.setGeometry(QgsGeometry.fromWkt(square))
        feature.setAttributes([net, exceedance, 100.0])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer
