"""The algorithm ``emissioninventory``: declares, refuses, runs, cancels."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

pytestmark = pytest.mark.needs("pandas")

ID = "cpzoning:emissioninventory"
SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
FIELDS = "&".join(
    f"field={name}:{kind}"
    for name, kind in (
        ("unit_code", "string"),
        ("unit_name", "string"),
        ("sector", "string"),
        ("activity", "string"),
        ("amount", "double"),
        ("unit", "string"),
        ("year", "integer"),
    )
)
ROWS = [
    ("330101", "海岳镇", "industry", "烟煤", 10.0, "万吨", 2023),
    ("330101", "海岳镇", "energy_industry", "bituminous_coal", 1000.0, "t", 2023),
    ("330101", "海岳镇", "buildings", "用电量", 50.0, "万千瓦时", 2023),
    ("330102", "河口镇", "agriculture", "rice_single", 100.0, "ha", 2023),
    ("330102", "河口镇", "agriculture", "burnt_rice", 10.0, "t", 2023),
    ("330102", "河口镇", "transport", "diesel", None, "t", 2023),
]
COAL, GRID = 2.0715092552, 0.4974
SQUARE = "POLYGON(({x} 3300000,{y} 3300000,{y} 3300100,{x} 3300100,{x} 3300000))"


def table(rows=ROWS, name="活动"):
    return make_layer("None", "", FIELDS, [("", row) for row in rows], name)


@pytest.fixture
def activities(provider):
    return table()


@pytest.fixture
def towns(provider):
    rows = [
        (SQUARE.format(x=500000 + 100 * i, y=500100 + 100 * i), (code,))
        for i, code in enumerate(("330101", "330102"))
    ]
    return make_layer("Polygon", "EPSG:4547", "field=unit_code:string", rows, "乡镇")


def run(layer, feedback=None, **changes):
    options = {"INPUT": layer, "UNITS": "memory:", **changes}
    return processing.run(ID, options, feedback=feedback or RecordingFeedback())


def units_of(result):
    return {row["unit_code"]: row for row in rows_of(result["UNITS"])}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "carbonaccounting"
    definitions = {item.name(): item for item in algorithm.parameterDefinitions()}
    assert definitions["UNIT_CODE"].defaultValue() == "unit_code"
    assert definitions["SIDE"].metadata()["codes"] == ["consumption", "production"]
    assert definitions["GWP"].metadata()["codes"][0] == "AR5"
    assert definitions["FUEL_SCHEME"].metadata()["codes"][0] == "CN_MEE_ENT"
    outputs = {item.name() for item in algorithm.outputDefinitions()}
    assert {"UNITS", "DETAIL", "POLLUTANTS", "TOTAL"} <= outputs


def test_runs_by_hand(activities, feedback):
    result = run(activities, feedback, DETAIL="memory:", POLLUTANTS="memory:")
    units = units_of(result)
    one, two = units["330101"], units["330102"]
    assert one["source_tco2"] == pytest.approx(1e5 * COAL + 500 * GRID, rel=1e-9)
    assert one["power_tco2"] == pytest.approx(1000 * COAL, rel=1e-9)
    assert (one["side"], one["flags"], one["year"]) == ("consumption", "", 2023)
    assert two["ch4_t"] == pytest.approx(21.55 + 10 * 0.8 * 0.0027, rel=1e-9)
    assert two["flags"] == "PART_E"
    assert result["TOTAL"] == pytest.approx(one["source_tco2"] + two["source_tco2"], rel=1e-9)
    detail = rows_of(result["DETAIL"])
    statuses = {(row["activity"], row["gas"], row["sector"]): row["counted"] for row in detail}
    assert statuses["bituminous_coal", "CO2", "energy_industry"] == "other_side"
    assert statuses["burnt_rice", "CO2", "agriculture"] == "biogenic"
    assert all(row["factor_source"] for row in detail)
    assert {row["activity_name"] for row in detail if row["activity"] == "electricity"} <= {
        "Electricity",
        "电力",
    }
    pollutants = {row["pollutant"]: row["amount"] for row in rows_of(result["POLLUTANTS"])}
    assert pollutants == pytest.approx({"CO": 736.0, "NOx": 20.0}, rel=1e-9)
    assert "1 rows have no amount" in feedback.text


def test_the_practice_county_comes_out_as_computed_a_second_way(provider):
    """`expected` was made by other code from the same tables."""
    package = SAMPLE / "haiyue.gpkg"
    result = run(
        f"{package}|layername=activity_town",
        YEARS="2024",
        PROVINCE="440000",
        UNITS_LAYER=f"{package}|layername=zoning_unit",
    )
    units = units_of(result)
    with (SAMPLE / "expected" / "town_emissions_2024.csv").open(encoding="utf-8", newline="") as stream:
        expected = list(csv.DictReader(stream))
    assert len(expected) == len(units) == 12
    for town in expected:
        found = units[town["unit_code"]]
        for group in ("fossil", "electricity", "heat", "process", "agriculture", "waste"):
            assert found[f"{group}_tco2"] == pytest.approx(float(town[f"{group}_tco2e"]), abs=6e-4)
        assert found["source_tco2"] == pytest.approx(float(town["activity_tco2e"]), abs=6e-3)


def test_the_output_feeds_the_pollution_account(activities):
    pollutants = run(activities, POLLUTANTS="memory:")["POLLUTANTS"]
    result = processing.run(
        "cpzoning:pollutantequivalents",
        {"INPUT": pollutants, "UNITS": "memory:"},
        feedback=RecordingFeedback(),
    )
    (row,) = rows_of(result["UNITS"])
    assert row["eq_air"] == pytest.approx(736 / 16.7 + 20 / 0.95, rel=1e-9)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_text_tables_in_any_encoding(provider, workplace, encoding):
    path = workplace / "活动 水平.csv"
    lines = ["unit_code,unit_name,sector,activity,amount,unit,year"]
    lines += ['033101,海岳镇,工业,烟煤,"1,000",吨,2023年', "033101,海岳镇,工业,天然气,２,万立方米,2023"]
    path.write_bytes("\n".join(lines).encode(encoding))
    row = units_of(run(str(path), PROVINCE="330000"))["033101"]
    assert row["source_tco2"] == pytest.approx(1000 * COAL + 2 * 21.62188809, rel=1e-6)
    assert row["unit_name"] == "海岳镇"


def test_years_are_chosen_and_kept_apart(provider):
    rows = [(*ROWS[0][:6], year) for year in (2021, 2022, 2023)]
    layer = table(rows)
    assert [row["year"] for row in rows_of(run(layer)["UNITS"])] == [2021, 2022, 2023]
    assert [row["year"] for row in rows_of(run(layer, YEARS="2022-2023")["UNITS"])] == [2022, 2023]
    with pytest.raises(QgsProcessingException, match="2030"):
        run(layer, YEARS="2030")


def test_a_table_without_years_takes_the_year_that_was_named(activities):
    power = [("330101", "", "buildings", "electricity", 1.0, "MWh", None)]
    plain = run(table(power), YEAR="", YEARS="2021", PROVINCE="330000")
    assert rows_of(plain["UNITS"])[0]["source_tco2"] == pytest.approx(0.5422, rel=1e-9)
    assert rows_of(plain["UNITS"])[0]["year"] == 2021


def test_the_layer_of_the_units_gets_the_account(towns, feedback):
    layer = table([*ROWS, ("330199", "他镇", "industry", "diesel", 1.0, "t", 2023)])
    result = run(layer, feedback, UNITS_LAYER=towns)
    output = result["UNITS"]
    assert output.crs().authid() == "EPSG:4547"
    assert [row["unit_code"] for row in rows_of(output)] == ["330101", "330102"]
    assert "330199" in feedback.text
    lone = make_layer(
        "Polygon",
        "EPSG:4547",
        "field=unit_code:string",
        [(SQUARE.format(x=0, y=100), ("330101",)), (SQUARE.format(x=200, y=300), ("330103",))],
        "乡镇",
    )
    rows = units_of(run(table(), feedback, UNITS_LAYER=lone))
    assert (rows["330103"]["source_tco2"], rows["330103"]["flags"]) == (None, "NO_E")


def test_a_layer_takes_one_year(towns):
    layer = table([*ROWS, (*ROWS[0][:6], 2022)])
    with pytest.raises(QgsProcessingException, match="2022, 2023"):
        run(layer, UNITS_LAYER=towns)
    assert len(rows_of(run(layer, UNITS_LAYER=towns, YEARS="2022")["UNITS"])) == 2


def test_everything_that_decided_is_in_the_metadata(activities, workplace):
    path = workplace / "排放 2023.gpkg"
    run(activities, UNITS=str(path), GWP="AR6", SIDE="production")
    record = provenance.read(QgsVectorLayer(f"{path}|layername={path.stem}", "again", "ogr"))
    assert (record["standards"]["gwp_set"], record["standards"]["accounting_side"]) == ("AR6", "production")
    assert record["tables"]["fuel"]["scheme"] == "CN_MEE_ENT"
    assert len(record["tables"]["fuel"]["digest"]) == 12
    assert record["tables"]["gwp"]["scheme"] == "AR6"
    assert any("power_tco2" in text or "scope2_tco2" in text for text in record["warnings"])
    assert [item.name for item in workplace.iterdir()] == [path.name]


def test_own_factors_stand_in(activities, workplace):
    path = workplace / "自备 因子.csv"
    path.write_bytes(
        "key,scheme,region,parameter,value,unit,source\n"
        "bituminous_coal,厂,CN,ef_CO2,2.5,tCO2/t,化验\nbituminous_coal,厂,CN,ef_SO2,8,kg/t,化验\n".encode(
            "gb18030"
        )
    )
    result = run(activities, OWN_TABLE=str(path), POLLUTANTS="memory:")
    assert units_of(result)["330101"]["fossil_tco2"] == pytest.approx(2.5e5, rel=1e-9)
    amounts = {row["pollutant"]: row["amount"] for row in rows_of(result["POLLUTANTS"])}
    assert amounts["SO2"] == pytest.approx(8 * 101000, rel=1e-9)


def changed(position, **values):
    names = ("unit_code", "unit_name", "sector", "activity", "amount", "unit", "year")
    rows = [dict(zip(names, row)) for row in ROWS]
    rows[position] |= values
    return table([tuple(row.values()) for row in rows])


@pytest.mark.parametrize(
    ("values", "options", "words"),
    [
        ({}, {"AMOUNT": "amounts"}, ["活动", "amounts", "amount"]),
        ({}, {"AMOUNT": "sector"}, ["sector", "industry"]),
        ({"amount": -1.0}, {}, ["negative", "rows: 1"]),
        ({"amount": float("inf")}, {}, ["infinite", "rows: 1"]),
        ({"activity": "raw_coal"}, {}, ["raw_coal", "10 万吨", "CN_GB2589_2008"]),
        ({"activity": "石头"}, {}, ["石头", "not known"]),
        ({"activity": None}, {}, ["no activity (rows: 1)"]),
        ({"unit": "桶"}, {}, ["桶"]),
        ({"unit": None}, {}, ["—", "not known"]),
        ({"unit": "kWh", "activity": "pig"}, {}, ["pig", "head"]),
        ({"unit_code": " "}, {}, ["no unit code (rows: 1)"]),
        ({"unit_code": "合计"}, {}, ["totals", "rows: 1"]),
        ({"year": None}, {}, ["no year (rows: 1)"]),
        ({"activity": "electricity", "unit": "MWh", "year": 2015}, {}, ["electricity", "2021"]),
        ({}, {"YEARS": "last year"}, ["last"]),
        ({}, {"YEAR": "", "YEARS": "2021,2022"}, ["YEAR"]),
        ({}, {"DUPLICATE": "keep"}, ["DUPLICATE", "DUPLICATES"]),
        ({}, {"OWN_TABLE": "/nowhere/表.csv"}, ["表.csv"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, values, options, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(changed(0, **values), **options)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_tells_all_activities_without_a_factor_at_once(provider):
    layer = changed(0, activity="raw_coal")
    layer.dataProvider().addFeatures(table([("330101", "", "", "stone", 3.0, "t", 2023)]).getFeatures())
    with pytest.raises(QgsProcessingException) as refusal:
        run(layer)
    assert all(word in str(refusal.value) for word in ("raw_coal", "stone", "2 of 7 rows"))
    rows = units_of(run(layer, UNKNOWN="leave_out"))
    assert rows["330101"]["flags"] == "PART_E"


def test_a_wrong_table_of_factors_is_refused_row_by_row(activities, workplace):
    path = workplace / "fuel.csv"
    path.write_text(
        "key,scheme,parameter,value,low,high,unit,source\ndiesel,A,ncv,43,44,45,GJ/t,x\ndiesel,A,ncv,many,,,GJ/t,x\n",
        encoding="utf-8",
    )
    with pytest.raises(QgsProcessingException) as refusal:
        run(activities, FUEL_TABLE=str(path))
    assert "Row 2" in str(refusal.value) and "Row 3" in str(refusal.value)


def test_refuses_an_empty_table(provider):
    with pytest.raises(QgsProcessingException, match="空表"):
        run(table([], "空表"))


@pytest.mark.parametrize("at", [0, 20, 60, 90])
def test_cancel_leaves_nothing_behind(activities, workplace, at):
    path = workplace / "never.gpkg"
    path.write_bytes(b"old")
    run(activities, RecordingFeedback(cancel_at=at), UNITS=str(path), DETAIL=str(workplace / "detail.gpkg"))
    assert [item.name for item in workplace.iterdir()] == ["never.gpkg"]
    assert path.read_bytes() == b"old"


def test_a_locked_or_protected_output_is_refused_before_work(activities, workplace):
    path = workplace / "locked.gpkg"
    holder = sqlite3.connect(path)
    holder.execute("create table t (a)")
    holder.execute("begin exclusive")
    try:
        with pytest.raises(QgsProcessingException, match="locked"):
            run(activities, UNITS=str(path))
    finally:
        holder.close()
    with pytest.raises(QgsProcessingException, match="does not exist"):
        run(activities, DETAIL=str(workplace / "none" / "d.csv"))


def test_codes_that_lost_their_zeros_are_refused(provider):
    lone = make_layer(
        "Polygon",
        "EPSG:4547",
        "field=unit_code:string",
        [(SQUARE.format(x=0, y=100), ("0330101",)), (SQUARE.format(x=200, y=300), ("330102",))],
        "乡镇",
    )
    with pytest.raises(QgsProcessingException, match=r"leading zeros.*0330101 / 330101"):
        run(table(), UNITS_LAYER=lone)


def test_codes_that_came_as_numbers_are_codes(provider):
    fields = FIELDS.replace("unit_code:string", "unit_code:double")
    layer = make_layer("None", "", fields, [("", (330101.0, *ROWS[0][1:]))], "活动")
    assert list(units_of(run(layer))) == ["330101"]


def test_all_faults_of_a_table_are_told_in_one_answer(provider):
    """Numbers, years, codes, activities and units of amount: the table is mended once."""
    fields = (
        "field=unit_code:string&field=activity:string&field=amount:string&field=unit:string&field=year:string"
    )
    rows = [
        ("", ("330101", "raw_coal", "1000", "t", "2023")),
        ("", ("330101", "raw_coal", "much", "t", "2023")),
        ("", (None, "diesel", "5", "t", "2023")),
        ("", ("330101", "dieselo", "5", "t", "2023")),
        ("", ("330101", "electricity", "5", "桶", "2023")),
        ("", ("330101", "electricity", "5", "MWh", "once")),
        ("", ("330101", "diesel", "-7", "t", "2023")),
    ]
    layer = make_layer("None", "", fields, rows, "活动表")
    with pytest.raises(QgsProcessingException) as refusal:
        run(layer, FUEL_SCHEME="CN_GB2589_2008")
    said = str(refusal.value)
    for words in ("much", "once", "have no unit code", "dieselo is not known (diesel", "桶"):
        assert words in said, said
