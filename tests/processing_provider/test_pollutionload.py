"""The algorithm ``pollutionload``: declares, refuses, runs on activities and land, keeps totals, cancels."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_layer, make_raster, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

pytestmark = pytest.mark.needs("pandas")

ID = "cpzoning:pollutionload"
SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
PACKAGE = f"{SAMPLE / 'haiyue.gpkg'}|layername="
CORNER = (500000.0, 3300300.0)
CELLS = np.array([[1, 1, 2, 0], [1, 2, 2, 2], [8, 8, 2, 0]], dtype=np.uint8)  # CLCD; 1 ha each
HEADER = "key,scheme,parameter,value,low,high,unit,source\n"
EMISSION = (
    HEADER + "raw_coal,LOCAL,ef_SO2,8,6,10,kg/t,survey\nraw_coal,LOCAL,ef_NOx,3,,,kg/t,survey\n"
    "spray,LOCAL,ef_VOC,2,,,kg/t,survey\n"
)
EXPORT = HEADER + "".join(
    f"{key},LOCAL,export_TN,{value},{low},{high},kg ha-1 a-1,survey\n"
    for key, value, low, high in (("cropland", 20, 10, 30), ("forest", 2, 1, 3), ("built_up", 10, 5, 15))
)


def square(x, y, width=100, height=100):
    x, y = CORNER[0] + x, CORNER[1] - y
    return f"POLYGON(({x} {y},{x + width} {y},{x + width} {y - height},{x} {y - height},{x} {y}))"


@pytest.fixture
def tables(workplace):
    (workplace / "因子 表.csv").write_text(EMISSION, encoding="gb18030")
    (workplace / "输出 系数.csv").write_text(EXPORT, encoding="utf-8-sig")
    return {
        "EMISSION_TABLE": str(workplace / "因子 表.csv"),
        "EXPORT_TABLE": str(workplace / "输出 系数.csv"),
    }


@pytest.fixture
def raster(provider, workplace):
    return make_raster(workplace / "土地 覆被.tif", CELLS, corner=CORNER, cell=(100.0, -100.0), nodata=0)


@pytest.fixture
def towns(provider):
    rows = [(square(0, 0, 200, 300), ("01",)), (square(200, 0, 200, 300), ("02",))]
    return make_layer("Polygon", "EPSG:4547", "field=unit_code:string", rows, "乡镇")


@pytest.fixture
def catchments(provider):
    """North and south; the lowest row of cells lies in neither."""
    rows = [(square(0, 0, 400, 100), ("N", 0.5)), (square(0, 100, 400, 100), ("S", 1.0))]
    fields = "field=catchment:string&field=ratio:double"
    return make_layer("Polygon", "EPSG:4547", fields, rows, "子流域")


ACTIVITY = (
    "field=unit_code:string&field=activity:string&field=amount:double&field=unit:string&field=year:integer"
)


def activities(*rows):
    return make_layer("None", "", ACTIVITY, [("", row) for row in rows], "活动")


COAL = (("01", "原煤", 1000.0, "t", 2024), ("02", "raw_coal", 0.2, "万吨", 2024))


def run(feedback=None, **options):
    return processing.run(ID, {"UNITS": "memory:", **options}, feedback=feedback or RecordingFeedback())


def by_code(layer, name="unit_code"):
    return {row[name]: row for row in rows_of(layer)}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "pollutionaccounting"
    definitions = {item.name(): item for item in algorithm.parameterDefinitions()}
    assert definitions["UNCOVERED"].metadata()["codes"] == ["stop", "leave_out"]
    assert definitions["DELIVERY"].defaultValue() == 1.0
    assert "RANGES" not in definitions  # factors of pollutants have no kinds with half-widths of their own
    assert {item.name() for item in algorithm.outputDefinitions()} == {"UNITS", "CATCHMENTS_OUT", "DETAIL"}


# --- activities ---------------------------------------------------------------------------------------


def test_activities_alone_give_a_table(provider, tables, feedback):
    result = run(feedback, ACTIVITIES=activities(*COAL), EMISSION_TABLE=tables["EMISSION_TABLE"])
    units = by_code(result["UNITS"])
    assert units["01"]["load_t_so2"] == pytest.approx(8.0)
    assert (units["01"]["load_t_so2_lo"], units["01"]["load_t_so2_hi"]) == pytest.approx((6.0, 10.0))
    assert units["02"]["load_t_nox"] == pytest.approx(6.0)
    assert units["02"]["flags"] == ""
    assert "24 t ± 25 %" in feedback.text  # one factor moves both units together


def test_removal_and_keys_of_the_users_own(provider, tables, feedback):
    kept = make_layer(
        "None",
        "",
        "field=unit_code:string&field=activity:string&field=pollutant:string&field=removal:double",
        [("", ("", "", "二氧化硫", 50.0)), ("", ("02", "煤", "SO2", 90.0))],
        "去除率",
    )
    rows = (*COAL, ("01", "spray", 5.0, "t", 2024))
    added = EMISSION.replace("source\n", "source,group\n").replace("survey\n", "survey,process\n")
    Path(tables["EMISSION_TABLE"]).write_text(added, encoding="utf-8")
    options = {"REMOVAL": kept, "REMOVAL_SCALE": "percent", "DETAIL": "memory:"}
    result = run(ACTIVITIES=activities(*rows), EMISSION_TABLE=tables["EMISSION_TABLE"], **options)
    units = by_code(result["UNITS"])
    assert (units["01"]["load_t_so2"], units["02"]["load_t_so2"]) == pytest.approx((4.0, 1.6))
    assert (units["01"]["load_t_voc"], units["02"]["load_t_voc"]) == pytest.approx((0.01, 0.0))
    detail = {(row["unit_code"], row["pollutant"]): row for row in rows_of(result["DETAIL"])}
    assert detail["02", "SO2"]["removal"] == pytest.approx(0.9)
    assert (detail["01", "SO2"]["medium"], detail["01", "SO2"]["amount_unit"]) == ("air", "t")


def test_the_practice_county_comes_out_as_its_table_of_discharges(provider):
    """The factors of the practice county are those by which its discharges were drawn."""
    result = run(
        ACTIVITIES=f"{PACKAGE}activity_town",
        YEARS="2024",
        EMISSION_TABLE=str(SAMPLE / "tables" / "pollutant_factors.csv"),
    )
    wanted = defaultdict(float)
    loads = QgsVectorLayer(f"{PACKAGE}pollutant_load", "loads", "ogr")
    for row in rows_of(loads):
        if (row["year"], row["medium"]) == (2024, "air"):
            wanted[row["unit_code"], row["pollutant"]] += row["amount"]
    units = by_code(result["UNITS"])
    assert len(wanted) == 36
    for (code, pollutant), amount in wanted.items():
        assert units[code][f"load_t_{pollutant.lower()}"] == pytest.approx(amount, abs=0.01), (
            code,
            pollutant,
        )


def test_missing_amounts_and_units_are_not_zero(provider, tables, towns, feedback):
    rows = (("01", "raw_coal", None, "t", 2024), ("09", "raw_coal", 5.0, "t", 2024))
    result = run(
        feedback, ACTIVITIES=activities(*rows), EMISSION_TABLE=tables["EMISSION_TABLE"], UNITS_LAYER=towns
    )
    units = by_code(result["UNITS"])
    assert units["01"]["load_t_so2"] is None and units["02"]["load_t_so2"] is None
    assert (units["01"]["flags"], units["02"]["flags"]) == ("NO_P", "NO_P")
    assert "not in the layer of the units: 09" in feedback.text


# --- land ---------------------------------------------------------------------------------------------


def test_land_and_activities_keep_their_totals(raster, towns, catchments, tables, feedback):
    result = run(
        feedback,
        ACTIVITIES=activities(*COAL),
        RASTER=raster,
        SCHEME="clcd",
        UNITS_LAYER=towns,
        CATCHMENTS=catchments,
        CATCHMENTS_OUT="memory:",
        DETAIL="memory:",
        MAPPED="总氮",
        **tables,
    )
    units, places = by_code(result["UNITS"]), by_code(result["CATCHMENTS_OUT"], "catchment")
    # 01: three cells of cropland, one of forest, two of built-up land
    assert units["01"]["load_t_tn"] == pytest.approx((3 * 20 + 2 + 2 * 10) / 1000)
    assert units["02"]["load_t_tn"] == pytest.approx(4 * 2 / 1000)
    assert units["01"]["load_kg_ha"] == pytest.approx(82 / 6, rel=2e-3)
    assert places["N"]["load_t_tn"] == pytest.approx((20 * 2 + 2) / 1000)
    assert places["S"]["load_t_tn"] == pytest.approx((20 + 3 * 2) / 1000)
    assert "0.022 t of" in feedback.text  # built-up land and forest of the lowest row
    for name, total in (("load_t_so2", 24.0), ("load_t_nox", 9.0)):
        assert sum(row[name] for row in units.values()) == pytest.approx(total, rel=1e-12)
        inside = sum(row[name] for row in places.values())
        assert inside == pytest.approx(total * 2 / 3, rel=1e-5)  # by area on the plane
    detail = rows_of(result["DETAIL"])
    for name in ("SO2", "NOx", "TN"):
        whole = sum(row["amount"] for row in detail if row["pollutant"] == name)
        column = f"load_t_{name.lower()}"
        assert whole == pytest.approx(sum(row[column] for row in units.values()), rel=1e-12)
    record = provenance.read(result["UNITS"])
    assert record["tables"]["land_export"]["scheme"] == "LOCAL"
    assert result["UNITS"].renderer().type() == "RuleRenderer"


def test_delivery_of_sub_catchments_counts_for_units_too(raster, towns, catchments, tables):
    options = {"RASTER": raster, "SCHEME": "clcd", "UNITS_LAYER": towns, "CATCHMENTS": catchments}
    result = run(
        EXPORT_TABLE=tables["EXPORT_TABLE"], DELIVERY_FIELD="ratio", DELIVERY=0.5, DETAIL="memory:", **options
    )
    units = by_code(result["UNITS"])
    north, south, beside = 2 * 20, 20 + 2, 2 * 10
    assert units["01"]["load_t_tn"] == pytest.approx((0.25 * north + 0.5 * south + 0.5 * beside) / 1000)
    ratios = {(row["catchment"], row["delivery_ratio"]) for row in rows_of(result["DETAIL"])}
    assert ratios == {("N", 0.25), ("S", 0.5), (None, 0.5)}


def test_loads_of_activities_follow_built_up_land(raster, towns, catchments, tables, feedback):
    result = run(
        feedback,
        ACTIVITIES=activities(*COAL),
        RASTER=raster,
        SCHEME="clcd",
        UNITS_LAYER=towns,
        CATCHMENTS=catchments,
        CATCHMENTS_OUT="memory:",
        SPLIT="built_up",
        **tables,
    )
    places = by_code(result["CATCHMENTS_OUT"], "catchment")
    # 01 has its built-up land outside of both; 02 has none and goes by area
    assert places["N"]["load_t_so2"] == pytest.approx(16 / 3, rel=1e-5)
    assert "no built-up land; their loads are parted by area: 02" in feedback.text


def test_polygons_give_what_cells_give(towns, catchments, tables, raster):
    codes = {1: "0101", 2: "0301", 8: "0701"}
    rows = [
        (square(100 * column, 100 * row), (codes[int(CELLS[row, column])],))
        for row in range(3)
        for column in range(4)
        if CELLS[row, column]
    ]
    land = make_layer("Polygon", "EPSG:4547", "field=DLBM:string", rows, "图斑")
    options = {
        "UNITS_LAYER": towns,
        "CATCHMENTS": catchments,
        "CATCHMENTS_OUT": "memory:",
        "EXPORT_TABLE": tables["EXPORT_TABLE"],
    }
    drawn = run(INPUT=land, **options)
    cells = run(RASTER=raster, SCHEME="clcd", **options)
    for name, key in (("UNITS", "unit_code"), ("CATCHMENTS_OUT", "catchment")):
        one, other = by_code(drawn[name], key), by_code(cells[name], key)
        for code, row in one.items():
            assert row["load_t_tn"] == pytest.approx(other[code]["load_t_tn"], rel=2e-3)
            assert row["load_t_tn_sd"] == pytest.approx(other[code]["load_t_tn_sd"], rel=2e-3)


def test_layers_in_degrees_give_the_same(raster, towns, catchments, tables, feedback):
    def in_degrees(layer):
        options = {"INPUT": layer, "TARGET_CRS": "EPSG:4490", "OUTPUT": "memory:"}
        return processing.run("native:reprojectlayer", options)["OUTPUT"]

    options = {"RASTER": raster, "SCHEME": "clcd", "EXPORT_TABLE": tables["EXPORT_TABLE"]}
    plane = run(UNITS_LAYER=towns, CATCHMENTS=catchments, CATCHMENTS_OUT="memory:", **options)
    there = {"UNITS_LAYER": in_degrees(towns), "CATCHMENTS": in_degrees(catchments)}
    other = run(feedback, CATCHMENTS_OUT="memory:", **there, **options)
    for name, key in (("UNITS", "unit_code"), ("CATCHMENTS_OUT", "catchment")):
        one, two = by_code(plane[name], key), by_code(other[name], key)
        assert {code: row["load_t_tn"] for code, row in one.items()} == pytest.approx(
            {code: row["load_t_tn"] for code, row in two.items()}, rel=1e-9
        )
    assert "is transformed from EPSG:4490" in feedback.text


def test_the_detail_feeds_the_equivalents(raster, provider, tables, towns, workplace):
    detail = str(workplace / "明细.csv")
    run(ACTIVITIES=activities(*COAL), EMISSION_TABLE=tables["EMISSION_TABLE"], DETAIL=detail)
    found = processing.run(
        "cpzoning:pollutantequivalents",
        {"INPUT": detail, "AMOUNT_UNIT_FIELD": "amount_unit", "UNITS": "memory:"},
    )
    units = by_code(found["UNITS"])
    assert units["01"]["eq_total"] == pytest.approx(8000 / 0.95 + 3000 / 0.95)


def test_amounts_without_a_unit_are_named_with_their_rows(provider, tables):
    rows = (
        *COAL,
        ("01", "原煤", 3.0, None, 2024),
        ("02", "diesel", 3.0, "", 2024),
        ("02", "diesel", 1, "x", 2024),
    )
    with pytest.raises(QgsProcessingException) as error:
        run(ACTIVITIES=activities(*rows), EMISSION_TABLE=tables["EMISSION_TABLE"])
    told = str(error.value)
    assert "原煤 (rows 3): The unit “”" in told
    assert "diesel (rows 4)" in told and "diesel (rows 5): The unit “x”" in told


def test_it_runs_on_the_practice_county_in_both_tables(provider, workplace):
    result = run(
        ACTIVITIES=f"{PACKAGE}activity_town",
        YEARS="2024",
        EMISSION_TABLE=str(SAMPLE / "tables" / "pollutant_factors.csv"),
        REMOVAL=f"{PACKAGE}removal_rate",
        RASTER=str(SAMPLE / "rasters" / "landcover_2024.tif"),
        SCHEME="clcd",
        EXPORT_TABLE=str(SAMPLE / "tables" / "export_coefficients.csv"),
        UNITS_LAYER=f"{PACKAGE}town",
        CATCHMENTS=f"{PACKAGE}catchment",
        CATCHMENTS_OUT=str(workplace / "子流域 负荷.gpkg"),
        DETAIL=str(workplace / "明细.csv"),
    )
    units, places = by_code(result["UNITS"]), by_code(result["CATCHMENTS_OUT"], "catchment")
    with (workplace / "明细.csv").open(encoding="utf-8-sig", newline="") as stream:
        detail = list(csv.DictReader(stream))
    for name in ("so2", "nox", "pm", "tn", "tp", "cod"):
        column = f"load_t_{name}"
        own = [row for row in detail if row["pollutant"].lower() == name]
        outside = sum(float(row["amount"]) for row in own if not row["catchment"])
        total = sum(row[column] for row in units.values())
        assert sum(row[column] for row in places.values()) + outside == pytest.approx(total, rel=1e-9)
        assert outside < 0.002 * total  # sub-catchments cover the land but for the smoothing of its borders


# --- refusals -----------------------------------------------------------------------------------------


def refused(**options):
    with pytest.raises(QgsProcessingException) as caught:
        run(**options)
    return str(caught.value)


def test_refuses_what_cannot_be_counted(provider, tables, raster, towns, catchments):
    table = activities(*COAL)
    assert "Give activities" in refused()
    assert "need the layer of the units" in refused(RASTER=raster, EXPORT_TABLE=tables["EXPORT_TABLE"])
    assert "has no export coefficients" in refused(RASTER=raster, UNITS_LAYER=towns)
    assert "No load of any pollutant" in refused(ACTIVITIES=table)
    assert "(ACTIVITIES)" in refused(RASTER=raster, UNITS_LAYER=towns, REMOVAL=table, REMOVAL_RATE="amount")
    assert "needs land use" in refused(ACTIVITIES=table, SPLIT="built_up", **tables)
    assert "CATCHMENTS" in refused(ACTIVITIES=table, CATCHMENTS_OUT="memory:", **tables)
    none = {"RASTER": raster, "SCHEME": "clcd", "UNITS_LAYER": towns, **tables}
    assert "XX, is none of the account" in refused(MAPPED="XX", **none)
    two = activities(*COAL, ("01", "raw_coal", 1.0, "t", 2023))
    assert "2023, 2024" in refused(ACTIVITIES=two, **tables)


def test_refuses_all_bad_rows_together(provider, tables):
    table = activities(("01", "raw_coal", -5.0, "t", 2024), ("", "raw_coal", 5.0, "t", 2024))
    text = refused(ACTIVITIES=table, **tables)
    assert "1 amounts are negative" in text and "1 rows have no unit code" in text


def test_refuses_land_without_coefficients_and_goes_on_when_asked(tables, towns, workplace, feedback):
    strange = make_raster(
        workplace / "水.tif", np.where(CELLS == 8, 5, CELLS), corner=CORNER, cell=(100.0, -100.0), nodata=0
    )
    options = {
        "RASTER": strange,
        "SCHEME": "clcd",
        "UNITS_LAYER": towns,
        "EXPORT_TABLE": tables["EXPORT_TABLE"],
    }
    assert "TN for Inland water (2 ha)" in refused(**options)
    units = by_code(run(feedback, UNCOVERED="leave_out", **options)["UNITS"])
    assert (units["01"]["flags"], units["02"]["flags"]) == ("PART_P", "")
    assert units["01"]["load_t_tn"] == pytest.approx(0.062)


def test_refuses_a_delivery_ratio_that_is_none(raster, towns, tables):
    rows = [(square(0, 0, 400, 300), ("N", 35.0))]
    fields = "field=catchment:string&field=ratio:double"
    percent = make_layer("Polygon", "EPSG:4547", fields, rows, "子流域")
    options = {"RASTER": raster, "SCHEME": "clcd", "UNITS_LAYER": towns, "CATCHMENTS": percent}
    assert "no delivery ratio from 0 to 1" in refused(DELIVERY_FIELD="ratio", **options, **tables)


def test_a_template_that_was_not_filled_in_is_refused(raster, towns, workplace):
    path = workplace / "template.csv"
    processing.run("cpzoning:factortables", {"TABLE": "land_export", "EXPORT": str(path)})
    text = refused(RASTER=raster, SCHEME="clcd", UNITS_LAYER=towns, EXPORT_TABLE=str(path))
    assert "fill in values" in text


@pytest.mark.parametrize("at", [0, 30, 90])
def test_cancel_leaves_nothing(at, raster, towns, tables, workplace):
    kept = workplace / "out"
    kept.mkdir()
    out = kept / "负荷.gpkg"
    feedback = RecordingFeedback(cancel_at=at)
    options = {"RASTER": raster, "SCHEME": "clcd", "UNITS_LAYER": towns, "UNITS": str(out)}
    run(feedback, ACTIVITIES=activities(*COAL), **options, **tables)
    assert list(kept.iterdir()) == []


def test_the_order_of_overlapping_places_decides_nothing(raster, tables, feedback):
    """A town and a sub-catchment in the middle lie over both others; what is theirs goes by the codes."""
    towns = [(square(0, 0, 250, 300), ("01",)), (square(150, 0, 250, 300), ("02",))]
    catchments = [(square(0, 0, 400, 200), ("N",)), (square(0, 100, 400, 200), ("S",))]
    found = []
    for turned in (1, -1):
        layer = make_layer("Polygon", "EPSG:4547", "field=unit_code:string", towns[::turned], "乡镇")
        other = make_layer("Polygon", "EPSG:4547", "field=catchment:string", catchments[::turned], "子流域")
        result = run(
            feedback,
            RASTER=raster,
            SCHEME="clcd",
            UNITS_LAYER=layer,
            CATCHMENTS=other,
            CATCHMENTS_OUT="memory:",
            EXPORT_TABLE=tables["EXPORT_TABLE"],
        )
        units, places = by_code(result["UNITS"]), by_code(result["CATCHMENTS_OUT"], "catchment")
        sums = [units[code]["load_t_tn"] for code in ("01", "02")]
        found.append(sums + [places[code]["load_t_tn"] for code in ("N", "S")])
    assert found[0] == pytest.approx(found[1], rel=1e-9)
    for layer, area in (("乡镇", 3), ("子流域", 4)):
        told = next(text for text in feedback.warnings if f"polygons of {layer} overlap" in text)
        assert float(told.split(" ha in sum")[0].split()[-1]) == pytest.approx(area, rel=2e-3)


def test_nitrogen_of_the_same_fields_does_not_count_twice(raster, towns, tables, feedback):
    rows = activities(("01", "氮肥", 100.0, "t", 2024), *COAL)
    options = {"ACTIVITIES": rows, "RASTER": raster, "SCHEME": "clcd", "UNITS_LAYER": towns, "LEACHING": True}
    told = refused(**options, **tables)
    assert "Cropland" in told and "BOTH_NITROGEN" in told
    run(feedback, **options, BOTH_NITROGEN=True, **tables)
    assert any("both count" in text for text in feedback.warnings)
    calm = RecordingFeedback()
    run(calm, **{**options, "LEACHING": False}, **tables)
    assert not any("both count" in text for text in calm.warnings)
