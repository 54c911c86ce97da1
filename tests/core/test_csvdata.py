"""Reading tables as people keep them, numbers as people write them, writing without harm."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon_pollution_zoning.core import csvdata
from carbon_pollution_zoning.core.errors import InputError

TEXT = "编码,名称,value\n0101,水田,1\n0703,“农村宅基地”,2\n"
EXPECTED = [
    {"编码": "0101", "名称": "水田", "value": "1"},
    {"编码": "0703", "名称": "“农村宅基地”", "value": "2"},
]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_encoding_and_delimiter(workplace, encoding, delimiter):
    path = workplace / "表.csv"
    path.write_bytes(TEXT.replace(",", delimiter).encode(encoding))
    assert csvdata.read_rows(path, "class table") == EXPECTED


def test_header_and_cells_are_stripped_and_blank_lines_skipped(workplace):
    path = workplace / "a.csv"
    path.write_text("\n code , value \n\n a , 1 \n,\nb\n", encoding="utf-8")
    table = csvdata.read_table(path, "table")
    assert table.columns == ("code", "value")
    assert table.rows == [{"code": "a", "value": "1"}, {"code": "b", "value": ""}]
    assert table.lines == [4, 6]


def test_a_quoted_delimiter_stays_in_its_cell(workplace):
    path = workplace / "a.csv"
    path.write_text('code;name\n1;"a;b, c"\n', encoding="utf-8")
    assert csvdata.read_rows(path, "table") == [{"code": "1", "name": "a;b, c"}]


def test_undecodable_bytes_name_the_encodings_that_were_tried(workplace):
    path = workplace / "a.csv"
    path.write_bytes(b"code,name\n1,\xff\xff\xff\n")
    with pytest.raises(InputError, match="UTF-8, UTF-16, GB18030"):
        csvdata.read_rows(path, "factor table")


def test_long_records_name_line_and_delimiters(workplace):
    path = workplace / "a.csv"
    path.write_text("code,name\n1,a\n2,b,c,d\n3,e,f\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        csvdata.read_rows(path, "factor table")
    first, second = caught.value.problems
    assert (first.data["row"], first.data["count"], second.data["row"]) == (3, 4, 4)
    assert "comma, semicolon, tab" in str(first)


def test_repeated_columns_empty_and_missing_files_are_refused(workplace):
    (workplace / "twice.csv").write_text("a,b,a\n1,2,3\n", encoding="utf-8")
    (workplace / "empty.csv").write_text("\n\n", encoding="utf-8")
    with pytest.raises(InputError, match="column a more than once"):
        csvdata.read_rows(workplace / "twice.csv", "table")
    with pytest.raises(InputError, match="is empty"):
        csvdata.read_rows(workplace / "empty.csv", "table")
    with pytest.raises(InputError, match=r"nowhere\.csv cannot be read"):
        csvdata.read_rows(workplace / "nowhere.csv", "table")


def test_missing_columns_are_named_together():
    table = csvdata.parse("a,b\n1,2\n", "table", "x.csv")
    (found,) = csvdata.require_columns(table, ["a", "c", "d"], "table", "x.csv")
    assert "lacks the columns c, d" in str(found)
    assert csvdata.require_columns(table, ["a", "b"], "table", "x.csv") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        (" -2.5 ", -2.5),
        ("−2.5", -2.5),
        ("１２３．５", 123.5),
        ("1,234,567.8", 1234567.8),
        ("1 234", 1234),
        ("1e-3", 0.001),
        (".5", 0.5),
        ("+7", 7),
        ("0", 0),
    ],
)
def test_numbers(text, value):
    assert csvdata.number(text) == value


@pytest.mark.parametrize("text", ["", "  ", "-", "—", "——", "/", "NA", "n/a", "NULL", "nan", "无", "…", "－"])
def test_marks_of_a_missing_number_are_not_zero(text):
    assert math.isnan(csvdata.number(text))
    assert csvdata.is_missing(text)


@pytest.mark.parametrize(
    "text", ["abc", "12%", "3,5", "1,23,456", "5 t", "1.2.3", "inf", "1e999", "<0.01", "二", "1-2", "0x10"]
)
def test_junk_is_refused_and_quoted(text):
    assert not csvdata.is_missing(text)
    with pytest.raises(InputError) as caught:
        csvdata.number(text)
    assert text in str(caught.value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_float_comes_back(value):
    assert csvdata.number(repr(value)) == value


@pytest.mark.parametrize("excel", [False, True])
def test_formulas_are_defused_and_come_back(workplace, excel):
    path = workplace / "out.csv"
    cells = ["=1+1", "+cmd", "-text", "@x", "-1.5", "水田", "a,b", "'quoted", None]
    csvdata.write_rows(path, ["cell"], [{"cell": cell, "more": 1} for cell in cells], excel=excel)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") is excel
    assert (b"\r\n" in raw) is excel
    lines = raw.decode("utf-8-sig").split()
    assert lines[1:6] == ["'=1+1", "'+cmd", "'-text", "'@x", "-1.5"]
    texts = [row["cell"] for row in csvdata.read_rows(path, "table")]
    assert texts == [cell for cell in cells if cell is not None]


def test_a_failed_write_leaves_the_old_file_and_no_remains(workplace):
    path = workplace / "out.csv"
    path.write_text("old", encoding="utf-8")

    def rows():
        yield {"a": 1}
        raise RuntimeError("cancelled")

    with pytest.raises(RuntimeError):
        csvdata.write_rows(path, ["a"], rows())
    assert path.read_text(encoding="utf-8") == "old"
    assert [item.name for item in workplace.iterdir()] == ["out.csv"]
