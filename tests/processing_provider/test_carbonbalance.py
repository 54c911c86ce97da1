"""The algorithm ``carbonbalance``: declares, refuses, joins, balances, cancels."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:carbonbalance"
SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
SQUARE = "POLYGON(({x} 3300000,{y} 3300000,{y} 3300100,{x} 3300100,{x} 3300000))"
EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text(encoding="utf-8")
)
E16, E17, E24 = ({case["id"]: case for case in EXAMPLES}[key] for key in ("E16", "E17", "E24"))


def units(codes=("01", "02", "03"), fields="", values=()):
    shapes = [SQUARE.format(x=500000 + 100 * i, y=500100 + 100 * i) for i in range(len(codes))]
    rows = [(shape, (code, *more)) for shape, code, more in zip(shapes, codes, values or [()] * len(codes))]
    return make_layer("Polygon", "EPSG:4547", f"field=unit_code:string{fields}", rows, "乡镇")


def table(name, fields, rows):
    text = "&".join(f"field={field}" for field in ("unit_code:string", *fields))
    return make_layer("None", "", text, [("", row) for row in rows], name)


def emissions(rows=(("01", 80.0), ("02", 120.0), ("03", 50.0))):
    return table("排放", ["source_tco2:double"], rows)


def land(rows=(("01", 5.0, -20.0), ("02", 0.0, -15.0), ("03", 2.0, -60.0))):
    return table("土地", ["source_tco2:double", "sink_tco2:double"], rows)


def run(feedback=None, **options):
    return processing.run(ID, {"OUTPUT": "memory:", **options}, feedback=feedback or RecordingFeedback())


def by_code(result):
    return {row["unit_code"]: row for row in rows_of(result["OUTPUT"])}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "carbonaccounting"
    definitions = {item.name(): item for item in algorithm.parameterDefinitions()}
    assert definitions["EMISSION"].defaultValue() == "source_tco2"
    assert definitions["EMISSION"].parentLayerParameterName() == "EMISSIONS"
    assert definitions["SINK_SIGN"].metadata()["codes"] == ["negative", "positive"]
    outputs = {item.name() for item in algorithm.outputDefinitions()}
    assert outputs == {"OUTPUT", "SOURCE_TOTAL", "SINK_TOTAL", "NET_TOTAL"}


def test_joins_tables_to_units(provider):
    result = run(INPUT=units(), EMISSIONS=emissions(), LAND=land())
    one = by_code(result)["01"]
    assert (one["emission_tco2"], one["land_source_tco2"], one["gross_tco2"]) == (80, 5, 85)
    assert (one["sink_tco2"], one["net_tco2"], one["flags"]) == (-20, 65, "")
    assert one["offset_ratio"] == pytest.approx(20 / 85)
    assert one["net_t_ha"] == pytest.approx(65, rel=2e-3)
    assert by_code(result)["03"]["net_tco2"] == -8
    assert (result["SOURCE_TOTAL"], result["SINK_TOTAL"], result["NET_TOTAL"]) == (257, -95, 162)


def test_totals_add_up_over_the_units_that_have_a_balance(provider, feedback):
    rows = (("01", 80.0), ("02", None), ("03", 50.0))
    result = run(feedback, INPUT=units(), EMISSIONS=emissions(rows), LAND=land())
    assert (result["SOURCE_TOTAL"], result["SINK_TOTAL"], result["NET_TOTAL"]) == (137, -80, 57)
    assert "2 of 3 units have a balance: sources 137, sinks -80, net 57 t" in feedback.text
    nothing = run(feedback, INPUT=units(), EMISSIONS=emissions((("01", None),)), LAND=land())
    assert math.isnan(nothing["NET_TOTAL"]) and math.isnan(nothing["SINK_TOTAL"])
    assert "0 of 3 units have a balance: sources –, sinks –, net – t" in feedback.text


def test_e16_with_gdp(provider):
    """Sinks as positive removals in fields of the units, GDP in another table."""
    names = list(E16["inputs"])
    fields = "&field=emitted:double&field=removed:double"
    layer = units(names, fields, [(unit["C"], unit["CA"]) for unit in E16["inputs"].values()])
    society = table(
        "社会", ["gdp:double", "population:double"], [(n, u["G"], 100.0) for n, u in E16["inputs"].items()]
    )
    rows = by_code(
        run(
            INPUT=layer,
            OWN_EMISSION="emitted",
            OWN_SINK="removed",
            SINK_SIGN="positive",
            SOCIETY=society,
            GDP="gdp",
        )
    )
    english = {
        "low-carbon conservation": "low_carbon_conservation",
        "economic development": "economic_development",
        "carbon-sink function": "carbon_sink_function",
        "high-carbon optimisation": "high_carbon_optimisation",
    }
    for name in names:
        expected = {
            key.split("_", 1)[1]: v for key, v in E16["expected"].items() if key.startswith(f"{name}_")
        }
        row = rows[name]
        assert row["ecc"] == pytest.approx(expected["ECC"], abs=5e-9)
        assert row["esc"] == pytest.approx(expected["ESC"], abs=5e-9)
        assert row["net_tco2"] == pytest.approx(expected["net"], rel=1e-9)
        assert row["offset_ratio"] == pytest.approx(expected["offset"], abs=5e-9)
        assert row["balance_type"] == english[expected["type"]]
        assert row["net_t_person"] == pytest.approx(expected["net"] / 100, rel=1e-9)
        assert row["net_t_gdp"] == pytest.approx(expected["net"] / E16["inputs"][name]["G"], rel=1e-9)


def test_a_missing_sink_is_not_a_zero_sink(provider):
    feedback = RecordingFeedback()
    rows = by_code(
        run(
            feedback,
            INPUT=units(("01", "02", "03", "04")),
            EMISSIONS=emissions((("01", 80.0), ("02", 120.0), ("03", None), ("99", 1.0))),
            LAND=land((("01", 5.0, -20.0), ("03", 2.0, -60.0), ("04", 1.0, None))),
        )
    )
    assert [rows[code]["flags"] for code in ("01", "02", "03", "04")] == [
        "",
        "NO_E NO_K",
        "NO_E",
        "NO_E NO_K",
    ]
    assert [rows[code]["net_tco2"] for code in ("02", "03", "04")] == [None, None, None]
    assert rows["02"]["emission_tco2"] == 120
    for words in (
        "1 units of 排放 are missing in 乡镇: 99",
        "1 units of 乡镇 are missing in 排放: 04",
        "土地: 02",
    ):
        assert words in feedback.text, feedback.text


def test_limits_and_flags_of_the_parts_come_along(provider):
    fields = ["source_tco2:double", "source_tco2_lo:double", "source_tco2_hi:double", "flags:string"]
    given = table("排放", fields, [("01", 80.0, 70.0, 95.0, "PART_E"), ("02", 10.0, 9.0, 11.0, "")])
    fields = [
        "source_tco2:double",
        "sink_tco2:double",
        "sink_tco2_lo:double",
        "sink_tco2_hi:double",
        "flags:string",
    ]
    ground = table(
        "土地", fields, [("01", 0.0, -20.0, -30.0, -15.0, ""), ("02", 0.0, -5.0, -6.0, -4.0, "PART_K")]
    )
    rows = by_code(run(INPUT=units(("01", "02")), EMISSIONS=given, LAND=ground))
    low, net, high = (rows["01"][f"net_tco2{end}"] for end in ("_lo", "", "_hi"))
    # wider than either part alone, narrower than both at their worst
    assert 40 < low < 50 and net == 60 and 75 < high < 80
    assert (rows["01"]["flags"], rows["02"]["flags"]) == ("PART_E", "PART_K")


def test_positive_removals_swap_their_limits(provider):
    fields = "&field=source_tco2:double&field=k:double&field=k_lo:double&field=k_hi:double"
    layer = units(("01",), fields, [(80.0, 20.0, 15.0, 30.0)])
    row = by_code(run(INPUT=layer, OWN_SINK="k", SINK_SIGN="positive"))["01"]
    low, net, high = (row[f"net_tco2{end}"] for end in ("_lo", "", "_hi"))
    assert (low, net, high) == pytest.approx((50, 60, 65), rel=1e-9)
    assert row["sink_tco2"] == -20


@pytest.mark.parametrize(
    ("unit", "factor"),
    [("tCO2", 1), ("ktCO2", 1e3), ("10^4 tCO2", 1e4), ("tC", 44 / 12), ("10^4 tC", 44e4 / 12)],
)
def test_units_of_carbon_do_not_matter(provider, unit, factor):
    rows = by_code(
        run(
            INPUT=units(),
            EMISSIONS=emissions(
                [(code, value / factor) for code, value in (("01", 80.0), ("02", 120.0), ("03", 50.0))]
            ),
            LAND=land(
                [(code, 0.0, value / factor) for code, value in (("01", -20.0), ("02", -15.0), ("03", -60.0))]
            ),
            CARBON_UNIT=unit,
        )
    )
    assert [rows[code]["net_tco2"] for code in ("01", "02", "03")] == pytest.approx([60, 105, -10], rel=1e-9)


def test_a_bad_denominator_gives_no_intensity(provider):
    society = table(
        "社会",
        ["population:double", "gdp_1e4_yuan:double"],
        [("01", 10.0, 0.0), ("02", -1.0, 5.0), ("03", None, 1.0)],
    )
    rows = by_code(run(INPUT=units(), EMISSIONS=emissions(), LAND=land(), SOCIETY=society))
    assert rows["01"]["net_t_person"] == 6.5 and rows["01"]["net_t_gdp"] is None
    assert [rows[code]["flags"] for code in ("01", "02", "03")] == ["BAD_X"] * 3
    assert rows["02"]["net_t_person"] is None


def test_magnitudes_out_of_proportion_are_told(provider):
    society = table("社会", ["population:double"], [("01", 1e7), ("02", 1e7), ("03", 1e7)])
    feedback = RecordingFeedback()
    run(feedback, INPUT=units(), EMISSIONS=emissions(), LAND=land(), SOCIETY=society, GDP="")
    assert "Check the units of carbon" in feedback.text


def test_one_year_of_a_table_is_taken(provider):
    given = table("排放", ["source_tco2:double", "year:integer"], [("01", 80.0, 2023), ("01", 90.0, 2024)])
    ground = land((("01", 0.0, -20.0),))
    assert (
        by_code(run(INPUT=units(("01",)), EMISSIONS=given, LAND=ground, YEAR="2024"))["01"]["net_tco2"] == 70
    )
    with pytest.raises(QgsProcessingException, match="2023, 2024"):
        run(INPUT=units(("01",)), EMISSIONS=given, LAND=ground)


def test_the_practice_county_comes_out_as_computed_a_second_way(provider):
    package = SAMPLE / "haiyue.gpkg"
    ground = processing.run(
        "cpzoning:landcarbonbudget",
        {
            "RASTER": str(SAMPLE / "rasters" / "landcover_2024.tif"),
            "SCHEME": "clcd",
            "UNITS_LAYER": f"{package}|layername=zoning_unit",
            "UNITS": "memory:",
        },
        feedback=RecordingFeedback(),
    )["UNITS"]
    with (SAMPLE / "expected" / "town_emissions_2024.csv").open(encoding="utf-8", newline="") as stream:
        expected = {town["unit_code"]: town for town in csv.DictReader(stream)}
    given = emissions([(code, float(town["activity_tco2e"])) for code, town in expected.items()])
    result = run(
        INPUT=f"{package}|layername=zoning_unit",
        EMISSIONS=given,
        LAND=ground,
        SOCIETY=f"{package}|layername=society",
        YEAR="2024",
    )
    rows = by_code(result)
    assert len(rows) == 12
    for code, town in expected.items():
        assert rows[code]["net_tco2"] == pytest.approx(float(town["net_tco2e"]), abs=6e-3)
    zoned = processing.run(
        "cpzoning:sixclasszoning",
        {"INPUT": result["OUTPUT"], "Q_P": "offset_ratio", "OUTPUT": "memory:"},
        feedback=RecordingFeedback(),
    )
    assert zoned["BENCHMARK_USED"] > 0


def test_plain_tables_without_geometry(provider):
    result = run(INPUT=emissions(), LAND=land())
    assert by_code(result)["01"]["net_tco2"] == 65
    assert "net_t_ha" not in by_code(result)["01"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, ["emissions", "OWN_EMISSION", "sinks", "OWN_SINK"]),
        ({"EMISSIONS": emissions, "LAND": land, "LAND_CODE": ""}, ["LAND_CODE", "土地"]),
        ({"EMISSIONS": emissions, "LAND": land, "EMISSION": "source"}, ["排放", "source", "source_tco2"]),
        ({"EMISSIONS": emissions, "LAND": land, "YEAR": "soon"}, ["soon"]),
        (
            {"EMISSIONS": lambda: emissions((("01", 1.0), ("01", 2.0))), "LAND": land},
            ["排放", "more than once", "01"],
        ),
        (
            {"EMISSIONS": lambda: emissions((("1", 1.0), ("2", 2.0))), "LAND": land},
            ["leading zeros", "01 / 1"],
        ),
        ({"EMISSIONS": lambda: emissions((("x", 1.0),)), "LAND": land}, ["no unit code in common", "x"]),
        ({"EMISSIONS": emissions, "LAND": lambda: land((("01", 0.0, 20.0),))}, ["sinks", "01", "SINK_SIGN"]),
        ({"EMISSIONS": emissions, "LAND": land, "SINK_SIGN": "positive"}, ["sinks", "01", "SINK_SIGN"]),
        ({"EMISSIONS": emissions, "LAND": land, "OWN_NET": "x"}, ["OWN_NET"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, options, words):
    options = {key: value() if callable(value) else value for key, value in options.items()}
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=units(), **options)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_a_second_balance_has_the_name_and_the_first_one_stays(provider):
    """The next step looks for net_tco2, and must find the newest."""
    first = run(INPUT=units(), EMISSIONS=emissions(), LAND=land())["OUTPUT"]
    more = land((("01", 5.0, -30.0), ("02", 0.0, -15.0), ("03", 2.0, -60.0)))
    second = by_code(run(INPUT=first, EMISSIONS=emissions(), LAND=more))
    assert (second["01"]["net_tco2"], second["01"]["net_tco2_in"]) == (55, 65)
    assert "area_ha_in" not in second["01"] and "emission_tco2_in" not in second["01"]


def test_numbers_as_text_and_text_as_numbers(provider):
    given = table("排放", ["source_tco2:string"], [("01", "８０"), ("02", "1,200.5"), ("03", "—")])
    rows = by_code(run(INPUT=units(), EMISSIONS=given, LAND=land()))
    assert (rows["01"]["emission_tco2"], rows["02"]["emission_tco2"], rows["03"]["flags"]) == (
        80,
        1200.5,
        "NO_E",
    )
    bad = table("排放", ["source_tco2:string"], [("01", "much")])
    with pytest.raises(QgsProcessingException, match="much"):
        run(INPUT=units(), EMISSIONS=bad, LAND=land())


def test_gbk_tables_join(provider, workplace):
    path = workplace / "排 放.csv"
    path.write_bytes("unit_code,unit_name,source_tco2\n01,甲镇,80\n02,乙镇,120\n03,丙镇,50\n".encode("gbk"))
    assert by_code(run(INPUT=units(), EMISSIONS=str(path), LAND=land()))["01"]["net_tco2"] == 65


@pytest.mark.parametrize("at", [0, 30, 80])
def test_cancel_leaves_nothing_behind(provider, workplace, at):
    path = workplace / "never.gpkg"
    run(RecordingFeedback(cancel_at=at), INPUT=units(), EMISSIONS=emissions(), LAND=land(), OUTPUT=str(path))
    assert list(workplace.iterdir()) == []


def test_what_was_joined_is_in_the_metadata(provider, workplace):
    path = workplace / "平衡.gpkg"
    run(INPUT=units(), EMISSIONS=emissions(), LAND=land(), OUTPUT=str(path), CARBON_UNIT="tC")
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "again", "ogr")
    record = provenance.read(layer)
    assert set(record["inputs"]) == {"INPUT", "EMISSIONS", "LAND"}
    assert record["standards"]["carbon_unit"] == "tC"
    assert layer.renderer().type() != "singleSymbol"


LAND_FIELDS = "".join(
    f"&field={name}:double" for name in ("source_tco2", "sink_tco2", "forest", "grass", "crop", "soc")
)
ASKED = {"FOREST_AREA": "forest", "GRASS_AREA": "grass", "CROP_AREA": "crop"}


def county(unit="tC", factor=1.0):
    given = E17["inputs"]
    row = [given["C_tC"] / factor, -given["S_tC"] / factor, given["A_forest_ha"], given["A_grass_ha"]]
    layer = units(("01",), LAND_FIELDS, [(*row, E24["inputs"]["A_ha"], 40.0)])
    return {"INPUT": layer, "CARBON_UNIT": unit, **ASKED}


@pytest.mark.parametrize(
    ("unit", "factor"), [("tC", 1), ("10^4 tC", 1e4), ("tCO2", 12 / 44), ("MtCO2", 12e6 / 44)]
)
def test_e17_and_e24_of_the_practice(provider, unit, factor):
    """Footprint pressure and soil-carbon gap, whatever unit the carbon came in."""
    row = by_code(run(**county(unit, factor)))["01"]
    expected = E17["expected"]
    assert row["footprint_ha"] == pytest.approx(expected["CF_ha"], rel=1e-9)
    assert row["footprint_deficit_ha"] == pytest.approx(expected["deficit_ha"], rel=1e-9)
    assert row["footprint_pressure"] == pytest.approx(expected["pressure"], abs=5e-9)
    assert row["offset_ratio"] == pytest.approx(expected["CCR_pct"] / 100, rel=1e-9)
    assert row["net_tco2"] == pytest.approx(expected["net_tC"] * 44 / 12, rel=1e-9)
    assert row["carrying_tco2"] == pytest.approx((18000 * 3.809592 + 4000 * 0.948229) * 44 / 12)
    assert row["carrying_load"] == pytest.approx(100000 / (18000 * 3.809592 + 4000 * 0.948229))
    gap = E24["expected"]
    assert row["soc_gap_tco2"] == pytest.approx(gap["gap_mid_tCO2"], rel=1e-12)
    assert row["soc_gap_tco2_lo"] == pytest.approx(gap["gap_low_tC"] * 44 / 12, rel=1e-12)
    assert row["soc_gap_tco2_hi"] == pytest.approx(gap["gap_high_tC"] * 44 / 12, rel=1e-12)


def test_footprint_and_carrying_have_limits(provider):
    given = E17["inputs"]
    fields = LAND_FIELDS + "&field=source_tco2_lo:double&field=source_tco2_hi:double"
    ends = [given["A_forest_ha"], given["A_grass_ha"], 1.0, 40.0]
    layer = units(("01",), fields, [(1000.0, -10.0, *ends, 900.0, 1100.0)])
    row = by_code(run(INPUT=layer, FOREST_AREA="forest", GRASS_AREA="grass"))["01"]
    assert row["footprint_ha_hi"] == pytest.approx(1.1 * row["footprint_ha"])
    assert row["carrying_load_lo"] == pytest.approx(0.9 * row["carrying_load"])
    assert "carrying_tco2_lo" not in row
    wide = by_code(run(INPUT=layer, FOREST_AREA="forest", GRASS_AREA="grass", NEP_PERCENT=30))["01"]
    half = 0.3 * math.hypot(given["A_forest_ha"] * 3.809592, given["A_grass_ha"] * 0.948229) * 44 / 12
    assert wide["carrying_tco2_hi"] - wide["carrying_tco2"] == pytest.approx(half)
    assert wide["footprint_pressure_hi"] > row["footprint_pressure_hi"]
    assert wide["footprint_deficit_ha_lo"] < row["footprint_deficit_ha_lo"]


def test_own_land_numbers_decide_and_are_written_down(provider, workplace):
    path = workplace / "平衡.gpkg"
    own = {"NEP_FOREST": 2.0, "NEP_GRASS": 1.0, "FOREST_SHARE": 0.5, "SOC": "soc", "SOC_REFERENCE": 50}
    run(**county(), **own, OUTPUT=str(path))
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "again", "ogr")
    [row] = rows_of(layer)
    assert row["footprint_ha"] == pytest.approx(100000 * 0.75)
    assert row["soc_gap_tco2"] == pytest.approx(10 * 1e6 * 44 / 12)
    record = provenance.read(layer)["standards"]
    assert record["footprint"] == {
        "nep_tc_ha": {"forest": 2.0, "grassland": 1.0},
        "share": {"forest": 0.5, "grassland": 0.5},
    }
    assert record["soil_carbon"] == {"density_tc_ha": "soc", "reference_tc_ha": 50}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"GRASS_AREA": ""}, ["FOREST_AREA", "GRASS_AREA"]),
        ({"CROP_AREA": None, "SOC": "soc"}, ["CROP_AREA"]),
        ({"NEP_FOREST": 0}, ["NEP", "forest"]),
        ({"FOREST_AREA": "woods"}, ["woods"]),
    ],
)
def test_refuses_land_that_says_nothing(provider, options, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(**{**county(), **options})
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


WIDTHS = "&field=e:double&field=e_sd:double&field=k:double&field=k_lo:double&field=k_hi:double"
WIDE = [(100.0, 5.0, -99.0, -110.0, -88.0), (400.0, 20.0, -20.0, -22.0, -18.0), (9.0, None, -1.0, -2.0, -0.5)]


def test_widths_travel_to_every_side_and_to_the_confidence(provider):
    """The emission has a standard deviation, the sink limits; both make the width of the net."""
    feedback = RecordingFeedback()
    result = run(feedback, INPUT=units(("01", "02", "03"), WIDTHS, WIDE), OWN_EMISSION="e", OWN_SINK="k")
    rows = by_code(result)
    one = rows["01"]
    assert one["gross_tco2_sd"] == pytest.approx(5.0)
    assert one["net_tco2_sd"] == pytest.approx((25 + (22 / 3.92) ** 2) ** 0.5)
    assert one["net_tco2_lo"] < 0 < one["net_tco2_hi"]
    assert "1 units holds zero" in feedback.text
    # 1 and 380 t; limits of units are added, as if their errors went together
    high = one["net_tco2_hi"] + rows["02"]["net_tco2_hi"]
    share = 100 * (high - 381) / 381
    assert f"2 units that have an interval: 381 t CO2e ± {share:.3g} %" in feedback.text
    # the third unit says nothing about its emission: its width is unknown, not zero
    assert rows["03"]["net_tco2"] == 8 and rows["03"]["net_tco2_sd"] is None
    drawn = by_code(
        run(
            INPUT=units(("01", "02", "03"), WIDTHS, WIDE),
            OWN_EMISSION="e",
            OWN_SINK="k",
            INTERVALS="montecarlo",
            DISTRIBUTION="normal",
        )
    )
    assert drawn["01"]["net_tco2_sd"] == pytest.approx(one["net_tco2_sd"], rel=0.05)
    assert drawn["02"]["net_tco2_lo"] == pytest.approx(rows["02"]["net_tco2_lo"], rel=0.01)


@pytest.mark.needs("scipy")
@pytest.mark.parametrize("fields", [{"NET": "net_tco2"}, {"EMISSION": "gross_tco2", "SINK": "sink_tco2"}])
def test_the_confidence_of_the_zoning_finds_the_widths(provider, fields):
    made = run(
        INPUT=units(("01", "02", "03"), WIDTHS, WIDE), OWN_EMISSION="e", OWN_SINK="k", CARBON_UNIT="ktCO2"
    )
    feedback = RecordingFeedback()
    options = {"INPUT": made["OUTPUT"], "Q_P": "offset_ratio", "OUTPUT": "memory:", **fields}
    processing.run("cpzoning:zoningconfidence", options, feedback=feedback)
    for name in fields.values():
        assert f"{name}: {name}_sd" in feedback.text


def test_negative_emissions_are_refused_with_their_units(provider):
    given = emissions((("01", -80.0), ("02", 120.0), ("03", -1.0)))
    more = land((("01", -5.0, -20.0), ("02", 0.0, 15.0), ("03", 2.0, -60.0)))
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=units(), EMISSIONS=given, LAND=more)
    said = str(refusal.value)
    assert "2 emissions are not 0 or above (units: 01, 03)" in said and "NEGATIVE" in said
    assert "1 sources of land are not 0 or above (units: 01)" in said
    assert "1 sinks are not negative numbers (units: 02)" in said


def test_negative_emissions_that_are_removals_count_among_the_sinks(provider):
    feedback = RecordingFeedback()
    given = emissions((("01", -80.0), ("02", 120.0), ("03", None)))
    more = land((("01", -5.0, -20.0), ("02", 3.0, -15.0), ("03", -2.0, None)))
    result = run(feedback, INPUT=units(), EMISSIONS=given, LAND=more, NEGATIVE="removals")
    rows = by_code(result)
    one, two, three = (rows[code] for code in ("01", "02", "03"))
    assert (one["emission_tco2"], one["land_source_tco2"], one["gross_tco2"]) == (0, 0, 0)
    assert (one["sink_tco2"], one["net_tco2"]) == (-105, -105)
    assert (two["gross_tco2"], two["sink_tco2"], two["net_tco2"]) == (123, -15, 108)
    assert (three["net_tco2"], three["flags"]) == (None, "NO_E NO_K")
    assert "negative emissions of 2 units, -85 t CO2e together" in feedback.text and "01, 03" in feedback.text
    record = provenance.read(result["OUTPUT"])
    assert record["standards"]["negative_emissions"] == "removals"


def test_fields_of_the_units_with_removals_give_a_new_sink(provider):
    layer = units(
        ("01", "02"), "&field=source_tco2:double&field=sink_tco2:double", [(-10.0, -1.0), (10.0, -1.0)]
    )
    rows = by_code(run(INPUT=layer, NEGATIVE="removals"))
    assert [(rows[c]["sink_tco2"], rows[c]["sink_tco2_in"]) for c in ("01", "02")] == [(-11, -1), (-1, -1)]


def test_rows_without_a_unit_code_are_named_and_counted(provider):
    given = emissions((("01", 80.0), (None, 120.0), (" ", 50.0)))
    named = units(("01", None, "03"))
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=named, EMISSIONS=given, LAND=land())
    said = str(refusal.value)
    assert "2 rows of 排放 have no unit code (rows: 2, 3)" in said and "BLANK_CODES" in said
    assert "1 rows of 乡镇 have no unit code (rows: 2)" in said
    feedback = RecordingFeedback()
    result = run(feedback, INPUT=named, EMISSIONS=given, LAND=land(), BLANK_CODES="leave_out")
    assert by_code(result)["01"]["net_tco2"] == 65
    assert "2 rows of 排放 have no unit code and are left out (rows: 2, 3)" in feedback.text
    assert run(
        INPUT=units((None, None), "&field=source_tco2:double&field=sink_tco2:double", [(1.0, -1.0)] * 2)
    )


def test_areas_that_cannot_be_are_refused_with_their_units():
    fields = "&field=source_tco2:double&field=sink_tco2:double&field=forest:double&field=grass:double"
    layer = units(
        fields=fields, values=[(80.0, -20.0, 100.0, 5.0), (120.0, -15.0, 9.0, -50.0), (1.0, -2.0, 3.0, 4.0)]
    )
    with pytest.raises(QgsProcessingException, match=r"1 areas of the field grass.*02"):
        run(INPUT=layer, FOREST_AREA="forest", GRASS_AREA="grass")
