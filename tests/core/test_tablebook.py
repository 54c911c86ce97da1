"""All built-in tables under one roof."""

from __future__ import annotations

import pytest

from carbon_pollution_zoning.core import csvdata, factors, tablebook
from carbon_pollution_zoning.core.errors import FactorError


def exported(path, table, scheme=""):
    content = tablebook.rows(table, scheme)
    csvdata.write_rows(path, content.columns, content.rows, excel=True)
    return csvdata.read_table(path, "table")


def test_every_scheme_is_listed_with_its_sources():
    listed = tablebook.listed()
    assert {item.table for item in listed} == set(tablebook.names())
    for item in listed:
        assert item.name_en and item.name_zh and item.rows > 0
        assert item.sources and all(item.sources)
        assert len(item.digest) == 12
    assert sum(item.is_default for item in listed if item.table == "fuel") == 1


@pytest.mark.parametrize("table", [*factors.names(), tablebook.STANDARDS])
def test_an_export_is_sound_and_the_same_table(table, tmp_path):
    raw = exported(tmp_path / "table.csv", table)
    assert tablebook.faults(table, raw, "table.csv") == []
    if table in factors.names():
        own = factors.checked(raw, table, "table.csv")
        assert own.digest == factors.builtin(table).digest
        assert tablebook.difference(table, own) == tablebook.Difference((), (), ())


def test_every_land_use_scheme_can_be_exported_and_read_back(tmp_path):
    for item in tablebook.listed(tablebook.CLASSES):
        raw = exported(tmp_path / f"{item.scheme}.csv", tablebook.CLASSES, item.scheme)
        assert tablebook.faults(tablebook.CLASSES, raw, "classes.csv") == []
        assert len(raw.rows) == item.rows


def test_one_scheme_alone_is_exported():
    content = tablebook.rows("equivalents", "EPTAX")
    assert {row["scheme"] for row in content.rows} == {"EPTAX"}
    assert {row["set_id"] for row in tablebook.rows(tablebook.STANDARDS, "GB3095-2012").rows} == {
        "GB3095-2012"
    }


@pytest.mark.parametrize(
    ("table", "scheme", "word"),
    [
        ("furl", "", "fuel"),
        ("fuel", "MINE", "CN_MEE_ENT"),
        (tablebook.CLASSES, "", "clcd"),
        (tablebook.STANDARDS, "X", "GB3095"),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(table, scheme, word):
    with pytest.raises(FactorError, match=word):
        tablebook.rows(table, scheme)


def test_numbers_are_typed_and_codes_stay_texts():
    fuel = tablebook.rows("gwp")
    row = dict(zip(fuel.columns, tablebook.typed(fuel)[0]))
    assert isinstance(row["value"], (int, float)) and isinstance(row["year"], str) and row["low"] is None
    survey = tablebook.rows(tablebook.CLASSES, "third_survey")
    assert all(isinstance(row[0], str) for row in tablebook.typed(survey))


def test_what_an_edited_table_changes_is_told(tmp_path):
    content = tablebook.rows("equivalents", "EPTAX")
    rows = [dict(row) for row in content.rows if row["key"] != "a_CO"]
    next(row for row in rows if row["key"] == "a_SO2")["value"] = "1"
    rows.append({**rows[0], "key": "a_new", "source_key": "", "source": "decree"})
    csvdata.write_rows(tmp_path / "own.csv", content.columns, rows)
    found = tablebook.difference("equivalents", factors.read(tmp_path / "own.csv", "equivalents"))
    assert [one[1] for one in found.changed] == ["a_SO2"]
    assert [one[1] for one in found.added] == ["a_new"]
    assert [one[1] for one in found.missing] == ["a_CO"]
