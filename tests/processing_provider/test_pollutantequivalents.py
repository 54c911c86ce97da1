"""The algorithm ``pollutantequivalents``: declares, refuses, runs, cancels."""

from __future__ import annotations

import json
import math
import sqlite3
from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:pollutantequivalents"
FIELDS = "field=unit_code:string&field=pollutant:string&field=amount:double&field=unit:string"
SQUARE = "POLYGON(({x} 3300000,{y} 3300000,{y} 3301000,{x} 3301000,{x} 3300000))"
EXAMPLES = json.loads((Path(__file__).parents[1] / "fixtures" / "worked_examples.json").read_text("utf-8"))
E18 = next(item for item in EXAMPLES if item["id"] == "E18")


def table(rows, fields=FIELDS, name="排放表"):
    return make_layer("None", "", fields, [("", row) for row in rows], name)


@pytest.fixture
def discharges(provider):
    inputs = {**E18["inputs"]["air_kg"], **E18["inputs"]["water_kg"]}
    rows = [("370101", name, kg, "kg") for name, kg in inputs.items()]
    return table([*rows, ("370102", "二氧化硫", 9.5, "吨"), ("370103", "氨氮", None, "t")])


@pytest.fixture
def towns(provider):
    shapes = [SQUARE.format(x=500000 + 1000 * i, y=501000 + 1000 * i) for i in range(3)]
    return make_layer(
        "Polygon",
        "EPSG:4547",
        "field=unit_code:string&field=so2:double&field=cod:double",
        zip(shapes, [("370101", 0.95, 1.0), ("370102", None, 2.0), ("370104", 0.0, 0.0)]),
        "乡镇",
    )


def run(feedback=None, **options):
    return processing.run(ID, {"UNITS": "memory:", **options}, feedback=feedback)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "pollutionaccounting"
    defaults = {item.name(): item.defaultValue() for item in algorithm.parameterDefinitions()}
    assert {
        name: defaults[name] for name in ("UNIT_CODE", "POLLUTANT", "AMOUNT", "AMOUNT_UNIT_FIELD", "YEAR")
    } == {
        "UNIT_CODE": "unit_code",
        "POLLUTANT": "pollutant",
        "AMOUNT": "amount",
        "AMOUNT_UNIT_FIELD": "unit",
        "YEAR": "year",
    }
    assert (defaults["PARTICULATES"], defaults["UNKNOWN"], defaults["TAX"]) == (0, 0, False)
    assert {output.name() for output in algorithm.outputDefinitions()} == {"UNITS", "DETAIL", "TOTAL"}


def test_runs_e18_with_its_bill(discharges):
    result = run(INPUT=discharges, DETAIL="memory:", TAX=True)
    first, second, third = rows_of(result["UNITS"])
    expected = E18["expected"]
    assert (first["eq_air"], first["eq_water"]) == pytest.approx((expected["air_sum"], expected["water_sum"]))
    assert first["tax_air_yuan"] == pytest.approx(expected["air_tax_top3_min"])
    assert first["tax_water_yuan"] == pytest.approx(expected["water_tax_min"])
    assert {name: first[f"eq_{name.lower()}"] for name in ("SO2", "CO", "SS", "TP")} == pytest.approx(
        {name: expected[name] for name in ("SO2", "CO", "SS", "TP")}
    )
    assert (second["eq_total"], second["eq_water"], second["flags"]) == (
        pytest.approx(10000),
        None,
        None or "",
    )
    assert (third["eq_total"], third["flags"]) == (None, "NO_P")
    assert result["TOTAL"] == pytest.approx(expected["air_sum"] + expected["water_sum"] + 10000)


def test_detail_says_amount_value_and_source(discharges):
    lines = rows_of(run(INPUT=discharges, DETAIL="memory:")["DETAIL"])
    soot = next(line for line in lines if line["pollutant"] == "soot")
    assert (soot["amount_kg"], soot["eq_value"], soot["eq_unit"]) == (436, 2.18, "kg per equivalent")
    assert soot["equivalents"] == pytest.approx(200)
    assert "Annex 2" in soot["source"]
    assert [line["counted"] for line in lines if line["unit_code"] == "370103"] == ["missing"]


