"""The algorithm ``pollutionindex``: declares, refuses, runs, cancels."""

from __future__ import annotations

import math

import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:pollutionindex"
LONG = "field=unit_code:string&field=pollutant:string&field=amount:double&field=unit:string"
SQUARE = "POLYGON(({x} 3300000,{y} 3300000,{y} 3301000,{x} 3301000,{x} 3300000))"
# code, PM2.5 ug/m3, COD mg/L, functional class of water, load t, capacity t
TOWNS = [
    ("01", 70, 10, "Ⅲ", 120, 100),
    ("02", 17.5, 30, "4类", 50, 100),
    ("03", None, 20, "III", -2, 100),
    ("04", None, None, None, None, None),
]


def table(rows, fields=LONG, name="监测表"):
    return make_layer("None", "", fields, [("", row) for row in rows], name)


@pytest.fixture
def towns(provider):
    shapes = [SQUARE.format(x=500000 + 1000 * i, y=501000 + 1000 * i) for i in range(len(TOWNS))]
    fields = (
        "field=unit_code:string&field=pm25:double&field=cod:double&field=class:string&field=load:double"
        "&field=capacity:double"
    )
    return make_layer("Polygon", "EPSG:4547", fields, zip(shapes, TOWNS), "乡镇")


@pytest.fixture
def readings(provider):
    rows = [
        ("01", "PM2.5", 60.0, "μg/m³"),
        ("01", "细颗粒物", 0.08, "mg/m3"),
        ("01", "化学需氧量", 10.0, "mg/L"),
        ("02", "PM25", 17.5, "ug/m3"),
        ("03", "COD", None, "mg/L"),
    ]
    return table(rows)


def run(feedback=None, **options):
    return processing.run(ID, {"OUTPUT": "memory:", **options}, feedback=feedback)


def results(**options):
    return rows_of(run(**options)["OUTPUT"])


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "pollutionaccounting"
    definitions = {item.name(): item for item in algorithm.parameterDefinitions()}
    sets = definitions["SETS"]
    assert [sets.options()[index][:12] for index in sets.defaultValue()] == ["GB 3095-2012", "GB 3838-2002"]
    assert (definitions["AIR_CLASS"].defaultValue(), definitions["WATER_CLASS"].defaultValue()) == (
        "II",
        "III",
    )
    assert definitions["VALUE"].defaultValue() == "amount"
    assert {output.name() for output in algorithm.outputDefinitions()} == {"OUTPUT"}


def test_a_long_table_against_the_national_standards(readings, feedback):
    rows = rows_of(run(feedback, INPUT=readings)["OUTPUT"])
    assert [row["unit_code"] for row in rows] == ["01", "02", "03"]
    # mean of 60 and 80 against 35; 10 against 20 of class III
    assert (rows[0]["q_pm2_5"], rows[0]["q_cod"], rows[0]["q_p"]) == pytest.approx((1.0, -0.5, 1.0))
    assert (rows[0]["limiting"], rows[0]["c_pm2_5"]) == ("PM2_5", pytest.approx(70))
    assert [row["flags"] for row in rows] == ["", "PART_P", "NO_P"]
    assert "flag PART_P (some pollutants missing, judged by the others): 02" in feedback.text
    assert rows[2]["q_p"] is None and rows[2]["limiting"] is None
    assert "repeat" in feedback.text


def test_the_result_of_a_long_table_joins_its_layer(readings, towns, feedback):
    output = run(feedback, INPUT=readings, UNITS_LAYER=towns)["OUTPUT"]
    rows = rows_of(output)
    assert [row["unit_code"] for row in rows] == ["01", "02", "03", "04"]
    assert [row["flags"] for row in rows] == ["", "PART_P", "NO_P", "NO_P"]
    assert "04" in feedback.text
    assert output.renderer().type() != "singleSymbol"


