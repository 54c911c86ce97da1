"""The algorithm ``factortables``: declares, refuses, lists, exports, checks, cancels."""

from __future__ import annotations

import csv
import io

import processing
import pytest
from helpers import rows_of
from qgis.core import QgsApplication, QgsProcessingException

from carbon_pollution_zoning.cartography import exports
from carbon_pollution_zoning.core import csvdata, factors, tablebook
from carbon_pollution_zoning.toolbelt import sheets

ID = "cpzoning:factortables"


@pytest.fixture(autouse=True)
def _registered(provider):
    """Every test runs the algorithm through the registry."""


def run(feedback=None, **options):
    return processing.run(ID, options, feedback=feedback)


def own(workplace, rows, name="我的 因子.csv"):
    path = workplace / name
    csvdata.write_rows(path, list(rows[0]), rows)
    return path


def edited(**changes):
    rows = [dict(row) for row in tablebook.rows("equivalents", "EPTAX").rows]
    rows[2].update(changes)
    return rows


def test_declares():
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "carbonaccounting"
    assert {output.name() for output in algorithm.outputDefinitions()} == {
        "LIST",
        "SOURCES",
        "EXPORT",
        "PROBLEMS",
        "REPORT",
        "FAULTS",
        "ROWS",
    }
    codes = algorithm.parameterDefinition("TABLE").metadata()["codes"]
    assert set(codes) == {"all", *tablebook.names()}


def test_lists_every_scheme_of_every_table():
    rows = rows_of(run(LIST="memory:")["LIST"])
    assert len(rows) == len(tablebook.listed())
    fuel = next(row for row in rows if row["scheme"] == "CN_MEE_ENT")
    assert (fuel["table_name"], fuel["is_default"]) == ("fuel", 1)
    assert fuel["digest"] == factors.builtin("fuel").digest
    assert fuel["sources"]


def test_lists_one_table_alone():
    rows = rows_of(run(TABLE="equivalents", LIST="memory:")["LIST"])
    assert [(row["scheme"], row["gap_count"]) for row in rows] == [("EPTAX", 4)]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("table", ["equivalents", "fuel", tablebook.STANDARDS])
def test_an_export_comes_back_as_the_same_table(workplace, table, suffix, feedback):
    path = workplace / f"导出 表{suffix}"
    result = run(feedback, TABLE=table, EXPORT=str(path))
    assert result["EXPORT"] == str(path) and result["ROWS"] == len(tablebook.rows(table).rows)
    assert [item.name for item in workplace.iterdir()] == [path.name]
    checked = run(feedback, TABLE=table, FILE=str(path), PROBLEMS="memory:")
    assert checked["FAULTS"] == 0 and rows_of(checked["PROBLEMS"]) == []
    if table in factors.names():
        again = factors.checked(sheets.read_table(path, "table"), table, path.name)
        assert again.digest == factors.builtin(table).digest


def test_an_export_opens_in_excel_with_chinese_intact(workplace):
    path = workplace / "classes.csv"
    run(TABLE=tablebook.CLASSES, SCHEME="third_survey", EXPORT=str(path))
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    assert "农村宅基地" in data.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": "much"}, "much"),
        ({"low": "99"}, "low"),
        ({"unit": ""}, "unit"),
        ({"unit": "km per equivalent"}, "km"),
        ({"source_key": "", "source": ""}, "source"),
        ({"parameter": "price"}, "price"),
        ({"value": "-1"}, "negative"),
        ({"year": "lately"}, "lately"),
    ],
)
def test_a_fault_is_a_sentence_with_its_row_and_the_run_succeeds(workplace, feedback, changes, words):
    path = own(workplace, edited(**changes))
    result = run(
        feedback, TABLE="equivalents", FILE=str(path), PROBLEMS="memory:", REPORT=str(workplace / "r.html")
    )
    rows = rows_of(result["PROBLEMS"])
    assert result["FAULTS"] == len(rows) >= 1
    assert any(row["row"] == 4 and words in row["problem"] and path.name in row["problem"] for row in rows)
    assert any(words in warning for warning in feedback.warnings)
    assert words in (workplace / "r.html").read_text(encoding="utf-8")


def test_all_faults_come_together(workplace):
    rows = edited(value="much")
    rows[5]["unit"] = "桶"
    rows.append(dict(rows[0]))
    result = run(TABLE="equivalents", FILE=str(own(workplace, rows)), PROBLEMS="memory:")
    assert result["FAULTS"] == 3
    assert {row["row"] for row in rows_of(result["PROBLEMS"])} == {4, 7, len(rows) + 1}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xff\xff\xff\x00\x01", "CSV"),
        (b"key,value\na,1\n", "scheme"),
        ("甲;乙\n1;2\n".encode("gb18030"), "key"),
    ],
)
def test_a_file_that_is_no_such_table_is_reported_and_the_run_succeeds(workplace, content, words):
    path = workplace / "坏.csv"
    path.write_bytes(content)
    result = run(TABLE="fuel", FILE=str(path), PROBLEMS="memory:")
    assert result["FAULTS"] == 1
    assert words in rows_of(result["PROBLEMS"])[0]["problem"]