def test_a_long_table_joins_the_layer_of_its_units(discharges, towns, feedback):
    output = run(feedback, INPUT=discharges, UNITS_LAYER=towns)["UNITS"]
    rows = rows_of(output)
    assert [row["unit_code"] for row in rows] == ["370101", "370102", "370104"]
    assert [row["flags"] for row in rows] == ["", "", "NO_P"]
    # one square kilometre in the plane; on the ellipsoid a little off
    assert rows[0]["eq_total_km2"] == pytest.approx(rows[0]["eq_total"] * 100 / rows[0]["area_ha"])
    assert rows[0]["eq_total_km2"] == pytest.approx(rows[0]["eq_total"], rel=2e-3)
    assert rows[2]["eq_total"] is None and rows[2]["eq_total_km2"] is None
    assert "370103" in feedback.text and "370104" in feedback.text
    assert [f.geometry().asWkt() for f in output.getFeatures()] == [
        f.geometry().asWkt() for f in towns.getFeatures()
    ]


def test_a_layer_with_one_field_per_pollutant(towns):
    result = run(
        INPUT=towns, LOADS=["so2", "", "t", "", "cod", "", "t", ""], DETAIL="memory:", PER_AREA=False
    )
    rows = rows_of(result["UNITS"])
    assert [row["eq_air"] for row in rows] == [pytest.approx(1000), None, 0]
    assert [row["eq_water"] for row in rows] == [1000, 2000, 0]
    assert [row["flags"] for row in rows] == ["", "PART_P", ""]
    assert "area_ha" not in rows[0] and rows[0]["so2"] == 0.95
    assert {line["unit_code"] for line in rows_of(result["DETAIL"])} == {"370101", "370102", "370104"}


def test_units_of_amount_do_not_matter(provider):
    rows = [
        ("a", "SO2", 0.95, "t"),
        ("b", "SO2", 950.0, "kg"),
        ("c", "SO2", 950000.0, "g"),
        ("d", "SO2", 9.5e-5, "万吨"),
    ]
    assert [row["eq_air"] for row in rows_of(run(INPUT=table(rows))["UNITS"])] == pytest.approx([1000] * 4)


def test_what_is_not_known_is_not_told_as_zero(provider):
    told = RecordingFeedback()
    result = run(told, INPUT=table([("370101", "COD", None, "t")]))
    assert math.isnan(result["TOTAL"])
    assert "1 units: – equivalents in air, – in water" in told.text


def test_years_are_chosen_and_stay_apart(provider):
    fields = FIELDS + "&field=year:string"
    layer = table([("a", "SO2", 0.95, "kg", year) for year in ("2022年", "2023", "2024", "2024")], fields)
    every = rows_of(run(INPUT=layer)["UNITS"])
    assert [(row["year"], row["eq_total"]) for row in every] == [(2022, 1), (2023, 1), (2024, 2)]
    some = rows_of(run(INPUT=layer, YEARS="2023-2024")["UNITS"])
    assert [row["year"] for row in some] == [2023, 2024]


def test_a_table_of_ones_own(discharges, workplace):
    path = workplace / "当量 值.csv"
    text = "key,scheme,parameter,value,unit,source,medium\n" + "".join(
        f"{key},OWN,equivalent_value,2,kg per equivalent,地方规定,{medium}\n" for key, medium in OWN
    )
    path.write_bytes(text.encode("gb18030"))
    output = workplace / "out.gpkg"
    result = run(INPUT=discharges, TABLE=str(path), UNKNOWN="leave_out", UNITS=str(output))
    assert rows_of(result["UNITS"])[0]["eq_air"] == pytest.approx((950 + 1900 + 436 + 3340) / 2)
    record = provenance.read(QgsVectorLayer(str(output), "out", "ogr"))
    used = record["tables"]["equivalents"]
    assert (used["scheme"], used["origin"]) == ("OWN", path.name) and len(used["digest"]) == 12


OWN = [("a_SO2", "air"), ("a_NOx", "air"), ("a_soot", "air"), ("a_CO", "air"), ("w2_NH3_N", "water")]