def test_fields_of_a_layer_with_functional_classes_of_their_own(towns):
    rows = results(INPUT=towns, READINGS=["pm25", "", "", "", "", "cod", "", "", "", ""], WATER_CLASS="class")
    # COD: 10/20, 30/30 of class IV, 20/20
    assert [row["q_cod"] for row in rows] == [pytest.approx(-0.5), 0, 0, None]
    assert [row["q_pm2_5"] for row in rows] == [pytest.approx(1), pytest.approx(-0.5), None, None]
    assert [row["flags"] for row in rows] == ["", "", "PART_P", "NO_P"]
    assert [row["load"] for row in rows] == [120, 50, -2, None]


def test_loads_against_the_capacity_of_each_unit(towns):
    rows = results(INPUT=towns, POLLUTANTS=["load", "capacity", "", ""], NEGATIVE="loads")
    assert [row["q_p"] for row in rows] == [pytest.approx(0.2), -0.5, pytest.approx(-1.02), None]
    assert [row["flags"] for row in rows] == ["", "", "NEG_P", "NO_P"]
    assert [row["limiting"] for row in rows] == ["load", "load", "load", None]


def test_negative_values_are_refused_where_nobody_says_that_they_are_loads(towns):
    with pytest.raises(
        QgsProcessingException, match=r"1 values of the field load .* \(features: 3\).*NEGATIVE"
    ):
        results(INPUT=towns, POLLUTANTS=["load", "capacity", "", ""])


def test_negative_concentrations_are_refused_and_net_loads_are_flagged(provider):
    given = table([("01", "COD", -5.0, "mg/L"), ("02", "COD", 5.0, "mg/L"), ("02", "PM2.5", -1.0, "ug/m3")])
    with pytest.raises(QgsProcessingException) as refusal:
        results(INPUT=given)
    assert "1 values of COD are negative, which no value in mg/L can be (row: value) 1: -5." in str(
        refusal.value
    )
    assert "(row: value) 3: -1." in str(refusal.value)
    loads = table([("01", "COD", -5.0, "t"), ("02", "COD", 5.0, "t")])
    capacities = table([("01", "COD", 100.0, "t"), ("02", "COD", 100.0, "t")], name="容量表")
    rows = results(INPUT=loads, CAPACITY=capacities, CAPACITY_VALUE="amount", STATISTIC="sum")
    assert [row["flags"] for row in rows] == ["NEG_P", ""]


def test_a_long_table_of_loads_against_a_table_of_capacities(provider):
    loads = table([("01", "COD", 80.0, "t"), ("01", "COD", 40000.0, "kg"), ("02", "COD", 5.0, "t")])
    capacities = table([("01", "化学需氧量", 100.0, "t")], name="容量表")
    rows = results(INPUT=loads, CAPACITY=capacities, CAPACITY_VALUE="amount", STATISTIC="sum")
    assert rows[0]["q_p"] == pytest.approx(0.2)
    assert (rows[1]["q_p"], rows[1]["flags"]) == (None, "NO_PSTAR NO_P")


def test_benchmark_and_sign_where_the_standard_is_zero(towns):
    rows = results(INPUT=towns, POLLUTANTS=["load", "0", "400", ""], NEGATIVE="loads")
    assert rows[0]["q_p"] == pytest.approx(0.3)
    rows = results(INPUT=towns, POLLUTANTS=["load", "0", "", ""], NEGATIVE="loads")
    assert [row["flags"] for row in rows] == ["NO_PSTAR NO_P", "NO_PSTAR NO_P", "SIGN_ONLY NEG_P", "NO_P"]
    assert [row["q_p"] for row in rows] == [None, None, 0, None]


@pytest.mark.parametrize(
    ("composite", "expected"),
    [("max", 1.0), ("mean", 0.25), ("nemerow", math.sqrt((1.25**2 + 2**2) / 2) - 1)],
)
def test_composites(towns, composite, expected):
    rows = results(INPUT=towns, READINGS=["pm25", "", "", "", "", "cod", "", "", "", ""], COMPOSITE=composite)
    assert rows[0]["q_p"] == pytest.approx(expected)


