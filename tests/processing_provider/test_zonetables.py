"""The algorithm ``zonetables``: numbers are numbers, headers stay in view, formulas never run."""

from __future__ import annotations

import re

import pytest
from helpers import RecordingFeedback, make_layer
from osgeo import gdal, ogr
from outputcase import FORMULA, HOSTILE, run, sheet_xml, towns
from qgis.core import QgsApplication, QgsProcessingException

from carbon_pollution_zoning.cartography import exports, panes

ID = "zonetables"


@pytest.fixture
def zones(provider):
    return towns()


def read(path):
    """Sheets as name -> (headers, rows); sheets of texts alone need to be told that they have a header."""
    gdal.SetConfigOption("OGR_XLSX_HEADERS", "FORCE")
    workbook = ogr.Open(str(path))
    sheets = {}
    for sheet in workbook:
        definition = sheet.GetLayerDefn()
        names = [definition.GetFieldDefn(at).GetName() for at in range(definition.GetFieldCount())]
        sheets[sheet.GetName()] = names, [[f.GetField(at) for at in range(len(names))] for f in sheet]
    gdal.SetConfigOption("OGR_XLSX_HEADERS", None)
    return sheets


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(f"cpzoning:{ID}")
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert algorithm.groupId() == "output" and made["SUMS"].defaultValue() is True
    assert not made["FOLDER"].createByDefault()


def test_a_sheet_for_each_table_with_units_in_the_headers(zones, workplace):
    path = workplace / "成果 tables.xlsx"
    assert run(ID, LAYERS=[zones], LANGUAGE="zh", OUTPUT=str(path))["COUNT"] == 4
    sheets = read(path)
    assert list(sheets) == ["各镇 towns", "面积 各镇 towns", "管治亚区 各镇 towns", "字段说明"]
    heads, rows = sheets["各镇 towns"]
    assert "净碳排放 (t CO2e)" in heads and "单元名称" in heads
    at = heads.index("净碳排放 (t CO2e)")
    assert [row[at] for row in rows] == [-1200.0, 3000.0, 9000.0, None]
    assert [row[0] for row in rows][:2] == [HOSTILE, "'" + FORMULA]
    heads, rows = sheets["面积 各镇 towns"]
    assert heads == ["类别", "单元数", "面积 (ha)", "占比 (%)"]
    shares = {row[0].split()[0]: row for row in rows}
    assert shares["U-SCP"][2] == pytest.approx(900, rel=2e-3)
    assert shares["U-SCP"][3] == pytest.approx(100 / 3, rel=1e-3)
    # no data is counted and never shares
    assert shares["ND"][1] == 1 and shares["ND"][3] is None
    assert rows[-1][1] == 3 and rows[-1][3] == 100
    heads, rows = sheets["管治亚区 各镇 towns"]
    cells = [row[1:5] for row in rows[:-1]]
    assert sum(value > 0 for row in cells for value in row) == 3
    assert rows[-1][5] == pytest.approx(sum(map(sum, cells)))
    assert ["各镇 towns", "净碳排放 (t CO2e)", "net_tco2", "t CO2e"] in sheets["字段说明"][1]


def test_headers_stay_in_view_and_columns_fit(zones, workplace):
    path = workplace / "a.xlsx"
    run(ID, LAYERS=[zones], LANGUAGE="en", SUMS=False, OUTPUT=str(path))
    xml = sheet_xml(path)
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in xml
    columns = re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', xml)
    # one for each column, none over another: Excel would call the file damaged
    assert [(int(a), int(b)) for a, b, _ in columns] == [(n, n) for n in range(1, 8)]
    assert all(panes.NARROW <= float(width) <= panes.WIDE for *_, width in columns)
    assert '<autoFilter ref="A1:G5"/>' in xml
    assert (
        xml.index("<sheetViews>") < xml.index("<cols>") < xml.index("<sheetData>") < xml.index("<autoFilter")
    )
    assert "<f>" not in xml


def test_csv_for_excel(zones, workplace):
    folder = workplace / "CSV 表"
    run(ID, LAYERS=[zones, towns("各镇/towns")], LANGUAGE="zh", OUTPUT=None, FOLDER=str(folder))
    names = sorted(item.name for item in folder.iterdir())
    assert len(names) == 7 and "各镇_towns.csv" in names and "各镇 towns.csv" in names
    data = (folder / "各镇 towns.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert f"\"'{FORMULA}" in data.decode("utf-8-sig") or f"'{FORMULA}" in data.decode("utf-8-sig")


def test_words_that_repeat_are_told_apart(provider, workplace):
    fields = "field=net_tco2:double&field=NET_TCO2_in:double&field=who:date"
    layer = make_layer("None", "", fields, [("", (1.0, 2.0, None))], "t")
    path = workplace / "a.xlsx"
    run(ID, LAYERS=[layer], OUTPUT=str(path), LANGUAGE="en")
    heads, _ = read(path)["t"]
    assert len(set(heads)) == 3


def test_cells_that_excel_cannot_hold(provider, workplace):
    long, strange = "长" * 40_000, "a\x00b\x0bc"
    layer = make_layer("None", "", "field=t:string(100000)", [("", (long,)), ("", (strange,))], "t")
    path = workplace / "a.xlsx"
    run(ID, LAYERS=[layer], OUTPUT=str(path), SUMS=False)
    _, rows = read(path)["t"]
    assert len(rows[0][0]) == exports.LONGEST_TEXT and rows[0][0].endswith("…")
    assert rows[1][0] in ("abc", "a")  # QGIS itself may end a text at a zero


def test_refuses(zones, workplace, monkeypatch):
    with pytest.raises(QgsProcessingException, match=r"OUTPUT.*FOLDER"):
        run(ID, LAYERS=[zones], OUTPUT=None)
    with pytest.raises(QgsProcessingException, match="nowhere"):
        run(ID, LAYERS=[zones], OUTPUT=str(workplace / "nowhere" / "a.xlsx"))
    with pytest.raises(QgsProcessingException, match="nowhere"):
        run(ID, LAYERS=[zones], OUTPUT=None, FOLDER=str(workplace / "nowhere" / "csv"))
    monkeypatch.setattr(exports, "MOST_ROWS", 4)
    with pytest.raises(QgsProcessingException, match=r"towns has 4 rows.*3.*CSV"):
        run(ID, LAYERS=[zones], OUTPUT=str(workplace / "a.xlsx"))
    assert list(workplace.iterdir()) == []


def test_cancel_leaves_nothing(zones, workplace):
    for at in (0, 50, 85, 100):
        run(
            ID,
            RecordingFeedback(cancel_at=at),
            LAYERS=[zones],
            OUTPUT=str(workplace / "a.xlsx"),
            FOLDER=str(workplace / "c"),
        )
        assert list(workplace.iterdir()) == [], at


def test_an_older_workbook_stays_when_the_run_fails(zones, workplace, monkeypatch):
    path = workplace / "a.xlsx"
    path.write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(panes, "complete", full)
    with pytest.raises(QgsProcessingException, match="No space left"):
        run(ID, LAYERS=[zones], OUTPUT=str(path))
    assert path.read_bytes() == b"old" and len(list(workplace.iterdir())) == 1