def test_the_provenance_says_what_decided(discharges, workplace):
    output = workplace / "out.gpkg"
    run(INPUT=discharges, PARTICULATES="dust", UNITS=str(output))
    record = provenance.read(QgsVectorLayer(str(output), "out", "ogr"))
    assert record["standards"]["particulates"] == "dust"
    assert record["tables"]["equivalents"]["origin"] == "built-in"
    assert any("missing" in text for text in record["warnings"])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"POLLUTANT": "polutant"}, ["polutant", "pollutant", "排放表"]),
        ({"AMOUNT_UNIT": "桶"}, ["桶"]),
        ({"YEARS": "2024"}, ["YEAR"]),
        ({"YEARS": "last"}, ["last"]),
        ({"SCHEME": "EPTAX2"}, ["EPTAX2", "EPTAX"]),
        ({"TABLE": "/nowhere/table.csv"}, ["table.csv"]),
        ({"LOADS": ["so2", "SO2", "t", ""]}, ["so2", "排放表"]),
        ({"LOADS": ["amount", "SO2", "t", "aether"]}, ["aether", "air"]),
        ({"LOADS": ["amount", "SO2", "t"]}, ["4 cells"]),
        ({"LOADS": ["unit", "SO2", "t", ""]}, ["unit", "kg"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(discharges, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=discharges, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("a", "SO2", -1.0, "t"), ["negative", "2"]),
        (("a", "SO2", math.inf, "t"), ["infinite", "2"]),
        (("", "SO2", 1.0, "t"), ["unit code"]),
        (("a", "", 1.0, "t"), ["no pollutant"]),
        (("a", "二氧化琉", 7.0, "t"), ["二氧化琉", "7 t"]),
        (("a", "SO2", 1.0, "km"), ["km", "SO2"]),
        (("a", "SO2", 1.0, ""), ["no unit", "SO2"]),
        (("a", "汞", 1.0, "kg"), ["汞", "medium"]),
    ],
)
def test_refuses_rows_that_cannot_be(provider, row, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=table([("a", "NOx", 1.0, "t"), row]))
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_tells_all_problems_at_once(provider):
    rows = [("a", "SO2", -1.0, "t"), ("", "NOx", 1.0, "t"), ("a", "xyz", 1.0, "t"), ("a", "CO", 1.0, "km")]
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=table(rows))
    assert all(word in str(refusal.value) for word in ("negative", "unit code", "xyz", "km"))


def test_refuses_duplicate_units_and_lost_zeros_of_the_layer(provider):
    layer = make_layer(
        "None", "", "field=unit_code:string", [("", ("01101",)), ("", ("2",)), ("", ("2",))], "镇"
    )
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=table([("1101", "SO2", 1.0, "t"), ("2", "SO2", 1.0, "t")]), UNITS_LAYER=layer)
    assert all(word in str(refusal.value) for word in ("镇", "more than once", "leading zeros", "01101"))


def test_refuses_several_years_on_one_layer(provider, towns):
    layer = table([("370101", "SO2", 1.0, "t", year) for year in (2023, 2024)], FIELDS + "&field=year:int")
    with pytest.raises(QgsProcessingException, match="2023, 2024"):
        run(INPUT=layer, UNITS_LAYER=towns)