def test_weights_of_the_mean(towns):
    rows = results(INPUT=towns, READINGS=["pm25", "", "", "", "1", "cod", "", "", "", "3"], COMPOSITE="mean")
    assert rows[0]["q_p"] == pytest.approx((1.0 - 3 * 0.5) / 4)


def test_composite_of_equivalents(provider):
    layer = table(
        [(950.0, 475.0, 160.0, 80.0)],
        "field=so2:double&field=so2_cap:double&field=nh3_n:double&field=nh3_n_cap:double",
    )
    rows = results(
        INPUT=layer,
        POLLUTANTS=["so2", "so2_cap", "", "", "nh3_n", "nh3_n_cap", "", ""],
        COMPOSITE="equivalents",
    )
    # (1000 + 200) / (500 + 100) equivalents
    assert rows[0]["q_p"] == pytest.approx(1.0)


def test_standards_of_ones_own(readings, workplace):
    path = workplace / "标准 表.csv"
    header = "set_id,functional_class,pollutant,medium,averaging,limit,unit,source\n"
    text = (
        f"{header}LOCAL,II,细颗粒物,air,annual,0.028,mg/m3,地方标准\nLOCAL,Ⅲ类,COD,water,,15,mg/L,地方标准\n"
    )
    path.write_bytes(text.encode("gb18030"))
    output = workplace / "out.gpkg"
    rows = rows_of(run(INPUT=readings, STANDARDS=str(path), OUTPUT=str(output))["OUTPUT"])
    assert (rows[0]["q_pm2_5"], rows[0]["q_cod"]) == pytest.approx((1.5, -1 / 3))
    record = provenance.read(QgsVectorLayer(str(output), "out", "ogr"))
    used = record["standards"]["standard_sets"]["LOCAL"]
    assert used["origin"] == path.name and len(used["digest"]) == 12


def test_an_exported_set_comes_back_as_standards_of_ones_own(readings, workplace):
    path = workplace / "GB3838.xlsx"
    processing.run(
        "cpzoning:factortables",
        {"TABLE": "pollutant_standards", "SCHEME": "GB3838-2002", "EXPORT": str(path)},
    )
    rows = results(INPUT=readings, STANDARDS=str(path))
    assert rows[0]["q_cod"] == pytest.approx(-0.5) and "q_pm2_5" not in rows[0]


def test_the_provenance_says_what_decided(readings, workplace):
    output = workplace / "out.gpkg"
    run(INPUT=readings, OUTPUT=str(output), COMPOSITE="nemerow")
    standards = provenance.read(QgsVectorLayer(str(output), "out", "ogr"))["standards"]
    assert standards["standard_sets"]["GB3095-2012"]["valid_from"] == "2016-01-01"
    assert standards["functional_classes"]["water"] == "III"
    assert standards["pollution_limits"]["PM2_5"] == "35 ug/m3"
    assert standards["pollution_composite"] == "nemerow"


