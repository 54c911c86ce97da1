"""Tables of texts from CSV and from Excel workbooks."""

from __future__ import annotations

import pytest
from osgeo import gdal, ogr

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.toolbelt import sheets


def workbook(path, sheets_of_rows):
    dataset = gdal.GetDriverByName("XLSX").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    for name, header, rows in sheets_of_rows:
        layer = dataset.CreateLayer(name, geom_type=ogr.wkbNone)
        for column, kind in header:
            layer.CreateField(ogr.FieldDefn(column, kind))
        for row in rows:
            feature = ogr.Feature(layer.GetLayerDefn())
            for position, value in enumerate(row):
                if value is not None:
                    feature.SetField(position, value)
            layer.CreateFeature(feature)
    dataset = None


HEADER = (("code", ogr.OFTString), ("value", ogr.OFTReal))


def test_a_workbook_reads_as_its_texts_with_row_numbers(workplace):
    path = workplace / "因子 表.xlsx"
    rows = [("01101", 0.0000003), (None, None), ("0,5", 2.18)]
    workbook(path, [("说明", (), []), ("数据", HEADER, rows)])
    table = sheets.read_table(path, "factor table")
    assert table.columns == ("code", "value")
    assert [row["code"] for row in table.rows] == ["01101", "0,5"]
    assert [float(row["value"]) for row in table.rows] == [0.0000003, 2.18]
    assert table.lines == [2, 4]


def test_reading_leaves_the_settings_of_gdal_alone(workplace):
    path = workplace / "a.xlsx"
    workbook(path, [("a", HEADER, [("x", 1.0)])])
    before = gdal.GetThreadLocalConfigOption("OGR_XLSX_HEADERS")
    sheets.read_table(path, "factor table")
    assert gdal.GetThreadLocalConfigOption("OGR_XLSX_HEADERS") == before


@pytest.mark.parametrize("content", [None, b"PK\x03\x04 broken"])
def test_an_unreadable_workbook_is_named(workplace, content):
    path = workplace / "坏.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match="坏"):
        sheets.read_table(path, "factor table")


def test_an_unreadable_workbook_is_named_where_gdal_raises_nothing(workplace, monkeypatch):
    monkeypatch.setattr(gdal, "OpenEx", lambda *_, **__: None)
    with pytest.raises(InputError, match="坏"):
        sheets.read_table(workplace / "坏.xlsx", "factor table")


def test_csv_goes_the_way_of_csv(workplace):
    path = workplace / "a.csv"
    path.write_bytes("code;名称\n1;林地\n".encode("gb18030"))
    assert sheets.read_table(path, "class table").rows == [{"code": "1", "名称": "林地"}]
