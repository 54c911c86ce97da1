"""Sheets of texts and shapefiles in GB18030 reach an algorithm as people see them in other programs."""

from __future__ import annotations

import struct

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from osgeo import ogr
from qgis.core import QgsVectorFileWriter, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import dbaseencoding, provenance, sheetheaders

HEADER = ("单元代码", "net_tco2", "area", "q_p")
ROWS = (("01", "1,200.5", "100", "-0.5"), ("02", "—", "100", "2"))


def sheet(path, *rows):
    """A workbook of one sheet, every cell a text; the first of *rows* is the first row."""
    book = ogr.GetDriverByName("XLSX").CreateDataSource(str(path))
    made = book.CreateLayer("排放", None, ogr.wkbNone)
    for name in rows[0]:
        made.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for row in rows[1:]:
        feature = ogr.Feature(made.GetLayerDefn())
        for at, cell in enumerate(row):
            feature.SetField(at, cell)
        made.CreateFeature(feature)
    return path


def test_a_sheet_of_texts_just_works(provider, workplace):
    path, feedback = sheet(workplace / "各镇 2024.xlsx", HEADER, *ROWS), RecordingFeedback()
    asked = {"INPUT": str(path), "DENOMINATOR_FIELD": "area", "CARBON_BENCHMARK": 6, "OUTPUT": "memory:"}
    result = processing.run("cpzoning:sixclasszoning", asked, feedback=feedback)
    rows = rows_of(result["OUTPUT"])
    assert [(row["单元代码"], row["cp_class"]) for row in rows] == [("01", "SC"), ("02", "ND")]
    assert [field.name() for field in result["OUTPUT"].fields()][:3] == list(HEADER[:3])
    assert "its first row is the header" in str(vars(feedback))
    record = provenance.read(result["OUTPUT"])
    assert record["inputs"]["INPUT"]["source"] == str(path)
    assert record["inputs"]["INPUT"]["sha256"] == provenance.file_checksum(path)


@pytest.mark.parametrize("header", [("a", "A "), ("a", "7"), ("a", ""), ()])
def test_a_first_row_that_names_no_columns_is_no_header(header):
    assert not sheetheaders.is_header([cell.strip() for cell in header])


def shapefile(path, encoding, cpg):
    """A shapefile with texts in *encoding*, with or without the file that names it."""
    units = make_layer(
        "Point",
        "EPSG:4547",
        "field=单元:string(20)&field=net_tco2:double&field=size:double&field=q_p:double",
        [("POINT(1 1)", ("岳城镇", -5.0, 1.0, 2.0)), ("POINT(2 1)", ("临港镇", 5.0, 1.0, 2.0))],
        "单元",
    )
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.fileEncoding = "ESRI Shapefile", encoding
    QgsVectorFileWriter.writeAsVectorFormatV3(units, str(path), units.transformContext(), options)
    table = path.with_suffix(".dbf")
    data = bytearray(table.read_bytes())
    data[29] = 0  # of the writer's mark for the encoding; office programs leave none
    table.write_bytes(data)
    if not cpg:
        path.with_suffix(".cpg").unlink()
    return path


def test_a_gbk_shapefile_without_its_encoding_is_read_rightly(provider, workplace):
    path, feedback = shapefile(workplace / "单元.shp", "GBK", cpg=False), RecordingFeedback()
    asked = {"INPUT": str(path), "DENOMINATOR_FIELD": "size", "CARBON_BENCHMARK": 6, "OUTPUT": "memory:"}
    rows = rows_of(processing.run("cpzoning:sixclasszoning", asked, feedback=feedback)["OUTPUT"])
    assert [row["单元"] for row in rows] == ["岳城镇", "临港镇"]
    assert "was read as GB18030" in str(vars(feedback))


@pytest.mark.parametrize(("encoding", "cpg"), [("UTF-8", False), ("UTF-8", True), ("GBK", True)])
def test_other_shapefiles_are_left_alone(qgis_app, workplace, encoding, cpg):
    path = shapefile(workplace / "单元.shp", encoding, cpg)
    assert dbaseencoding.readable(QgsVectorLayer(str(path), "单元", "ogr")) is None


def test_latin_letters_are_not_taken_for_chinese(workplace):
    table, width = workplace / "a.dbf", 12
    cells = [text.encode("latin-1").ljust(width) for text in ("Müller", "Élancourt", "Köln", "Ångström")]
    head = struct.pack("<B3BIHH20x", 3, 126, 1, 1, len(cells), 65, width + 1)
    field = b"name".ljust(11, b"\0") + b"C" + bytes(4) + bytes([width]) + bytes(15)
    table.write_bytes(head + field + b"\r" + b"".join(b" " + cell for cell in cells))
    assert not dbaseencoding.is_gb18030(table)
    cells = [text.encode("gbk").ljust(width) for text in ("岳城镇", "临港镇", "乔木林地", "铁山镇")]
    table.write_bytes(head + field + b"\r" + b"".join(b" " + cell for cell in cells))
    assert dbaseencoding.is_gb18030(table)