def test_the_report_says_what_a_sound_table_changes(workplace):
    page = workplace / "检查 报告.html"
    run(TABLE="equivalents", FILE=str(own(workplace, edited(value="20"))), REPORT=str(page))
    text = page.read_text(encoding="utf-8")
    assert "No faults" in text and "a_CO" in text and "<script" not in text


def test_texts_of_users_are_escaped_in_the_report(workplace):
    page = workplace / "r.html"
    path = own(workplace, edited(unit="<script>alert(1)</script>"))
    run(TABLE="equivalents", FILE=str(path), REPORT=str(page))
    assert "<script>" not in page.read_text(encoding="utf-8")


def test_formulas_are_made_harmless_on_the_way_out(workplace):
    path = own(workplace, edited(notes="=cmd|' /C calc'!A0"))
    assert "'=cmd" in path.read_text(encoding="utf-8")
    assert run(TABLE="equivalents", FILE=str(path))["FAULTS"] == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, ["Nothing to do"]),
        ({"EXPORT": "x.csv"}, ["Choose the table"]),
        ({"TABLE": "fuel", "SCHEME": "MINE", "EXPORT": "x.csv"}, ["MINE", "CN_MEE_ENT"]),
        ({"TABLE": tablebook.CLASSES, "EXPORT": "x.csv"}, ["clcd"]),
        ({"TABLE": "fuel", "FILE": "/nowhere/own.csv"}, ["own.csv"]),
        ({"TABLE": "fuel", "LIST": "memory:", "PROBLEMS": "memory:"}, ["to be checked"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(workplace, options, words):
    if "EXPORT" in options:
        options = {**options, "EXPORT": str(workplace / options["EXPORT"])}
    with pytest.raises(QgsProcessingException) as refusal:
        run(**options)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)
    assert list(workplace.iterdir()) == []


def test_cancel_leaves_nothing_behind(workplace, feedback):
    feedback.cancel()
    run(feedback, TABLE="fuel", EXPORT=str(workplace / "never.csv"), LIST=str(workplace / "never.gpkg"))
    assert list(workplace.iterdir()) == []


def test_an_old_export_survives_a_failure(workplace, monkeypatch):
    path = workplace / "old.csv"
    path.write_text("precious", encoding="utf-8")
    monkeypatch.setattr(csvdata, "write_rows", _full_disk)
    with pytest.raises(QgsProcessingException):
        run(TABLE="fuel", EXPORT=str(path))
    assert path.read_text(encoding="utf-8") == "precious"
    assert [item.name for item in workplace.iterdir()] == ["old.csv"]


def _full_disk(*_arguments, **_options):
    raise OSError(28, "No space left on device")


def test_the_list_says_how_the_numbers_are_known():
    rows = {(row["table_name"], row["scheme"]): row for row in rows_of(run(LIST="memory:")["LIST"])}
    for (table, scheme), row in rows.items():
        if table == tablebook.CLASSES:
            assert row["evidence"] is None
            continue
        for column in ("evidence", "source_confidence"):
            counts = [int(part.rsplit(" ", 1)[1]) for part in (row[column] or "").split(", ") if part]
            assert sum(counts) == row["row_count"] - row["gap_count"], (table, scheme, column)
    equivalents = rows["equivalents", "EPTAX"]
    assert equivalents["evidence"].startswith("looked up") and "high" in equivalents["source_confidence"]


def test_the_publications_behind_the_tables():
    every, some = (rows_of(run(TABLE=table, SOURCES="memory:")["SOURCES"]) for table in ("all", "sink_rates"))
    assert len(every) > len(some) > 5
    counted = sum(len(factors.builtin(name).rows) for name in factors.names())
    assert sum(row["row_count"] for row in every) > counted * 0.99
    xie = next(row for row in some if row["source_key"] == "xie2008")
    assert xie["source_title"].startswith("Global mean NEP") and xie["table_name"] == "sink_rates"


@pytest.mark.parametrize("kind", ["utf-8-sig", "gb18030", "utf-16", "semicolon", "xlsx"])
def test_an_edited_table_is_held_to_the_same_rules_whatever_its_file(workplace, kind):
    """One number that grew too large and one source that was lost, in every form that comes back."""
    content = tablebook.rows("sink_rates", "XIE2008")
    rows = [dict(row) for row in content.rows]
    rows[0]["value"] = "1.7"
    rows[1] |= {"source_key": "", "source": ""}
    path = workplace / f"改 过.{'xlsx' if kind == 'xlsx' else 'csv'}"
    if kind == "xlsx":
        edited = tablebook.Rows(content.columns, tuple(rows))
        exports.write_xlsx(path, [exports.Table("表", edited.columns, tablebook.typed(edited))])
    else:
        mark = ";" if kind == "semicolon" else ","
        lines = [content.columns, *([row[column] for column in content.columns] for row in rows)]
        stream = io.StringIO()
        csv.writer(stream, delimiter=mark).writerows(lines)
        path.write_bytes(stream.getvalue().encode("utf-8" if kind == "semicolon" else kind))
    result = run(TABLE="sink_rates", FILE=str(path), PROBLEMS="memory:")
    faults = {row["row"]: row["problem"] for row in rows_of(result["PROBLEMS"])}
    assert result["FAULTS"] == 2
    assert "fraction" in faults[2] and "1.7" in faults[2] and "source" in faults[3]
