"""Intervals and views of ``emissioninventory`` on the practice county, and its totals on a grid."""

from __future__ import annotations

import math
import shutil

import numpy as np
import processing
import pytest
from helpers import make_layer, rows_of
from osgeo import gdal
from practice_county import EXPECTED, PACKAGE, SAMPLE
from practice_county import rows_of as csv_rows
from qgis.core import QgsProcessingException

from carbon_pollution_zoning.core.uncertainty import Z95

ID = "cpzoning:emissioninventory"
ACTIVITIES = f"{PACKAGE}|layername=activity_town"
OPTIONS = {"YEARS": "2024", "PROVINCE": "440000"}
FIELDS = "field=unit_code:string&field=activity:string&field=amount:double&field=unit:string&field=u:double"

pytestmark = pytest.mark.needs("pandas")


@pytest.fixture(scope="module")
def county(provider):
    names = ("UNITS", "DETAIL", "SECTORS", "LAND_VIEW")
    result = processing.run(ID, {"INPUT": ACTIVITIES, **OPTIONS, **dict.fromkeys(names, "memory:")})
    return {name: rows_of(result[name]) for name in names}


def test_the_county_is_that_of_the_expected_results(county):
    expected = {
        row["unit_code"]: float(row["activity_tco2e"])
        for row in csv_rows(EXPECTED / "town_emissions_2024.csv")
    }
    found = {row["unit_code"]: row["source_tco2"] for row in county["UNITS"]}
    assert found == pytest.approx(expected, rel=1e-6)


def test_every_unit_has_an_interval_by_one_convention(county):
    for row in county["UNITS"]:
        assert row["source_tco2_lo"] < row["source_tco2"] < row["source_tco2_hi"]
        width = row["source_tco2_hi"] - row["source_tco2_lo"]
        assert row["source_tco2_sd"] == pytest.approx(width / 3.92)


def test_views_add_up_to_the_units_and_have_words(county):
    total = math.fsum(row["source_tco2"] for row in county["UNITS"])
    views = county["LAND_VIEW"]
    assert math.fsum(row["tco2e"] for row in views) == pytest.approx(total, rel=1e-9)
    assert {row["land_group"] for row in views} >= {"buildings", "transport", "industry", "agriculture"}
    assert all(row["land_group_name"] for row in views)
    counted = [row["tco2e"] for row in county["SECTORS"] if row["counted"] == "counted"]
    assert math.fsum(counted) == pytest.approx(total, rel=1e-9)


def test_lent_ranges_and_amounts_widen_the_interval(provider):
    def width(**options):
        options = {"INPUT": ACTIVITIES, "UNITS": "memory:", **OPTIONS, **options}
        row = rows_of(processing.run(ID, options)["UNITS"])[0]
        return row["source_tco2_hi"] - row["source_tco2_lo"]

    own = width()
    assert own < width(RANGES="generic") < width(RANGES="generic", AMOUNT_PERCENT=10)


def test_monte_carlo_is_seeded_and_near_to_propagation(provider, feedback):
    layer = make_layer("None", "", FIELDS, [("", ("330101", "diesel", 100.0, "t", 5.0))], "活动")
    options = {"INPUT": layer, "UNITS": "memory:", "YEARS": "2023", "AMOUNT_SPREAD": "u"}
    plain = rows_of(processing.run(ID, options, feedback=feedback)["UNITS"])[0]
    drawn = [
        rows_of(processing.run(ID, {**options, "INTERVALS": "montecarlo", "SEED": seed})["UNITS"])[0]
        for seed in (1, 1, 2)
    ]
    low = [row["source_tco2_lo"] for row in drawn]
    assert low[0] == low[1] != low[2]
    assert drawn[0]["source_tco2_sd"] == pytest.approx(plain["source_tco2_sd"], rel=0.05)
    assert "Total with its 95 % interval" in feedback.text and "±" in feedback.text


