"""The algorithm ``bluecarbon``: worked examples through the door, two dates, refusals, cancel."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:bluecarbon"
SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
CASES = {
    case["id"]: case
    for case in json.loads(
        (Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text(encoding="utf-8")
    )
}
R = 44 / 12
MANGROVE = 386 + 75 * 0.451 * 1.96
CORNER = (500000.0, 2500000.0)
TABLE_FIELDS = "field=unit_code:string&field=habitat:string&field=state:string&field=area:double"
SHAPE_FIELDS = "field=unit_code:string&field=habitat:string&field=state:string"


def square(x, y, width=100, height=100):
    x, y = CORNER[0] + x, CORNER[1] + y
    return f"POLYGON(({x} {y},{x + width} {y},{x + width} {y + height},{x} {y + height},{x} {y}))"


def table(rows, name="生境"):
    return make_layer("None", "", TABLE_FIELDS, [("", row) for row in rows], name)


def shapes(rows, name="生境图", crs="EPSG:4547"):
    return make_layer("Polygon", crs, SHAPE_FIELDS, rows, name)


@pytest.fixture
def towns(provider):
    rows = [(square(0, 0, 200, 200), ("01",)), (square(200, 0, 200, 200), ("02",)),
            (square(900, 0, 100, 100), ("03",))]  # fmt: skip
    return make_layer("Polygon", "EPSG:4547", "field=unit_code:string", rows, "乡镇")


def run(feedback=None, **options):
    asked = {"UNITS": "memory:", "STATE": "state", **options}
    return processing.run(ID, asked, feedback=feedback or RecordingFeedback())


def units_of(result):
    return {row["unit_code"]: row for row in rows_of(result["UNITS"])}


def refusal(**options):
    with pytest.raises(QgsProcessingException) as refused:
        run(**options)
    return str(refused.value)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "carbonaccounting" and algorithm.canExecute()[0]
    definitions = {item.name(): item for item in algorithm.parameterDefinitions()}
    assert definitions["LOST_TO"].metadata()["codes"][0] == "excavated"
    assert definitions["BURIAL"].metadata()["codes"][0] == "IPCC_WET2013"
    assert {item.name() for item in algorithm.outputDefinitions()} == {
        "UNITS", "HABITATS_OUT", "YEARS_OUT", "MARICULTURE_OUT", "SOURCE", "SINK", "NET", "STOCK",
    }  # fmt: skip


def e10_table():
    given = CASES["E10"]["inputs"]
    return table(
        [
            ("x", "mangrove", None, given["A_mangrove"]),
            ("x", "盐沼", "intact", given["A_salt_marsh"]),
            ("x", "Seagrass", "", given["A_seagrass"]),
            ("x", "salt_marsh", "排水", given["A_drained"]),
            ("x", "红树林", "excavated", given["A_excavated"]),
        ]
    )


def test_e10_through_the_door(provider):
    expected = CASES["E10"]["expected"]
    result = run(INPUT=e10_table(), AREA="area", HABITATS_OUT="memory:")
    row = units_of(result)["x"]
    assert row["sink_tco2"] == pytest.approx(-expected["sink"] * R, rel=1e-9)
    assert row["drained_tco2"] == pytest.approx(expected["drain"] * R, rel=1e-9)
    assert row["excavated_tco2"] == pytest.approx(expected["excavation"] * R, rel=1e-9)
    assert row["net_tco2"] == pytest.approx(expected["net_tCO2"], rel=1e-9)
    assert row["net_tco2"] == pytest.approx(row["source_tco2"] + row["sink_tco2"], rel=1e-12)
    assert row["net_tco2_lo"] < row["net_tco2"] < row["net_tco2_hi"] and row["net_tco2_sd"] > 0
    assert (row["habitat_ha"], row["drained_ha"], row["flags"]) == (180, 20, "")
    assert result["NET"] == row["net_tco2"]
    habitats = {one["habitat"]: one for one in rows_of(result["HABITATS_OUT"])}
    assert habitats["mangrove"]["soil_tc"] == 38600
    assert habitats["salt_marsh"]["biomass_tc"] is None  # the tables have none
    assert habitats["mangrove"]["burial_t_ha_hi"] == 10.2
    total = sum(one["net_tco2"] for one in habitats.values())
    assert total == pytest.approx(row["net_tco2"], rel=1e-12)


@pytest.mark.parametrize(("unit", "scale"), [("亩", 15), ("km2", 0.01), ("m2", 1e4), ("公顷", 1)])
def test_units_of_area_do_not_matter(provider, unit, scale):
    given = table([("x", "mangrove", "", 10 * scale)])
    row = units_of(run(INPUT=given, AREA="area", AREA_UNIT=unit))["x"]
    assert row["sink_tco2"] == pytest.approx(-16.2 * R, rel=1e-9)


def test_e11_through_the_door(provider):
    given, expected = CASES["E11"]["inputs"], CASES["E11"]["expected"]
    fields = "field=unit_code:string&field=species:string&field=amount:double&field=unit:string"
    rows = [
        ("", ("x", "牡蛎", given["oyster_wet_t"] / 1e4, "万吨")),
        ("", ("x", "kelp", given["kelp_wet_t"], "t")),
    ]
    harvest = make_layer("None", "", fields, rows, "海水养殖")
    result = run(MARICULTURE=harvest, MARICULTURE_OUT="memory:")
    row = units_of(result)["x"]
    assert (row["tissue_tco2"] + row["shell_tco2"]) / R == pytest.approx(-expected["total"], rel=1e-9)
    assert row["tissue_tco2"] / R == pytest.approx(-expected["total_no_shell"], rel=1e-9)
    assert (row["net_tco2"], row["flags"]) == (None, "NO_K")  # no habitats were given: harvest is in no net
    by_species = {one["species"]: one for one in rows_of(result["MARICULTURE_OUT"])}
    assert by_species["oyster"]["tissue_tco2"] / R == pytest.approx(-expected["oyster_tissue"], rel=1e-9)
    assert by_species["kelp"]["wet_t"] == given["kelp_wet_t"]
    wide = units_of(run(MARICULTURE=harvest, HARVEST_PERCENT=15))["x"]
    assert wide["shell_tco2_lo"] == pytest.approx(1.15 * row["shell_tco2"])
    assert row["tissue_tco2_lo"] == pytest.approx(row["tissue_tco2"])
    dry = run(MARICULTURE=harvest, ALGAE="dry")
    assert units_of(dry)["x"]["tissue_tco2"] < row["tissue_tco2"]


def two_dates():
    before = shapes([(square(0, 0, 300, 100), ("", "mangrove", "")), (square(0, 100), ("", "seagrass", ""))])
    after = shapes(
        [
            (square(0, 0, 150, 100), ("", "mangrove", "")),
            (square(150, 0, 50, 100), ("", "mangrove", "drained")),
            (square(100, 100, 100, 100), ("", "salt_marsh", "")),
        ],
        "后期生境",
    )
    return {"INPUT": before, "YEAR": 2015, "LATER": after, "LATER_YEAR": 2020}


def test_polygons_of_two_dates_show_gains_and_losses_where_they_are(towns, feedback):
    result = run(
        feedback, **two_dates(), UNITS_LAYER=towns, END_YEAR=2025, YEARS_OUT="memory:", HABITATS_OUT="memory:"
    )
    habitats = {one["habitat"]: one for one in rows_of(result["HABITATS_OUT"])}
    hectare = habitats["mangrove"]["habitat_before_ha"] / 3
    assert hectare == pytest.approx(1, rel=2e-3)
    assert habitats["mangrove"]["habitat_ha"] == pytest.approx(1.5 * hectare, rel=1e-4)
    assert habitats["mangrove"]["habitat_lost_ha"] == pytest.approx(1.5 * hectare, rel=1e-4)
    assert habitats["salt_marsh"]["habitat_gained_ha"] == pytest.approx(hectare, rel=1e-4)
    assert habitats["seagrass"]["habitat_lost_ha"] == pytest.approx(hectare, rel=1e-4)
    years = [row for row in rows_of(result["YEARS_OUT"]) if row["habitat"] == "mangrove"]
    assert [row["year"] for row in years if row["unit_code"] == "02"] == list(range(2015, 2026))
    # in town 02 a hectare is gone: excavated, a fifth of it each year from 2016 to 2020
    dug = [row["excavated_tco2"] / (MANGROVE * R * hectare) for row in years if row["unit_code"] == "02"]
    assert dug == pytest.approx([0, *[0.2] * 5, *[0] * 5], rel=1e-4)
    drained = [row["drained_tco2"] for row in years if row["unit_code"] == "01"]
    assert drained[-1] == pytest.approx(0.5 * 7.9 * R * hectare, rel=1e-4)
    units = units_of(result)
    assert (units["03"]["net_tco2"], units["03"]["flags"]) == (0, "")  # on the map, and no habitat there
    assert result["UNITS"].renderer().type() != "singleSymbol"
    by_year = sum(row["net_tco2"] or 0 for row in rows_of(result["YEARS_OUT"]) if row["year"] == 2020)
    assert by_year == pytest.approx(result["NET"], rel=1e-9)


@pytest.mark.parametrize("turned", [False, True])
def test_the_practice_county_gains_mangroves_or_backwards_loses_them(provider, turned):
    package = SAMPLE / "haiyue.gpkg"
    layers = [
        QgsVectorLayer(f'{package}|layername=mangrove|subset="year" = {year}', str(year), "ogr")
        for year in ((2024, 2015) if turned else (2015, 2024))
    ]
    areas = [sum(feature["area_ha"] for feature in layer.getFeatures()) for layer in layers]
    first, second = (layer.source() for layer in layers)  # as qgis_process is given them
    options = {"INPUT": first, "YEAR": 2015, "LATER": second, "LATER_YEAR": 2024, "STATE": ""}
    units = f"{package}|layername=zoning_unit"
    result = run(**options, UNITS_LAYER=units, HABITATS_OUT="memory:", YEARS_OUT="memory:")
    (row,) = rows_of(result["HABITATS_OUT"])
    assert row["habitat_before_ha"] == pytest.approx(areas[0], rel=2e-3)
    assert row["habitat_ha"] == pytest.approx(areas[1], rel=2e-3)
    gained, lost = row["habitat_gained_ha"], row["habitat_lost_ha"]
    assert gained - lost == pytest.approx(areas[1] - areas[0], rel=2e-3)
    assert max(gained, lost) == (lost if turned else gained)
    dug = sum(one["excavated_tco2"] for one in rows_of(result["YEARS_OUT"]))
    assert dug == pytest.approx(lost * MANGROVE * R, rel=1e-6, abs=1e-6)
    assert result["SINK"] == pytest.approx(-1.62 * R * areas[1], rel=2e-3)
    assert len(units_of(result)) == 12


def test_under_a_layer_of_units_the_later_date_needs_no_fields_of_units(towns):
    options = two_dates()
    fields = "field=habitat:string&field=state:string"
    bare = make_layer("Polygon", "EPSG:4547", fields, [(square(0, 0, 150, 100), ("mangrove", ""))], "后期")
    row = units_of(run(**{**options, "LATER": bare}, UNITS_LAYER=towns))["01"]
    assert row["habitat_ha"] == pytest.approx(1.5, rel=2e-3)
    assert "后期 lacks the fields unit_code" in refusal(**{**options, "LATER": bare})


def test_tables_of_two_dates_tell_lower_bounds(provider, feedback):
    before = table([("01", "mangrove", "", 10.0), ("02", "tidal_flat", "", 4.0)], "前期")
    after = table([("01", "mangrove", "", 4.0), ("02", "tidal_flat", "", 5.0)], "后期")
    result = run(
        feedback, INPUT=before, LATER=after, YEAR=2020, LATER_YEAR=2022, AREA="area",
        LOST_TO="disturbed_high", END_YEAR=2040, REPORT_YEAR=2040,
    )  # fmt: skip
    assert "lower bounds" in feedback.text and "Tidal flat, 5 ha" in feedback.text
    units = units_of(result)
    assert (units["02"]["net_tco2"], units["02"]["flags"]) == (None, "NO_K")
    assert units["01"]["decay_tco2"] > 0 and units["01"]["excavated_tco2"] == 0
    assert units["01"]["habitat_ha"] == 4


def test_methane_names_its_set_of_potentials(provider, feedback):
    given = table([("x", "salt_marsh", "", 100.0)])
    result = run(feedback, INPUT=given, AREA="area", METHANE="low_salinity", GWP="AR6")
    row = units_of(result)["x"]
    assert row["methane_tco2e"] == pytest.approx(100 * 0.1937 * 27.0, rel=1e-9)
    assert row["net_tco2"] == pytest.approx(row["methane_tco2e"] - 91 * R, rel=1e-9)
    assert "AR6" in feedback.text


def test_a_rate_of_ones_own_fills_a_gap(provider, workplace):
    path = workplace / "速 率.csv"
    path.write_text(
        "key,scheme,parameter,value,low,high,unit,source,habitat\n"
        "t,IPCC_WET2013,soil_sequestration,1.3,0.5,2,tC ha-1 a-1,本地样柱,tidal_flat\n",
        encoding="utf-8-sig",
    )
    row = units_of(run(INPUT=table([("x", "滩涂", "", 10.0)]), AREA="area", RATES=str(path)))["x"]
    assert row["sink_tco2"] == pytest.approx(-13 * R, rel=1e-9)
    assert (row["sink_tco2_lo"], row["flags"]) == (pytest.approx(-20 * R), "")


def test_monte_carlo_is_seeded(provider):
    options = {
        "INPUT": e10_table(),
        "AREA": "area",
        "INTERVALS": "montecarlo",
        "DRAWS": 2000,
        "AREA_ERROR": 10,
    }
    one, again, other = (units_of(run(**options, SEED=seed))["x"]["net_tco2_sd"] for seed in (1, 1, 2))
    assert one == again != other


# --- refusals -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, ["INPUT", "MARICULTURE"]),
        ({"INPUT": "table"}, ["AREA"]),
        ({"INPUT": "table", "AREA": "habitat"}, ["生境", "habitat", "no numbers"]),
        ({"INPUT": "table", "AREA": "area", "AREA_UNIT": "t"}, ["t", "area"]),
        ({"INPUT": "table", "AREA": "aera"}, ["aera", "area", "生境"]),
        ({"INPUT": "table", "AREA": "area", "LATER": "shapes", "LATER_YEAR": 2024}, ["both tables"]),
        ({"INPUT": "table", "AREA": "area", "LATER": "table", "LATER_YEAR": 2020}, ["LATER_YEAR", "2020"]),
        ({"LATER": "table"}, ["INPUT"]),
        ({"INPUT": "table", "AREA": "area", "END_YEAR": 2010}, ["2010", "2020"]),
        ({"INPUT": "table", "AREA": "area", "REPORT_YEAR": 2030}, ["2030", "REPORT_YEAR"]),
        (
            {"INPUT": "shapes", "UNITS_LAYER": "bare", "UNITS_CODE": ""},
            ["bare", "coordinate reference", "unit code"],
        ),
        ({"INPUT": "table", "AREA": "area", "MARICULTURE_OUT": "memory:"}, ["MARICULTURE"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, options, words):
    given = {
        "table": table([("x", "mangrove", "", 1.0)]),
        "shapes": shapes([(square(0, 0), ("x", "mangrove", ""))]),
        "bare": make_layer("Polygon", "", "field=unit_code:string", [(square(0, 0), ("1",))], "bare"),
    }
    asked = {
        key: given.get(value, value) if isinstance(value, str) else value for key, value in options.items()
    }
    text = refusal(**asked)
    assert all(word in text for word in words), text


def test_unknown_habitats_are_all_listed_and_may_be_left_out(provider, feedback):
    given = table(
        [("x", "mangrove", "", 1.0), ("x", "珊瑚礁", "", 5.0), ("x", "珊瑚礁", "", 2.0), ("x", None, "", 3.0)]
    )
    text = refusal(INPUT=given, AREA="area")
    assert "珊瑚礁 (2×, 7 ha), – (1×, 3 ha)" in text and "Mangrove" in text
    row = units_of(run(feedback, INPUT=given, AREA="area", UNKNOWN="leave_out"))["x"]
    assert row["habitat_ha"] == 1 and "珊瑚礁 (2×, 7 ha)" in feedback.text


def test_bad_rows_are_named(provider, feedback):
    assert "negative" in refusal(INPUT=table([("x", "mangrove", "", -1.0)]), AREA="area")
    assert "vanished" in refusal(INPUT=table([("x", "mangrove", "vanished", 1.0)]), AREA="area")
    run(feedback, INPUT=table([("x", "mangrove", "", 1.0), ("x", "mangrove", "", None)]), AREA="area")
    assert "1 rows of 生境 have no area" in feedback.text
    text = refusal(INPUT=table([("x", "mangrove", "受扰动", 1.0)]), AREA="area")
    assert "how strong" in text and "Disturbed: low impact" in text


def test_habitat_without_an_area_is_unknown_not_zero(provider):
    rows = [
        ("a", "mangrove", "", 1.0),
        ("a", "salt_marsh", "", None),
        ("b", "mangrove", "", None),
        ("c", "mangrove", "", 2.0),
    ]
    given = table(rows)
    result = run(INPUT=given, AREA="area", HABITATS_OUT="memory:", YEARS_OUT="memory:")
    units = units_of(result)
    assert (units["a"]["habitat_ha"], units["a"]["flags"]) == (1, "PART_K")
    b = units["b"]
    assert [b[name] for name in ("habitat_ha", "sink_tco2", "net_tco2", "stock_tc", "drained_tco2")] == [
        None
    ] * 5
    assert b["flags"] == "NO_K" and units["c"]["flags"] == ""
    assert result["SINK"] == pytest.approx(-3 * 1.62 * R)
    habitats = {one["habitat"]: one for one in rows_of(result["HABITATS_OUT"])}
    assert habitats["salt_marsh"]["habitat_ha"] is None and habitats["mangrove"]["habitat_ha"] == 3
    later = table([*rows[:2], ("b", "mangrove", "", 7.0), ("c", "mangrove", "", None)], "后期")
    two = run(INPUT=given, LATER=later, LATER_YEAR=2024, AREA="area")
    for code in "bc":  # neither a gain of 7 ha nor a loss of 2 ha
        assert (units_of(two)[code]["net_tco2"], units_of(two)[code]["flags"]) == (None, "NO_K")


@pytest.mark.parametrize("blank", [None, ""])
def test_rows_without_a_unit_code_are_no_unit_of_their_own(provider, feedback, blank):
    given = table([("x", "mangrove", "", 1.0), (blank, "mangrove", "", 5.0)])
    text = refusal(INPUT=given, AREA="area")
    assert "1 rows of 生境 have no unit code (rows: 2)" in text and "BLANK_CODES" in text
    units = units_of(run(feedback, INPUT=given, AREA="area", BLANK_CODES="leave_out"))
    assert list(units) == ["x"] and units["x"]["habitat_ha"] == 1
    assert "are left out (rows: 2)" in feedback.text
    assert list(units_of(run(INPUT=given, AREA="area", UNIT_FIELD=""))) == ["all"]
    polygons = shapes([(square(0, 0), ("x", "mangrove", "")), (square(300, 0), (blank, "mangrove", ""))])
    assert "have no unit code" in refusal(INPUT=polygons)
    assert list(units_of(run(INPUT=polygons, BLANK_CODES="leave_out"))) == ["x"]
    fields = "field=unit_code:string&field=species:string&field=amount:double"
    rows = [("", ("x", "kelp", 1.0)), ("", (blank, "kelp", 1.0))]
    harvest = make_layer("None", "", fields, rows, "养殖")
    assert "1 rows of 养殖 have no unit code" in refusal(MARICULTURE=harvest)
    assert list(units_of(run(MARICULTURE=harvest, BLANK_CODES="leave_out"))) == ["x"]


def test_later_habitats_over_each_other_count_once_whatever_their_order(provider):
    before = shapes([(square(0, 0, 400, 100), ("u", "mangrove", ""))])
    rows = [(square(0, 0), ("u", "salt_marsh", "")), (square(50, 0), ("u", "mangrove", ""))]
    found = []
    for turned in (rows, rows[::-1]):
        feedback = RecordingFeedback()
        result = run(
            feedback, INPUT=before, LATER=shapes(turned, "后期"), LATER_YEAR=2024, HABITATS_OUT="memory:"
        )
        found.append({one["habitat"]: one["habitat_ha"] for one in rows_of(result["HABITATS_OUT"])})
        assert "后期 overlap: 1 pairs" in feedback.text and "one of them counts" in feedback.text
    assert found[0] == pytest.approx(found[1])
    assert found[0]["mangrove"] == pytest.approx(2 * found[0]["salt_marsh"], rel=1e-6)


def test_a_harvest_alone_has_no_net_and_says_so(provider, feedback):
    fields = "field=unit_code:string&field=species:string&field=amount:double"
    harvest = make_layer("None", "", fields, [("", ("x", "kelp", 5.0))], "养殖")
    result = run(feedback, MARICULTURE=harvest)
    assert np.isnan(result["NET"]) and np.isnan(result["STOCK"])
    assert "net – t CO2e" in feedback.text and "no ranges of the tissue" in feedback.text
    fish = RecordingFeedback()
    run(fish, MARICULTURE=make_layer("None", "", fields, [("", ("x", "finfish", 5.0))], "网箱"))
    assert "no ranges of the tissue" not in fish.text  # fed fish takes out neither tissue nor shells
    both = run(INPUT=table([("y", "mangrove", "", 1.0)]), AREA="area", MARICULTURE=harvest)
    assert both["NET"] == pytest.approx(-1.62 * R)


def test_the_climate_of_mangroves_is_chosen_and_told(provider, feedback):
    given = table([("x", "mangrove", "", 1.0)])
    run(feedback, INPUT=given, AREA="area")
    assert "climate subtropical" in feedback.text and "taken as exact" in feedback.text
    assert "root_shoot_tropical_wet" in refusal(INPUT=given, AREA="area", CLIMATE="tropical_wet")


def test_bad_harvests_are_named(provider, feedback, towns):
    fields = (
        "field=unit_code:string&field=species:string&field=amount:double&field=unit:string&field=year:int"
    )

    def harvest(*rows):
        return make_layer("None", "", fields, [("", row) for row in rows], "养殖")

    text = refusal(MARICULTURE=harvest(("x", "鲍", 1, "t", 2020), ("x", "鲍", 1, "t", 2020)))
    assert "鲍 (2×)" in text and "Oysters" in text
    assert "2019, 2020" in refusal(
        MARICULTURE=harvest(("x", "海带", 1, "t", 2019), ("x", "海带", 1, "t", 2020))
    )
    assert "筐" in refusal(MARICULTURE=harvest(("x", "海带", 1, "筐", 2020)))
    assert "negative" in refusal(MARICULTURE=harvest(("x", "海带", -1, "t", 2020)))
    run(feedback, MARICULTURE=harvest(("x", "海带", 1, "t", 2020), ("x", "海带", None, "t", 2020)))
    assert "1 rows of 养殖 have no amount" in feedback.text
    text = refusal(
        INPUT=shapes([(square(0, 0), ("", "mangrove", ""))]),
        UNITS_LAYER=towns,
        MARICULTURE=harvest(("99", "海带", 1, "t", 2020)),
    )
    assert "99" in text and "乡镇" in text


def test_overlaps_and_land_outside_of_units_are_told(towns, feedback):
    rows = [(square(0, 0), ("", "mangrove", "")), (square(50, 0), ("", "mangrove", ""))]
    rows.append((square(5000, 0), ("", "seagrass", "")))
    run(feedback, INPUT=shapes(rows), UNITS_LAYER=towns)
    assert "生境图 overlap: 1 pairs" in feedback.text
    assert "ha of habitats lie in no unit" in feedback.text
    assert "No habitat lies in any unit (0.99" in refusal(INPUT=shapes(rows[2:]), UNITS_LAYER=towns)


def test_invalid_polygons_are_repaired_or_refused(provider, feedback):
    bow_tie = "POLYGON((500000 2500000,500100 2500100,500100 2500000,500000 2500100,500000 2500000))"
    layer = shapes([(bow_tie, ("x", "mangrove", ""))])
    row = units_of(run(feedback, INPUT=layer))["x"]
    assert row["habitat_ha"] == pytest.approx(0.5, rel=2e-3) and "repaired" in feedback.text
    assert "invalid" in refusal(INPUT=layer, INVALID="refuse")


def test_a_table_in_gb18030_with_chinese_words(provider, workplace):
    path = workplace / "生境 表.csv"
    path.write_text("单元,生境,状态,面积\n01,红树林,完好,15\n01,盐沼,排水,30\n", encoding="gb18030")
    options = {"HABITAT": "生境", "STATE": "状态", "UNIT_FIELD": "单元", "AREA": "面积", "AREA_UNIT": "亩"}
    row = units_of(run(INPUT=str(path), **options))["01"]
    assert row["net_tco2"] == pytest.approx((-1.62 + 2 * 7.9) * R, rel=1e-9)


def test_units_with_double_codes_are_refused(provider):
    rows = [(square(0, 0), ("01",)), (square(100, 0), ("01",))]
    double = make_layer("Polygon", "EPSG:4547", "field=unit_code:string", rows, "乡镇")
    text = refusal(INPUT=shapes([(square(0, 0), ("", "mangrove", ""))]), UNITS_LAYER=double)
    assert "more than once: 01" in text


def test_the_carbon_balance_takes_the_units_as_they_are(towns):
    blue = run(**two_dates(), UNITS_LAYER=towns)
    made = processing.run(
        "cpzoning:carbonbalance",
        {"INPUT": blue["UNITS"], "LAND": blue["UNITS"], "OUTPUT": "memory:"},
        feedback=RecordingFeedback(),
    )
    assert len(rows_of(made["OUTPUT"])) == 3


def test_another_crs_is_transformed(towns, feedback):
    options = two_dates()
    moved = processing.run(
        "native:reprojectlayer",
        {"INPUT": options["LATER"], "TARGET_CRS": "EPSG:4490", "OUTPUT": "memory:"},
        feedback=RecordingFeedback(),
    )["OUTPUT"]
    expected = units_of(run(**options, UNITS_LAYER=towns))["01"]
    found = units_of(run(feedback, **{**options, "LATER": moved}, UNITS_LAYER=towns))["01"]
    assert found["habitat_ha"] == pytest.approx(expected["habitat_ha"], rel=1e-4)
    assert "EPSG:4490" in feedback.text


def test_a_headless_run_leaves_styled_files_with_their_record(towns, workplace):
    path = workplace / "蓝 碳.gpkg"
    run(**two_dates(), UNITS_LAYER=towns, UNITS=str(path))
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "again", "ogr")
    assert layer.renderer().type() != "singleSymbol"
    record = provenance.read(layer)
    assert record["standards"]["gwp"] == "AR5"
    assert record["tables"]["sink_rates"]["scheme"] == "IPCC_WET2013"


def test_a_town_with_no_habitat_is_drawn_as_zero_and_not_as_a_sink(towns, workplace):
    path = workplace / "蓝 碳.gpkg"
    run(**two_dates(), UNITS_LAYER=towns, UNITS=str(path))
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "again", "ogr")
    labels = [rule.label() for rule in layer.renderer().rootRule().descendants()]
    assert "0" in labels and any(label.endswith("< 0") or "−" in label for label in labels), labels


@pytest.mark.parametrize("at", [0, 1, 60, 90])
def test_cancel_leaves_nothing_behind(towns, workplace, at):
    rng = np.random.default_rng(1)
    rows = [
        (square(float(x), float(y), 20, 20), ("", "mangrove", "")) for x, y in rng.uniform(0, 380, (300, 2))
    ]
    run(
        RecordingFeedback(cancel_at=at),
        INPUT=shapes(rows),
        UNITS_LAYER=towns,
        UNITS=str(workplace / "u.gpkg"),
        YEARS_OUT=str(workplace / "y.csv"),
    )
    assert list(workplace.iterdir()) == []