def test_refuses_an_empty_table(provider):
    with pytest.raises(QgsProcessingException, match="空表"):
        run(INPUT=table([], name="空表"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_reads_csv_in_any_encoding_of_our_users(provider, workplace, encoding):
    path = workplace / "排放 数据.csv"
    path.write_bytes(
        'unit_code,pollutant,amount,unit\n370101,二氧化硫,"1,900",千克\n370102,氨氮,-,吨\n'.encode(encoding)
    )
    rows = rows_of(run(INPUT=str(path))["UNITS"])
    assert [(row["unit_code"], row["eq_total"]) for row in rows] == [("370101", 2000), ("370102", None)]


def test_an_exported_workbook_comes_back_as_a_table_of_ones_own(discharges, workplace):
    path = workplace / "当量.xlsx"
    processing.run("cpzoning:factortables", {"TABLE": "equivalents", "EXPORT": str(path)})
    own = rows_of(run(INPUT=discharges, TABLE=str(path))["UNITS"])
    assert own == rows_of(run(INPUT=discharges)["UNITS"])


def test_areas_in_degrees_are_measured_on_the_ellipsoid(provider):
    # a tenth of a degree at the equator: 11.1319 km by 11.0574 km
    square = "POLYGON((110 0, 110.1 0, 110.1 0.1, 110 0.1, 110 0))"
    layer = make_layer("Polygon", "EPSG:4326", "field=so2:double", [(square, (0.95,))], "度")
    row = rows_of(run(INPUT=layer, LOADS=["so2", "", "t", ""])["UNITS"])[0]
    assert row["area_ha"] == pytest.approx(12309, rel=1e-3)
    assert row["eq_total_km2"] == pytest.approx(1000 / 123.09, rel=1e-3)


def test_refuses_a_locked_output(discharges, workplace):
    path = workplace / "locked.gpkg"
    holder = sqlite3.connect(path)
    holder.execute("create table t (a)")
    holder.execute("begin exclusive")
    try:
        with pytest.raises(QgsProcessingException, match="locked"):
            run(INPUT=discharges, UNITS=str(path))
    finally:
        holder.close()


def test_refuses_its_input_as_output(discharges, workplace):
    path = workplace / "in.gpkg"
    processing.run("native:savefeatures", {"INPUT": discharges, "OUTPUT": str(path)})
    with pytest.raises(QgsProcessingException, match="one of the inputs"):
        run(INPUT=str(path), UNITS=str(path))


def test_cancel_leaves_nothing_behind(discharges, workplace, feedback):
    feedback.cancel()
    options = {"UNITS": str(workplace / "never.gpkg"), "DETAIL": str(workplace / "never too.gpkg")}
    run(feedback, INPUT=discharges, **options)
    assert list(workplace.iterdir()) == []


def test_a_failure_leaves_an_old_output_alone(discharges, workplace):
    path = workplace / "old.gpkg"
    path.write_bytes(b"precious")
    with pytest.raises(QgsProcessingException):
        run(INPUT=discharges, AMOUNT="pollutant", UNITS=str(path))
    assert [item.name for item in workplace.iterdir()] == ["old.gpkg"]
    assert path.read_bytes() == b"precious"


WIDE_ROWS = [
    ("370101", "SO2", 0.95, "t", 0.1),
    ("370101", "COD", 0.5, "t", 0.05),
    ("370102", "COD", 1.0, "t", None),
]


def test_widths_of_amounts_travel_to_the_equivalents(towns, provider):
    """By the convention: the standard deviation stands in amount_sd."""
    given = table(WIDE_ROWS, FIELDS + "&field=amount_sd:double")
    one, other = rows_of(run(INPUT=given)["UNITS"])
    assert one["eq_air_sd"] == pytest.approx(100 / 0.95)
    assert one["eq_total_sd"] == pytest.approx(math.hypot(100 / 0.95, 50))
    assert one["eq_total_lo"] == pytest.approx(1500 - 1.96 * one["eq_total_sd"])
    # its width is missing, not zero
    assert other["eq_total"] == 1000 and other["eq_total_sd"] is None
    layer = run(INPUT=given, UNITS_LAYER=towns)["UNITS"]
    on_map = {row["unit_code"]: row for row in rows_of(layer)}["370101"]
    ratio = on_map["eq_total_km2"] / on_map["eq_total"]
    assert on_map["eq_total_km2_sd"] == pytest.approx(on_map["eq_total_sd"] * ratio)
    drawn = rows_of(run(INPUT=given, INTERVALS="montecarlo", DISTRIBUTION="normal")["UNITS"])[0]
    assert drawn["eq_total_sd"] == pytest.approx(one["eq_total_sd"], rel=0.05)


@pytest.mark.needs("scipy")
def test_the_confidence_of_the_zoning_finds_the_widths(feedback, provider):
    fields = "field=unit_code:string" + "".join(
        f"&field={name}:double" for name in ("net_tco2", "so2", "so2_lo", "so2_hi")
    )
    shapes = [SQUARE.format(x=500000 + 1000 * i, y=501000 + 1000 * i) for i in range(2)]
    values = [("01", 100.0, 0.95, 0.9, 1.0), ("02", -5.0, 2.0, 1.5, 2.5)]
    layer = make_layer("Polygon", "EPSG:4547", fields, zip(shapes, values), "乡镇")
    made = run(INPUT=layer, UNIT_CODE="unit_code", LOADS=["so2", "SO2", "t", ""])["UNITS"]
    [one, _] = rows_of(made)
    assert one["eq_total_hi"] == pytest.approx(1000 / 0.95)
    options = {"INPUT": made, "POLLUTANTS": ["eq_total_km2", "1200", "", ""], "OUTPUT": "memory:"}
    processing.run("cpzoning:zoningconfidence", options, feedback=feedback)
    assert "eq_total_km2: eq_total_km2_sd" in feedback.text