def test_an_uncertainty_that_cannot_be_is_refused(provider):
    layer = make_layer("None", "", FIELDS, [("", ("330101", "diesel", 1.0, "t", -5.0))], "活动")
    with pytest.raises(QgsProcessingException, match="uncertainties of amounts"):
        processing.run(ID, {"INPUT": layer, "UNITS": "memory:", "YEARS": "2023", "AMOUNT_SPREAD": "u"})


def copied(workplace, name) -> str:
    """A raster of the sample where QGIS may lay its statistics beside it."""
    return str(shutil.copy(SAMPLE / "rasters" / name, workplace))


def test_the_county_on_a_grid_keeps_every_town(provider, workplace):
    towns = str(workplace / "towns.gpkg")
    works = str(workplace / "works.gpkg")
    layers = {"UNITS_LAYER": f"{PACKAGE}|layername=town", "UNITS": towns}
    processing.run(ID, {"INPUT": ACTIVITIES, **OPTIONS, **layers})
    layers = {"UNITS_LAYER": f"{PACKAGE}|layername=enterprise", "UNITS": works}
    processing.run(ID, {"INPUT": f"{PACKAGE}|layername=activity_enterprise", **OPTIONS, **layers})
    result = processing.run(
        "cpzoning:gridemissions",
        {
            "INPUT": towns,
            "AMOUNTS": [copied(workplace, "population.tif")],
            "DENSITIES": [copied(workplace, "night_light.tif")],
            "POINTS": works,
            "POINT_AMOUNT": "source_tco2",
            "POINT_UNIT": "town_code",
            "OUTPUT": "TEMPORARY_OUTPUT",
            "UNITS": "memory:",
        },
    )
    totals = {row["unit_code"]: row["source_tco2"] for row in rows_of(towns)}
    kept = {row["unit_code"]: row["grid_t"] for row in rows_of(result["UNITS"])}
    assert kept == pytest.approx(totals, rel=1e-9)
    cells = gdal.Open(result["OUTPUT"]).ReadAsArray()
    assert math.fsum(cells[np.isfinite(cells)]) == pytest.approx(math.fsum(totals.values()), rel=1e-9)
    points = math.fsum(row["source_tco2"] or 0 for row in rows_of(works))
    assert math.fsum(row["point_t"] for row in rows_of(result["UNITS"])) == pytest.approx(points, rel=1e-9)


def test_intervals_travel_from_land_and_activities_to_the_net(provider, workplace):
    emissions, land = str(workplace / "emissions.gpkg"), str(workplace / "land.gpkg")
    units = f"{PACKAGE}|layername=zoning_unit"
    processing.run(ID, {"INPUT": ACTIVITIES, **OPTIONS, "RANGES": "generic", "UNITS": emissions})
    processing.run(
        "cpzoning:landcarbonbudget",
        {
            "RASTER": copied(workplace, "landcover_2024.tif"),
            "UNITS_LAYER": units,
            "UNITS": land,
        },
    )
    result = processing.run(
        "cpzoning:carbonbalance", {"INPUT": units, "EMISSIONS": emissions, "LAND": land, "OUTPUT": "memory:"}
    )
    rows, parts = rows_of(result["OUTPUT"]), {row["unit_code"]: row for row in rows_of(land)}
    sources = {row["unit_code"]: row for row in rows_of(emissions)}
    for row in rows:
        one, other = sources[row["unit_code"]], parts[row["unit_code"]]
        assert row["net_tco2_lo"] < row["net_tco2"] < row["net_tco2_hi"]
        parts_of_net = [(one, "source_tco2"), (other, "source_tco2"), (other, "sink_tco2")]
        # limits that are not symmetric are carried side by side
        for limit in ("lo", "hi"):
            widths = [account[f"{name}_{limit}"] - account[name] for account, name in parts_of_net]
            reach = abs(row[f"net_tco2_{limit}"] - row["net_tco2"])
            assert reach == pytest.approx(math.hypot(*widths), rel=1e-9)
        width = row["net_tco2_hi"] - row["net_tco2_lo"]
        assert row["net_tco2_sd"] == pytest.approx(width / (2 * Z95), rel=1e-9)
