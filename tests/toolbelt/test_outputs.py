"""Outputs appear whole or not at all."""

from __future__ import annotations

import os
import sqlite3

import osgeo.ogr
import pytest
from osgeo import gdal

from carbon_pollution_zoning.core.errors import InputError, problem
from carbon_pollution_zoning.toolbelt import destinations, outputs


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
    assert destinations.file_of(text) is None


def test_a_path_is_a_file():
    assert destinations.file_of("数据/out 1.gpkg").name == "out 1.gpkg"


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
    assert [str(missing) in str(item) for item in destinations.refusals(missing / "a.gpkg")] == [True]
    with pytest.raises(InputError, match="没有"):
        outputs.Beside(missing / "a.gpkg")


def test_a_folder_is_no_file(workplace):
    assert "is a folder" in str(destinations.refusals(workplace)[0])


def test_a_locked_geopackage_is_refused_and_an_idle_one_is_not(workplace):
    path = workplace / "a.gpkg"
    connection = sqlite3.connect(path)
    connection.execute("create table t (a)")
    connection.commit()
    assert destinations.refusals(path) == []
    connection.execute("begin exclusive")
    assert "locked" in str(destinations.refusals(path)[0])
    connection.close()


def test_a_read_only_file_is_refused(workplace, monkeypatch):
    # root may write anything, so the answer of the system is given here
    path = workplace / "a.csv"
    path.write_text("x", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda asked, mode: asked != path)
    assert "read-only" in str(destinations.refusals(path)[0])


class Stuck(outputs.Pending):
    """An output that cannot be put in its place."""

    def place(self):
        raise InputError(problem("The output is stuck."))


def package(path, name, value):
    """A table of one row in a GeoPackage, added to those that are there."""
    ogr = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE) if path.exists() else None
    ogr = ogr or gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    layer = ogr.CreateLayer(name, None, osgeo.ogr.wkbNone)
    layer.CreateField(osgeo.ogr.FieldDefn("value", osgeo.ogr.OFTInteger))
    feature = osgeo.ogr.Feature(layer.GetLayerDefn())
    feature.SetField("value", value)
    layer.CreateFeature(feature)
    ogr.FlushCache()


def content(path):
    """Tables of a GeoPackage and their values."""
    found = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    layers = [found.GetLayer(at) for at in range(found.GetLayerCount())]
    return {layer.GetName(): [feature["value"] for feature in layer] for layer in layers}


def several(workplace):
    """A file that replaces another, a new one, and a table that replaces another, all in the making."""
    (workplace / "a.csv").write_text("old", encoding="utf-8")
    (workplace / "a.csv-wal").write_text("journal", encoding="utf-8")
    package(workplace / "p.gpkg", "zones", 1)
    package(workplace / "p.gpkg", "others", 7)
    files = [outputs.Beside(workplace / name) for name in ("a.csv", "b.csv")]
    for one in files:
        one.partial.write_text("new", encoding="utf-8")
        one.partial.with_suffix(".qml").write_text("style", encoding="utf-8")
    table = outputs.PackageTable(workplace / "p.gpkg", "zones")
    package(table.partial, "zones", 2)
    return [*files, table]


def test_several_outputs_appear_together(workplace):
    outputs.commit(several(workplace))
    names = ["a.csv", "a.csv-wal", "a.qml", "b.csv", "b.qml", "p.gpkg"]
    assert sorted(item.name for item in workplace.iterdir()) == [name for name in names if "wal" not in name]
    assert (workplace / "a.csv").read_text(encoding="utf-8") == "new"
    assert content(workplace / "p.gpkg") == {"others": [7], "zones": [2]}


def test_where_one_output_fails_all_older_ones_are_back(workplace):
    pending = [*several(workplace), Stuck()]
    with pytest.raises(InputError, match="stuck"):
        outputs.commit(pending)
    for item in pending:
        item.discard()
    assert sorted(item.name for item in workplace.iterdir()) == ["a.csv", "a.csv-wal", "p.gpkg"]
    assert (workplace / "a.csv").read_text(encoding="utf-8") == "old"
    assert (workplace / "a.csv-wal").read_text(encoding="utf-8") == "journal"
    assert content(workplace / "p.gpkg") == {"others": [7], "zones": [1]}


