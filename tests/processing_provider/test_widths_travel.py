"""Widths by one convention from the accounts of the practice county to the confidence of its classes."""

from __future__ import annotations

import math
from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of

from carbon_pollution_zoning.core.uncertainty import Z95

pytestmark = pytest.mark.needs("pandas")
PACKAGE = Path(__file__).parents[2] / "resources" / "sample" / "haiyue.gpkg"
LAND = PACKAGE.parent / "rasters" / "landcover_2024.tif"
TOWNS = f"{PACKAGE}|layername=zoning_unit"


def run(name, feedback=None, **options):
    return processing.run(f"cpzoning:{name}", options, feedback=feedback or RecordingFeedback())


def checked(layer, *columns):
    """Rows of a layer whose *columns* have ends that hold the value and a standard deviation that fits."""
    rows = rows_of(layer)
    for row in rows:
        for column in columns:
            low, value, high, sd = (row[column + ending] for ending in ("_lo", "", "_hi", "_sd"))
            assert low <= value <= high, (row["unit_code"], column)
            assert sd == pytest.approx((high - low) / (2 * Z95), rel=1e-6)
    return rows


@pytest.fixture(scope="module")
def accounts(provider):
    activity = f"{PACKAGE}|layername=activity_town"
    emissions = run("emissioninventory", INPUT=activity, YEARS="2024", PROVINCE="440000", UNITS="memory:")
    land = run("landcarbonbudget", RASTER=str(LAND), SCHEME="clcd", UNITS_LAYER=TOWNS, UNITS="memory:")
    return emissions["UNITS"], land["UNITS"]


@pytest.fixture(scope="module")
def balance(accounts):
    emissions, land = accounts
    return run("carbonbalance", INPUT=TOWNS, EMISSIONS=emissions, LAND=land, OUTPUT="memory:")["OUTPUT"]


def test_every_account_writes_its_widths_alike(accounts, balance):
    emissions, land = accounts
    assert len(checked(emissions, "source_tco2")) == 12
    checked(land, "source_tco2", "sink_tco2", "net_tco2")
    rows = checked(balance, "gross_tco2", "sink_tco2", "net_tco2")
    by_emission = {row["unit_code"]: row for row in rows_of(emissions)}
    for row in rows:
        # independent parts: the net is wider than either and narrower than both together
        sd = [row["sink_tco2_sd"], by_emission[row["unit_code"]]["source_tco2_sd"]]
        assert max(sd) < row["net_tco2_sd"] < sum(sd) + row["gross_tco2_sd"]


@pytest.mark.needs("scipy")
def test_the_confidence_of_the_classes_is_theirs(balance):
    rows = [(row["unit_code"], 0.01, 0.001) for row in rows_of(balance)]
    fields = "field=unit_code:string&field=q_p:double&field=q_p_sd:double"
    pollution = make_layer("None", "", fields, [("", row) for row in rows], "污染")
    joined = processing.run(
        "native:joinattributestable",
        {
            "INPUT": balance,
            "FIELD": "unit_code",
            "INPUT_2": pollution,
            "FIELD_2": "unit_code",
            "OUTPUT": "memory:",
        },
    )["OUTPUT"]
    feedback = RecordingFeedback()
    sure = run("zoningconfidence", feedback, INPUT=joined, NET="net_tco2", Q_P="q_p", OUTPUT="memory:")
    assert "net_tco2: net_tco2_sd" in feedback.text and "q_p: q_p_sd" in feedback.text
    exact = run(
        "zoningconfidence",
        INPUT=joined,
        NET="net_tco2",
        Q_P="q_p",
        SPREADS=["net_tco2", "0", "", "", "q_p", "0", "", ""],
        OUTPUT="memory:",
    )
    for one, other in zip(rows_of(sure["OUTPUT"]), rows_of(exact["OUTPUT"])):
        assert one["u_sd"] > 0 and one["v_sd"] > 0
        assert other["u_sd"] == other["v_sd"] == 0 and other["p_modal"] == 1


def test_draws_have_the_width_of_independent_parts(accounts, balance):
    emissions, land = accounts
    asked = {"EMISSIONS": emissions, "LAND": land, "INTERVALS": "montecarlo", "DISTRIBUTION": "normal"}
    drawn = rows_of(run("carbonbalance", INPUT=TOWNS, OUTPUT="memory:", **asked)["OUTPUT"])
    parts = [{row["unit_code"]: row for row in rows_of(one)} for one in accounts]
    for one, other in zip(rows_of(balance), drawn):
        of_emission, of_land = (part[other["unit_code"]] for part in parts)
        sds = of_emission["source_tco2_sd"], of_land["source_tco2_sd"], of_land["sink_tco2_sd"]
        assert other["net_tco2"] == one["net_tco2"]
        assert other["net_tco2_sd"] == pytest.approx(math.hypot(*sds), rel=0.03)
