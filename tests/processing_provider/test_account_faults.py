"""What tables of accounts bring along: each fault gets the numbers as without it, or a clear sentence."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, rows_of
from qgis.core import QgsProcessingException

pytestmark = pytest.mark.needs("pandas")

AMOUNT = "1234.5"
#: Parameter of the table, its lines (``{x}`` an amount), further options, output, a column of it.
CASES = {
    "emissioninventory": (
        "INPUT",
        "unit_code,sector,activity,amount,unit,year\n01,industry,diesel,{x},t,2024\n02,industry,diesel,10,t,2024\n",
        {},
        "UNITS",
        "source_tco2",
    ),
    "referenceapproach": (
        "INPUT",
        "unit_code,activity,imports,unit,year\n01,diesel,{x},t,2024\n02,diesel,10,t,2024\n",
        {},
        "UNITS",
        "reference_tco2",
    ),
    "carbonbalance": (
        "INPUT",
        "unit_code,source,sink\n01,{x},-3\n02,10,-3\n",
        {"OWN_EMISSION": "source", "OWN_SINK": "sink"},
        "OUTPUT",
        "net_tco2",
    ),
    "bluecarbon": (
        "INPUT",
        "unit_code,habitat,area\n01,mangrove,{x}\n02,mangrove,10\n",
        {"AREA": "area", "YEAR": 2024, "UNIT_FIELD": "unit_code"},
        "UNITS",
        "net_tco2",
    ),
    "combineestimates": (
        "INPUT",
        "unit_code,a,b\n01,{x},3\n02,10,12\n",
        {"ESTIMATES": ["a", "b"]},
        "OUTPUT",
        "est_mean",
    ),
    "pollutionload": (
        "ACTIVITIES",
        "unit_code,activity,amount,unit,year\n01,fert_N,{x},t,2024\n02,fert_N,10,t,2024\n",
        {"LEACHING": True},
        "UNITS",
        "load_t_tn",
    ),
    "pollutantequivalents": (
        "INPUT",
        "unit_code,pollutant,amount,unit\n01,SO2,{x},t\n02,SO2,10,t\n",
        {},
        "UNITS",
        "eq_air",
    ),
    "pollutionindex": (
        "INPUT",
        "unit_code,pollutant,medium,amount,unit,year\n01,SO2,air,{x},ug/m3,2024\n02,SO2,air,10,ug/m3,2024\n",
        {},
        "OUTPUT",
        "q_so2",
    ),
}
EVERY = pytest.mark.parametrize("name", CASES)


@pytest.fixture
def made(provider, workplace):
    """``made(name, text, encoding)``: values of the column, and what was said."""

    def run(name, text, encoding="utf-8", **more):
        parameter, _, options, output, column = CASES[name]
        path = workplace / "某 表.csv"
        path.write_text(text, encoding=encoding)
        feedback = RecordingFeedback()
        given = {parameter: str(path), output: "memory:", **options, **more}
        result = processing.run(f"cpzoning:{name}", given, feedback=feedback)
        return [row.get(column) for row in rows_of(result[output])], feedback.text

    return run


def lines(name, amount=AMOUNT):
    return CASES[name][1].format(x=amount)


def refused(made, name, text, **more) -> str:
    with pytest.raises(QgsProcessingException) as error:
        made(name, text, **more)
    return str(error.value)


@EVERY
@pytest.mark.parametrize("written", ['"1,234.5"', "１２３４.５", " 1234.5 "])
def test_numbers_as_people_write_them(made, name, written):
    plain, _ = made(name, lines(name))
    other, told = made(name, lines(name, written))
    assert plain == other and None not in plain
    said = [line for line in told.splitlines() if "numbers stored as text" in line]
    assert said and len(said) == len(set(said)), "each is said, and once"


@EVERY
@pytest.mark.parametrize(
    ("encoding", "separator"), [("gb18030", ","), ("utf-8-sig", ","), ("utf-16", ","), ("utf-8", ";")]
)
def test_texts_from_everywhere(made, name, encoding, separator):
    plain, _ = made(name, lines(name))
    text = lines(name).replace("\n01,", "\n岳城镇,").replace(",", separator)
    other, _ = made(name, text, encoding)
    assert sorted(other) == sorted(plain)


@EVERY
@pytest.mark.parametrize("word", ["abc", "#REF!", "吨", "inf", '"1234,5"'])
def test_words_among_numbers_are_named_with_their_row(made, name, word):
    told = refused(made, name, lines(name, word))
    assert "某 表" in told and word.strip('"') in told and "no numbers" in told


@EVERY
@pytest.mark.parametrize("blank", ["", "—", "nan"])
def test_missing_is_not_zero(made, name, blank):
    values, _ = made(name, lines(name, blank))
    assert 0 not in values
    assert None in values or name == "combineestimates"  # the other estimate is there


@EVERY
def test_a_table_without_rows_is_refused(made, name):
    assert "has no features" in refused(made, name, lines(name).splitlines()[0] + "\n")


@EVERY
def test_a_header_that_is_a_title_is_told_with_what_is_there(made, name):
    told = refused(made, name, "某县统计表" + "," * lines(name).count(",", 0, 30) + "\n" + lines(name))
    assert "某 表" in told or "Choose the fields" in told


@pytest.mark.parametrize("name", ["emissioninventory", "carbonbalance", "bluecarbon", "pollutionload"])
@pytest.mark.parametrize("word", ["合计", "合 计", "Total", "小计:"])
def test_a_row_of_totals_is_no_unit(made, name, word):
    extra = lines(name).splitlines()[2].replace("02", word, 1)
    more = {"CODE": "unit_code"} if name == "carbonbalance" else {}
    assert "are totals and would be counted twice" in refused(made, name, f"{lines(name)}{extra}\n", **more)


@pytest.mark.parametrize("name", ["pollutantequivalents", "pollutionindex"])
def test_a_row_of_totals_is_left_out_of_pollutants(made, name):
    plain, _ = made(name, lines(name))
    extra = lines(name).splitlines()[2].replace("02", "合计", 1)
    other, told = made(name, f"{lines(name)}{extra}\n")
    assert other == plain and "a sum of other rows" in told


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("emissioninventory", "repeat another row"),
        ("pollutionload", "repeat another row"),
        ("pollutantequivalents", "repeat the unit"),
        ("carbonbalance", "occur several times (01)"),
    ],
)
def test_repeated_rows_are_told(made, name, words):
    first = lines(name).splitlines()[1]
    more = {"CODE": "unit_code"} if name == "carbonbalance" else {}
    _, told = made(name, f"{lines(name)}{first}\n", **more)
    assert words in told


@pytest.mark.parametrize(
    "name", ["emissioninventory", "referenceapproach", "pollutionload", "pollutantequivalents"]
)
def test_a_unit_that_nobody_knows_is_named(made, name):
    told = refused(made, name, lines(name).replace(",t", ",吨煤x"))
    assert "“吨煤x”" in told and "rows" in told


@EVERY
def test_outputs_that_cannot_be_written_are_told_before_work(made, workplace, name):
    output = CASES[name][3]
    told = refused(made, name, lines(name), **{output: str(workplace / "无此 目录" / "x.gpkg")})
    assert "无此 目录" in told and "does not exist" in told
    told = refused(made, name, lines(name), **{output: str(workplace / "某 表.csv")})
    assert "is one of the inputs" in told
    assert [path.name for path in workplace.iterdir()] == ["某 表.csv"]