def test_output_is_the_input_of_the_six_classes(towns):
    output = run(INPUT=towns, POLLUTANTS=["load", "capacity", "", ""], NEGATIVE="loads")["OUTPUT"]
    classes = processing.run(
        "cpzoning:sixclasszoning",
        {"INPUT": output, "NET": "pm25", "CARBON_BENCHMARK": 1, "OUTPUT": "memory:"},
    )["OUTPUT"]
    assert [row["cp_class"] for row in rows_of(classes)] == ["CP", "SC", "ND", "ND"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"POLLUTANT": "polutant"}, ["polutant", "pollutant", "监测表"]),
        ({"VALUE_UNIT": "桶"}, ["桶"]),
        ({"YEARS": "2024"}, ["YEAR"]),
        ({"AIR_CLASS": "III"}, ["AIR_CLASS", "III", "I, II"]),
        ({"WATER_CLASS": "unit_code"}, ["WATER_CLASS"]),
        ({"SETS": ["GB3095-2012", "WHO-AQG-2021"]}, ["PM2.5", "WHO-AQG-2021", "GB3095-2012"]),
        ({"AVERAGING": "1h"}, ["1h", "PM2.5"]),
        ({"STANDARDS": "/nowhere/own.csv"}, ["own.csv"]),
        ({"TABLE": "/nowhere/table.csv"}, ["table.csv"]),
        ({"READINGS": ["pm10", "", "", "", ""]}, ["pm10", "监测表"]),
        ({"READINGS": ["amount", "SO2", "t", "", ""]}, ["SO2", "t", "ug/m3"]),
        ({"READINGS": ["amount", "PM2.5", "", "", "heavy"]}, ["heavy"]),
        (
            {"READINGS": ["amount", "SO2", "", "", "", "amount", "二氧化硫", "", "", ""]},
            ["same pollutant", "SO2"],
        ),
        ({"READINGS": ["amount", "SO2", "", "", ""], "POLLUTANTS": ["amount", "1", "", ""]}, ["either"]),
        ({"POLLUTANTS": ["amount", "high", "", ""]}, ["high"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(readings, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=readings, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("01", "SO2", math.inf, "ug/m3"), ["infinite"]),
        (("", "SO2", 1.0, "ug/m3"), ["unit code"]),
        (("01", "SO2", 1.0, "t"), ["“t”", "SO2"]),
        (("01", "SO3", 1.0, "ug/m3"), ["SO3", "not known"]),
    ],
)
def test_refuses_rows_that_cannot_be(provider, row, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=table([("01", "NO2", 1.0, "ug/m3"), row]))
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_unknown_functional_classes_are_all_listed_with_counts(provider):
    layer = table(
        [
            ("01", "COD", 1.0, "mg/L", "劣V类"),
            ("02", "COD", 1.0, "mg/L", "IX"),
            ("03", "COD", 1.0, "mg/L", "IX"),
        ],
        LONG + "&field=functional_class:string",
    )
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=layer)
    assert all(word in str(refusal.value) for word in ("劣V类 (1)", "IX (2)", "III"))


def test_capacities_do_not_go_with_fields_of_a_layer(towns, readings):
    with pytest.raises(QgsProcessingException, match="long table of loads"):
        run(INPUT=towns, READINGS=["cod", "", "", "", ""], CAPACITY=readings)


def test_refuses_an_empty_table(provider):
    with pytest.raises(QgsProcessingException, match="空表"):
        run(INPUT=table([], name="空表"))


def test_cancel_leaves_nothing_behind(readings, workplace, feedback):
    feedback.cancel()
    run(feedback, INPUT=readings, OUTPUT=str(workplace / "never.gpkg"))
    assert list(workplace.iterdir()) == []


OWN_SETS = (
    "set_id,functional_class,pollutant,medium,averaging,limit,unit,valid_from,source\n"
    "OLD,II,PM2.5,air,annual,70,ug/m3,2013,地方\nNEW,II,PM2.5,air,annual,0.035,mg/m3,2016-01-01,地方\n"
    "NEW,III,COD,water,,20,mg/L,2016-01-01,地方\n"
)
YEARLY = [("01", "PM2.5", 70.0, "ug/m3", year) for year in (2012, 2015, 2016, 2020)] + [
    ("01", "COD", 10.0, "mg/L", 2020)
]


def test_dated_standards_follow_one_another(provider, workplace, feedback):
    path = workplace / "标准.csv"
    path.write_text(OWN_SETS, encoding="utf-8")
    given = table(YEARLY, LONG + "&field=year:integer")
    with pytest.raises(QgsProcessingException, match="OLD"):
        run(INPUT=given, STANDARDS=str(path))
    rows = {row["year"]: row for row in results(INPUT=given, STANDARDS=str(path), BY_YEAR=True)}
    assert {year: row["q_pm2_5"] for year, row in rows.items()} == {
        2012: 0.0, 2015: 0.0, 2016: pytest.approx(1.0), 2020: pytest.approx(1.0),
    }  # fmt: skip
    assert rows[2020]["q_cod"] == -0.5 and rows[2016]["q_cod"] is None
    # the limits of the later set are in mg/m3; the values of all years stand in the unit of the first
    assert [rows[year]["c_pm2_5"] for year in (2015, 2020)] == pytest.approx([70, 70])


