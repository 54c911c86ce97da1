"""Neighbours and statistics of the provinces of QGIS's own world map, against libpysal and esda (frozen)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from oracles import cases
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeatureSource, QgsVectorLayer

from carbon_pollution_zoning.core.spatial import autocorrelation, local
from carbon_pollution_zoning.toolbelt import neighbours, shapes

pytestmark = pytest.mark.needs("scipy")
TESTS = Path(__file__).resolve().parents[1]

WORLD = json.loads((TESTS / "fixtures" / "spatial_oracles.json").read_text(encoding="utf-8"))["world"]


@pytest.fixture(scope="module")
def provinces(qgis_app):
    """Geometries of all provinces; only of the map on which the oracles were asked."""
    path = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != WORLD["sha256"]:
        pytest.skip("this QGIS has another world map")
    layer = QgsVectorLayer(f"{path}|layername=states_provinces", "provinces", "ogr")
    source = QgsProcessingFeatureSource(layer, QgsProcessingContext())
    countries = [feature["admin"] for feature in layer.getFeatures()]
    return shapes.read(source, lambda _: None), np.array(countries, dtype=object)


def build(units, known, kind):
    return neighbours.build(units, known, neighbours.Scheme(kind), QgsProcessingContext(), lambda _: None)


@pytest.mark.parametrize("kind", ["queen", "rook"])
def test_who_is_whose_neighbour(provinces, kind):
    units, _ = provinces
    made = build(units, np.ones(WORLD["provinces"], bool), kind)
    assert made.weights.matrix.nnz == WORLD[kind]["links"]
    assert len(made.weights.islands) == WORLD[kind]["islands"]
    found = np.bincount(made.weights.cardinalities).tolist()
    assert found == WORLD[kind]["cardinalities"]


def test_moran_and_local_moran(provinces):
    units, _ = provinces
    boxes = np.array(
        [
            (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
            for box in (units.geometry(place).boundingBox() for place in range(len(units.ids)))
        ]
    )
    x = cases.province_values(boxes)
    made = build(units, np.ones(len(x), bool), "queen")
    used = made.spread(made.weights.cardinalities > 0, False)
    inner = build(units, used, "queen")
    found = autocorrelation.measure(x[inner.positions], inner.weights.row_standardised(), "moran")
    ours = [found.value, found.expected, found.variance_normal, found.z_normal, found.variance_random]
    assert [*ours, found.z_random] == pytest.approx(WORLD["queen"]["moran"], rel=1e-9)
    mine = local.local_moran(x[inner.positions], inner.weights.row_standardised(), permutations=0)
    in_layer_order = inner.spread(mine.value)[used]
    assert in_layer_order[:200] == pytest.approx(WORLD["queen"]["local"], abs=1e-9)


def test_the_provinces_of_one_country(provinces):
    units, countries = provinces
    made = build(units, countries == cases.COUNTRY, "queen")
    assert (len(made.positions), made.weights.matrix.nnz, len(made.weights.islands)) == (
        WORLD["country"]["provinces"],
        WORLD["country"]["links"],
        WORLD["country"]["islands"],
    )
