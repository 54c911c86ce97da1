"""Tables to hand in: numbers come back as numbers, texts as texts, formulas never run."""

from __future__ import annotations

import io
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import gdal, ogr

from carbon_pollution_zoning.cartography import exports
from carbon_pollution_zoning.cartography.exports import Table
from carbon_pollution_zoning.core.errors import InputError

ROWS = [["=SUM(A1:A9)", 1.5, np.int64(3), "-"], ["甲镇", math.nan, 4, None], ["@cmd", 2, -5, "+1"]]
TABLE = Table("县/区", ["单元", "面积 (ha)", "数", "备注"], ROWS)


def read(path):
    """Sheets as name -> (field names, types, rows); a sheet of texts alone needs to be told its header."""
    gdal.SetConfigOption("OGR_XLSX_HEADERS", "FORCE")
    workbook = ogr.Open(str(path))
    sheets = {}
    for sheet in workbook:
        definition = sheet.GetLayerDefn()
        fields = [definition.GetFieldDefn(i) for i in range(definition.GetFieldCount())]
        rows = [[feature.GetField(i) for i in range(len(fields))] for feature in sheet]
        sheets[sheet.GetName()] = ([f.GetName() for f in fields], [f.GetTypeName() for f in fields], rows)
    gdal.SetConfigOption("OGR_XLSX_HEADERS", None)
    return sheets


def test_workbook_reads_back(workplace):
    path = workplace / "表 table.xlsx"
    exports.write_xlsx(path, [TABLE, Table("县/区", ["x"], [[1]]), Table("empty", ["a"], [])])
    sheets = read(path)
    assert list(sheets)[:2] == ["县_区", "县_区 (2)"]
    names, types, rows = sheets["县_区"]
    assert names == list(TABLE.headers)
    assert types[1] == "Real" and types[2].startswith("Integer")
    assert rows == [["'=SUM(A1:A9)", 1.5, 3, "'-"], ["甲镇", None, 4, None], ["'@cmd", 2.0, -5, "+1"]]
    assert [item.name for item in workplace.iterdir()] == [path.name]


def test_csv_opens_in_excel(workplace):
    path = workplace / "表.csv"
    exports.write_csv(path, TABLE)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[1:] == [
        "'=SUM(A1:A9),1.5,3,'-",
        "甲镇,,4,",
        "'@cmd,2,-5,+1",
    ]


def test_infinite_numbers_are_not_lost(workplace):
    path = workplace / "inf.xlsx"
    exports.write_xlsx(path, [Table("t", ["q", "n"], [[math.inf, "a"], [1.0, "b"]])])
    assert [row[0] for row in read(path)["t"][2]] == ["inf", "1.0"]


@settings(max_examples=30, deadline=None)
@given(names=st.lists(st.text(min_size=0, max_size=50), max_size=8))
def test_sheet_names_are_allowed_and_unique(names):
    taken: set[str] = set()
    made = [exports.sheet_name(name, taken) for name in names]
    assert len({name.lower() for name in made}) == len(made)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in made)


def test_a_folder_that_does_not_exist_is_refused(workplace):
    with pytest.raises(InputError, match="nowhere"):
        exports.write_xlsx(workplace / "nowhere" / "a.xlsx", [TABLE])


def test_header_carries_the_unit():
    assert exports.header("面积", "ha") == "面积 (ha)"
    assert exports.header("Class", "") == "Class"


def test_the_end_of_the_rows_is_found_wherever_pieces_of_the_sheet_part(monkeypatch):
    from carbon_pollution_zoning.cartography import panes

    whole = b"<row>1</row>" * 3 + panes.END + b"<pageMargins/></worksheet>"
    for size in range(1, 60):
        monkeypatch.setattr(panes, "CHUNK", size)
        source, target = io.BytesIO(whole), io.BytesIO()
        panes._copy_with(source, target, source.read(size), b"<autoFilter/>")
        target.write(source.read())
        assert target.getvalue() == whole.replace(panes.END, panes.END + b"<autoFilter/>"), size
    source, target = io.BytesIO(b"no such end"), io.BytesIO()
    panes._copy_with(source, target, b"", b"<autoFilter/>")
    assert target.getvalue() == b"no such end"