def test_years_before_a_standard_are_told(provider, feedback):
    run(feedback, INPUT=table(YEARLY, LONG + "&field=year:integer"))
    assert "GB3095-2012 is valid from 2016-01-01" in feedback.text and "2012, 2015" in feedback.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"YEAR": ""}, ["YEAR"]),
        ({"READINGS": ["amount", "COD", "mg/L", "", ""]}, ["BY_YEAR", "long table"]),
    ],
)
def test_refuses_standards_by_year_without_years(readings, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=readings, BY_YEAR=True, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_particulate_matter_is_what_the_user_says(provider):
    fields = "field=unit_code:string&field=pm:double&field=so2:double&field=x:double&field=y:double"
    layer = make_layer("None", "", fields, [("", ("01", 436.0, 0.95, 218.0, 0.95))], "乡镇")
    asked = {"INPUT": layer, "COMPOSITE": "equivalents"}
    rows = ["pm", "x", "", "", "so2", "y", "", ""]
    found = {
        kind: results(**asked, POLLUTANTS=rows, PARTICULATES=kind)[0]["q_p"]
        for kind in ("none", "soot", "dust")
    }
    assert found["none"] == pytest.approx(0.0)
    assert found["soot"] == pytest.approx((436 / 2.18 + 1) / (218 / 2.18 + 1) - 1)
    assert found["dust"] == pytest.approx((436 / 4 + 1) / (218 / 4 + 1) - 1)


WIDE = [
    ("01", "PM2.5", 42.0, "ug/m3", 1.75),
    ("01", "COD", 10.0, "mg/L", 1.0),
    ("02", "COD", 40.0, "mg/L", None),
]


def test_widths_of_values_travel_to_the_index(provider):
    given = table(WIDE, LONG + "&field=amount_sd:double")
    one, other = results(INPUT=given)
    # 42 +- 3.43 over 35; COD far below cannot become the largest
    assert one["q_p"] == pytest.approx(0.2) and one["q_p_sd"] == pytest.approx(0.05)
    assert (one["c_pm2_5_lo"], one["c_cod_sd"]) == pytest.approx((42 - 1.96 * 1.75, 1.0))
    assert other["q_p"] == pytest.approx(1.0) and other["q_p_sd"] is None
    drawn = results(INPUT=given, INTERVALS="montecarlo", DISTRIBUTION="normal")
    assert drawn[0]["q_p_sd"] == pytest.approx(0.05, rel=0.05) and drawn[1]["q_p_sd"] is None
    mean = results(INPUT=given, COMPOSITE="mean")[0]
    assert mean["q_p_sd"] == pytest.approx(((0.05 / 2) ** 2 + (1 / 20 / 2) ** 2) ** 0.5)


@pytest.mark.needs("scipy")
def test_the_confidence_of_the_zoning_finds_the_widths(provider, feedback):
    fields = "field=net_tco2:double&field=cod:double&field=cod_sd:double"
    shapes = [SQUARE.format(x=500000 + 1000 * i, y=501000 + 1000 * i) for i in range(2)]
    layer = make_layer(
        "Polygon", "EPSG:4547", fields, zip(shapes, [(5.0, 25.0, 2.0), (-5.0, 10.0, 1.0)]), "乡镇"
    )
    made = run(INPUT=layer, POLLUTANTS=["cod", "20", "", ""])["OUTPUT"]
    assert rows_of(made)[0]["q_p_sd"] == pytest.approx(0.1)
    processing.run(
        "cpzoning:zoningconfidence", {"INPUT": made, "Q_P": "q_p", "OUTPUT": "memory:"}, feedback=feedback
    )
    assert "q_p: q_p_sd" in feedback.text
