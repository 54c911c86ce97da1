"""Outputs appear whole or not at all."""

from __future__ import annotations

import os
import sqlite3

import pytest

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.toolbelt import outputs


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "memory:",
        "memory:zones",
        "TEMPORARY_OUTPUT",
        "ogr:dbname='a.gpkg' table=\"t\"",
        "postgres://x",
    ],
)
def test_memory_and_databases_are_no_files(text):
    assert outputs.file_of(text) is None


def test_a_path_is_a_file():
    assert outputs.file_of("数据/out 1.gpkg").name == "out 1.gpkg"


def test_nothing_stands_at_the_final_place_before_the_commit(workplace):
    final = workplace / "结果.csv"
    final.write_text("old", encoding="utf-8")
    beside = outputs.Beside(final)
    beside.partial.write_text("new", encoding="utf-8")
    assert beside.partial.name == final.name
    assert final.read_text(encoding="utf-8") == "old"
    beside.commit()
    assert final.read_text(encoding="utf-8") == "new"
    assert [item.name for item in workplace.iterdir()] == ["结果.csv"]


def test_what_lies_beside_a_file_moves_with_it(workplace):
    beside = outputs.Beside(workplace / "a.shp")
    for suffix in (".shp", ".dbf", ".prj", ".qml"):
        beside.partial.with_suffix(suffix).write_text(suffix, encoding="utf-8")
    beside.commit()
    assert sorted(item.name for item in workplace.iterdir()) == ["a.dbf", "a.prj", "a.qml", "a.shp"]


def test_journals_of_an_older_geopackage_go_with_it(workplace):
    final = workplace / "a.gpkg"
    for suffix in ("", "-wal", "-shm"):
        final.with_name(final.name + suffix).write_text("old", encoding="utf-8")
    beside = outputs.Beside(final)
    beside.partial.write_text("new", encoding="utf-8")
    beside.commit()
    assert [item.name for item in workplace.iterdir()] == ["a.gpkg"]


def test_discarding_leaves_the_place_as_it_was(workplace):
    beside = outputs.Beside(workplace / "a.csv")
    beside.partial.write_text("half", encoding="utf-8")
    beside.discard()
    beside.discard()
    assert list(workplace.iterdir()) == []


def test_a_folder_that_is_missing_is_named(workplace):
    missing = workplace / "没有"
    assert [str(missing) in str(item) for item in outputs.refusals(missing / "a.gpkg")] == [True]
    with pytest.raises(InputError, match="没有"):
        outputs.Beside(missing / "a.gpkg")


def test_a_folder_is_no_file(workplace):
    assert "is a folder" in str(outputs.refusals(workplace)[0])


def test_a_locked_geopackage_is_refused_and_an_idle_one_is_not(workplace):
    path = workplace / "a.gpkg"
    connection = sqlite3.connect(path)
    connection.execute("create table t (a)")
    connection.commit()
    assert outputs.refusals(path) == []
    connection.execute("begin exclusive")
    assert "locked" in str(outputs.refusals(path)[0])
    connection.close()


def test_a_read_only_file_is_refused(workplace, monkeypatch):
    # root may write anything, so the answer of the system is given here
    path = workplace / "a.csv"
    path.write_text("x", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda asked, mode: asked != path)
    assert "read-only" in str(outputs.refusals(path)[0])
