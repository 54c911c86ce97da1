"""Forest by gain and loss in ``landcarbonbudget``: declares, refuses, runs (E08), cancels."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_layer, make_raster, rows_of
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:landcarbonbudget"
R = 44 / 12
CELLS = np.array([[1, 1, 2, 0], [1, 2, 2, 2], [8, 8, 2, 0]], dtype=np.uint8)  # CLCD; 1 ha each
CORNER = (500000.0, 3300300.0)
E08 = next(
    case
    for case in json.loads(
        (Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text(encoding="utf-8")
    )
    if case["id"] == "E08"
)
X = E08["inputs"]
NAMES = (
    *("area_ha", "growth", "root_shoot", "carbon_fraction", "harvest_m3", "bcef_r"),
    *("disturbed_ha", "biomass", "lost"),
)
STAND = tuple(float(X[key]) for key in ("A_ha", "Gw_tdm", "R", "CF", "H_m3", "BCEF_R", "A_d_ha", "B_w", "fd"))


def strip(left, width):
    x, y = CORNER[0] + left, CORNER[1]
    return f"POLYGON(({x} {y},{x + width} {y},{x + width} {y - 300},{x} {y - 300},{x} {y}))"


@pytest.fixture
def raster(provider, workplace):
    return make_raster(workplace / "土地 覆被.tif", CELLS, corner=CORNER, cell=(100.0, -100.0), nodata=0)


@pytest.fixture
def towns(provider):
    """The first two columns of cells (one hectare of forest), and the last two (four)."""
    rows = [(strip(0, 200), ("01",)), (strip(200, 200), ("02",)), (strip(9000, 10), ("03",))]
    return make_layer("Polygon", "EPSG:4547", "field=unit_code:string", rows, "乡镇")


def stands(*rows, names=NAMES, kind="double"):
    fields = "&".join(["field=unit_code:string", *(f"field={name}:{kind}" for name in names)])
    return make_layer("None", "", fields, [("", row) for row in rows], "林分")


def run(feedback=None, **options):
    given = {"UNITS": "memory:", "SCHEME": "clcd", "UNITS_CODE": "unit_code", **options}
    return processing.run(ID, given, feedback=feedback or RecordingFeedback())


def units_of(result):
    return {row["unit_code"]: row for row in rows_of(result["UNITS"])}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.parameterDefinition("FOREST_GROWTH").parentLayerParameterName() == "FOREST"
    text = algorithm.shortHelpString()
    assert "Table 4.3" in text and "eq 2.7" in text


def test_e08_through_the_door(raster, towns):
    feedback = RecordingFeedback()
    forest = stands(("01", *STAND), ("02", *STAND), ("09", *STAND))
    made = run(
        feedback, RASTER=raster, UNITS_LAYER=towns, FOREST=forest, CLASSES_OUT="memory:", CROSSED="memory:"
    )
    rows, expected = units_of(made), E08["expected"]
    one = rows["01"]
    assert one["forest_tco2"] == pytest.approx(expected["dCO2"], rel=1e-10)
    assert one["growth_tco2"] == pytest.approx(-expected["gain"] * R, rel=1e-10)
    assert one["harvest_tco2"] == pytest.approx(expected["loss_wood"] * R, rel=1e-10)
    assert one["disturbance_tco2"] == pytest.approx(expected["loss_disturb"] * R, rel=1e-10)
    assert one["sink_tco2"] == pytest.approx(expected["dCO2"], rel=1e-10)
    assert one["net_tco2"] == pytest.approx(expected["dCO2"] + 3 * 0.422 * R, rel=1e-6)
    assert rows["03"]["net_tco2"] is None and rows["03"]["forest_tco2"] == 0
    classes = {row["carbon_class"]: row for row in rows_of(made["CLASSES_OUT"])}
    assert classes["forest"]["net_tco2"] == pytest.approx(2 * expected["dCO2"], rel=1e-10)
    assert sum(row["net_tco2"] for row in classes.values()) == pytest.approx(made["NET"], rel=1e-9)
    crossed = [row for row in rows_of(made["CROSSED"]) if row["unit_code"] == "01"]
    assert sum(row["net_tco2"] for row in crossed) == pytest.approx(one["net_tco2"], rel=1e-9)
    assert "differ by more than 5 %" in feedback.text and "1000 / 1 ha" in feedback.text
    assert "09" in feedback.text


def parts_of(made, code):
    """Source, sink and net of the classes, of the lines of a unit, and of the unit."""
    sides = ("source_tco2", "sink_tco2", "net_tco2")
    tables = (rows_of(made["CLASSES_OUT"]), [r for r in rows_of(made["CROSSED"]) if r["unit_code"] == code])
    return [[sum(row[side] for row in table) for side in sides] for table in tables]


def test_classes_and_lines_add_up_to_the_units_for_forest_that_the_map_lacks(towns, workplace):
    bare = make_raster(
        workplace / "无林.tif", np.where(CELLS == 2, 1, CELLS), corner=CORNER, cell=(100.0, -100.0), nodata=0
    )
    feedback = RecordingFeedback()
    made = run(
        feedback,
        RASTER=bare,
        UNITS_LAYER=towns,
        FOREST=stands(("01", *STAND), ("03", *STAND)),
        CLASSES_OUT="memory:",
        CROSSED="memory:",
    )
    of_classes, of_lines = parts_of(made, "01")
    one = units_of(made)["01"]
    assert of_classes == pytest.approx([made["SOURCE"], made["SINK"], made["NET"]], rel=1e-12)
    assert of_lines == pytest.approx([one["source_tco2"], one["sink_tco2"], one["net_tco2"]], rel=1e-12)
    forest = next(row for row in rows_of(made["CLASSES_OUT"]) if row["carbon_class"] == "forest")
    assert (forest["area_ha"], forest["sink_tco2"]) == (0, pytest.approx(E08["expected"]["dCO2"], rel=1e-10))
    assert "01: 1000 / 0 ha" in feedback.text


def test_units_that_lose_and_units_that_gain_stand_apart_in_the_row_of_forest(raster, towns):
    feedback = RecordingFeedback()
    felled = (*STAND[:4], 50000.0, *STAND[5:])
    made = run(
        feedback,
        RASTER=raster,
        UNITS_LAYER=towns,
        FOREST=stands(("01", *STAND), ("02", *felled)),
        CLASSES_OUT="memory:",
        CROSSED="memory:",
    )
    of_classes, _ = parts_of(made, "01")
    assert of_classes == pytest.approx([made["SOURCE"], made["SINK"], made["NET"]], rel=1e-12)
    assert made["SINK"] == pytest.approx(E08["expected"]["dCO2"], rel=1e-10)
    assert "Forest, 5 ha: no coefficient" not in feedback.text


def test_the_forest_of_the_map_serves_where_the_table_has_no_area(raster, towns):
    names = ("growth", "growth_lo", "growth_hi", "root_shoot")
    forest = stands(("01", 2.0, 1.0, 3.0, 0.24), ("02", 4.0, 4.0, 4.0, 0.24), names=names)
    made = run(RASTER=raster, UNITS_LAYER=towns, FOREST=forest)
    one, two = (units_of(made)[code] for code in ("01", "02"))
    assert one["forest_tco2"] == pytest.approx(-1 * 2 * 1.24 * 0.47 * R, rel=1e-9)
    assert two["forest_tco2"] == pytest.approx(-4 * 4 * 1.24 * 0.47 * R, rel=1e-9)
    half = -np.hypot(0.5, 0.02 / 0.47) * one["forest_tco2"]
    assert one["forest_tco2_hi"] - one["forest_tco2"] == pytest.approx(
        -one["forest_tco2"] * np.hypot(0.5, 0.03 / 0.47), rel=1e-9
    )
    assert one["forest_tco2"] - one["forest_tco2_lo"] == pytest.approx(half, rel=1e-9)
    assert one["sink_tco2_hi"] > one["sink_tco2"] > one["sink_tco2_lo"]


def test_forest_without_a_row_or_a_number_is_not_known(raster, towns):
    forest = stands(("01", *STAND[:4], None, *STAND[5:]))
    made = run(RASTER=raster, UNITS_LAYER=towns, FOREST=forest)
    rows = units_of(made)
    for code in ("01", "02"):
        assert (rows[code]["net_tco2"], rows[code]["forest_tco2"]) == (None, None)
        assert "NO_K" in rows[code]["flags"].split()
    assert np.isnan(made["NET"])


def test_numbers_as_text_are_read(raster, towns):
    forest = stands(("01", *(("１,000", "2.0", "0.24", "0.47"))), names=NAMES[:4], kind="string")
    row = units_of(run(RASTER=raster, UNITS_LAYER=towns, FOREST=forest))["01"]
    assert row["forest_tco2"] == pytest.approx(-1165.6 * R, rel=1e-9)


GROWTH = ("growth", "root_shoot")


@pytest.mark.parametrize(
    ("rows", "names", "options", "words"),
    [
        ([("01", 2.0)], GROWTH[:1], {}, ["ROOT_SHOOT"]),
        ([("01", 2.0, 0.2, 5.0)], (*GROWTH, "harvest_m3"), {}, ["WOOD_REMOVAL", "WOOD_EXPANSION"]),
        ([("01", -2.0, 0.2)], GROWTH, {}, ["growth above ground", "rows 1"]),
        ([("01", *STAND[:6], 1000.5, 40.0, 0.3)], NAMES, {}, ["disturbed area of 1 rows", "rows 1"]),
        ([("01", 2.0, 0.2)] * 2, GROWTH, {}, ["several stands", "01", "FOREST_HECTARES"]),
        ([("01", 2.0, 0.2)], GROWTH, {"NET_RASTER": "TEMPORARY_OUTPUT"}, ["net raster", "FOREST"]),
        ([("01", 2.0, 0.2)], GROWTH, {"COEFFICIENTS": "NEP"}, ["NPP", "leave out FOREST"]),
    ],
)
def test_refuses(raster, towns, rows, names, options, words):
    with pytest.raises(QgsProcessingException) as error:
        run(RASTER=raster, UNITS_LAYER=towns, FOREST=stands(*rows, names=names), **options)
    assert all(word in str(error.value) for word in words), str(error.value)


@pytest.mark.parametrize("at", [0, 30, 80])
def test_cancel_leaves_nothing_behind(raster, towns, workplace, at):
    before = {item.name for item in workplace.iterdir()}
    run(
        RecordingFeedback(cancel_at=at),
        RASTER=raster,
        UNITS_LAYER=towns,
        FOREST=stands(("01", *STAND)),
        UNITS=str(workplace / "结果.gpkg"),
    )
    after = {item.name for item in workplace.iterdir() if not item.name.endswith(".aux.xml")}
    assert after == before