def test_where_styling_fails_a_new_package_is_gone(workplace):
    table = outputs.PackageTable(workplace / "p.gpkg", "zones")
    package(table.partial, "zones", 2)

    def fails():
        assert content(workplace / "p.gpkg") == {"zones": [2]}
        raise InputError(problem("No style."))

    with pytest.raises(InputError, match="No style"):
        outputs.commit([table], [fails])
    table.discard()
    assert list(workplace.iterdir()) == []


def test_older_files_stay_where_they_wait_when_they_cannot_be_put_back(workplace, monkeypatch):
    pending = [*several(workplace)[:1], Stuck()]
    replace = type(workplace).replace

    def refuse_the_older(path, target):
        if path.read_text(encoding="utf-8") == "old":
            raise OSError(16, "busy")
        return replace(path, target)

    monkeypatch.setattr(type(workplace), "replace", refuse_the_older)
    with pytest.raises(InputError, match="could not be put back") as refusal:
        outputs.commit(pending)
    pending[0].discard()
    folder = refusal.value.problems[0].data["folder"]
    assert "old" in [item.read_text(encoding="utf-8") for item in folder.rglob("a.csv")]


@pytest.mark.parametrize("windows", [False, True])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("CON.gpkg", "keeps for a device"),
        ("com1.tar.gpkg", "keeps for a device"),
        ("zones.gpkg.", "ends in a dot or a blank"),
        ("zones.gpkg ", "ends in a dot or a blank"),
        ("zo\nnes.gpkg", "cannot have"),
        ("分" * 82 + ".gpkg", "too long"),
        ("x" * 300 + ".gpkg", "too long"),
    ],
)
def test_names_that_no_file_can_have_are_refused_before_work(workplace, name, words, windows):
    found = destinations.name_problems(workplace / name, windows)
    if windows and name.startswith("分"):
        found = destinations.name_problems(workplace / ("分" * 250), windows)
    assert len(found) == 1 and words in str(found[0])
    if not windows:
        assert [str(item) for item in destinations.refusals(workplace / name)] == [str(found[0])]


@pytest.mark.parametrize(
    "name", ["CONTROL.gpkg", "a.b.gpkg", "\"q\" 100% #1 & 'x' 😀.gpkg", "x" * 240 + ".csv"]
)
def test_odd_names_that_files_can_have_are_taken(workplace, name):
    assert destinations.refusals(workplace / name) == []


def test_windows_has_names_of_its_own(workplace):
    assert "?" in str(destinations.name_problems(workplace / "why?.gpkg", True)[0])
    assert destinations.name_problems(workplace / "why?.gpkg", False) == []


def test_a_file_where_a_folder_should_be_is_named(workplace):
    (workplace / "file").write_text("x", encoding="utf-8")
    for place in ("file/a.gpkg", "file/deeper/a.gpkg"):
        found = destinations.refusals(workplace / place)
        assert len(found) == 1 and f"because {workplace / 'file'} is a file" in str(found[0])


def test_a_folder_is_filled_when_all_is_done_or_stays_as_it_was(workplace):
    folder = workplace / "新 folder"
    filled = outputs.Filled(folder)
    (filled.partial / "a.txt").write_text("new", encoding="utf-8")
    filled.discard()
    assert list(workplace.iterdir()) == []
    folder.mkdir()
    (folder / "a.txt").write_text("old", encoding="utf-8")
    (folder / "b.txt").write_text("own", encoding="utf-8")
    filled = outputs.Filled(folder)
    for name in ("a.txt", "c.txt"):
        (filled.partial / name).write_text("new", encoding="utf-8")
    filled.place()
    filled.withdraw()
    assert {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.txt")} == {
        "a.txt": "old",
        "b.txt": "own",
    }
    filled.discard()
    filled = outputs.Filled(folder)
    (filled.partial / "a.txt").write_text("new", encoding="utf-8")
    filled.commit()
    assert {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir()} == {
        "a.txt": "new",
        "b.txt": "own",
    }
    (workplace / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="file"):
        outputs.Filled(workplace / "file" / "sub")
