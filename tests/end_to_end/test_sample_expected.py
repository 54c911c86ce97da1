"""The expected results of the practice county: complete, as designed, and checked in other ways."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from osgeo import gdal, ogr, osr
from practice_county import (
    CLASSES,
    DESIGN,
    EXPECTED,
    LEFT,
    SPACES,
    TOP,
    generator_module,
    layers,
    query,
    rows_of,
)


@pytest.fixture(scope="module")
def package():
    return layers()


def test_every_class_occurs_twice_on_the_coast_and_inland_as_designed():
    designed = {row["unit_code"]: row for row in rows_of(DESIGN / "towns.csv")}
    places: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(EXPECTED / "town_classes_2024.csv"):
        town = designed[row["unit_code"]]
        assert row["class"] == row["class_by_load"] == row["class_by_land"] == town["intended_class"]
        assert float(row["margin"]) > 0.005
        places[row["class"]].append(town["coastal"])
    assert {name: sorted(where) for name, where in places.items()} == {name: ["0", "1"] for name in CLASSES}


def test_all_sub_zones_occur_and_fill_the_zoning_units(package):
    rows = rows_of(EXPECTED / "subzones.csv")
    assert [row["subzone"] for row in rows] == [f"{space}-{name}" for space in SPACES for name in CLASSES]
    assert [int(row["value"]) for row in rows] == [10 * i + j for i in range(1, 5) for j in range(1, 7)]
    assert min(float(row["area_ha"]) for row in rows) > 100
    total = sum(geometry.GetArea() for _, geometry in package["zoning_unit"]) / 1e4
    assert sum(float(row["area_ha"]) for row in rows) == pytest.approx(total, rel=1e-8)
    spaces = defaultdict(set)
    for row in rows_of(EXPECTED / "town_subzones.csv"):
        spaces[row["unit_code"]].add(row["space"])
    coastal = {row["unit_code"]: row["coastal"] == "1" for row in rows_of(DESIGN / "towns.csv")}
    assert {code: set("AEUM") if sea else set("AEU") for code, sea in coastal.items()} == spaces


def test_accounts_that_a_pocket_calculator_can_check():
    rows = {row["unit_name"]: row for row in rows_of(EXPECTED / "town_emissions_2024.csv")}
    # clinker 620 000 t x 0.52 + lime 90 000 t x 0.768
    assert float(rows["铁山镇"]["process_tco2e"]) == pytest.approx(391_520.0)
    # fossil part of waste 62 000 t x 10 GJ/t x 25 kgC/GJ x 44/12
    assert float(rows["盐港镇"]["waste_tco2e"]) == pytest.approx(56_833.333, abs=1e-3)
    power = query(
        "SELECT sum(amount) FROM activity_town"
        " WHERE year = 2024 AND activity = 'electricity' AND unit_code = ?",
        "990121100",
    )[0][0]
    assert float(rows["岳城镇"]["electricity_tco2e"]) == pytest.approx(power * 0.4419, rel=1e-6)
    groups = ("fossil", "electricity", "heat", "process", "agriculture", "waste")
    for row in rows.values():
        parts = sum(float(row[f"{name}_tco2e"]) for name in groups)
        land = float(row["land_source_tco2"]) + float(row["land_sink_tco2"])
        assert float(row["net_tco2e"]) == pytest.approx(parts + land, abs=0.01)
        assert float(row["land_source_tco2"]) > 0 > float(row["land_sink_tco2"])


class Canvas:
    """A 25 m grid over the county on which layers are burnt one over the other."""

    def __init__(self):
        self.reference = osr.SpatialReference()
        self.reference.ImportFromEPSG(4547)
        self.grid = gdal.GetDriverByName("MEM").Create("", 1760, 1600, 1, gdal.GDT_Byte)
        self.grid.SetGeoTransform((LEFT, 25, 0, TOP, 0, -25))
        self.grid.SetProjection(self.reference.ExportToWkt())

    def burn(self, geometries, value: int) -> None:
        source = gdal.GetDriverByName("Memory").Create("", 0, 0, 0, gdal.GDT_Unknown)
        layer = source.CreateLayer("burn", self.reference, ogr.wkbMultiPolygon)
        for geometry in geometries:
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometry(geometry)
            layer.CreateFeature(feature)
        gdal.RasterizeLayer(self.grid, [1], layer, burn_values=[value])

    @property
    def cells(self) -> np.ndarray:
        return self.grid.ReadAsArray()


def test_spaces_of_the_parcels_agree_with_a_count_of_cells(package):
    """The cutting of polygons against burning the layers over one another, the strongest rule last."""
    own = generator_module("expected_space")
    codes, inside, canvas = own.space_codes(), Canvas(), Canvas()
    inside.burn([geometry for _, geometry in package["DLTB"]], 1)
    for value, space in enumerate(SPACES, 1):
        canvas.burn([g for items, g in package["DLTB"] if codes[items["DLBM"]] == space], value)
    for value, space in enumerate(SPACES, 1):
        canvas.burn([g for items, g in package["GHFQ"] if own.SPACE_OF_ZONE[items["GHFQMC"]] == space], value)
    for name, space in (("CZKFBJ", "U"), ("YJJBNTTB", "A"), ("STBHHX", "E"), ("sea_mask", "M")):
        canvas.burn([geometry for _, geometry in package[name]], SPACES.index(space) + 1)
    hectares = np.bincount(canvas.cells[inside.cells == 1], minlength=5) * 0.0625
    rows = rows_of(EXPECTED / "parcel_spaces.csv")
    for value, space in enumerate(SPACES, 1):
        [area] = [float(row["area_ha"]) for row in rows if (row["rule"], row["space"]) == ("all", space)]
        assert hectares[value] == pytest.approx(area, rel=5e-3), space
